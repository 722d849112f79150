"""The post's answers, read out of the folder in which they are laid; no file is ever thrown away.

What was read is moved to `laest`, what cannot be used to `afvist` with one line that says why. An answer about a
letter that is just leaving, and a file that is still being written, wait for the next round.
"""

import logging
from datetime import timedelta
from pathlib import Path

from casework.sending.kvitteringer import Svar, take
from domain.errors import Conflict, Retryable
from persistence.durable_files import locked, make_folders, replace_synced, write_synced
from tasks.effects import surprise
from tasks.receipt_files import Answers, Unreadable, read_answers
from tasks.runtime import Runtime, current
from tasks.step import step

log = logging.getLogger("sagsgang.kvitteringer")
READ, REFUSED = "laest", "afvist"
MOST_BYTES = 5_000_000
# Whoever writes a file in several goes is done with it before then.
STILL_WRITTEN = timedelta(minutes=1)
_LINE_BY_LINE = ".csv"
_UNFINISHED = frozenset({".tmp", ".part", ".ny"})


@step("læs postens svar")
def read_receipts() -> int:
    """Every answer that lay in the folder has been heeded, or waits, or lies refused with its reason; says how many files."""
    runtime = current()
    folder = runtime.receipts
    try:
        if folder is None or not folder.is_dir():
            return 0
        with locked(folder / ".laas"):
            return sum(_read_one(runtime, path) for path in sorted(folder.iterdir()) if _is_answer(path))
    except OSError as error:
        # A folder on another machine that is gone, full or shut: letters and deadlines do not wait for it.
        log.warning("kvitteringer_utilgaengelige", extra=surprise(error))
        return 0


def _is_answer(path: Path) -> bool:
    named = not path.name.startswith(".") and path.suffix.lower() not in _UNFINISHED
    return named and path.is_file() and not path.is_symlink()


def _read_one(runtime: Runtime, path: Path) -> bool:
    """True where the file is done with; a surprise about one file holds up no other."""
    try:
        return _handle(runtime, path)
    except (Conflict, Retryable) as error:
        log.warning("kvittering_udsat", extra={"fejl": type(error).__name__})
    except Exception as error:  # noqa: BLE001 - one file's surprise must not stop the rest; it is logged by kind and place
        log.warning("kvittering_uventet", extra=surprise(error))
    return False


def _handle(runtime: Runtime, path: Path) -> bool:
    age = timedelta(seconds=abs(runtime.now().timestamp() - path.stat().st_mtime))
    try:
        answers = _answers(runtime, path)
    except Unreadable as fault:
        if fault.code == "kvittering.ulaeselig" and age < STILL_WRITTEN:
            return False
        return _refuse(runtime, path, (fault.code,))
    if age < STILL_WRITTEN and (answers.faults or path.suffix.lower() == _LINE_BY_LINE):
        # What is cut off within a line, or between two, looks like a whole file: the rest would be lost.
        return False
    became = [take(runtime.office, melding, runtime.now()) for melding in answers.meldinger]
    kept_for = timedelta(days=runtime.office.rulebook.post.kvittering.ukendt_doegn)
    waits = Svar.UKENDT in became or Svar.SENERE in became
    if waits and age < kept_for:
        return False
    faults = (*answers.faults, *(["kvittering.ukendt"] if waits else []))
    return _refuse(runtime, path, faults) if faults else _put_away(path, READ)


def _answers(runtime: Runtime, path: Path) -> Answers:
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable("kvittering.for_stor")
    return read_answers(path.suffix, path.read_bytes(), runtime.office.rulebook.post.kvittering.status)


def _refuse(runtime: Runtime, path: Path, codes: tuple[str, ...]) -> bool:
    """The reason lies there before the file does, so that no file ever lies there without one."""
    words = runtime.office.rulebook.effects
    folder = path.parent / REFUSED
    make_folders(folder)
    target = _free(folder, path)
    write_synced(
        target.with_name(f"{target.name}.txt"), f"{' '.join(words[code] for code in codes)}\n".encode()
    )
    log.warning("kvittering_afvist", extra={"koder": ",".join(codes)})
    replace_synced(path, target)
    return True


def _put_away(path: Path, where: str) -> bool:
    folder = path.parent / where
    make_folders(folder)
    replace_synced(path, _free(folder, path))
    return True


def _free(folder: Path, path: Path) -> Path:
    """A name in the folder that no other file has: the post may use the same one twice."""
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    return target
