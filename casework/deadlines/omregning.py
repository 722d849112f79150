"""Counting a running deadline anew, under another rule or other calendars: what has been done stays done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casework.forloeb import OpenForloeb
from casework.naeste_trin import next_step
from domain.calendar import Calendars, local_date
from domain.deadlines import choose, count_from, days_for, due_relative, schedule, settle
from domain.events import Event, named_in
from domain.rules import Aftalt, Art, DeadlineRule, Ejer, Trin
from persistence.tables import Deadline


@dataclass(frozen=True)
class Omregning:
    """How the deadline would stand; `shorter` where a citizen would lose time by it."""

    rule: DeadlineRule
    calendar_version: str
    counted_on: date
    due_on: date
    done: tuple[int, ...]
    again: dict[str, str]
    next_at: datetime | None
    shorter: bool
    hviler_til: date | None = None


def recount(
    clock: Deadline, old: DeadlineRule, new: DeadlineRule, calendars: Calendars, other_due: date | None = None
) -> Omregning:
    """The deadline as it would stand under `new`; `other_due` is the due date that a relative one is counted from.

    A date that people agreed on stays, and so does one that the new rule has no time for. A citizen's frist never
    becomes shorter: where it would, its old date stays (and `shorter` says so).
    """
    counted = _counted(clock, new, calendars, other_due)
    due = settle(new, counted, local_date(clock.started_at), calendars)
    shorter = new.ejer is Ejer.BORGER and due < clock.due_on
    if shorter:
        counted, due = clock.counted_on, clock.due_on
    places = dict(_places(old.stige, new.stige))
    done = tuple(sorted(places[index] for index in clock.done if index in places))
    again = {str(places[int(key)]): at for key, at in clock.again.items() if int(key) in places}
    ladder = schedule(new, clock.started_at, counted, due, calendars)
    # What a person has put to rest rests on, unless the date is now the law's.
    rests = clock.hviler_til if new.art is Art.LOKAL else None
    return Omregning(
        rule=new,
        calendar_version=calendars.version,
        counted_on=counted,
        due_on=due,
        done=done,
        again=again,
        next_at=next_step(ladder, done, again, rests),
        shorter=shorter,
        hviler_til=rests,
    )


def move(forloeb: OpenForloeb, clock: Deadline, found: Omregning, hvorfor: str) -> None:
    """The running deadline stands as counted anew, and both it and the journal tell why; `hvorfor` is one word."""
    fra = clock.due_on
    rule = found.rule
    forloeb.uow.deadlines.keep_rule(rule.id, rule.version, dict(rule.content), forloeb.now)
    forloeb.uow.deadlines.keep_calendar(forloeb.office.rulebook.calendars, forloeb.now)
    clock.rule_version, clock.calendar_version = rule.version, found.calendar_version
    clock.counted_on, clock.due_on = found.counted_on, found.due_on
    clock.done, clock.again, clock.next_at = list(found.done), dict(found.again), found.next_at
    clock.hviler_til = found.hviler_til
    entry = {
        "fra": fra.isoformat(),
        "til": found.due_on.isoformat(),
        "hvorfor": hvorfor,
        "naar": forloeb.now.isoformat(),
        "af": forloeb.actor,
    }
    clock.flytninger = [*clock.flytninger, entry]
    detail = {"fra": entry["fra"], "forfald": entry["til"], "hvorfor": hvorfor, **named_in(clock.refs)}
    forloeb.tell(Event.FRIST_FLYTTET, clock.rule_id, detail)


def _counted(clock: Deadline, rule: DeadlineRule, calendars: Calendars, other_due: date | None) -> date:
    if clock.aftalt:
        return clock.counted_on
    if rule.forfald is not None:
        return due_relative(rule.forfald, other_due, calendars) if other_due else clock.counted_on
    if rule.varighed is None or isinstance(rule.varighed, Aftalt):
        return clock.counted_on
    varighed = choose(rule.varighed, *clock.noegler)
    if varighed is None:
        return clock.counted_on
    return count_from(varighed, clock.started_at, rule.art, days_for(rule, calendars))


def _places(old: tuple[Trin, ...], new: tuple[Trin, ...]) -> Iterator[tuple[int, int]]:
    """Where each step of the old ladder stands in the new one: the very same step, else one that does the same."""
    yield -1, -1
    left = dict(enumerate(new))
    for index, step in enumerate(old):
        same = [place for place, other in left.items() if other == step]
        alike = [place for place, other in left.items() if _deed(other) == _deed(step)]
        if found := (same or alike):
            del left[found[0]]
            yield index, found[0]


def _deed(step: Trin) -> tuple[str, str, str | None, str | None]:
    return step.goer.value, step.til.value, step.brev, step.opgave
