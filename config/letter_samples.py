"""The facts that a letter is tried on: all of them there, and as few as a case can have.

`casework/letters/content` decides what a case can lack; letters/proeve.toml says it here.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from config.letter_text import LETTERS
from config.own_files import SKREVNE_BREVE
from config.skrevne_breve import load_skrevne_breve
from domain.billeder import BORGER, SAG
from domain.letter_facts import PICTURE_FACTS, SENDER_FACT, WRITTEN, LabelledLetterhead
from domain.letters import Facts, FactValue
from domain.written_letters import SkrevetBrev


def read_by(sample: Facts, laeser: str) -> Facts:
    """The sample as this reader gets it: a picture says "du" to the citizen alone, as it does in a case."""
    til = BORGER if laeser == BORGER else SAG
    pictures = {
        name: {**drawn, "til": til}
        for name in PICTURE_FACTS
        if isinstance(drawn := sample.get(name), Mapping) and "til" in drawn
    }
    return {**sample, **pictures, "laeser": laeser}


def with_everything(slug: str, sample: Facts) -> Facts:
    """The sample with a value in every fact that it leaves out."""
    own, shared = (_table(_trial_data()["fyldt"].get(name)) for name in (slug, "faelles"))
    return _filled(_filled(sample, own), {name: value for name, value in shared.items() if name in sample})


def sparse_case(slug: str, full: Facts, *, bare: bool) -> Facts:
    """The facts with all that may be lacking left out: `bare` everything, else only what lies within others."""
    lacking = [
        *_trial_data()["tomme"].get("faelles", []),
        *_trial_data()["tomme"].get(slug, []),
        *_may_stay_empty(slug),
    ]
    facts: Any = _emptied(full) if bare else full
    for path in lacking:
        if bare or "." in path:
            facts = _without(facts, path.split("."))
    return dict(facts)


@cache
def the_sender() -> Facts:
    """The letterhead in the shape that the composer gives it to a letter."""
    names = {part.name for part in fields(LabelledLetterhead)} - {"etiketter", "farve", "cvr", "logo"}
    return {SENDER_FACT: {name: ["x"] if name == "adresse" else "x" for name in sorted(names)}}


@cache
def _trial_data() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((LETTERS / "proeve.toml").read_text("utf-8"))


def _may_stay_empty(slug: str) -> list[str]:
    """The texts that a caseworker need not write; a list of theirs is emptied as every other."""
    written = _written_letters().get(slug)
    felter = written.felter if written else ()
    return [f"{WRITTEN}.{felt.navn}" for felt in felter if not felt.paakraevet and not felt.liste]


@cache
def _written_letters() -> Mapping[str, SkrevetBrev]:
    return load_skrevne_breve(LETTERS.parent / SKREVNE_BREVE)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _filled(facts: Mapping[str, FactValue], more: Mapping[str, Any]) -> dict[str, FactValue]:
    filled = dict(facts)
    for name, value in more.items():
        old = filled.get(name)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            filled[name] = _filled(old, value)
        elif old is None or old == []:
            filled[name] = value
    return filled


def _emptied(value: Any) -> Any:
    """The same with no rows in any list."""
    if isinstance(value, Mapping):
        return {name: _emptied(inner) for name, inner in value.items()}
    return [] if isinstance(value, Sequence) and not isinstance(value, str) else value


def _without(value: Any, path: Sequence[str]) -> Any:
    """The same with None at the path, in every row of a list on the way; what is not there stays so."""
    if not path:
        return [] if isinstance(value, Sequence) and not isinstance(value, str) else None
    if isinstance(value, Mapping):
        name, *rest = path
        return {**value, name: _without(value[name], rest)} if name in value else value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_without(row, path) for row in value]
    return value
