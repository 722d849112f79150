"""Plain language while a letter is written: advice beside the field, never a stop."""

import re

from tests.web.conftest import House
from tests.web.reading import hidden
from tests.web.test_letters import draft_of

HARD = "Man har iværksat en foranstaltning."


def test_what_is_hard_is_told_beside_the_field(house: House) -> None:
    answer = house.client().post("/klarsprog", data={"hovedhensyn": HARD})

    assert answer.status_code == 200
    for part in ("<q>Man</q>", "<q>iværksat</q>", "Skriv hellere: begynde."):
        assert part in answer.text


def test_a_better_word_and_a_piece_of_advice_are_each_said_as_what_they_are(house: House) -> None:
    answer = house.client().post("/klarsprog", data={"fakta": "Sagen behandles nu. Vi bruger VUM."})

    assert '<span class="hellere">Skriv, hvem der gør det' in answer.text
    assert "Skriv hellere: ordet helt ud første gang" in answer.text


def test_a_plain_field_gets_no_words(house: House) -> None:
    answer = house.client().post("/klarsprog", data={"hovedhensyn": "Du har brug for ro."})

    assert answer.text.strip() == ""


def test_only_what_stands_in_a_letter_is_read(house: House) -> None:
    assert house.client().post("/klarsprog", data={"notat": HARD}).text.strip() == ""


def test_what_was_written_comes_back_as_text(house: House) -> None:
    answer = house.client().post("/klarsprog", data={"fakta": "bevilling<script>x</script> <b>man</b>"})

    assert "<script>" not in answer.text
    assert "<b>" not in answer.text


def test_another_site_cannot_ask(house: House) -> None:
    assert (
        house.client(sec_fetch_site="cross-site").post("/klarsprog", data={"fakta": HARD}).status_code == 403
    )


def test_a_decisions_fields_ask_while_they_are_written(house: House) -> None:
    number = house.receive()
    page = house.client().get(f"/sager/{number}/handling/traef_afgoerelse").text
    asking = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*hx-post="/klarsprog"', page)

    assert {"hovedhensyn", "fakta", "borgerens_syn"} <= set(asking)
    assert page.count('class="klarsprog"') == len(asking)


def test_a_draft_shows_how_it_reads_and_can_be_approved_as_it_is(house: House) -> None:
    number = house.receive()
    house.engine()
    client = house.client()
    address = draft_of(client, number, "Indkaldelse")
    page = client.get(address).text

    assert "Klart sprog: intet at rette" in page
    assert re.search(r"Lix \d+ \(\w+", page)
    assert client.post(address, data=hidden(page)).status_code == 303
