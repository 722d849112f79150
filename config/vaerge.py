"""vaerge.toml: which letters a guardian gets a copy of, and what stands first in it."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.border import Border
from config.faults import FaultLog
from domain.letter_facts import LETTER_FACTS
from domain.vaerge import Vaergepost

FILE = "vaerge.toml"
_Text = Annotated[str, Field(min_length=1, max_length=1000)]
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KNOWN = frozenset({"borger"})


class _VaergeFile(Border):
    altid: list[str]
    altid_moeder: list[str]
    kun_borgeren: list[str]
    oekonomiske: list[str]
    titel: _Text
    besked: _Text


def load_vaergepost(path: Path) -> Vaergepost:
    """The municipality's rules of copies; raises BrokenConfig with every fault, a letter nobody knows among them."""
    faults = FaultLog()
    model = faults.load(_VaergeFile, path)
    if model is not None:
        for key, text in (("titel", model.titel), ("besked", model.besked)):
            faults.unknown(path.name, key, _PLACEHOLDER.findall(text), _KNOWN)
        for key, letters in (("altid", model.altid), ("kun_borgeren", model.kun_borgeren)):
            faults.unknown(path.name, key, letters, frozenset(LETTER_FACTS))
    faults.refuse()
    assert model is not None
    return Vaergepost(
        frozenset(model.altid),
        frozenset(model.altid_moeder),
        frozenset(model.kun_borgeren),
        frozenset(model.oekonomiske),
        model.titel,
        model.besked,
    )
