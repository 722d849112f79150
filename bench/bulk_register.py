"""A register of any size: copies of cases that the use cases made, each with people, numbers and keys of its own.

Only for measuring. `tests/bench/test_bulk_register.py` holds 100 copies against 100 cases made by the use cases.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from bench.bulk_patterns import CaseNumber, Fresh, Parts, Pattern, Ref, read_patterns, shared_rows, tables
from bench.case_plans import MORNING, CasePlan, citizen, each_once, load_plans, make_cases, new_office
from casework.office import Office
from persistence.register import Register
from persistence.tables import Borger, Sag, Table
from persistence.unit_of_work import UnitOfWork

_BATCH = 1_000
_JOURNAL_COLUMNS = ("journal_key", "journal_nr", "journal_hash")


@dataclass(frozen=True)
class Patterns:
    """What a register is copied from: the cases, and the plan that each was made by."""

    office: Office
    plans: tuple[CasePlan, ...]
    cases: tuple[Pattern, ...]


def make_patterns(*names: str) -> Patterns:
    """One case for every day of these plans (of all, where none is named), made by the use cases in memory."""
    office = new_office()
    plans = each_once([plan for plan in load_plans() if not names or plan.name in names])
    forloeb_ids = make_cases(office, plans)
    with office.register.read() as uow:
        due = Counter(
            clock.forloeb_id for clock in uow.deadlines.told_of(uow.deadlines.due(MORNING, None, 10_000))
        )
    return Patterns(office, tuple(plans), tuple(read_patterns(office, forloeb_ids, due)))


def mix(patterns: Patterns, cases: int, due: int) -> Iterator[int]:
    """Which pattern each case is a copy of: exactly `due` steps are due, spread evenly, and the rest are quiet."""
    with_due = _with_due(patterns, due)
    if len(with_due) > cases:
        raise ValueError(f"{cases} cases are too few for {due} steps")
    quiet = _quiet(patterns)
    places = {place * cases // len(with_due): number for place, number in enumerate(with_due)}
    for place in range(cases):
        yield places[place] if place in places else next(quiet)


def _with_due(patterns: Patterns, due: int) -> list[int]:
    """Patterns in turn until their steps make up `due`; what is left over is filled with single steps."""
    some = [number for number, case in enumerate(patterns.cases) if case.due]
    chosen: list[int] = []
    left = due
    while left:
        fit = [number for number in some if patterns.cases[number].due <= left]
        for number in fit:
            if patterns.cases[number].due <= left:
                chosen.append(number)
                left -= patterns.cases[number].due
    return chosen


def _quiet(patterns: Patterns) -> Iterator[int]:
    """Quiet patterns without end, each plan as often as its share says."""
    by_plan: dict[str, list[int]] = defaultdict(list)
    for number, (case, plan) in enumerate(zip(patterns.cases, patterns.plans, strict=True)):
        if not case.due:
            by_plan[plan.plan.name].append(number)
    shares = {plan.plan.name: plan.plan.share for plan in patterns.plans}
    names = [name for name in by_plan for _ in range(shares[name])]
    random.Random(1).shuffle(names)
    turn: Counter[str] = Counter()
    while True:
        for name in names:
            yield by_plan[name][turn[name] % len(by_plan[name])]
            turn[name] += 1


def write_register(target: Register, patterns: Patterns, cases: int, due: int) -> None:
    """The empty register holds `cases` open cases, of whose deadlines `due` have a step due on the morning."""
    with patterns.office.register.read() as uow:
        shared = list(shared_rows(uow.session.connection()))
    _hurry(target)
    with target.write() as uow:
        for table, rows in shared:
            _insert(uow.session.connection(), table.name, rows)
    writer = _Writer(target, patterns, random.Random(2))
    chosen = mix(patterns, cases, due)
    while batch := list(islice(chosen, _BATCH)):
        writer.write(batch)
    _settle(target)


class _Writer:
    """Counts the rows of every table, and writes copies batch by batch."""

    def __init__(self, target: Register, patterns: Patterns, chance: random.Random) -> None:
        self._target = target
        self._patterns = patterns
        self._chance = chance
        self._used: Counter[str] = Counter()
        self._copied = 0

    def write(self, batch: Sequence[int]) -> None:
        """One copy of each of these patterns stands in the register, in one transaction."""
        rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        with self._target.write() as uow:
            for number in batch:
                self._copy(uow, self._patterns.cases[number], rows)
            for table in tables():
                if table.name in rows:
                    _insert(uow.session.connection(), table.name, rows[table.name])

    def _copy(self, uow: UnitOfWork, pattern: Pattern, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        fresh = [f"{self._chance.getrandbits(256):064x}" for _ in range(pattern.keys)]
        number = f"S-{pattern.year}-{self._copied + 1:05d}"
        copy = _Copy(self._used, fresh, number)
        sag = Sag(id=self._used["sag"] + 1, journal_nr=0, journal_hash="")
        forloeb_id = self._used["forloeb"] + 1
        for entry, moving in pattern.entries:
            uow.journal.append(
                sag,
                forloeb_id if entry.forloeb_id else None,
                event=entry.event,
                about=entry.about,
                detail=copy.detail(entry.detail, moving),
                actor=entry.actor,
                due_at=entry.due_at,
                done_at=entry.done_at,
            )
        own = {"sag": {name: getattr(sag, name) for name in _JOURNAL_COLUMNS}, "borger": self._person(uow)}
        for name, found in pattern.rows.items():
            rows[name] += [
                copy.row(name, row, moving, own.get(name))
                for row, moving in zip(found, pattern.moving[name], strict=True)
            ]
        for name, found in pattern.rows.items():
            self._used[name] += len(found)
        self._copied += 1

    def _person(self, uow: UnitOfWork) -> dict[str, Any]:
        """A citizen whose identity is sealed for exactly this row."""
        facts = citizen(self._copied)
        borger = Borger(id=self._used["borger"] + 1, navn=facts["navn"])
        uow.parties.seal_identity(borger, facts["cpr"], facts["adresse"])
        return {
            "navn": borger.navn,
            "cpr_krypteret": borger.cpr_krypteret,
            "cpr_opslag": borger.cpr_opslag,
            "adresse_krypteret": borger.adresse_krypteret,
        }


@dataclass(frozen=True)
class _Copy:
    """What one copy puts in the cells that move: its own numbers, keys and case number."""

    used: Counter[str]
    fresh: Sequence[str]
    number: str

    def row(
        self,
        table: str,
        row: tuple[Any, ...],
        moving: Sequence[tuple[int, Parts]],
        own: dict[str, Any] | None,
    ) -> tuple[Any, ...]:
        if not moving and not own:
            return row
        cells = list(row)
        for place, parts in moving:
            first = parts[0]
            # The plainest case by far, so it is asked about first.
            if len(parts) == 1 and type(first) is Ref:
                cells[place] = self.used[first.table] + first.place + 1
            else:
                cells[place] = self.value(parts)
        for column, value in (own or {}).items():
            cells[_place_of(table, column)] = value
        return tuple(cells)

    def detail(self, detail: dict[str, Any], moving: Parts) -> dict[str, Any]:
        return json.loads(self.text(moving)) if moving else detail

    def value(self, parts: Parts) -> Any:
        """One part alone keeps its kind; several are a text."""
        return self._part(parts[0]) if len(parts) == 1 else self.text(parts)

    def text(self, parts: Parts) -> str:
        return "".join(part if isinstance(part, str) else str(self._part(part)) for part in parts)

    def _part(self, part: Any) -> Any:
        match part:
            case Ref(table, place):
                return self.used[table] + place + 1
            case Fresh(place, length):
                return self.fresh[place][:length]
            case _ if part is CaseNumber:
                return self.number
            case _:
                return part


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(Table.metadata.tables[table].c.keys())


def _place_of(table: str, column: str) -> int:
    return _columns(table).index(column)


def _insert(connection: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """The rows stand in the table as they are: their values are the database's own already."""
    if rows:
        marks = ", ".join("?" * len(_columns(table)))
        connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", list(rows))


def _hurry(target: Register) -> None:
    """While the register is written no power cut is feared, and no foreign key is asked for."""
    _pragmas(target, "journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-500000")


def _settle(target: Register) -> None:
    """The register lies in its file whole, as after a night's rest, and its connection is as any other."""
    kept = ("synchronous=FULL", "foreign_keys=ON", "cache_size=-2000")
    _pragmas(target, "journal_mode=WAL", "optimize", "wal_checkpoint(TRUNCATE)", *kept)


def _pragmas(target: Register, *pragmas: str) -> None:
    connection = target.engine.raw_connection()
    try:
        for pragma in pragmas:
            connection.cursor().execute(f"PRAGMA {pragma}")
    finally:
        connection.close()
