"""The morning's sweep: what is due in registers of many sizes, on SQLite and PostgreSQL, by one worker and by two."""

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from statistics import median

from bench.bulk_register import make_patterns
from bench.case_plans import KEYS
from bench.figures import Figure, column
from bench.runs import VAR, CannotCompare, Result, house, in_turn
from bench.sizes import Sizes, Sweep
from bench.sweep_registers import copy_to_postgres, lay_out, unpark
from persistence.register import Register
from tests.postgres_server import cluster

NAME = "sweep"
_MOST_MB = 300
# As a municipality's server is set up: every commit is on the disk before it counts.
SERVER = ("shared_buffers=1GB", "max_wal_size=8GB", "max_connections=60", "listen_addresses=")


def figures(sizes: Sizes) -> list[Figure]:
    """Seconds, rows and memory of every sweep, in turn; how it grows with the register, and what two workers gain."""
    with ExitStack() as opened:
        urls = _lay_out(opened, sizes)
        turns = {sweep: iter(_turns(sizes, sweep)) for sweep in sizes.sweeps}

        def swept(sweep: Sweep) -> Result:
            url = urls[sweep.cases, sweep.database]
            unpark(url, next(turns[sweep]))
            result = house("bench.swept", url, sweep.workers)
            if (result["done"], result["twice"]) != (sweep.due, 0):
                raise CannotCompare(f"{sweep.name}: {result['done']} done, {result['twice']} of them twice")
            return result

        told = in_turn({sweep.name: partial(swept, sweep) for sweep in sizes.sweeps}, sizes.sweep_runs)
    return [row for sweep in sizes.sweeps for row in _rows(sweep, told)]


def _turns(sizes: Sizes, sweep: Sweep) -> range:
    """Which turns of its registers are this sweep's own."""
    same = [other for other in sizes.sweeps if other.cases == sweep.cases]
    first = same.index(sweep) * sizes.sweep_runs
    return range(first, first + sizes.sweep_runs)


def _lay_out(opened: ExitStack, sizes: Sizes) -> dict[tuple[int, str], str]:
    """The URL of each register by its size and database; they are gone when the bench is over."""
    patterns = make_patterns()
    urls = {}
    server = None
    for cases in sorted({sweep.cases for sweep in sizes.sweeps}):
        place = VAR / f"register-{cases}" / "register.sqlite3"
        shutil.rmtree(place.parent, ignore_errors=True)
        place.parent.mkdir(parents=True)
        opened.callback(shutil.rmtree, place.parent)
        same = [sweep for sweep in sizes.sweeps if sweep.cases == cases]
        turns = [sweep.due for sweep in same for _ in range(sizes.sweep_runs)]
        urls[cases, "SQLite"] = lay_out(place, patterns, cases, turns)
        if any(sweep.database == "PostgreSQL" for sweep in same):
            server = server or opened.enter_context(cluster(SERVER, within=VAR))
            urls[cases, "PostgreSQL"] = server.replace("/sagsgang?", f"/cases_{cases}?")
            _create_database(server, f"cases_{cases}")
            copy_to_postgres(place, urls[cases, "PostgreSQL"])
    return urls


def _create_database(server: str, name: str) -> None:
    register = Register(server, KEYS)
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    register.close()


def _rows(sweep: Sweep, told: Mapping[str, list[Result]]) -> list[Figure]:
    mine = told[sweep.name]
    memory = column(mine, "mb")
    return [
        _seconds(sweep, told),
        Figure(NAME, "… steps per second", "/s", tuple(sweep.due / one["seconds"] for one in mine)),
        Figure(
            NAME, "… journal rows per second", "/s", tuple(one["journal"] / one["seconds"] for one in mine)
        ),
        Figure(
            NAME,
            "… peak memory of a worker",
            "MB",
            memory,
            goal=f"< {_MOST_MB} MB",
            met=max(memory) < _MOST_MB,
        ),
        Figure(NAME, "… CPU of the workers; 1 is a whole core", "", column(mine, "workers_share")),
        Figure(NAME, "… CPU of the machine; 1 is a whole core", "", column(mine, "machine_share")),
        *_effects(sweep, mine),
    ]


def _seconds(sweep: Sweep, told: Mapping[str, list[Result]]) -> Figure:
    seconds = column(told[sweep.name], "seconds")
    ratio, beside = None, ""
    if sweep.beside is not None:
        beside = sweep.beside.name
        ratio = median(seconds) / median(column(told[beside], "seconds"))
    goals = [
        (f"< {sweep.most_seconds} s", median(seconds), sweep.most_seconds),
        (f"≤ {sweep.most_ratio} ×", ratio, sweep.most_ratio),
    ]
    asked = [(words, found <= most) for words, found, most in goals if most is not None and found is not None]
    goal = "; ".join(words for words, _ in asked)
    met = all(reached for _, reached in asked) if asked else None
    return Figure(NAME, sweep.name, "s", seconds, beside, ratio, goal, met)


def _effects(sweep: Sweep, mine: list[Result]) -> list[Figure]:
    if sweep.workers != 1:
        return []
    return [
        Figure(NAME, "… then the letters and notices it put out", "s", column(mine, "effects_seconds")),
        Figure(NAME, "… peak memory with those", "MB", column(mine, "effects_mb")),
    ]
