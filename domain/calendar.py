"""The three Danish calendars: statutory working days, opening days, and the end of a citizen's frist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
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
    `navne` are what the days are called; they are no part of the version.
    """

    version: str
    first_year: int
    last_year: int
    helligdage: frozenset[date]
    saerlige: frozenset[tuple[int, int]]
    lukkedage: frozenset[date] = frozenset()
    navne: Mapping[date, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def content(self) -> dict[str, Any]:
        """The days themselves, as they are kept under their version for whoever asks in years."""
        return {
            "foerste_aar": self.first_year,
            "sidste_aar": self.last_year,
            "helligdage": [str(day) for day in sorted(self.helligdage)],
            "saerlige": [f"{month:02}-{day:02}" for month, day in sorted(self.saerlige)],
            "lukkedage": {str(day): self.navne.get(day, "") for day in sorted(self.lukkedage)},
        }

    @classmethod
    def from_content(cls, version: str, content: Mapping[str, Any], navne: Mapping[date, str]) -> "Calendars":
        """The calendars as they were kept; `navne` are what days are called that were kept without a name."""
        closed = {date.fromisoformat(day): name for day, name in content["lukkedage"].items()}
        pairs = (day.split("-") for day in content["saerlige"])
        return cls(
            version=version,
            first_year=content["foerste_aar"],
            last_year=content["sidste_aar"],
            helligdage=frozenset(date.fromisoformat(day) for day in content["helligdage"]),
            saerlige=frozenset((int(month), int(day)) for month, day in pairs),
            lukkedage=frozenset(closed),
            navne={**navne, **{day: name for day, name in closed.items() if name}},
        )

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

    def without_lukkedage(self) -> "Calendars":
        """The same days without the municipality's own: a citizen's time is counted in these."""
        return replace(self, lukkedage=frozenset()) if self.lukkedage else self

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
