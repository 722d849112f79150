"""How far the play has come: a small file that the pages read, and a line for the one who started it."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from config.settings import Settings
from persistence.durable_files import make_folders


@dataclass(frozen=True)
class Progress:
    """`tekst` is Danish and names nobody."""

    faerdig: bool
    done: int
    total: int
    tekst: str


Report: TypeAlias = Callable[[Progress], None]


def progress_file(settings: Settings) -> Path:
    return settings.var / "demo.json"


def write_progress(settings: Settings, progress: Progress) -> None:
    """The file says how far the play has come; a reader never meets half of it."""
    path = progress_file(settings)
    make_folders(path.parent)
    beside = path.with_suffix(".ny")
    beside.write_text(json.dumps(asdict(progress), ensure_ascii=False), encoding="utf-8")
    beside.replace(path)
