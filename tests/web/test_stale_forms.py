from datetime import timedelta

import pytest

from persistence.tables import Henvendelse
from tests.web.conftest import CPR, House
from tests.web.reading import hidden, read


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


def test_a_button_pressed_twice_does_the_act_once(house: House) -> None:
    number = house.receive()
    client = house.client()
    address = f"/sager/{number}/kontakt"
    form = {**hidden(client.get(address).text), "notat": "Ringet to gange?"}
    answers = [client.post(address, data=form) for _ in range(2)]
    assert [answer.headers["location"] for answer in answers] == [f"/sager/{number}"] * 2
    assert client.get(f"/sager/{number}").text.count("Ringet to gange?") == 1


def test_a_henvendelse_from_somebody_unknown_sent_twice_is_one_case(house: House) -> None:
    client = house.client()
    form = {**hidden(client.get("/ny").text), "tekst": "Uden navn"}
    answers = [client.post("/ny", data=form) for _ in range(2)]
    assert [answer.headers["location"] for answer in answers] == ["/sager/S-2026-00001"] * 2
    assert "1</strong> åbne" in client.get("/").text


@pytest.mark.parametrize("cpr", ["", CPR])
def test_a_form_from_before_a_restart_leads_to_the_case_it_became(house: House, cpr: str) -> None:
    client = house.client()
    form = {**hidden(client.get("/ny").text), "tekst": "Hej", "borger.cpr": cpr}
    first = client.post("/ny", data=form)
    house.now += timedelta(minutes=5)
    again = house.client().post("/ny", data=form)
    assert again.headers["location"] == first.headers["location"] == "/sager/S-2026-00001"
    with house.office.register.read() as uow:
        assert uow.count(Henvendelse) == 1


def test_a_form_that_says_something_else_is_another_however_old_its_page_is(house: House) -> None:
    client = house.client()
    form = hidden(client.get("/ny").text)
    for text in ("Hej", "Hej igen"):
        client.post("/ny", data={**form, "tekst": text})
    assert "2</strong> åbne" in client.get("/").text


def test_a_form_refused_twice_is_refused_twice_and_says_no_word_of_done(house: House) -> None:
    number = house.receive()
    client = house.client()
    address = f"/sager/{number}/fase"
    form = hidden(client.get(address).text)
    for _ in range(2):
        answer = client.post(address, data=form)
        assert answer.status_code == 409
        assert "set-cookie" not in answer.headers


def test_a_letter_approved_by_two_presses_leads_to_the_case_both_times(house: House) -> None:
    number = house.receive()
    house.engine()
    client = house.client()
    html = client.get(f"/sager/{number}").text
    address = next(link for link in read(html).links if "/breve/" in link)
    form = hidden(client.get(address).text)
    first = client.post(address, data=form)
    house.engine()
    second = client.post(address, data=form)
    assert first.headers["location"] == second.headers["location"] == f"/sager/{number}"


def test_a_form_that_was_refused_may_be_sent_again(house: House) -> None:
    number = house.receive()
    client = house.client()
    form = hidden(client.get(f"/sager/{number}/fase").text)
    address = f"/sager/{number}/fase"
    assert client.post(address, data={**form, "fase": "sagsoplysning"}).status_code == 409
    house.act("tilsidesaet_port", {"port": "G5", "grund": "Prøve"}, by="leder1")
    assert client.post(address, data={**form, "fase": "sagsoplysning"}).status_code == 409
