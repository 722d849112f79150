"""What a municipality can have of its own: the one list of the files in its folder that anybody reads."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from config.faults import nearest, reason
from domain.errors import BrokenConfig, Fault
from domain.letter_facts import LETTER_FACTS

LETTERHEAD: Final = "letterhead.toml"
KOMMUNE: Final = "kommune.toml"
CALENDAR: Final = "calendar.toml"
DEADLINES: Final = "deadlines.toml"
PROGNOSE: Final = "prognose.toml"
POST: Final = "post.toml"
POST_IND: Final = "post_ind.toml"
VAERGE: Final = "vaerge.toml"
BILLEDER: Final = "billeder.toml"
SKREVNE_BREVE: Final = "skrevne_breve.toml"
KLARSPROG: Final = "klarsprog.toml"
PICTURES: Final = "billeder"
_LETTERS: Final = "letters"
_PARTS: Final = f"{_LETTERS}/dele"
_FILES: Final = frozenset(
    {
        LETTERHEAD,
        KOMMUNE,
        CALENDAR,
        DEADLINES,
        PROGNOSE,
        POST,
        POST_IND,
        VAERGE,
        BILLEDER,
        SKREVNE_BREVE,
        KLARSPROG,
    }
)
# Which letters and parts there are is for the wordings' own loader to say, which pictures for the letterhead's.
_FOLDERS: Final = {_LETTERS: (".md",), _PARTS: (".md",), PICTURES: (".svg", ".png")}
# For people; so is everything hidden.
_NOTES: Final = frozenset({"README.md"})
# What held before: a file that was replaced stands beside the new one under its version.
_FORMER: Final = re.compile(r"^(deadlines|calendar)\.[0-9a-f]{12}\.toml$")


def own(config: Path, local: Path | None, name: str) -> Path:
    """The municipality's own file where it has one, else the shipped one."""
    assert name in _FILES
    return local / name if local is not None and (local / name).is_file() else config / name


def letter_folders(config: Path, local: Path | None) -> list[Path]:
    """The shipped letters, and the municipality's own above them."""
    mine = local / _LETTERS if local is not None else None
    return [config / _LETTERS, *([mine] if mine is not None and mine.is_dir() else [])]


def own_deadlines(local: Path | None) -> Path | None:
    """The municipality's own deadlines, which lie above the shipped ones; None where it has none."""
    return _mine(local, DEADLINES)


def own_calendar(local: Path | None) -> Path | None:
    """The municipality's own calendar: its closing days, beside the shipped days or after a copy of them."""
    return _mine(local, CALENDAR)


def own_klarsprog(local: Path | None) -> Path | None:
    """The municipality's own words and limits for plain language, which lie above the shipped ones."""
    return _mine(local, KLARSPROG)


def former(local: Path, name: str, version: str) -> Path:
    """Where the file of that name is kept that held under the version."""
    stem, _, ending = name.partition(".")
    return local / f"{stem}.{version}.{ending}"


def _mine(local: Path | None, name: str) -> Path | None:
    path = local / name if local is not None else None
    return path if path is not None and path.is_file() else None


def require_known_files(local: Path | None) -> bool:
    """True where somebody reads every file in the folder; BrokenConfig with the name nearest to it otherwise."""
    known = _FILES | {f"{_LETTERS}/{slug}.md" for slug in LETTER_FACTS}
    faults = [
        Fault(name, "", reason("laeses_ikke", naermest=nearest(name, known)))
        for name in (_unread(local, "") if local is not None and local.is_dir() else ())
    ]
    if faults:
        raise BrokenConfig(faults)
    return True


def _unread(local: Path, folder: str) -> Iterator[str]:
    """The names in the folder that nobody reads; one that is a folder of its own is not looked into."""
    for path in sorted((local / folder).iterdir()):
        name = f"{folder}/{path.name}" if folder else path.name
        if path.name.startswith(".") or name in _NOTES or _FORMER.match(name):
            continue
        if name in _FOLDERS and path.is_dir():
            yield from _unread(local, name)
        elif not path.is_file() or not (name in _FILES or path.suffix in _FOLDERS.get(folder, ())):
            yield name
