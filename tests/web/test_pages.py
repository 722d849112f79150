import json
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from casework.registry import ACTS
from config.display import load_display
from tests.web.conftest import CPR, NAVN, House
from tests.web.reading import hidden, read


def rows_of(html: str) -> list[str]:
    """The case numbers of the list, from the top."""
    return [link.removeprefix("/sager/") for link in read(html).links if link.startswith("/sager/S-")]


def test_the_list_puts_what_is_overdue_by_law_first_then_what_else_is_then_what_comes_soonest(
    house: House,
) -> None:
    by_law = house.receive("Lov Prøve", "6101800001", ("99",))
    house.now += timedelta(days=3)
    advice = house.receive("Råd Prøve", "6101800002", ())
    house.now += timedelta(days=13)
    fresh = house.receive("Ny Prøve", "6101800003", ("85",))

    html = house.client().get("/").text

    assert rows_of(html) == [by_law, advice, fresh]
    assert "14 dage for sent" in html
    assert "om 7 dage" in html


def test_the_list_says_how_long_the_citizen_has_waited_and_on_whom(house: House) -> None:
    house.receive()
    house.engine()
    house.now += timedelta(days=21)

    html = house.client().get("/").text

    assert "3 uger" in html
    assert "siden 2. mar. 2026" in html
    assert "Jer: brev til godkendelse" in html
    assert "Signe Sagsen" in html


def test_the_counts_on_top_open_the_cases_they_count(house: House) -> None:
    house.receive()
    house.engine()
    client = house.client()
    assert "1</strong> åbne forløb" in client.get("/").text
    assert "1</strong> brev at godkende" in client.get("/").text
    assert len(rows_of(client.get("/?vis=kladder").text)) == 1
    assert rows_of(client.get("/?vis=overskredet").text) == []
    assert rows_of(client.get("/?vis=afsluttet").text) == []


def test_the_list_can_be_narrowed_by_phase_team_and_sagsbehandler(house: House) -> None:
    number = house.receive()
    client = house.client()
    assert rows_of(client.get("/?fase=sagsaabning&team=voksen-nord&sagsbehandler=sb1").text) == [number]
    for other in ("fase=opfoelgning", "team=voksen-syd", "sagsbehandler=leder1"):
        assert rows_of(client.get(f"/?{other}").text) == []
    assert client.get("/?fase=vrøvl&vis=vrøvl&side=-3").status_code == 200


@pytest.mark.parametrize("text", ["s-2026-00001", CPR, f"{CPR[:6]}-{CPR[6:]}"])
def test_a_number_or_a_cpr_leads_straight_to_the_case(house: House, text: str) -> None:
    number = house.receive()
    answer = house.client().post("/soeg", data={"q": text})
    assert answer.headers["location"] == f"/sager/{number}"


@pytest.mark.parametrize("text", ["asta", "ØVELSE", "øvel", "asta øvelse"])
def test_a_name_is_found_however_it_is_written(house: House, text: str) -> None:
    number = house.receive()
    house.receive("Bo Prøve", "6101800002")
    answer = house.client().post("/soeg", data={"q": text})
    assert rows_of(answer.text) == [number]


def test_a_name_nobody_has_is_answered_with_a_way_on(client: TestClient) -> None:
    assert "Ingen borger hedder" in client.post("/soeg", data={"q": "100%_"}).text


def test_a_new_henvendelse_becomes_a_case_and_says_so_once(client: TestClient) -> None:
    form = {
        "borger.navn": NAVN,
        "borger.cpr": "610180-0007",
        "borger.digital_post": "ja",
        "tekst": "Jeg har brug for hjælp\r\ntil min post.",
        "kanal": "brev",
        "ansoegt": ["85", "82 b"],
        "modtaget": "2026-02-27T14:30",
    }
    answer = client.post("/ny", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sager/S-2026-00001"

    page = client.get("/sager/S-2026-00001").text
    assert "Henvendelsen er registreret" in page
    assert "Jeg har brug for hjælp\ntil min post." in page
    assert "støtte i hverdagen" in page
    assert "§ 82 b" in page
    assert "27. feb. 2026" in page
    assert "Henvendelsen er registreret" not in client.get("/sager/S-2026-00001").text


@pytest.mark.parametrize(
    ("cpr", "why"),
    [("1234", "kan findes"), ("9902309999", "kan findes"), ("0101" + "800007", "ikke fiktivt")],
)
def test_a_cpr_that_cannot_be_used_is_refused_beside_its_field(
    client: TestClient, cpr: str, why: str
) -> None:
    answer = client.post("/ny", data={"borger.navn": NAVN, "borger.cpr": cpr, "tekst": "Det jeg skrev"})
    assert answer.status_code == 422
    assert why in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'href="#modtag_henvendelse-borger-cpr"' in answer.text
    assert "Det jeg skrev" in answer.text
    assert "0</strong> åbne" in client.get("/").text


def test_the_same_henvendelse_twice_is_refused_on_the_form(house: House) -> None:
    client = house.client()
    form = {"borger.cpr": CPR, "tekst": "Hej"}
    assert client.post("/ny", data=form).status_code == 303
    answer = client.post("/ny", data=form)
    assert answer.status_code == 409
    assert "allerede registreret" in answer.text
    assert "findes_allerede" in answer.text
    assert "<textarea" in answer.text


def test_a_case_page_shows_phases_deadlines_words_and_timeline(house: House) -> None:
    number = house.receive(tekst="Jeg kan ikke sove.")
    house.act("registrer_oenske", {"tekst": "At sove igennem"})
    house.engine()

    html = house.client().get(f"/sager/{number}").text

    assert 'aria-current="step"><span>Sagsåbning' in html
    assert "RSL § 3, stk. 2" in html
    assert "27. apr. 2026" in html
    assert "Jeg kan ikke sove." in html
    assert "At sove igennem" in html
    assert "Mandag den 2. marts 2026" in html
    assert "Frist begynder: Svar på ansøgningen (§ 85), senest 27. april 2026." in html
    assert "Sendt: Kvittering til borgeren som Digital Post." in html
    assert "Signe Sagsen" in html


def test_quiet_lines_of_the_timeline_are_shown_on_demand(house: House) -> None:
    number = house.receive()
    house.act("registrer_kontakt")
    client = house.client()
    short, whole = (client.get(f"/sager/{number}{query}").text for query in ("", "?alt=1"))
    assert "Frist begynder: Nyt til borgeren" not in short
    assert "Vis alt (" in short
    assert "Frist begynder: Nyt til borgeren" in whole


def test_the_page_follows_the_engine_only_while_it_works(house: House) -> None:
    number = house.receive()
    client = house.client()
    assert 'hx-trigger="every 2s"' in client.get(f"/sager/{number}").text
    house.engine()
    assert "every 2s" not in client.get(f"/sager/{number}/indhold").text


def test_a_second_forloeb_has_a_page_of_its_own(house: House) -> None:
    number = house.receive()
    house.act("traek_ansoegning", {"paragraf": "85"})
    house.act("afslut_sag")
    house.act("modtag_ansoegning", {"paragraf": "104"})
    client = house.client()
    assert "§ 104" in client.get(f"/sager/{number}").text
    first = client.get(f"/sager/{number}?forloeb=1").text
    assert "forløbet er afsluttet" in first
    assert "Åbn forløbet igen" in first
    assert "Træf afgørelse" not in first


def test_a_contact_is_registered_by_the_one_who_is_chosen(house: House) -> None:
    number = house.receive()
    client = house.client()
    chosen = client.post("/jeg-er", data={"medarbejder": "leder1", "retur": f"/sager/{number}"})
    assert chosen.headers["location"] == f"/sager/{number}"
    form = hidden(client.get(f"/sager/{number}/kontakt").text)
    answer = client.post(
        f"/sager/{number}/kontakt", data={**form, "med": "borger\nsøster", "notat": "Ringet."}
    )
    assert answer.headers["location"] == f"/sager/{number}"
    html = client.get(f"/sager/{number}").text
    assert "Kontakt med borger, søster." in html
    assert 'Kontakt med borger, søster. <span class="lille">Lise Ledersen' in html
    assert "Ringet." in html


@pytest.mark.parametrize(
    "back", ["//ond.example", "/\\ond.example", "https://ond.example", "javascript:alert(1)", ""]
)
def test_choosing_who_acts_never_leads_elsewhere(client: TestClient, back: str) -> None:
    assert client.post("/jeg-er", data={"medarbejder": "sb1", "retur": back}).headers["location"] == "/"


def test_somebody_who_does_not_work_here_cannot_be_chosen(client: TestClient) -> None:
    answer = client.post("/jeg-er", data={"medarbejder": "fremmed", "retur": "/"})
    assert "set-cookie" not in answer.headers


def test_a_phase_move_says_what_stops_it_and_happens_once_that_is_answered(house: House) -> None:
    number = house.receive()
    client = house.client()
    page = f"/sager/{number}/fase"
    form = {**hidden(client.get(page).text)}
    refused = client.post(page, data=form)
    assert refused.status_code == 409
    assert "Handlekommunen er ikke tjekket" in refused.text
    assert "Grund: G1" in refused.text
    assert "2 ting mangler" in refused.text

    answered = client.post(
        f"{page}/afklar_sagsaabning", data={**form, "handlekommune": "ja", "p82_overvejet": "ja"}
    )
    assert answered.headers["location"] == page
    html = client.get(page).text
    assert "Alt er på plads" in html

    assert client.post(page, data=hidden(html)).status_code == 303
    assert 'aria-current="step"><span>Sagsoplysning' in client.get(f"/sager/{number}").text


def test_what_is_missing_beside_a_phase_form_is_said_beside_its_field(house: House) -> None:
    number = house.receive()
    house.act("afklar_sagsaabning")
    house.act("gaa_til", {"fase": "sagsoplysning"})
    client = house.client()
    form = hidden(client.get(f"/sager/{number}/fase").text)
    answer = client.post(f"/sager/{number}/fase/registrer_oenske", data={**form, "perspektiv": "1"})
    assert answer.status_code == 422
    assert "skal have en tekst" in answer.text
    assert client.post(f"/sager/{number}/fase/gaa_til", data=form).status_code == 404


GENERIC = [name for name, label in load_display().acts.items() if not label.kun_scenarier]


@pytest.mark.parametrize("name", GENERIC)
def test_every_act_has_a_page_with_a_label_for_each_field(house: House, name: str) -> None:
    number = house.receive()
    client = house.client()
    in_case = ACTS[name].needs_forloeb
    address = (
        "/ny"
        if name == "modtag_henvendelse"
        else f"/sager/{number}/handling/{name}"
        if in_case
        else f"/handling/{name}"
    )
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200
    page = read(answer.text)
    unlabelled = [
        field
        for field in page.fields
        if field.get("id") and field["id"] not in page.labelled and field.get("type") != "checkbox"
    ]
    assert unlabelled == []
    assert len(page.ids) == len(set(page.ids))


def test_an_act_is_done_from_its_own_page(house: House) -> None:
    number = house.receive()
    client = house.client()
    address = f"/sager/{number}/handling/indkald_moede"
    form = hidden(client.get(address).text)
    assert client.post(address, data=form).status_code == 422
    answer = client.post(
        address,
        data={
            **form,
            "art": "foerste_samtale",
            "tidspunkt": "2026-03-09T13:00",
            "deltagere": "borger\nsøster",
        },
    )
    assert answer.status_code == 303
    html = client.get(f"/sager/{number}").text
    assert "Der er indkaldt til den første samtale, mandag den 9. marts 2026 kl. 13.00." in html
    assert "Venter på din godkendelse" in html


@pytest.mark.parametrize("text", ["4", "3 4 2,5"])
def test_a_measurement_can_be_one_number_or_many(house: House, text: str) -> None:
    number = house.receive()
    address = f"/sager/{number}/handling/registrer_maaling"
    client = house.client()
    form = hidden(client.get(address).text)
    answer = client.post(address, data={**form, "instrument": "ors", "vaerdi": text})
    assert answer.status_code in {303, 409}
    assert "Ret det her" not in answer.text


def test_an_absence_belongs_to_no_case(house: House) -> None:
    client = house.client()
    form = {"medarbejder": "sb1", "til": "2026-03-20", "stedfortraeder": "leder1"}
    assert client.post("/handling/fravaer", data=form).headers["location"] == "/"
    assert client.post("/handling/fravaer", data={**form, "til": "i morgen"}).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/findes-ikke",
        "/sager/S-2026-09999",
        "/sager/S-2026-00001?forloeb=7",
        "/sager/S-2026-00001/breve/999",
        "/sager/S-2026-00001/breve/abc",
        "/sager/S-2026-00001/breve/1/exe",
        "/sager/S-2026-00001/handling/luk_alle_punkter",
        "/sager/S-2026-00001/handling/findes_ikke",
        "/sager/S-2026-00001/handling/fravaer",
        "/sager/S-2026-09999/fase",
        "/handling/gaa_til",
        "/static/../app.py",
    ],
)
def test_what_is_not_there_is_said_in_danish(house: House, address: str) -> None:
    house.receive()
    answer = house.client().get(address)
    assert answer.status_code == 404
    assert 'lang="da"' in answer.text
    assert "Der er ingen" in answer.text or "findes ikke" in answer.text or "Der er intet" in answer.text


def test_the_supervisor_hears_that_the_pages_are_well(client: TestClient) -> None:
    assert client.get("/sundhed").json() == {"tilstand": "ok", "demo": True}


def test_the_demos_play_is_followed_until_it_is_done(house: House) -> None:
    client = house.client()
    assert "fremdrift" not in client.get("/").text
    file = house.settings.var / "demo.json"
    file.write_text(json.dumps({"faerdig": False, "done": 3, "total": 12, "tekst": "Spiller marts"}))
    page = client.get("/").text
    assert "Spiller marts" in page
    assert 'value="25"' in page
    assert 'hx-get="/fremdrift"' in page
    file.write_text(json.dumps({"faerdig": True, "done": 12, "total": 12, "tekst": ""}))
    assert "hx-get" not in client.get("/fremdrift").text
    file.write_text('{"faerdig": fal')
    assert client.get("/").status_code == 200
