"""What is on in a case stands on its page, and can be turned on, held and turned off there."""

from datetime import timedelta

from tests.web.conftest import House


def test_a_cadence_is_turned_on_held_and_turned_off_from_the_page(house: House) -> None:
    client = house.client()
    case = house.receive()
    assert "Faste rytmer" not in client.get(f"/sager/{case}").text

    form = client.get(f"/sager/{case}/handling/start_kadence").text
    assert "Netværksmøde" in form
    assert "Plan efter sundhedstjek" not in form
    answer = client.post(
        f"/sager/{case}/handling/start_kadence",
        data={"kadence": "netvaerksmoede", "interval": "4 uger", "antal": "3"},
    )
    assert answer.status_code == 303
    page = client.get(f"/sager/{case}").text
    assert "Faste rytmer" in page
    assert "4 uger imellem, aftalt i sagen" in page
    assert "ikke holdt endnu, 3 i alt" in page
    assert "30. mar. 2026" in page

    house.now += timedelta(days=7)
    held = client.post(f"/sager/{case}/handling/hold_kadence", data={"kadence": "netvaerksmoede"})
    assert held.status_code == 303
    page = client.get(f"/sager/{case}").text
    assert "holdt 1 af 3 gange, sidst 9. mar. 2026" in page
    assert "Gjort: Netværksmøde." in page

    gone = client.post(
        f"/sager/{case}/handling/stop_kadence",
        data={"kadence": "netvaerksmoede", "grund": "Borgeren siger nej."},
    )
    assert gone.status_code == 303
    page = client.get(f"/sager/{case}").text
    assert "Faste rytmer" not in page
    assert "Slået fra: Netværksmøde." in page
    assert "Borgeren siger nej." in page


def test_an_interval_that_is_none_is_told_beside_its_field(house: House) -> None:
    case = house.receive()
    answer = house.client().post(
        f"/sager/{case}/handling/start_kadence",
        data={"kadence": "netvaerksmoede", "interval": "tit"},
    )
    assert answer.status_code == 422
    assert "er ikke en varighed" in answer.text


def test_only_the_steps_that_wait_can_be_held(house: House) -> None:
    case = house.receive()
    house.act("start_kadence", {"kadence": "netvaerksmoede"})
    form = house.client().get(f"/sager/{case}/handling/hold_kadence").text
    assert "Netværksmøde" in form
    assert "Sundhedstjek" not in form
