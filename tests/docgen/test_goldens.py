"""Every letter's text as it was last read and approved; SAGSGANG_SKRIV_GULD=1 writes the files anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.letter import Letter
from docgen.text import to_text
from domain.letter_facts import LETTER_FACTS

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("slug", sorted(LETTER_FACTS))
def test_the_sample_letter_reads_as_approved(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = to_text(a_letter(slug))
    path = GOLDEN / f"{slug}.txt"
    if os.environ.get("SAGSGANG_SKRIV_GULD"):
        path.write_text(text, "utf-8")

    assert text == path.read_text("utf-8")


def test_no_golden_stands_without_its_letter() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(LETTER_FACTS)
