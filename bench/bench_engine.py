"""What the engine costs: 500 cases change phase at once, told as plain calls and as a flow run under a real server."""

import asyncio
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.bench_steps import perform_one
from bench.bulk_register import make_patterns, write_register
from bench.case_plans import KEYS, at_the_sweep
from bench.figures import Figure, column
from bench.free_port import free_port
from bench.runs import Result, folder, house, in_turn, tell
from bench.sizes import Sizes
from casework.office import Office
from casework.set_up import new_key
from config.loader import load_rulebook
from config.settings import Settings
from flows.outbox import outbox
from flows.story import tell as tell_story
from persistence.register import Register
from sagsgang.prefect_settings import prefect_environment
from tasks.runtime import use

NAME = "engine"
_PLAIN, _UNDER = "plain calls", "under the engine"
_STARTS_WITHIN_S = 120


def figures(sizes: Sizes) -> list[Figure]:
    """Phase steps per second with and without the engine, and what it adds to each."""
    with folder() as place:
        _change_phase(place / "before.sqlite3", sizes.engine_cases)
        settings = Settings(var=place, prefect_port=free_port())
        with server(settings) as environment:
            contestants: dict[str, Callable[[], Result]] = {
                how: partial(_told, place, how, environment) for how in (_PLAIN, _UNDER)
            }
            told = in_turn(contestants, sizes.runs)
    cases = sizes.engine_cases
    plain, under = (column(told[how], "seconds") for how in (_PLAIN, _UNDER))
    added = tuple((slow - fast) * 1000 / cases for fast, slow in zip(plain, under, strict=True))
    slower = median(under) / median(plain)
    return [
        Figure(NAME, f"{cases} phase steps, {_PLAIN}", "steps/s", _rate(cases, plain)),
        Figure(NAME, f"{cases} phase steps, {_UNDER}", "steps/s", _rate(cases, under)),
        Figure(NAME, "… what the engine adds to each step", "ms", added, f"{_PLAIN} (time)", slower),
        Figure(NAME, "… the process of that flow run, start to end", "s", column(told[_UNDER], "whole")),
    ]


def _rate(cases: int, seconds: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(cases / value for value in seconds)


def _change_phase(place: Path, cases: int) -> None:
    """A register in which so many cases have just gone to sagsoplysning, and the engine has not heard of it."""
    register = Register(f"sqlite:///{place}", KEYS)
    register.create_tables()
    write_register(register, make_patterns("ny"), cases, due=0)
    office = Office(register, load_rulebook(), new_key)
    with register.read() as uow:
        forloeb_ids = uow.cases.all_forloeb_ids()
    for forloeb_id in forloeb_ids:
        perform_one(office, "luk_alle_punkter", {}, forloeb_id)
        perform_one(office, "gaa_til", {"fase": "sagsoplysning"}, forloeb_id)
    register.engine.dispose()


def _told(place: Path, how: str, environment: Mapping[str, str]) -> Result:
    """The same 500 cases once more, from a fresh copy of the register."""
    fresh = place / "register.sqlite3"
    for leftover in place.glob("register.sqlite3*"):
        leftover.unlink()
    shutil.copyfile(place / "before.sqlite3", fresh)
    started = perf_counter()
    result = house("bench.bench_engine", fresh, how, env=environment)
    return result | {"whole": perf_counter() - started}


def run_outbox(place: Path, how: str) -> Result:
    """The phases' stories have been told; how long it took, from a process that was ready."""
    office = Office(Register(f"sqlite:///{place}", KEYS), load_rulebook(), new_key)
    with use(at_the_sweep(office)):
        started = perf_counter()
        asyncio.run(_under_the_engine() if how == _UNDER else tell_story(outbox))
        seconds = perf_counter() - started
        with office.register.read() as uow:
            left = uow.outbox.counts()
    assert set(left) == {"faerdig"}, left
    return {"seconds": seconds}


async def _under_the_engine() -> None:
    await outbox()


@contextmanager
def server(settings: Settings) -> Iterator[Mapping[str, str]]:
    """A Prefect server as `sagsgang serve` starts it, in a folder of its own; its environment for those who use it."""
    environment = prefect_environment(settings)
    (settings.var / "prefect").mkdir()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
    process = subprocess.Popen(
        [*command, "--port", str(settings.prefect_port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{environment['PREFECT_API_URL']}/health")
        yield environment
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    give_up = time.monotonic() + _STARTS_WITHIN_S
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"{address} did not answer within {_STARTS_WITHIN_S} s")


if __name__ == "__main__":
    tell(**run_outbox(Path(sys.argv[1]), sys.argv[2]))
