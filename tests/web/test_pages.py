import json
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from domain.calendar import COPENHAGEN
from persistence.tables import Henvendelse
from tests.web.conftest import CPR, NAVN, House

NINES = "9" * 5000


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
    assert 'data-grund="findes_allerede"' in answer.text
    assert answer.text.count("findes_allerede") == 1
    assert "<textarea" in answer.text


def test_a_case_page_shows_phases_deadlines_words_and_timeline(house: House) -> None:
    number = house.receive(tekst="Jeg kan ikke sove.")
    house.act("registrer_oenske", {"tekst": "At sove igennem"})
    house.engine()

    html = house.client().get(f"/sager/{number}").text

    assert 'aria-current="step"><span>Sagsåbning' in html
    assert "retssikkerhedslovens § 3, stk. 2, kommunens egen frist · sagsbehandleren skal handle" in html
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


@pytest.mark.parametrize(
    "address",
    [
        "/findes-ikke",
        "/sager/S-2026-09999",
        "/sager/S-2026-00001?forloeb=7",
        f"/sager/S-2026-00001?forloeb={NINES}",
        f"/sager/S-2026-00001/indhold?forloeb={NINES}",
        f"/sager/S-2026-00001/fase?forloeb={NINES}",
        f"/sager/S-2026-00001/kontakt?forloeb={NINES}",
        f"/sager/S-2026-00001/handling/ret_borger?forloeb={NINES}",
        f"/sager/S-2026-00001/handling/gaa_til?forloeb={NINES}",
        "/sager/S-2026-00001?forloeb=to",
        f"/sager/S-2026-00001/breve/{NINES}",
        f"/sager/S-2026-00001/breve/{'9' * 18}",
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


@pytest.mark.parametrize("page", [NINES, "9" * 9, "0", "-1", "²", "to", ""])
def test_a_page_of_the_list_that_is_not_there_is_another_page(client: TestClient, page: str) -> None:
    assert client.get("/", params={"side": page}).status_code == 200


@pytest.mark.parametrize(
    ("field", "status", "said"),
    [("_forloeb", 404, "Der er intet forløb"), ("_version", 422, "Formularen kan ikke læses")],
)
def test_a_number_beyond_reason_in_a_form_is_refused_in_danish(
    house: House, field: str, status: int, said: str
) -> None:
    number = house.receive()
    answer = house.client().post(f"/sager/{number}/kontakt", data={field: NINES, "notat": "Ringet."})
    assert answer.status_code == status
    assert said in answer.text


@pytest.mark.parametrize("oenske", [NINES, "9" * 30, "-1" + "0" * 30])
def test_a_number_beyond_reason_in_an_act_is_refused_beside_its_field(house: House, oenske: str) -> None:
    number = house.receive()
    answer = house.client().post(
        f"/sager/{number}/handling/saet_maal", data={"maal": "At sove", "oenske": oenske}
    )
    assert answer.status_code == 422
    assert 'href="#saet_maal-oenske"' in answer.text


@pytest.mark.parametrize("form", [{}, {"borger.navn": " - ", "tekst": "...", "ansoegt": "85"}])
def test_an_empty_henvendelse_is_refused_and_what_it_needs_is_said(
    client: TestClient, form: dict[str, str]
) -> None:
    answer = client.post("/ny", data=form)
    assert answer.status_code == 422
    assert "kan være anonym, men ikke tom" in answer.text
    assert "0</strong> åbne" in client.get("/").text


def test_the_citizens_card_takes_no_real_cpr_in_a_demo(house: House) -> None:
    number = house.receive()
    address = f"/sager/{number}/handling/ret_borger"
    answer = house.client().post(address, data={"cpr": "0101" + "800007"})
    assert answer.status_code == 422
    assert "ikke fiktivt" in answer.text
    assert 'href="#ret_borger-cpr"' in answer.text


def test_a_time_that_the_clock_jumped_over_is_refused_beside_its_field(house: House) -> None:
    number = house.receive()
    house.now = datetime(2026, 4, 7, 10, tzinfo=COPENHAGEN)
    client = house.client()
    new = client.post("/ny", data={"tekst": "Hej", "modtaget": "2026-03-29T02:30"})
    meeting = {"art": "foerste_samtale", "tidspunkt": "2026-03-29T02:30"}
    called = client.post(f"/sager/{number}/handling/indkald_moede", data=meeting)
    for answer in (new, called):
        assert answer.status_code == 422
        assert "findes ikke: uret blev stillet frem" in answer.text
        assert 'value="2026-03-29T02:30"' in answer.text


def test_a_time_that_comes_twice_is_the_first(house: House) -> None:
    house.now = datetime(2026, 11, 2, 10, tzinfo=COPENHAGEN)
    house.client().post("/ny", data={"tekst": "Hej", "modtaget": "2026-10-25T02:30"})
    with house.office.register.read() as uow:
        (found,) = uow.session.query(Henvendelse)
        assert found.modtaget == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


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
