from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from config.wording import load_letterhead, load_samples, load_wordings
from docgen.letter import Letter, compose
from domain.letter_facts import LabelledLetterhead
from domain.letters import Facts, FactValue, Reader, Recipient, Wording

CONFIG = Path(__file__).parents[2] / "config"


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
    """The sample letter of a slug, with some of its facts changed."""

    def make(slug: str, **changed: FactValue) -> Letter:
        facts = {**samples[slug], **changed}
        return compose(wordings[slug], facts, letterhead, _recipient(wordings[slug].reader, facts))

    return make


def _recipient(reader: Reader, facts: Facts) -> Recipient:
    if reader is Reader.BORGER:
        return Recipient(facts["borger"]["navn"], ("Prøvevej 12", "9990 Prøvestrup"))
    return Recipient(facts["kilde"] if reader is Reader.KILDE else facts["udfoerer"]["navn"])
