"""post_ind.toml: what may come in as post."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.border import Border
from config.faults import FaultLog
from domain.post_ind import PostInd

_MB = 1_000_000
# The border of the pages takes no more in one form (web/borders.py).
_MOST = 10


class _PostIndFile(Border):
    stoerst_mb: Annotated[int, Field(ge=1, le=_MOST)]
    endelser: dict[str, Annotated[str, Field(pattern=r"^[a-z0-9]{1,8}$")]]


def load_post_ind(path: Path) -> PostInd:
    """The limits of the file, or BrokenConfig."""
    faults = FaultLog()
    model = faults.load(_PostIndFile, path)
    faults.refuse()
    assert model is not None
    return PostInd(model.stoerst_mb * _MB, model.endelser)
