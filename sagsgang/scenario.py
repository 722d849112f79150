"""Playing a scenario: the real use cases and flows, an empty register in memory, and simulated time."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from casework.office import Office
from casework.perform import perform
from casework.sheets.case_result import deadline_line, letter_line, phase_of, timeline_line
from casework.sheets.timeline import Moment, moments
from config.deadlines import Source
from config.loader import load_rulebook
from domain.case import DokumentTilstand
from domain.errors import ActRefused, BadInput
from domain.rulebook import Rulebook
from flows.catch_up import catch_up
from flows.story import tell
from persistence.documents import MemoryStore
from persistence.keys import Keys
from persistence.register import Register
from persistence.tables import Deadline, Dokument, Forloeb, Medarbejder, Udfoerer
from sagsgang.clockwork import Clock, run_to
from sagsgang.scenario_file import Scenario, Step, outside_the_years
from tasks.channels.memory import MemoryChannel, MemoryNotifier
from tasks.runtime import Runtime, use

_KEYS = Keys.fixed(b"scenarie")


@dataclass
class Play:
    """One scenario on its way through time."""

    scenario: Scenario
    runtime: Runtime
    clock: Clock
    forloeb: list[int] = field(default_factory=list)
    timeline: list[dict[str, Any]] = field(default_factory=list)
    seen: int = 0
    engine_up: bool = True

    @property
    def office(self) -> Office:
        return self.runtime.office


def play(
    scenario: Scenario, rulebook: Rulebook | None = None, register: Register | None = None
) -> dict[str, Any]:
    """The result object of the format: the same file and rules give the same result to the byte.

    The register is one in memory unless an empty one is given. Raises BadInput before the first act where
    the rules' calendars do not reach.
    """
    rules = rulebook or load_rulebook(
        overrides=[Source(scenario.file, scenario.regler)] if scenario.regler else []
    )
    if faults := outside_the_years(scenario, rules.calendars):
        raise BadInput(faults)
    first = scenario.trin[0].tid if scenario.trin else scenario.slut
    clock = Clock(first)
    theatre = Play(scenario, _runtime(rules, clock, register or _in_memory()), clock)
    _seat(theatre)
    with use(theatre.runtime):
        asyncio.run(_perform_all(theatre))
    return _result(theatre)


async def _perform_all(theatre: Play) -> None:
    for step in theatre.scenario.trin:
        await _run_to(theatre, step.tid)
        await _take(theatre, step)
    await _run_to(theatre, theatre.scenario.slut)


async def _run_to(theatre: Play, until: datetime) -> None:
    """Time has passed to `until`, and whatever fell due on the way was done on its hour, if the engine was up."""
    if theatre.engine_up:
        await run_to(theatre.clock, until, lambda: _turn(theatre))
    theatre.clock.now = until


async def _take(theatre: Play, step: Step) -> None:
    if step.motor is not None:
        theatre.engine_up = step.motor.tilstand == "oppe"
    else:
        _act(theatre, step)
    if theatre.engine_up:
        await _turn(theatre)


def _act(theatre: Play, step: Step) -> None:
    assert step.act is not None
    known = theatre.forloeb[step.forloeb - 1] if 0 < step.forloeb <= len(theatre.forloeb) else None
    try:
        perform(theatre.office, step.goer, step.act, forloeb_id=known, by=step.af, now=theatre.clock.now)
    except ActRefused as refused:
        theatre.timeline.append(
            _line(
                theatre,
                Moment(
                    theatre.clock.now,
                    known,
                    "afvist",
                    step.goer,
                    {"grund": refused.grund, "tekst": refused.tekst},
                ),
            )
        )
    _gather(theatre)


async def _turn(theatre: Play) -> None:
    await tell(catch_up)
    _gather(theatre)


def _gather(theatre: Play) -> None:
    """What the journal has learned since stands in the timeline."""
    with theatre.office.register.read() as uow:
        rows: list[Moment] = []
        for sag_id in uow.journal.sags_after(theatre.seen):
            rows += moments(uow.journal.entries(sag_id, theatre.seen))
        theatre.seen = uow.journal.last_id()
        theatre.forloeb = uow.cases.all_forloeb_ids()
    theatre.timeline += [_line(theatre, row) for row in rows]


def _line(theatre: Play, row: Moment) -> dict[str, Any]:
    return timeline_line(row, None if row.forloeb_id is None else theatre.forloeb.index(row.forloeb_id) + 1)


def _in_memory() -> Register:
    register = Register("sqlite://", _KEYS)
    register.create_tables()
    return register


def _runtime(rules: Rulebook, clock: Clock, register: Register) -> Runtime:
    numbers = count(1)
    return Runtime(
        office=Office(register, rules, lambda: f"{next(numbers):032x}"),
        store=MemoryStore(),
        letters=MemoryChannel(),
        notices=MemoryNotifier(),
        worker="scenarie",
        link=lambda sagsnummer: f"/sager/{sagsnummer}",
        address_of=lambda _: None,
        now=clock.read,
        lease=timedelta(days=1),
    )


def _seat(theatre: Play) -> None:
    with theatre.office.register.write() as uow:
        for who in theatre.scenario.medarbejdere:
            uow.add_later(
                Medarbejder(
                    id=who.id, navn=who.navn or who.id, rolle=who.rolle.value, team=who.team, email=who.email
                )
            )
        for row in theatre.scenario.udfoerere:
            uow.add_later(
                Udfoerer(id=row.id, navn=row.navn, cvr=row.cvr, email=row.email, paragraffer=row.paragraffer)
            )


def _result(theatre: Play) -> dict[str, Any]:
    with theatre.office.register.read() as uow:
        rows = [uow.session.get_one(Forloeb, forloeb_id) for forloeb_id in theatre.forloeb]
        return {
            "titel": theatre.scenario.titel,
            "tidslinje": theatre.timeline,
            "frister": [
                deadline_line(clock, theatre.office.rule_as_kept(uow, clock.rule_id, clock.rule_version))
                for row in rows
                for clock in uow.of_forloeb(Deadline, row.id)
            ],
            "fase": phase_of(rows[0]) if rows else None,
            "dokumenter": [
                letter_line(letter)
                for row in rows
                for letter in uow.of_forloeb(Dokument, row.id)
                if letter.tilstand != DokumentTilstand.BORTFALDET
            ],
        }
