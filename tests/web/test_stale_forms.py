from tests.web.conftest import House
from tests.web.reading import hidden


def test_a_form_from_before_somebody_else_changed_the_case_is_refused_and_shown_anew(house: House) -> None:
    number = house.receive()
    client = house.client()
    address = f"/sager/{number}/handling/giv_samtykke"
    stale = hidden(client.get(address).text)
    house.act("afklar_sagsaabning", by="leder1")

    answer = client.post(address, data={**stale, "fra": "Lægen", "oplysninger": "helbred"})

    assert answer.status_code == 409
    assert "Sagen er ændret af en anden" in answer.text
    assert 'value="Lægen"' in answer.text
    fresh = hidden(answer.text)
    assert fresh["_version"] != stale["_version"]
    assert client.post(address, data={**fresh, "fra": "Lægen"}).status_code == 303


def test_a_phase_form_is_refused_once_the_case_has_moved(house: House) -> None:
    number = house.receive()
    house.act("afklar_sagsaabning")
    client = house.client()
    stale = hidden(client.get(f"/sager/{number}/fase").text)
    house.act("gaa_til", {"fase": "sagsoplysning"})
    answer = client.post(f"/sager/{number}/fase", data=stale)
    assert answer.status_code == 409
    assert "Her er den nye" in answer.text


def test_what_the_engine_does_meanwhile_spoils_no_form(house: House) -> None:
    number = house.receive()
    client = house.client()
    address = f"/sager/{number}/kontakt"
    form = hidden(client.get(address).text)
    house.engine()
    assert client.post(address, data={**form, "notat": "Ringet."}).status_code == 303
