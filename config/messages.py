"""The Danish sentences for why an act was refused and why an effect did not happen."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.border import Border, Words
from config.faults import FaultLog


class _MessageFile(Border):
    afvist: dict[str, Words]
    effekt: dict[str, Words]
    moede: dict[str, Words]
    besked: dict[str, Words]


@dataclass(frozen=True)
class Messages:
    afvist: Mapping[str, str]
    effekt: Mapping[str, str]
    moede: Mapping[str, str]
    besked: Mapping[str, str]


def load_messages(path: Path) -> Messages:
    """Every sentence by its key."""
    faults = FaultLog()
    model = faults.load(_MessageFile, path)
    faults.refuse()
    assert model is not None
    return Messages(model.afvist, model.effekt, model.moede, model.besked)
