import pytest
from starlette.testclient import TestClient

from casework.registry import ACTS
from config.display import load_display
from tests.web.conftest import House
from tests.web.reading import hidden, read


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
    assert 'data-grund="G1"' in refused.text
    assert "porten »Sagen er åbnet rigtigt«" in refused.text
    assert ">G1<" not in refused.text
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
