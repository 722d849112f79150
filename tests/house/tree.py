"""The project's own files: what stands in the tree, less what the machine put there."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("domain", "config", "persistence", "docgen", "casework", "tasks", "flows", "web", "sagsgang")
PHASES = ("sagsaabning", "sagsoplysning", "sagsvurdering", "afgoerelse", "bestilling", "opfoelgning")

# As in .gitignore; the walk needs no git, since the project also runs from an unpacked archive.
LEFT_OUT = {".git", "var", "node_modules", "__pycache__"}
LEFT_OUT_ENDINGS = (".egg-info", "_cache")


def files(*endings: str) -> Iterator[Path]:
    """Every file of the project with one of these endings; all files when none is given."""
    for folder, names, found in os.walk(ROOT):
        names[:] = sorted(name for name in names if not _left_out(name))
        for name in sorted(found):
            if not endings or name.endswith(endings):
                yield Path(folder, name)


def texts(*, without: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Path from the root and text of every file that is text."""
    for path in files():
        if path.name.endswith(without):
            continue
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


def _left_out(name: str) -> bool:
    return (
        name in LEFT_OUT
        or name.endswith(LEFT_OUT_ENDINGS)
        or name.startswith((".venv", ".setup-", ".hypothesis"))
    )
