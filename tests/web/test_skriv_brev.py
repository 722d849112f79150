"""Writing a letter on the pages: chosen from those that fit, filled in field by field, and read before it goes."""

import re

from starlette.testclient import TestClient

from config.loader import load_rulebook
from tests.web.conftest import House
from tests.web.reading import hidden, read

WORDS = {
    "ord.vigtigt": "Skriv til mig, ring ikke.",
    "ord.loefter": "Jeg svarer inden to dage.\nJeg siger det, hvis jeg går på ferie.",
    "ord.kontakt": "Vi skriver sammen.",
    "ord.ses_igen": "12. marts 2026",
}


def posted(client: TestClient, address: str, **words: str) -> str:
    """Where the filled form leads."""
    form = hidden(client.get(address).text)
    answer = client.post(address, data={**form, **WORDS, **words})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_the_page_of_the_case_leads_to_the_letters_that_fit_it(house: House) -> None:
    number = house.receive()
    client = house.client()
    assert f"/sager/{number}/breve/nyt" in read(client.get(f"/sager/{number}").text).links
    html = client.get(f"/sager/{number}/breve/nyt").text
    fitting, others = html.split("Andre breve")
    assert "Forventningsafstemning" in fitting
    letters, forms = fitting.split("Skemaer til at udfylde")
    assert "Forberedelsesark" in forms
    assert "Forberedelsesark" not in letters
    assert "Udredning" in others
    assert "Faglig vurdering" in others.split("Notater til sagen")[1]


def test_a_written_letter_is_shown_as_a_draft_with_the_words_in_it(house: House) -> None:
    number = house.receive()
    client = house.client()
    made = posted(client, f"/sager/{number}/breve/nyt/forventningsafstemning")
    html = client.get(made).text
    assert "Skriv til mig, ring ikke." in html
    assert "Jeg siger det, hvis jeg går på ferie." in html


def test_the_form_stands_filled_with_the_draft_that_waits_and_corrects_it(house: House) -> None:
    number = house.receive()
    client = house.client()
    address = f"/sager/{number}/breve/nyt/forventningsafstemning"
    first = posted(client, address)
    html = client.get(address).text
    assert "En kladde venter" in html
    assert "Jeg svarer inden to dage.\nJeg siger det, hvis jeg går på ferie." in html
    again = posted(client, address, **{"ord.kontakt": "Vi taler sammen hver tirsdag."})
    assert again.partition("?")[0] == first.partition("?")[0]
    assert "Vi taler sammen hver tirsdag." in client.get(again).text


def test_what_is_lacking_is_told_at_every_field_at_once_and_nothing_is_lost(house: House) -> None:
    number = house.receive()
    client = house.client()
    address = f"/sager/{number}/breve/nyt/forventningsafstemning"
    form = hidden(client.get(address).text)
    answer = client.post(address, data={**form, **WORDS, "ord.vigtigt": " ", "ord.kontakt": ""})
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 2
    assert "Jeg svarer inden to dage." in answer.text


def test_a_letter_with_several_readers_asks_which_and_one_that_nobody_writes_is_not_there(
    house: House,
) -> None:
    number = house.receive()
    client = house.client()
    names = {
        field.get("name") for field in read(client.get(f"/sager/{number}/breve/nyt/udredning").text).fields
    }
    assert {"til", "ord.fortaelling", "ord.rettelser"} <= names
    assert client.get(f"/sager/{number}/breve/nyt/kvittering").status_code == 404
    assert client.get(f"/sager/{number}/breve/nyt/findes_ikke").status_code == 404


def test_the_act_leads_from_the_list_of_acts_to_the_letters(house: House) -> None:
    number = house.receive()
    answer = house.client().get(f"/sager/{number}/handling/skriv_brev")
    assert answer.headers["location"] == f"/sager/{number}/breve/nyt"


def test_nobody_is_advised_on_the_citizens_own_words(house: House) -> None:
    number = house.receive()
    page = house.client().get(f"/sager/{number}/breve/nyt/forventningsafstemning").text
    asking = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*hx-post="/klarsprog"', page)

    assert "ord.erfaringer" in asking
    assert "ord.vigtigt" not in asking


def test_what_a_letter_quotes_is_the_citizens_own() -> None:
    book = load_rulebook()
    quoted = {
        (slug, name)
        for slug, wording in book.wordings.items()
        for name in re.findall(r"^>\s*\{\{ ord\.(\w+) \}\}$", wording.body, re.MULTILINE)
    }
    theirs = {
        (slug, felt.navn)
        for slug, brev in book.skrevne_breve.items()
        for felt in brev.felter
        if felt.egne_ord and not felt.liste
    }

    assert quoted == theirs


def test_hard_words_are_pointed_out_while_the_letter_is_written(house: House) -> None:
    read_back = house.client().post("/klarsprog", data={"ord.kontakt": "Såfremt du ringer, taler vi sammen."})
    assert "hvis" in read_back.text
