"""A hjemmel finds its section; a paragraph has one way to be written."""

from dataclasses import replace
from datetime import date

import pytest

from domain.law import LawBook, LawRef, Paragraf, Pligt, normalise_paragraf

SAT = date(2026, 11, 22)
DAY = date(2026, 1, 5)


def a_ref(
    section: str, act: str = "RSL", *, gyldig_fra: date = date(2000, 1, 1), gyldig_til: date | None = None
) -> LawRef:
    return LawRef(act, section, "", "prøve", SAT, gyldig_fra, gyldig_til)


SHORT_HELP = Paragraf(
    "82 b", "støtte", Pligt.KAN, klageadgang=False, varsling=False, opsaettende=False, kilde="x", sat=SAT
)
BOOK = LawBook(
    refs=(
        a_ref("§ 3"),
        a_ref("§ 3, stk. 2"),
        a_ref("§ 11 a"),
        a_ref("§ 82", "SEL"),
        a_ref("art. 15", "GDPR"),
        a_ref("§ 100", "SEL", gyldig_til=date(2026, 6, 30)),
        a_ref("§ 101", "SEL", gyldig_fra=date(2026, 7, 1)),
    ),
    paragraffer={"82 b": SHORT_HELP},
    names={"rsl": "RSL", "retssikkerhedsloven": "RSL", "sel": "SEL", "gdpr": "GDPR"},
)


@pytest.mark.parametrize(
    ("hjemmel", "section"),
    [
        ("RSL § 3", "§ 3"),
        ("RSL § 3, stk. 1", "§ 3"),
        ("RSL § 3, stk. 2", "§ 3, stk. 2"),
        ("RSL § 3, stk. 2, 3. pkt.", "§ 3, stk. 2"),
        ("rsl §3", "§ 3"),
        ("Retssikkerhedsloven § 11 a", "§ 11 a"),
        ("RSL § 11", None),  # 11 is another section than 11 a
        ("SEL § 82 b", None),  # and 82 b another than 82
        ("SEL § 8", None),
        ("GDPR art. 15", "art. 15"),
        ("FVL § 3", None),  # no such act in the book
        ("§ 3", None),
        ("god forvaltningsskik", None),
        ("guide 001 princip 5", None),
        ("", None),
    ],
)
def test_a_hjemmel_finds_the_closest_section(hjemmel: str, section: str | None) -> None:
    found = BOOK.resolve(hjemmel, DAY)
    assert (found.section if found else None) == section


@pytest.mark.parametrize(
    ("hjemmel", "day", "holds"),
    [
        ("SEL § 100", date(2026, 6, 30), True),
        ("SEL § 100", date(2026, 7, 1), False),
        ("SEL § 101", date(2026, 6, 30), False),
        ("SEL § 101", date(2026, 7, 1), True),
    ],
)
def test_a_section_holds_within_its_validity(hjemmel: str, day: date, *, holds: bool) -> None:
    assert (BOOK.resolve(hjemmel, day) is not None) is holds


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("85", "85"),
        ("§85", "85"),
        ("§ 85", "85"),
        (" 85 ", "85"),
        ("§§ 107", "107"),
        ("82b", "82 b"),
        ("§ 82b", "82 b"),
        ("82 B", "82 b"),
        ("§ 82  b", "82 b"),
        ("999", "999"),
        ("", None),
        ("§", None),
        ("bostøtte", None),
        ("85, stk. 1", None),
        ("85 86", None),
        ("82 bc", None),
        ("1234", None),
        ("-85", None),
    ],
)
def test_a_paragraph_has_one_way_to_be_written(text: str, normal: str | None) -> None:
    assert normalise_paragraf(text) == normal


def test_help_whose_name_speaks_to_the_citizen_has_another_name_to_everybody_else() -> None:
    spoken = replace(SHORT_HELP, navn="hjælp til dig", navn_andre="hjælp til borgeren")

    assert (spoken.navn_til(borger=True), spoken.navn_til(borger=False)) == (
        "hjælp til dig",
        "hjælp til borgeren",
    )
    assert SHORT_HELP.navn_til(borger=False) == SHORT_HELP.navn


def test_the_book_gives_the_help_however_it_is_written() -> None:
    assert BOOK.paragraf("§82B") is SHORT_HELP


@pytest.mark.parametrize("text", ["85", "hvad som helst"])
def test_the_book_gives_nothing_for_what_is_no_help(text: str) -> None:
    assert BOOK.paragraf(text) is None
