"""Which help is running, and whether anything but a new afgørelse may stop it (G10)."""

from collections.abc import Sequence
from datetime import date

from casework.forloeb import OpenForloeb
from domain.calendar import local_date
from domain.case import Udfald
from domain.deadlines import schedule
from domain.gates import Stop
from domain.phases.opfoelgning import HjaelpFacts, g10
from persistence.tables import Afgoerelse, Bevilling, Deadline

# The one help that the law itself ends; its ladder warns before (SEL § 82 b).
_EGEN_UDLOEB = "p82b_slut"
_VARSLING = "varsling"


def runs_on(bevilling: Bevilling, day: date) -> bool:
    """True where the help has not ended by the day: `ophoert` is the first day without it."""
    return bevilling.ophoert is None or day < bevilling.ophoert


def help_stops(forloeb: OpenForloeb, paragraf: str | None = None) -> tuple[Stop, ...]:
    """What keeps help from ending today: every running bevilling, or those on `paragraf`."""
    running = [
        row
        for row in forloeb.uow.of_forloeb(Bevilling, forloeb.id)
        if runs_on(row, forloeb.day) and paragraf in {None, row.paragraf}
    ]
    clocks = forloeb.uow.deadlines.all_of(forloeb.id)
    undecided = {row.paragraf for row in running if row.ophoert is None}
    facts = [
        HjaelpFacts(row.paragraf, udloeber=near, varslet_til=None if near else row.ophoert)
        for row in running
        if row.ophoert is None or row.paragraf not in undecided
        for near in [_ends_by_law(forloeb, row, clocks)]
    ]
    # An ophør under §§ 95, 96 and 98 is sent, but the help runs on until the earliest day it can take effect.
    noticed = [
        HjaelpFacts(clock.refs["paragraf"], varslet_til=clock.due_on)
        for clock in clocks
        if clock.rule_id == _VARSLING
        and clock.refs.get("udfald") == Udfald.OPHOER
        and paragraf in {None, clock.refs["paragraf"]}
    ]
    return g10([*facts, *noticed], forloeb.day)


def _ends_by_law(forloeb: OpenForloeb, bevilling: Bevilling, clocks: Sequence[Deadline]) -> bool:
    """True where the law's own end of this very bevilling is near, and not that of one before it."""
    since = _granted_on(forloeb, bevilling)
    return any(
        clock.rule_id == _EGEN_UDLOEB
        and clock.refs.get("paragraf") == bevilling.paragraf
        and local_date(clock.started_at) >= since
        and _near_its_end(forloeb, clock)
        for clock in clocks
    )


def _granted_on(forloeb: OpenForloeb, bevilling: Bevilling) -> date:
    """The day the help was decided; less help goes on from the help before it."""
    decision = forloeb.uow.session.get_one(Afgoerelse, bevilling.afgoerelse_id)
    before = [
        row
        for row in forloeb.uow.of_forloeb(Bevilling, forloeb.id)
        if row.paragraf == bevilling.paragraf and row.id < bevilling.id
    ]
    if decision.udfald == Udfald.NEDSAETTELSE and before:
        return _granted_on(forloeb, before[-1])
    return local_date(decision.sendt) if decision.sendt else bevilling.fra


def _near_its_end(forloeb: OpenForloeb, clock: Deadline) -> bool:
    """True from the day of the first warning that the rule gives, whether the engine was up to give it or not."""
    rule = forloeb.clocks.rule_of(clock)
    calendars = forloeb.office.rulebook.calendars
    ladder = schedule(rule, clock.started_at, clock.counted_on, clock.due_on, calendars)
    first = min((local_date(step.at) for step in ladder), default=clock.due_on)
    return first <= forloeb.day
