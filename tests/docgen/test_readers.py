"""One wording, several readers: what each of them reads, as it was last read and approved."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from config.skrevne_breve import load_skrevne_breve
from docgen.letter import Letter
from docgen.pdf import to_pdf
from docgen.text import body_text, to_text

CONFIG = Path(__file__).parents[2] / "config"
GOLDEN = Path(__file__).parent / "golden" / "laesere"
READ_BY = sorted(
    (brev.slug, til.value)
    for brev in load_skrevne_breve(CONFIG / "skrevne_breve.toml").values()
    for til in brev.til[1:]
)

ALL_READ_BY = sorted(
    (brev.slug, til.value)
    for brev in load_skrevne_breve(CONFIG / "skrevne_breve.toml").values()
    for til in brev.til
)
# A source can be a person: the sister who is asked to a meeting is called du.
READ_ABOUT = [
    *((slug, laeser) for slug, laeser in ALL_READ_BY if laeser in ("journal", "udfoerer")),
    ("bestilling", "udfoerer"),
    ("statusanmodning", "udfoerer"),
]


@pytest.mark.parametrize(("slug", "laeser"), READ_BY)
def test_the_letter_reads_as_approved_to_every_reader(
    slug: str, laeser: str, a_letter: Callable[..., Letter]
) -> None:
    text = to_text(a_letter(slug, laeser=laeser))
    path = GOLDEN / f"{slug}.{laeser}.txt"
    if os.environ.get("SAGSGANG_SKRIV_GULD"):
        path.write_text(text, "utf-8")

    assert text == path.read_text("utf-8")


@pytest.mark.parametrize(("slug", "laeser"), READ_BY)
def test_the_letter_can_be_made_as_a_page_to_every_reader(
    slug: str, laeser: str, a_letter: Callable[..., Letter]
) -> None:
    assert to_pdf(a_letter(slug, laeser=laeser)).startswith(b"%PDF-")


def test_no_golden_stands_without_its_reader() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {".".join(pair) for pair in READ_BY}


@pytest.mark.parametrize(("slug", "laeser"), [pair for pair in READ_BY if pair[1] != "borger"])
def test_nobody_but_the_citizen_reads_a_letter_to_the_citizen(
    slug: str, laeser: str, a_letter: Callable[..., Letter]
) -> None:
    text = body_text(a_letter(slug, laeser=laeser))

    assert "Dine egne ord" not in text
    assert "Kære Anna" not in text


@pytest.mark.parametrize("slug", sorted({slug for slug, laeser in READ_BY if laeser == "journal"}))
def test_the_journal_says_who_wrote_it_and_marks_the_citizens_words(
    slug: str, a_letter: Callable[..., Letter]
) -> None:
    text = body_text(a_letter(slug, laeser="journal"))

    assert "Signe Sagsen" in text
    assert "Ring eller skriv til mig" not in text


def test_an_udfoerer_gets_of_the_samlede_plan_what_is_theirs_and_not_who_else_helps(
    a_letter: Callable[..., Letter],
) -> None:
    text = body_text(a_letter("samlet_plan", laeser="udfoerer"))

    assert "Bostøtten Birken" in text
    assert "Lægehuset" not in text


def test_an_udredning_has_the_citizens_own_story_first_and_the_perspective_on_each_saying(
    a_letter: Callable[..., Letter],
) -> None:
    text = body_text(a_letter("udredning", laeser="journal"))

    assert text.index("Jeg boede hos min søster") < text.index("Praktiske opgaver")
    assert "1. person: borgerens egne ord" in text
    assert "2. person: kender borgeren" in text


@pytest.mark.parametrize(
    ("slug", "laeser", "title"),
    [
        ("udredning", "borger", "Dit liv, dine ønsker og det, der er svært"),
        ("udredning", "journal", "Udredning"),
        ("netvaerkskort", "journal", "Netværkskort"),
        ("samlet_plan", "udfoerer", "Samlet plan: jeres del"),
    ],
)
def test_each_reader_has_a_title_that_speaks_to_them(
    slug: str, laeser: str, title: str, a_letter: Callable[..., Letter]
) -> None:
    assert a_letter(slug, laeser=laeser).title == title


@pytest.mark.parametrize(("slug", "laeser"), READ_ABOUT)
def test_whoever_reads_about_the_citizen_is_not_called_du_in_words_titles_or_pictures(
    slug: str, laeser: str, a_letter: Callable[..., Letter]
) -> None:
    letter = a_letter(slug, laeser=laeser)
    said = re.sub(r"(?m)^> .*$", "", f"{letter.title}\n{body_text(letter)}")

    assert not re.search(r"\b(du|dig|din|dit|dine)\b", said, re.IGNORECASE)


@pytest.mark.parametrize("slug", sorted(slug for slug, laeser in ALL_READ_BY if laeser == "journal"))
def test_a_note_in_the_case_asks_nobody_to_ring_and_ends_with_who_wrote_it(
    slug: str, a_letter: Callable[..., Letter]
) -> None:
    text = body_text(a_letter(slug, laeser="journal"))

    assert not re.search(r"\b(Ring til|Venlig hilsen|jeres)\b", text)


def test_no_udfoerer_reads_in_the_samlede_plan_what_another_udfoerer_does(
    a_letter: Callable[..., Letter],
) -> None:
    assert "Aktivitetshuset Egen" in body_text(a_letter("samlet_plan"))
    assert "Aktivitetshuset Egen" not in body_text(a_letter("samlet_plan", laeser="udfoerer"))
