"""prognose.toml: how far ahead a forecast looks, and what its pace rests on."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.border import Border
from config.faults import FaultLog
from domain.prognose import Plan

Counted = Annotated[int, Field(ge=1)]


class _PrognoseFile(Border):
    uger: Counted
    flest_uger: Annotated[int, Field(ge=1, le=52)]
    tempo_uger: Counted
    mindst: Counted
    slags: Counted
    teams: Annotated[int, Field(ge=1, le=6)]


def load_plan(path: Path) -> Plan:
    """The plan of the file; raises BrokenConfig where a forecast would begin longer than it may be."""
    faults = FaultLog()
    model = faults.load(_PrognoseFile, path)
    faults.refuse()
    assert model is not None
    if model.uger > model.flest_uger:
        faults.add(path.name, "uger", "tal_for_stort", mest=model.flest_uger)
    faults.refuse()
    return Plan(**model.model_dump())
