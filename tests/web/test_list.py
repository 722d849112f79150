from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import CPR, House
from tests.web.reading import read


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
