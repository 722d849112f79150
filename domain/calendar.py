"""The three Danish calendars: statutory working days, opening days, and the end of a citizen's frist."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.errors import SagsgangError

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SWEEP_AT = time(7)
ONE_DAY = timedelta(days=1)
SATURDAY = 5


class CalendarTooShort(SagsgangError):
    """A date lies outside the years the holidays are known for."""


@dataclass(frozen=True)
class Calendars:
    """Which days count, for the years `first_year` to `last_year`; `version` names this very set of days.

    `helligdage` are the public holidays, `saerlige` the (month, day) pairs on which nobody expects a
    reply (5/6, 24/12, 31/12), `lukkedage` the municipality's own closing days: those place the
    municipality's own work, but never lengthen a statutory count or a citizen's frist.
    """

    version: str
    first_year: int
    last_year: int
    helligdage: frozenset[date]
    saerlige: frozenset[tuple[int, int]]
    lukkedage: frozenset[date] = frozenset()

    def is_arbejdsdag(self, day: date) -> bool:
        """Statutory working day: Monday to Friday less helligdage (1 May and the former store bededag count)."""
        if not self.first_year <= day.year <= self.last_year:
            raise CalendarTooShort(str(day.year))
        return day.weekday() < SATURDAY and day not in self.helligdage

    def is_frist_end(self, day: date) -> bool:
        """A day on which a citizen's frist can end."""
        return self.is_arbejdsdag(day) and (day.month, day.day) not in self.saerlige

    def is_opening_day(self, day: date) -> bool:
        """A day on which the municipality works."""
        return self.is_frist_end(day) and day not in self.lukkedage

    def add_arbejdsdage(self, start: date, days: int) -> date:
        """The statutory working day that lies `days` after `start`, which is not counted itself."""
        return _step(start, days, self.is_arbejdsdag)

    def add_opening_days(self, start: date, days: int) -> date:
        """The opening day that lies `days` after `start` (before it, when negative)."""
        return _step(start, days, self.is_opening_day)

    def back_to_opening_day(self, day: date) -> date:
        return _seek(day, -ONE_DAY, self.is_opening_day)

    def forward_to_opening_day(self, day: date) -> date:
        return _seek(day, ONE_DAY, self.is_opening_day)

    def forward_to_frist_end(self, day: date) -> date:
        return _seek(day, ONE_DAY, self.is_frist_end)


def _seek(day: date, step: timedelta, counts: Callable[[date], bool]) -> date:
    while not counts(day):
        day += step
    return day


def _step(day: date, days: int, counts: Callable[[date], bool]) -> date:
    direction = ONE_DAY if days >= 0 else -ONE_DAY
    for _ in range(abs(days)):
        day = _seek(day + direction, direction, counts)
    return day


def local_date(moment: datetime) -> date:
    """The day it is in Denmark at an aware `moment`."""
    return moment.astimezone(COPENHAGEN).date()


def sweep_time(day: date) -> datetime:
    """07:00 Danish time on `day`, the hour at which the municipality's rules act."""
    return datetime.combine(day, SWEEP_AT, COPENHAGEN)
