"""Counting deadlines and placing the steps of their ladders: dates in, dates out."""

import calendar as month_calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from domain.calendar import ONE_DAY, Calendars, local_date, sweep_time
from domain.rules import Anker, Art, DeadlineRule, Ejer, Enhed, RelativForfald, Trin, Varighed

HALF_MONTH = timedelta(days=15)
WHOLE = 100
HOURS_A_DAY = 24
STANDARD = "standard"


class Tilstand(StrEnum):
    """How a deadline stands, or how it ended."""

    AKTIV = "aktiv"
    OVERHOLDT = "overholdt"
    OVERSKREDET = "overskredet"
    AFLOEST = "afloest"
    UDLOEBET = "udloebet"
    BORTFALDET = "bortfaldet"


@dataclass(frozen=True)
class ScheduledStep:
    """One step of a ladder on its hour; `trin` is None where the deadline expires by itself."""

    at: datetime
    index: int
    trin: Trin | None


def add_months(start: date, months: int) -> date:
    """The same day of the month, `months` later; where it is missing, the month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = month_calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def count(varighed: Varighed, start: date, art: Art, calendars: Calendars) -> date:
    """The day that lies `varighed` after `start`, not yet moved; the start day itself is not counted.

    Working days are the statutory ones in a rule of law, the municipality's opening days elsewhere. Hours make
    whole days here, rounded up; `count_from` counts them from the minute.
    """
    match varighed.enhed:
        case Enhed.TIMER:
            return start + timedelta(days=-(-varighed.antal // HOURS_A_DAY))
        case Enhed.ARBEJDSDAGE if art is Art.LOV:
            return calendars.add_arbejdsdage(start, varighed.antal)
        case Enhed.ARBEJDSDAGE:
            return calendars.add_opening_days(start, varighed.antal)
        case Enhed.DAGE:
            return start + timedelta(days=varighed.antal)
        case Enhed.UGER:
            return start + timedelta(weeks=varighed.antal)
        case Enhed.MAANEDER:
            return add_months(start, varighed.antal) + (HALF_MONTH if varighed.halv else timedelta())


def count_from(varighed: Varighed, started: datetime, art: Art, calendars: Calendars) -> date:
    """The local day that lies `varighed` after the moment; hours run through nights and weekends (GDPR art. 33)."""
    if varighed.enhed is Enhed.TIMER:
        return local_date(started.astimezone(UTC) + timedelta(hours=varighed.antal))
    return count(varighed, local_date(started), art, calendars)


def days_for(rule: DeadlineRule, calendars: Calendars) -> Calendars:
    """The days that the rule's time is counted in: the municipality's closing days give a citizen no more of it."""
    return calendars.without_lukkedage() if rule.ejer is Ejer.BORGER else calendars


def runs_out(varighed: Varighed, started: datetime) -> datetime | None:
    """The moment a time given in hours is over; None where days are counted, which last to their end."""
    if varighed.enhed is not Enhed.TIMER:
        return None
    return started.astimezone(UTC) + timedelta(hours=varighed.antal)


def choose(varighed: Mapping[str, Varighed], *keys: str | None) -> Varighed | None:
    """The first entry that one of `keys` names, else the standard one; None where the rule has neither."""
    for key in keys:
        if key is not None and key in varighed:
            return varighed[key]
    return varighed.get(STANDARD)


def due_relative(forfald: RelativForfald, other_due: date, calendars: Calendars) -> date:
    """The day that lies `forfald` from another deadline's due date, not yet moved."""
    return _offset(other_due, forfald.antal, forfald.enhed, calendars)


def settle(rule: DeadlineRule, counted: date, start: date, calendars: Calendars) -> date:
    """The due date: a citizen's moves forward from a closed day, the others' back, an earliest date never.

    A due date is never before its start: where moving back would pass it, the municipality's own moves forward
    instead, and one set by law stays where the law has it (72 hours that end on Easter Day end on Easter Day).
    """
    if rule.tidligst:
        return counted
    if rule.ejer is Ejer.BORGER:
        return calendars.forward_to_frist_end(max(counted, start))
    due = calendars.back_to_opening_day(counted)
    if due >= start:
        return due
    latest = max(counted, start)
    return latest if rule.art is Art.LOV else calendars.forward_to_opening_day(latest)


def schedule(
    rule: DeadlineRule, started: datetime, counted: date, due: date, calendars: Calendars
) -> tuple[ScheduledStep, ...]:
    """The ladder in the order it will be climbed; steps whose day passed before the start are left out.

    Steps of one day stand in the order written; a deadline that expires does so before that day's steps.
    """
    start = local_date(started)
    steps: list[ScheduledStep] = []
    if rule.expires:
        steps.append(ScheduledStep(sweep_time(due + ONE_DAY), -1, None))
    for index, trin in enumerate(rule.stige):
        if trin.naar.anker is Anker.START:
            steps.append(ScheduledStep(started, index, trin))
            continue
        day = _day_of(trin, start, counted, due, calendars)
        if day >= start:
            steps.append(ScheduledStep(sweep_time(day), index, trin))
        elif trin.straks_hvis_sen:
            steps.append(ScheduledStep(started, index, trin))
    return tuple(sorted(steps, key=lambda step: (step.at, step.index)))


def repeat_after(gentag: Varighed, done: date, calendars: Calendars) -> datetime:
    """When a repeated step comes again, counted from when it was last done."""
    return sweep_time(calendars.forward_to_opening_day(count(gentag, done, Art.LOKAL, calendars)))


def ended_as(due: date, day: date) -> Tilstand:
    """Overholdt when it ended on or before its date, overskredet later."""
    return Tilstand.OVERHOLDT if day <= due else Tilstand.OVERSKREDET


def _day_of(trin: Trin, start: date, counted: date, due: date, calendars: Calendars) -> date:
    naar = trin.naar
    if naar.anker is Anker.PROCENT:
        day = start + timedelta(days=(counted - start).days * naar.antal // WHOLE)
        return (
            calendars.forward_to_opening_day(day)
            if naar.antal > WHOLE
            else calendars.back_to_opening_day(day)
        )
    # A date that had passed before the clock started is due at its start; the steps keep to where it lay.
    day = _offset(counted if counted < start else due, naar.antal, naar.enhed, calendars)
    return calendars.forward_to_opening_day(day) if naar.antal > 0 else calendars.back_to_opening_day(day)


def _offset(day: date, amount: int, enhed: Enhed, calendars: Calendars) -> date:
    if enhed is Enhed.ARBEJDSDAGE:
        return calendars.add_opening_days(day, amount)
    return day + timedelta(days=amount)
