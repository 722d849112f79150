from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from config.letter_samples import read_by
from config.wording import load_letterhead, load_samples, load_wordings
from docgen.letter import Letter, compose
from domain.letter_facts import LabelledLetterhead
from domain.letters import Facts, FactValue, LetterImage, Reader, Recipient, Wording

CONFIG = Path(__file__).parents[2] / "config"
COMMON = {
    "dato": date(2026, 1, 5),
    "sagsnr": "2026-1",
    "borger": {"navn": "Anna Prøvesen", "fornavn": "Anna", "cpr": None, "digital_post": True},
    "sagsbehandler": {"navn": "Signe Sagsen", "telefon": "1", "telefontid": "9-12", "email": "s@x.example"},
    "laeser": "borger",
}


@pytest.fixture(scope="session")
def wordings() -> Mapping[str, Wording]:
    return load_wordings([CONFIG / "letters"])


@pytest.fixture(scope="session")
def letterhead() -> LabelledLetterhead:
    return load_letterhead(CONFIG / "letterhead.toml")


@pytest.fixture(scope="session")
def samples() -> Mapping[str, Facts]:
    return load_samples(CONFIG / "letters" / "eksempler.toml")


@pytest.fixture(scope="session")
def a_letter(
    wordings: Mapping[str, Wording], letterhead: LabelledLetterhead, samples: Mapping[str, Facts]
) -> Callable[..., Letter]:
    """The sample letter of a slug, from the municipality's letterhead or another, with some of its facts changed."""

    def make(slug: str, sender: LabelledLetterhead = letterhead, **changed: FactValue) -> Letter:
        sample = samples[slug]
        facts = {**read_by(sample, str(changed.get("laeser", sample["laeser"]))), **changed}
        return compose(wordings[slug], facts, sender, _recipient(_reader(wordings[slug], changed), facts))

    return make


@pytest.fixture(scope="session")
def written(letterhead: LabelledLetterhead) -> Callable[..., Letter]:
    """A letter of a wording made for the occasion, from the municipality's letterhead or another."""

    def make(body: str, sender: LabelledLetterhead = letterhead, **facts: FactValue) -> Letter:
        wording = Wording("proeve", "1", "Prøve", Reader.BORGER, body, placeholders=tuple(facts))
        return compose(wording, {**COMMON, **facts}, sender, Recipient("Anna Prøvesen"))

    return make


@pytest.fixture(scope="session")
def with_images(letterhead: LabelledLetterhead) -> LabelledLetterhead:
    """The letterhead of a municipality with a logo and a signature."""
    return replace(
        letterhead,
        logo=LetterImage(drawing(100, 40), is_svg=True, alt="Prøvestrups våben", width_mm=40),
        underskrift=LetterImage(drawing(120, 40), is_svg=True, alt="Signes underskrift", width_mm=35),
    )


def drawing(width: int, height: int) -> bytes:
    """A drawing of that shape."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#1f4e5f"/></svg>'
    ).encode()


def _reader(wording: Wording, changed: Facts) -> Reader:
    """Whoever the letter is asked for, else whom it usually goes to."""
    return Reader(str(changed["laeser"])) if "laeser" in changed else wording.reader


def _recipient(reader: Reader, facts: Facts) -> Recipient:
    if reader is Reader.BORGER:
        return Recipient(facts["borger"]["navn"], ("Prøvevej 12", "9990 Prøvestrup"))
    if reader is Reader.JOURNAL:
        return Recipient("")
    if reader is Reader.KILDE:
        return Recipient(facts["kilde"] if "kilde" in facts else facts["modtager"])
    return Recipient(
        facts["udfoerer"]["navn"] if "udfoerer" in facts else facts.get("modtager", "Bostøtten Birken")
    )
