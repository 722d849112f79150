"""Cases made by the use cases: what a bench register is copied from, and what the bulk writer is held against."""

import asyncio
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, groupby
from pathlib import Path
from typing import Any

from casework.office import Office
from casework.perform import perform, read_act
from config.loader import load_rulebook
from domain.calendar import COPENHAGEN
from flows.catch_up import catch_up
from flows.story import tell
from persistence.documents import MemoryStore
from persistence.keys import Keys
from persistence.register import Register
from persistence.tables import Medarbejder, Udfoerer
from tasks.channels.memory import MemoryChannel, MemoryNotifier
from tasks.runtime import Runtime, use
from tasks.sweeps import next_future

PLANS = Path(__file__).with_name("plans.toml")
# The morning of the sweep that is measured: a Tuesday with no holiday near.
MORNING = datetime(2026, 3, 10, 7, 0, tzinfo=COPENHAGEN)
KEYS = Keys.fixed(b"bench")
STAFF = 20
_FIRST = ("Anna", "Bo", "Clara", "David", "Elin", "Finn", "Gry", "Hans", "Ida", "Jens")
_LAST = ("Prøvesen", "Testmand", "Eksempel", "Afprøvning", "Mønster", "Opfundet", "Skabelon")


@dataclass(frozen=True)
class Plan:
    """One way a case may have gone until now; `begun` says how many days before the sweep it began."""

    name: str
    share: int
    begun: tuple[int, ...]
    steps: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class CasePlan:
    """One case to be made: a plan, and the day it began."""

    plan: Plan
    days_ago: int


def load_plans() -> tuple[Plan, ...]:
    """The plans of plans.toml, each whole with the steps of the plan it goes on from."""
    content = tomllib.loads(PLANS.read_text(encoding="utf-8"))["plan"]

    def steps(name: str) -> list[Mapping[str, Any]]:
        before = content[name].get("som")
        return [*(steps(before) if before else []), *content[name]["trin"]]

    return tuple(
        Plan(name, row["andel"], tuple(row["begyndt"]), tuple(steps(name))) for name, row in content.items()
    )


def each_once(plans: Sequence[Plan]) -> list[CasePlan]:
    """One case for every plan and every day it may have begun."""
    return [CasePlan(plan, days) for plan in plans for days in plan.begun]


@dataclass
class _Clock:
    now: datetime


def new_office(url: str = "sqlite://") -> Office:
    """An office with the municipality's rules and an empty register whose tables exist."""
    register = Register(url, KEYS)
    register.create_tables()
    numbers = count(1)
    return Office(register, load_rulebook(), lambda: f"{next(numbers):032x}")


def runtime_of(office: Office, clock: Any) -> Runtime:
    """What the flows need, with letters and notices kept in memory."""
    return Runtime(
        office=office,
        store=MemoryStore(),
        letters=MemoryChannel(),
        notices=MemoryNotifier(),
        worker="bench",
        link=lambda sagsnummer: f"/sager/{sagsnummer}",
        address_of=lambda _: None,
        now=lambda: clock.now,
        lease=timedelta(days=1),
    )


def at_the_sweep(office: Office) -> Runtime:
    """A runtime whose clock stands at the morning of the sweep."""
    return runtime_of(office, _Clock(MORNING))


def seat(office: Office) -> None:
    """The staff and the udfører that the plans name are in the register."""
    with office.register.write() as uow:
        people = [(f"sb{number:02d}", "sagsbehandler") for number in range(1, STAFF + 1)]
        for staff_id, rolle in [*people, ("leder1", "leder"), ("chef1", "chef")]:
            uow.add_later(Medarbejder(id=staff_id, navn=staff_id, rolle=rolle, team="voksen"))
        uow.add_later(Udfoerer(id="bostoette-birken", navn="Bostøtten Birken"))


def make_cases(office: Office, cases: Sequence[CasePlan]) -> list[int]:
    """The cases stand in the register as the use cases and the flows left them just before the sweep; forløb ids."""
    seat(office)
    clock = _Clock(MORNING)
    made: dict[int, int] = {}
    with use(runtime_of(office, clock)):
        asyncio.run(_make(office, clock, cases, made))
    return [made[number] for number in range(len(cases))]


async def _make(office: Office, clock: _Clock, cases: Sequence[CasePlan], made: dict[int, int]) -> None:
    agenda = sorted(_agenda(cases), key=lambda entry: entry[:2])
    for moment, entries in groupby(agenda, key=lambda entry: entry[0]):
        await _run_to(clock, moment)
        for _, number, step in entries:
            _act(office, moment, number, step, made)
        await tell(catch_up)
    await _run_to(clock, MORNING - timedelta(seconds=1))


def _act(
    office: Office, moment: datetime, number: int, step: Mapping[str, Any], made: dict[int, int]
) -> None:
    name = str(step["goer"])
    fields = {key: value for key, value in step.items() if key not in {"dag", "kl", "goer"}}
    if name == "modtag_henvendelse":
        fields["borger"] = citizen(number)
    act, by = read_act(name, fields), f"sb{number % STAFF + 1:02d}"
    done = perform(office, name, act, forloeb_id=made.get(number), by=by, now=moment)
    assert done.forloeb_id is not None
    made.setdefault(number, done.forloeb_id)


def _agenda(cases: Sequence[CasePlan]) -> Iterator[tuple[datetime, int, Mapping[str, Any]]]:
    for number, case in enumerate(cases):
        day = MORNING.replace(hour=0) - timedelta(days=case.days_ago)
        for step in case.plan.steps:
            if step["dag"] < case.days_ago:
                yield day + timedelta(days=step["dag"], hours=step["kl"]), number, step


async def _run_to(clock: _Clock, until: datetime) -> None:
    while (due := next_future()) is not None and due <= until:
        clock.now = max(due, clock.now) if clock.now < until else due
        await tell(catch_up)
    clock.now = until


def citizen(number: int) -> dict[str, Any]:
    """A fictive citizen; no two numbers give the same CPR."""
    return {
        "navn": f"{_FIRST[number % len(_FIRST)]} {_LAST[number % len(_LAST)]}",
        "cpr": fictive_cpr(number),
        "adresse": f"Prøvevej {number % 200 + 1}\n9990 Prøvestrup",
    }


def fictive_cpr(number: int) -> str:
    """A number that can be nobody's: 60 is added to the day."""
    rest, serial = divmod(number, 10_000)
    rest, day = divmod(rest, 28)
    rest, month = divmod(rest, 12)
    return f"{day + 61:02d}{month + 1:02d}{(rest + 50) % 100:02d}{serial:04d}"
