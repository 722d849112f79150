"""The words and columns of a file of henvendelser."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from config.border import Border, ManyOf, Words
from config.faults import FaultLog

_FILE = Path(__file__).with_suffix(".toml")


class LoadingTexts(Border):
    """`fil` and `raekke` say why something was not loaded, by its code; `kolonner` are those a file must have."""

    kolonner: ManyOf[Words]
    fil: Mapping[str, Words]
    raekke: Mapping[str, Words]
    rapport: Mapping[str, Words]


@cache
def loading_texts(path: Path = _FILE) -> LoadingTexts:
    """Every sentence by its code; raises BrokenConfig with all that is wrong in the file."""
    faults = FaultLog()
    model = faults.load(LoadingTexts, path)
    faults.refuse()
    assert model is not None
    return model
