"""On the page a deadline can be put to rest, taken in hand and woken, and it shows that it rests."""

from datetime import timedelta

from tests.web.conftest import House
from tests.web.reading import hidden


def posted(house: House, number: str, act: str, **fields: str) -> tuple[int, str]:
    """What the act's own page answers."""
    page = f"/sager/{number}/handling/{act}"
    client = house.client()
    answer = client.post(page, data={**hidden(client.get(page).text), **fields})
    return answer.status_code, answer.text


def test_a_deadline_is_put_to_rest_from_the_page_and_the_page_says_so(house: House) -> None:
    number = house.receive()
    day = house.now.date() + timedelta(days=10)
    assert ">Første samtale<" in house.client().get(f"/sager/{number}/handling/udskyd_frist").text
    status, _ = posted(
        house,
        number,
        "udskyd_frist",
        frist="foerste_samtale",
        til_dato=day.isoformat(),
        grund="Borgeren er indlagt.",
    )
    assert status == 303
    html = house.client().get(f"/sager/{number}").text
    assert "påmindelser hviler til" in html
    assert "Fristens dato er den samme" in html
    assert "Borgeren er indlagt." in html
    assert posted(house, number, "genoptag_frist", frist="foerste_samtale")[0] == 303
    assert "påmindelser hviler til" not in house.client().get(f"/sager/{number}").text


def test_a_date_of_the_law_is_refused_with_a_sentence(house: House) -> None:
    number = house.receive()
    day = house.now.date() + timedelta(days=10)
    status, html = posted(
        house, number, "udskyd_frist", frist="svarfrist", til_dato=day.isoformat(), grund="Ferie."
    )
    assert status == 409
    assert "Fristen er fastsat ved lov" in html


def test_a_deadline_is_taken_in_hand_from_the_page(house: House) -> None:
    number = house.receive()
    assert posted(house, number, "tag_haand_om", frist="foerste_samtale", note="Jeg ringer.")[0] == 303
    html = house.client().get(f"/sager/{number}").text
    assert "Der er taget hånd om fristen: Første samtale" in html
    assert "Jeg ringer." in html
