"""The municipality's own wordings while the house runs: those that were read at the start hold, whatever lies in the folder."""

import hashlib
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from casework.office import Office
from casework.staff.administrators import tell_administrators
from config.loader import load_rulebook
from domain.errors import BrokenConfig, Fault
from domain.rulebook import Rulebook

UGYLDIG, AENDRET = "ordlyd_ugyldig", "ordlyd_aendret"


def look_at_letters(office: Office, lokal: Path | None, now: datetime) -> list[Fault]:
    """What the next start would refuse; the administrators will be told of it once, or that another wording waits.

    No letter is written otherwise for it: what was checked at the start is what goes out until the next.
    """
    if lokal is None or not lokal.is_dir():
        return []
    found = _read(lokal, _signature(lokal))
    if not isinstance(found, Rulebook):
        # Which file, never its words: a fault may quote them.
        files = ", ".join(sorted({fault.file for fault in found}))
        _tell(office, UGYLDIG, files, "\n".join(map(str, found)), now)
        return list(found)
    mine, theirs = office.rulebook, found
    changed = sorted(slug for slug, wording in theirs.wordings.items() if mine.wordings.get(slug) != wording)
    if changed or mine.letterhead != theirs.letterhead:
        bodies = "\n".join(theirs.wordings[slug].body for slug in changed)
        _tell(office, AENDRET, ", ".join(changed), f"{bodies}{theirs.letterhead}", now)
    return []


@lru_cache(maxsize=2)
def _read(lokal: Path, _signature: tuple[tuple[str, int, int], ...]) -> Rulebook | tuple[Fault, ...]:
    """What the folder says, or its faults; reading it takes a second, so a folder that nobody touched is not read again."""
    try:
        return load_rulebook(local=lokal)
    except BrokenConfig as broken:
        return tuple(broken.faults)


def _signature(lokal: Path) -> tuple[tuple[str, int, int], ...]:
    files = ((path, path.stat()) for path in sorted(lokal.rglob("*")) if path.is_file())
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in files)


def _tell(office: Office, art: str, om: str, what: str, now: datetime) -> None:
    mark = hashlib.sha256(what.encode()).hexdigest()[:16]
    with office.register.write() as uow:
        tell_administrators(uow, art, om, now, key=f"{art}:{mark}")
