"""Keeping child processes up: started in their order, started again when they die, stopped all together."""

import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from config.settings import HOUSE
from sagsgang.processes import Child

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)
# A child that has been up this long has got over whatever killed it before.
_STEADY = 60.0
_LONGEST_PAUSE = 30.0
_PATIENCE = 3.5
_LOOK_EVERY = 0.1
_LOG_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    """A child process: what to start, and in which round it stops (the lower first).

    One that is `once` ends by itself; one that comes `after` another starts when that has ended well.
    """

    name: str
    command: Sequence[str]
    stops: int = 0
    once: bool = False
    after: str | None = None


@dataclass
class _Post:
    """A part and the process that stands for it now."""

    part: Part
    process: subprocess.Popen[bytes] | None = None
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    up_since: float = 0.0
    restarts: int = 0
    failures: int = 0
    next_start: float = 0.0
    finished: bool = False


class Supervisor:
    def __init__(self, parts: Sequence[Part], environment: Mapping[str, str], logs: Path) -> None:
        self._posts = [_Post(part) for part in parts]
        self._environment = dict(environment)
        self._logs = logs

    @property
    def children(self) -> tuple[Child, ...]:
        return tuple(
            Child(post.part.name, post.process.pid, post.started, post.restarts)
            for post in self._posts
            if post.process is not None
        )

    def look_after(self) -> None:
        """Every part that should be up is up, or will be when its pause is over."""
        for post in self._posts:
            if post.process is not None and post.process.poll() is not None:
                self._bury(post, post.process)
            if post.process is None and self._may_start(post):
                self._start(post)

    def stop(self) -> None:
        """No child is left, nor anything that a child started."""
        for round_ in sorted({post.part.stops for post in self._posts}):
            mine = [
                post.process for post in self._posts if post.part.stops == round_ and post.process is not None
            ]
            for process in mine:
                _signal_group(process, signal.SIGTERM)
            until = time.monotonic() + _PATIENCE
            while any(process.poll() is None for process in mine) and time.monotonic() < until:
                time.sleep(_LOOK_EVERY)
            for process in mine:
                _signal_group(process, signal.SIGKILL)
                process.wait()

    def _may_start(self, post: _Post) -> bool:
        before = [other for other in self._posts if other.part.name == post.part.after]
        return (
            not post.finished
            and all(other.finished for other in before)
            and time.monotonic() >= post.next_start
        )

    def _start(self, post: _Post) -> None:
        log = self._log_of(post.part)
        with log.open("ab") as output:
            post.process = subprocess.Popen(  # noqa: S603 - our own modules, no word from outside
                post.part.command,
                cwd=HOUSE,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - this process has one thread
            )
        post.started, post.up_since = datetime.now(UTC), time.monotonic()

    def _bury(self, post: _Post, process: subprocess.Popen[bytes]) -> None:
        """What the dead child had started is gone too; when it may start again is decided."""
        _signal_group(process, signal.SIGKILL)
        post.process = None
        if post.part.once and process.returncode == 0:
            post.finished = True
            return
        if time.monotonic() - post.up_since > _STEADY:
            post.failures = 0
        post.next_start = time.monotonic() + min(2.0**post.failures / 2, _LONGEST_PAUSE)
        post.failures += 1
        post.restarts += 1

    def _log_of(self, part: Part) -> Path:
        """The part's log, with the one before it beside it where that had grown long."""
        log = self._logs / f"{part.name}.log"
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            shutil.move(log, log.with_suffix(".log.1"))
        log.touch(mode=0o600)
        return log


def _die_with(parent: int) -> Callable[[], None]:
    """Make the child die when its parent does, however that dies."""

    def arm() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    return arm


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
