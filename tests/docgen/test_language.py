import re
from collections.abc import Callable, Mapping

import pytest

from docgen.letter import Letter
from docgen.plain_language import lix, longest_sentence, prose
from docgen.text import body_text
from domain.letter_facts import LETTER_FACTS
from domain.letters import Reader, Wording

ALL = sorted(LETTER_FACTS)
JARGON = (
    "fremsend", "såfremt", "vedrørende", "angående", "iværksæt", "effektuer", "bevilg", "bevilling", "foranstaltning",
    "visitation", "visitere", "i henhold til", "under henvisning", "rette henvendelse", "bedes", "endvidere", "herunder",
    "ovenstående", "nedenstående", "bekræftende fald", "på baggrund af", "i forbindelse med", "funktionsevne",
    "imødekom", "undertegnede", "udebleven", "progression", "målgruppe", "indsatsmål", "hovedhensyn", "hjemvis",
)  # fmt: skip


@pytest.mark.parametrize("slug", ALL)
def test_the_letter_is_easy_to_read(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = prose(a_letter(slug))

    assert lix(text) <= 40
    assert longest_sentence(text) <= 25


@pytest.mark.parametrize("slug", ALL)
def test_no_letter_names_the_repealed_paragraph_for_adults(
    slug: str, wordings: Mapping[str, Wording]
) -> None:
    wording = wordings[slug]
    text = " ".join((wording.body, *wording.hjemmel))

    assert not re.search(r"(SEL|servicelovens?|serviceloven)\s*§§?\s*11\b", text)


@pytest.mark.parametrize("slug", ALL)
def test_a_letter_to_a_citizen_says_du_and_keeps_off_the_jargon(
    slug: str, wordings: Mapping[str, Wording], a_letter: Callable[..., Letter]
) -> None:
    if wordings[slug].reader is not Reader.BORGER:
        return
    text = body_text(a_letter(slug)).lower()

    assert [word for word in JARGON if re.search(rf"\b{word}", text)] == []
    assert not re.search(r"(?<=[a-zæøå,] )(De|Dem|Deres)\b", prose(a_letter(slug)))
    assert " du " in text


@pytest.mark.parametrize("slug", ALL)
def test_every_letter_names_someone_to_call(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter(slug))

    assert "Signe Sagsen" in text
    assert "00 00 10 21" in text


@pytest.mark.parametrize("slug", ALL)
def test_the_title_holds_no_fact_about_anyone(slug: str, wordings: Mapping[str, Wording]) -> None:
    assert "{" not in wordings[slug].title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Du kan ringe.", 3),
        ("Du kan klage senest tirsdag.", 5 + 100 / 5),
        ("Vi ses kl. 9.00 den 5. maj 2026.", 5),
        ("Et punkt\nEt til", 2),
        ("Skriv til navn@kommune.example.", 2),
    ],
)
def test_lix_counts_words_sentences_and_long_words(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)


def test_the_longest_sentence_is_found_across_lines() -> None:
    assert longest_sentence("Kort.\nDen her er lidt længere end den første. Ja!") == 8
