"""Which processes belong to a running Sagsgang: written down by `serve`, read by anyone who asks."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from config.settings import Settings
from persistence.durable_files import make_folders, replace_synced, write_synced

_FILE = "serve.json"
_LOCK = "serve.laas"


@dataclass(frozen=True)
class Child:
    """One process of the house; `restarts` is how often it has been started again."""

    name: str
    pid: int
    started: datetime
    restarts: int

    @property
    def is_up(self) -> bool:
        return is_alive(self.pid)


@dataclass(frozen=True)
class Running:
    """A Sagsgang that is served now; `children` are in the order they are started."""

    pid: int
    started: datetime
    port: int
    prefect_port: int
    children: tuple[Child, ...]


class AlreadyServedError(Exception):
    """Another process serves this folder."""


def running(settings: Settings) -> Running | None:
    """The Sagsgang that serves this folder now; None where there is none, also when it was killed."""
    try:
        content = json.loads((settings.var / _FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    if not is_alive(content["pid"]):
        return None
    children = tuple(
        Child(row["name"], row["pid"], datetime.fromisoformat(row["started"]), row["restarts"])
        for row in content["children"]
    )
    return Running(
        content["pid"],
        datetime.fromisoformat(content["started"]),
        content["port"],
        content["prefect_port"],
        children,
    )


def write_down(settings: Settings, now: Running) -> None:
    """Whoever asks finds exactly this, whole."""
    content = json.dumps(asdict(now), default=datetime.isoformat, ensure_ascii=False, indent=1)
    beside = settings.var / f"{_FILE}.ny"
    write_synced(beside, content.encode())
    replace_synced(beside, settings.var / _FILE)


def strike_out(settings: Settings) -> None:
    """Nobody serves this folder any more."""
    (settings.var / _FILE).unlink(missing_ok=True)


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """Only this process serves the folder; a killed one lets go by itself. Raises AlreadyServedError."""
    make_folders(settings.var)
    descriptor = os.open(settings.var / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServedError from None
        yield
    finally:
        os.close(descriptor)


def is_alive(pid: int) -> bool:
    """True for a process that runs; one that has ended and waits to be collected does not."""
    try:
        # The third field, after a name that may hold anything but ends with the last parenthesis.
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
