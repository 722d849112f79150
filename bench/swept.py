"""One sweep, measured: every step that is due done, by one worker or by several at once, each a process."""

import asyncio
import multiprocessing
import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import func, select

from bench.case_plans import KEYS, MORNING, at_the_sweep
from bench.runs import Result, peak_mb, tell
from casework.office import Office
from casework.set_up import new_key
from config.loader import load_rulebook
from flows.outbox import outbox
from flows.story import tell as tell_story
from persistence.register import Register
from persistence.tables import JournalEntry
from tasks.runtime import use
from tasks.sweeps import climb_ladders

_TICKS = os.sysconf("SC_CLK_TCK")
_LONGEST_S = 3_600


@dataclass(frozen=True)
class Worked:
    """What one worker did, and what it took."""

    climbed: list[int]
    cpu: float
    mb: float


def sweep(url: str, workers: int) -> Result:
    """Every step due is done; seconds from when all workers stood ready until the last was done.

    `done` counts the deadlines climbed and `twice` those that more than one worker, or one worker twice, took.
    """
    before = _journal_rows(url)
    busy, started, told = (_alone if workers == 1 else _together)(url, workers)
    seconds = perf_counter() - started
    busy = _machine_cpu() - busy
    taken = Counter(deadline for worked in told for deadline in worked.climbed)
    return {
        "done": len(taken),
        "twice": sum(times > 1 for times in taken.values()),
        "seconds": seconds,
        "mb": max(worked.mb for worked in told),
        "workers_share": sum(worked.cpu for worked in told) / seconds,
        "machine_share": busy / seconds,
        "journal": _journal_rows(url) - before,
    }


def put_out(url: str) -> Result:
    """The letters and notices that lie in the outbox have been told of, to channels that keep them in memory."""
    with use(at_the_sweep(_office(url))):
        started = perf_counter()
        asyncio.run(tell_story(outbox))
        return {"effects_seconds": perf_counter() - started, "effects_mb": peak_mb()}


def _alone(url: str, _: int) -> tuple[float, float, list[Worked]]:
    office = _office(url)
    busy, started = _machine_cpu(), perf_counter()
    return busy, started, [_climb(office)]


def _together(url: str, workers: int) -> tuple[float, float, list[Worked]]:
    # Each a process from the start, as two engines are; none begins before all stand ready.
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(workers + 1)
    found: Any = context.Queue()
    crew = [context.Process(target=_worker, args=(url, ready, found)) for _ in range(workers)]
    for process in crew:
        process.start()
    ready.wait(_LONGEST_S)
    busy, started = _machine_cpu(), perf_counter()
    told = [found.get(timeout=_LONGEST_S) for _ in crew]
    return busy, started, told


def _worker(url: str, ready: Any, found: Any) -> None:
    office = _office(url)
    ready.wait(_LONGEST_S)
    found.put(_climb(office))


def _climb(office: Office) -> Worked:
    cpu = sum(os.times()[:2])
    with use(at_the_sweep(office)):
        climbed = climb_ladders(None, MORNING)
    return Worked(climbed, sum(os.times()[:2]) - cpu, peak_mb())


def _office(url: str) -> Office:
    return Office(Register(url, KEYS), load_rulebook(), new_key)


def _journal_rows(url: str) -> int:
    register = Register(url, KEYS)
    with register.read() as uow:
        found = uow.session.scalar(select(func.max(JournalEntry.id)))
    register.close()
    return int(found or 0)


def _machine_cpu() -> float:
    """Seconds that the machine's cores have worked since it started, in user, system and interrupts."""
    with Path("/proc/stat").open(encoding="ascii") as file:
        user, nice, system, _idle, _wait, *interrupts = map(int, file.readline().split()[1:])
    return (user + nice + system + sum(interrupts[:2])) / _TICKS


if __name__ == "__main__":
    place, crew = sys.argv[1], int(sys.argv[2])
    tell(**sweep(place, crew), **(put_out(place) if crew == 1 else {}))
