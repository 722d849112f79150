"""Letters that a caseworker writes: the words become the letter's, and nobody's words go to the wrong reader."""

from datetime import timedelta

import pytest

from casework.letters.letter_order import letter_order
from docgen.letter import compose
from docgen.text import to_text
from persistence.tables import Dokument
from tests.builders import Desk, a_case

WORDS = {
    "vigtigt": "Skriv til mig, ring ikke.",
    "loefter": "Jeg svarer inden to dage.\n\nJeg siger det, hvis jeg går på ferie.",
    "kontakt": "Vi skriver sammen.",
    "ses_igen": "12. marts 2026",
}


def text_of(desk: Desk, letter: Dokument) -> str:
    order = letter_order(desk.office, letter.id, desk.now)
    return to_text(compose(order.wording, order.facts, desk.office.rulebook.letterhead, order.recipient))


def written(desk: Desk, **words: str) -> Dokument:
    desk.act("skriv_brev", brev="forventningsafstemning", ord={**WORDS, **words})
    return next(row for row in reversed(desk.all(Dokument)) if row.brev == "forventningsafstemning")


def test_the_words_stand_in_the_letter_and_each_line_of_a_list_is_an_item() -> None:
    desk = a_case()
    text = text_of(desk, written(desk))
    assert "> Skriv til mig, ring ikke." in text
    assert "- Jeg svarer inden to dage.\n- Jeg siger det, hvis jeg går på ferie." in text
    assert "Det gør du selv" not in text


def test_writing_again_corrects_the_draft_and_makes_no_second() -> None:
    desk = a_case()
    written(desk)
    letter = written(desk, kontakt="Vi taler sammen hver tirsdag.")
    assert desk.letters("forventningsafstemning") == ["kladde"]
    assert "Vi taler sammen hver tirsdag." in text_of(desk, letter)


def test_what_was_approved_stays_and_new_words_make_a_new_letter() -> None:
    desk = a_case()
    written(desk)
    desk.act("godkend_brev", brev="forventningsafstemning")
    written(desk, kontakt="Noget andet.")
    assert desk.letters("forventningsafstemning") == ["modtaget", "kladde"]


def test_an_approved_letter_reaches_the_citizen_and_counts_as_contact() -> None:
    desk = a_case()
    desk.wait_until(desk.now + timedelta(days=3))
    written(desk)
    desk.act("godkend_brev", brev="forventningsafstemning")
    assert len(desk.clocks("tavshed")) == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"brev": "kvittering"}, "ukendt"),
        ({"brev": "findes_ikke"}, "ukendt"),
        ({"brev": "forventningsafstemning", "ord": {**WORDS, "andet": "x"}}, "ukendt"),
        ({"brev": "forventningsafstemning", "ord": {**WORDS, "kontakt": "  \n "}}, "mangler"),
        ({"brev": "forventningsafstemning", "ord": {}}, "mangler"),
        ({"brev": "forventningsafstemning", "til": "kilde", "ord": WORDS}, "ukendt"),
    ],
)
def test_a_letter_that_cannot_be_written_changes_nothing(fields: dict[str, object], reason: str) -> None:
    desk = a_case()
    assert desk.refused("skriv_brev", **fields) == reason


@pytest.mark.parametrize(
    "words", ["{{ borger.cpr }}", "{% for x in y %}", "> citat\n# overskrift", "<b>fed</b>"]
)
def test_markup_in_somebodys_words_is_words(words: str) -> None:
    desk = a_case()
    assert words.splitlines()[0] in text_of(desk, written(desk, kontakt=words))
