"""billeder.toml: the words on pictures, each known and fillable, and how much a picture shows."""

import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from config.border import Border
from config.faults import FaultLog, nearest
from domain.billeder import PICTURE_WORDS, Billeder

SHIPPED: Final = Path(__file__).with_name("billeder.toml")
_MONTHS: Final = 12


class _BillederFile(Border):
    flest_kurver: int = Field(ge=1, le=12)
    flest_i_felt: int = Field(ge=1, le=8)
    flest_trin: int = Field(ge=1, le=20)
    graenser_til_borger: bool
    maaneder_kort: str
    fremgang: dict[str, Any]
    netvaerk: dict[str, Any]
    tidslinje: dict[str, Any]


def load_billeder(path: Path) -> Billeder:
    """The file's decisions on pictures; raises BrokenConfig with every word that is missing, unknown or unfillable."""
    faults = FaultLog()
    model = faults.load(_BillederFile, path)
    faults.refuse()
    assert model is not None
    values = model.model_dump()
    numbers = {
        name: values.pop(name)
        for name in ("flest_kurver", "flest_i_felt", "flest_trin", "graenser_til_borger")
    }
    words = dict(_flat(values))
    for key in sorted(PICTURE_WORDS.keys() - words.keys()):
        faults.add(path.name, key, "billedord_mangler")
    for key in sorted(words.keys() - PICTURE_WORDS.keys()):
        faults.add(path.name, key, "ukendt_billedord", naermest=nearest(key, PICTURE_WORDS))
    for key in sorted(words.keys() & PICTURE_WORDS.keys()):
        if (place := _unknown_place(words[key], PICTURE_WORDS[key])) is not None:
            faults.add(path.name, key, "ukendt_plads", plads="{" + place + "}")
    if len(words["maaneder_kort"].split()) != _MONTHS:
        faults.add(path.name, "maaneder_kort", "tolv_maaneder")
    faults.refuse()
    return Billeder(ord=words, **numbers)


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


def _unknown_place(word: str, known: frozenset[str]) -> str | None:
    """The first place in the word that nothing is filled into; the word itself where its braces do not close."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(word) if name is not None]
    except ValueError:
        return word
    return next((name for name in names if name not in known), None)
