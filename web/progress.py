"""How far the demo's play has come, as the play itself writes it down."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FILE = "demo.json"


class Progress(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    faerdig: bool
    done: int = Field(ge=0)
    total: int = Field(ge=0)
    tekst: str = ""

    @property
    def procent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


def progress(var: Path) -> Progress | None:
    """None where no play is known of, or its file is half written."""
    try:
        return Progress.model_validate(json.loads((var / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return None
