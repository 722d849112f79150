"""Durable case steps: use case, journal, outbox and commit, beside a task in viewflow and a workflow in DBOS."""

import sys
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench.bulk_register import make_patterns, write_register
from bench.case_plans import KEYS, MORNING
from bench.figures import Figure, column, skipped
from bench.peers.sqlite_settings import in_force
from bench.runs import PEERS, CannotCompare, Result, folder, house, in_turn, peer, tell
from bench.sizes import Sizes
from casework.office import Office
from casework.perform import perform, read_act
from casework.set_up import new_key
from config.loader import load_rulebook
from persistence.register import Register

NAME = "steps"
_LEAST, _TIMES_VIEWFLOW = 500, 3
# The act that is measured, and what must have been done before it (not measured).
ACTS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "registrer_kontakt": ({"med": ["borger"], "notat": "Talt om, hvad der er svært lige nu."}, ()),
    "gaa_til": ({"fase": "sagsoplysning"}, ("luk_alle_punkter",)),
}
_OURS = {act: f"ours: {act}" for act in ACTS}


def figures(sizes: Sizes) -> list[Figure]:
    """Steps per second of each, and ours beside the peers'."""
    contestants = {_OURS[act]: partial(_ours, act, sizes.steps) for act in ACTS}
    missing = []
    if PEERS.exists():
        contestants["viewflow"] = partial(_peer, "viewflow_steps.py", sizes.steps)
        contestants["DBOS"] = partial(_peer, "dbos_steps.py", sizes.steps)
    else:
        missing = [skipped(NAME, "viewflow and DBOS are not installed: make bench")]
    told = in_turn(contestants, sizes.runs)
    _require_same_settings(told)
    rates = {name: column(results, "per_second") for name, results in told.items()}
    found = [_row(name, values, rates) for name, values in rates.items()]
    work = [Figure(NAME, f"CPU of it, {name}", "ms", column(told[name], "cpu_ms")) for name in told]
    return [*found, *work, *missing]


def _row(name: str, values: tuple[float, ...], rates: dict[str, tuple[float, ...]]) -> Figure:
    what = f"durable step, {name}"
    if not name.startswith("ours"):
        return Figure(NAME, what, "steps/s", values)
    goal = f"≥ {_LEAST} steps/s, ≥ {_TIMES_VIEWFLOW} × viewflow"
    ratio = median(values) / median(rates["viewflow"]) if "viewflow" in rates else None
    met = median(values) >= _LEAST and ratio is not None and ratio >= _TIMES_VIEWFLOW
    return Figure(NAME, what, "steps/s", values, "viewflow" if ratio else "", ratio, goal, met)


def _require_same_settings(told: dict[str, list[Result]]) -> None:
    found = {str(result["pragmas"]) for results in told.values() for result in results}
    if len(found) > 1:
        raise CannotCompare(f"the contestants ran under different SQLite settings: {sorted(found)}")


def _ours(act: str, steps: int) -> Result:
    with folder() as place:
        return house("bench.bench_steps", place, act, steps)


def _peer(script: str, steps: int) -> Result:
    with folder() as place:
        return peer(script, place, steps)


def perform_many(place: Path, name: str, steps: int) -> Result:
    """The act is done once for each of `steps` cases; one more before them has warmed everything up."""
    register = Register(f"sqlite:///{place / 'register.sqlite3'}", KEYS)
    register.create_tables()
    write_register(register, make_patterns("ny"), steps + 1, due=0)
    office = Office(register, load_rulebook(), new_key)
    fields, before = ACTS[name]
    with register.read() as uow:
        forloeb_ids = uow.cases.all_forloeb_ids()
    for act in before:
        for forloeb_id in forloeb_ids:
            perform_one(office, act, {}, forloeb_id)
    perform_one(office, name, fields, forloeb_ids[0])
    started, worked = perf_counter(), process_time()
    for forloeb_id in forloeb_ids[1:]:
        perform_one(office, name, fields, forloeb_id)
    seconds, cpu = perf_counter() - started, process_time() - worked
    with register.read() as uow:
        pragmas = in_force(uow.session.connection().exec_driver_sql)
    return {"per_second": steps / seconds, "cpu_ms": cpu * 1000 / steps, "pragmas": pragmas}


def perform_one(office: Office, name: str, fields: dict[str, Any], forloeb_id: int) -> None:
    """The act, read at the border and done, as the pages and the API have it done."""
    perform(office, name, read_act(name, fields), forloeb_id=forloeb_id, by="sb01", now=MORNING)


if __name__ == "__main__":
    tell(**perform_many(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
