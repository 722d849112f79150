"""Why a deadline is due the day it is: its basis counted once more, and each day that was skipped or moved it named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from domain.calendar import ONE_DAY, SATURDAY, Calendars, local_date
from domain.deadlines import STANDARD, choose, count_from, days_for, due_relative, settle
from domain.rules import Aftalt, Art, DeadlineRule, Ejer, Enhed, RelativForfald, Varighed

SUNDAY = 6


class Slags(StrEnum):
    """What the date rests on; `flyttet` where its rule alone does not give it any more."""

    REGNET = "regnet"
    AFTALT = "aftalt"
    RELATIV = "relativ"
    FLYTTET = "flyttet"


class Fri(StrEnum):
    """Why a day does not count."""

    WEEKEND = "weekend"
    HELLIGDAG = "helligdag"
    SAERLIG = "saerlig"
    LUKKEDAG = "lukkedag"


class Rykning(StrEnum):
    """Which way the counted day was moved, and for whose sake."""

    TILBAGE = "tilbage"
    FREM_FOR_BORGER = "frem_for_borger"
    FREM = "frem"
    PASSERET = "passeret"
    ALDRIG = "aldrig"
    UKENDT = "ukendt"


@dataclass(frozen=True)
class Fridag:
    """A day that does not count; `navn` is the holiday's or the closing day's own."""

    dag: date
    fri: Fri
    navn: str = ""


@dataclass(frozen=True)
class Grundlag:
    """What a deadline keeps of its own basis; `kept` is False where `calendars` are not those it was counted with."""

    rule: DeadlineRule
    started: datetime
    counted_on: date
    due_on: date
    calendars: Calendars
    kept: bool = True
    noegler: tuple[str, ...] = ()
    aftalt: bool = False
    flyttet: bool = False
    other_due: date | None = None

    @property
    def start(self) -> date:
        return local_date(self.started)

    @property
    def days(self) -> Calendars:
        """The days that its time is counted in."""
        return days_for(self.rule, self.calendars)


@dataclass(frozen=True)
class Forklaring:
    """How the date came about.

    `varighed` was chosen by `noegle` out of the rule's table; `sprunget` are the weekdays that were not counted
    (nor were so many `weekender`); `regnet` is the counted day, `lukket` the closed days from there on the way to
    `forfald`. `kort_maaned`: the month has no such day. `slut` is the minute that hours end on. `anden` is the due
    date that a relative one was counted from. `kalender_kendt` is False where nobody can say which days were free.
    """

    slags: Slags
    forfald: date
    regnet: date
    varighed: Varighed | None = None
    noegle: str | None = None
    relativ: RelativForfald | None = None
    anden: date | None = None
    sprunget: tuple[Fridag, ...] = ()
    weekender: int = 0
    kort_maaned: bool = False
    slut: datetime | None = None
    rykning: Rykning | None = None
    lukket: tuple[Fridag, ...] = ()
    kalender_kendt: bool = True


def explain(grundlag: Grundlag) -> Forklaring:
    """Why it is that day; nothing is said of a step that does not lead to the date the deadline has."""
    rykning, lukket = _moved(grundlag)
    date_only = Forklaring(
        slags=Slags.FLYTTET,
        forfald=grundlag.due_on,
        regnet=grundlag.counted_on,
        rykning=rykning,
        lukket=lukket,
    )
    rule = grundlag.rule
    if grundlag.aftalt or isinstance(rule.varighed, Aftalt):
        return replace(date_only, slags=Slags.AFTALT)
    if rule.forfald is not None:
        anden = _other_due(grundlag, rule.forfald)
        return replace(date_only, slags=Slags.RELATIV, relativ=rule.forfald, anden=anden)
    varighed = choose(rule.varighed or {}, *grundlag.noegler)
    if varighed is None:
        return date_only
    if count_from(varighed, grundlag.started, rule.art, grundlag.days) != grundlag.counted_on:
        return _by_other_calendars(grundlag, date_only, varighed)
    weekender, sprunget = _skipped(grundlag, varighed)
    return replace(
        date_only,
        slags=Slags.REGNET,
        varighed=varighed,
        noegle=_chosen_by(grundlag),
        sprunget=sprunget,
        weekender=weekender,
        kort_maaned=_short_month(grundlag, varighed),
        slut=_to_the_minute(grundlag, varighed),
    )


def free_day(day: date, calendars: Calendars) -> Fridag | None:
    """Why nobody works on the day; None where somebody does."""
    name = calendars.navne.get(day, "")
    if day in calendars.helligdage:
        return Fridag(day, Fri.HELLIGDAG, name)
    if day.weekday() >= SATURDAY:
        return Fridag(day, Fri.WEEKEND)
    if (day.month, day.day) in calendars.saerlige:
        return Fridag(day, Fri.SAERLIG, name)
    return Fridag(day, Fri.LUKKEDAG, name) if day in calendars.lukkedage else None


def _other_due(grundlag: Grundlag, forfald: RelativForfald) -> date | None:
    """The other deadline's date where it still is the one that this was counted from."""
    other, calendars = grundlag.other_due, grundlag.calendars
    if forfald.enhed is not Enhed.ARBEJDSDAGE:
        return grundlag.counted_on - timedelta(days=forfald.antal)
    if other is None or due_relative(forfald, other, calendars) != grundlag.counted_on:
        return None
    return other


def _by_other_calendars(grundlag: Grundlag, date_only: Forklaring, varighed: Varighed) -> Forklaring:
    """The time that was counted in days nobody can name any more; the bare date where no calendar explains it."""
    if grundlag.kept or varighed.enhed is not Enhed.ARBEJDSDAGE or grundlag.flyttet:
        return date_only
    found = replace(date_only, slags=Slags.REGNET, varighed=varighed, kalender_kendt=False)
    return replace(found, noegle=_chosen_by(grundlag))


def _chosen_by(grundlag: Grundlag) -> str | None:
    """The word that chose among several times; None where the rule has one for everybody."""
    table = grundlag.rule.varighed
    assert table is not None and not isinstance(table, Aftalt)  # noqa: PT018 - one fact about one rule
    return next((key for key in grundlag.noegler if key in table and key != STANDARD), None)


def _skipped(grundlag: Grundlag, varighed: Varighed) -> tuple[int, tuple[Fridag, ...]]:
    """How many weekends were stepped over, and which weekdays."""
    if varighed.enhed is not Enhed.ARBEJDSDAGE:
        return 0, ()
    counted_in = grundlag.days
    counts = counted_in.is_arbejdsdag if grundlag.rule.art is Art.LOV else counted_in.is_opening_day
    days = list(_days(grundlag.start + ONE_DAY, grundlag.counted_on + ONE_DAY))
    weekdays = [day for day in days if day.weekday() < SATURDAY]
    sprunget = _free((day for day in weekdays if not counts(day)), counted_in)
    return sum(day.weekday() == SUNDAY for day in days), sprunget


def _short_month(grundlag: Grundlag, varighed: Varighed) -> bool:
    return (
        varighed.enhed is Enhed.MAANEDER
        and not varighed.halv
        and grundlag.counted_on.day < grundlag.start.day
    )


def _to_the_minute(grundlag: Grundlag, varighed: Varighed) -> datetime | None:
    if varighed.enhed is not Enhed.TIMER:
        return None
    return grundlag.started.astimezone(UTC) + timedelta(hours=varighed.antal)


def _moved(grundlag: Grundlag) -> tuple[Rykning | None, tuple[Fridag, ...]]:
    """Which way the counted day was moved, and the closed days that moved it, the counted one first."""
    rule, days = grundlag.rule, grundlag.days
    counted, due, start = grundlag.counted_on, grundlag.due_on, grundlag.start
    if settle(rule, counted, start, grundlag.calendars) != due:
        return (None if counted == due else Rykning.UKENDT), ()
    if rule.tidligst:
        closed = _free([counted], days)
        return (Rykning.ALDRIG if closed else None), closed
    if counted == due:
        return None, ()
    if due < counted:
        return Rykning.TILBAGE, _free(reversed(list(_days(due + ONE_DAY, counted + ONE_DAY))), days)
    forward = Rykning.FREM_FOR_BORGER if rule.ejer is Ejer.BORGER else Rykning.FREM
    return Rykning.PASSERET if counted < start else forward, _free(_days(max(counted, start), due), days)


def _free(days: Iterable[date], calendars: Calendars) -> tuple[Fridag, ...]:
    found = (free_day(day, calendars) for day in days)
    return tuple(day for day in found if day is not None)


def _days(first: date, end: date) -> Iterator[date]:
    """Every day from `first` until the day before `end`."""
    for number in range((end - first).days):
        yield first + ONE_DAY * number
