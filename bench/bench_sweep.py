"""The sweep: 1,000 steps due in a register of 100,000 and of 1,000,000 open cases."""

import asyncio
import shutil
import sys
from datetime import UTC
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.bulk_register import Patterns, make_patterns, write_register
from bench.case_plans import KEYS, MORNING, at_the_sweep
from bench.figures import Figure, column
from bench.runs import VAR, Result, house, in_turn, peak_mb, tell
from bench.sizes import Sizes
from casework.office import Office
from casework.set_up import new_key
from config.loader import load_rulebook
from flows.outbox import outbox
from flows.story import tell as tell_story
from persistence.register import Register
from tasks.runtime import use
from tasks.sweeps import climb_ladders

NAME = "sweep"
_MOST_SECONDS, _MOST_MB, _MOST_GROWTH = 10, 300, 1.5


def figures(sizes: Sizes) -> list[Figure]:
    """Seconds and memory for each size, and how the larger compares with the smaller."""
    patterns = make_patterns()
    places = {cases: _lay_out(patterns, cases, sizes) for cases in sizes.sweep_cases}
    turn = dict.fromkeys(places, 0)

    def swept(cases: int) -> Result:
        unpark(places[cases], turn[cases])
        turn[cases] += 1
        return house("bench.bench_sweep", places[cases])

    try:
        told = in_turn({str(cases): partial(swept, cases) for cases in places}, sizes.runs)
    finally:
        for place in places.values():
            shutil.rmtree(place.parent)
    return [row for cases in sizes.sweep_cases for row in _rows(cases, told, sizes)]


def _rows(cases: int, told: dict[str, list[Result]], sizes: Sizes) -> list[Figure]:
    mine, smallest = told[str(cases)], sizes.sweep_cases[0]
    seconds, memory = column(mine, "seconds"), column(mine, "mb")
    what = f"{sizes.sweep_due:,} steps due of {cases:,} cases"
    if cases == smallest:
        goal, met = f"< {_MOST_SECONDS} s", median(seconds) < _MOST_SECONDS
        first = Figure(NAME, what, "s", seconds, goal=goal, met=met)
    else:
        growth = median(seconds) / median(column(told[str(smallest)], "seconds"))
        goal, beside = f"≤ {_MOST_GROWTH} ×", f"{smallest:,} cases"
        first = Figure(NAME, what, "s", seconds, beside, growth, goal, growth <= _MOST_GROWTH)
    return [
        first,
        Figure(NAME, "… peak memory", "MB", memory, goal=f"< {_MOST_MB} MB", met=max(memory) < _MOST_MB),
        Figure(NAME, "… then the letters and notices it put out", "s", column(mine, "effects_seconds")),
        Figure(NAME, "… peak memory with those", "MB", column(mine, "effects_mb")),
    ]


def _lay_out(patterns: Patterns, cases: int, sizes: Sizes) -> Path:
    """A register in a folder of its own, with steps for every run, all of them parked."""
    place = VAR / f"register-{cases}" / "register.sqlite3"
    shutil.rmtree(place.parent, ignore_errors=True)
    place.parent.mkdir(parents=True)
    register = Register(f"sqlite:///{place}", KEYS)
    register.create_tables()
    write_register(register, patterns, cases, sizes.sweep_due * sizes.runs)
    park(register, sizes.sweep_due)
    return place


def park(register: Register, due: int) -> None:
    """No step is due; those of each run wait in a table beside, to be brought back."""
    with register.write() as uow:
        connection = uow.session.connection()
        connection.exec_driver_sql(
            "CREATE TABLE bench_parked (deadline_id INTEGER, next_at TEXT, run INTEGER)"
        )
        connection.exec_driver_sql(
            "INSERT INTO bench_parked SELECT id, next_at, "
            f"(row_number() OVER (ORDER BY forloeb_id, id) - 1) / {due:d} "
            "FROM deadline WHERE next_at <= ?",
            (MORNING.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),),
        )
        connection.exec_driver_sql(
            "UPDATE deadline SET next_at = NULL WHERE id IN (SELECT deadline_id FROM bench_parked)"
        )


def unpark(place: Path, run: int) -> None:
    """The steps of this run are due, as they were when the register was made."""
    register = Register(f"sqlite:///{place}", KEYS)
    with register.write() as uow:
        uow.session.connection().exec_driver_sql(
            "UPDATE deadline SET next_at = bench_parked.next_at FROM bench_parked "
            "WHERE bench_parked.deadline_id = deadline.id AND bench_parked.run = ?",
            (run,),
        )
    register.engine.dispose()


def sweep_once(place: Path) -> Result:
    """Every step due is done, and then what they put in the outbox; how long each took, and the most memory held."""
    office = Office(Register(f"sqlite:///{place}", KEYS), load_rulebook(), new_key)
    with use(at_the_sweep(office)):
        started = perf_counter()
        climbed = climb_ladders(None, MORNING)
        seconds, mb = perf_counter() - started, peak_mb()
        started = perf_counter()
        asyncio.run(tell_story(outbox))
        effects = perf_counter() - started
    return {
        "climbed": len(climbed),
        "seconds": seconds,
        "mb": mb,
        "effects_seconds": effects,
        "effects_mb": peak_mb(),
    }


if __name__ == "__main__":
    tell(**sweep_once(Path(sys.argv[1])))
