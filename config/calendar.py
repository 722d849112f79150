"""calendar.toml and the holidays library as the three calendars of the domain."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import holidays
from pydantic import Field

from config.border import ManyOf, Sourced, Words
from config.faults import FaultLog
from domain.calendar import Calendars

_LEAP_YEAR = 2024
_VERSION_LENGTH = 12


class _Saerlig(Sourced):
    maaned: Annotated[int, Field(ge=1, le=12)]
    dag: Annotated[int, Field(ge=1, le=31)]
    navn: Words


class _CalendarFile(Sourced):
    land: Literal["DK"]
    foerste_aar: int
    sidste_aar: int
    saerlige: ManyOf[_Saerlig]


def load_calendars(path: Path, local_closing_days: Iterable[date] = ()) -> Calendars:
    """Give the calendars of all years the file names; the version changes with the days."""
    faults = FaultLog()
    model = faults.load(_CalendarFile, path)
    faults.refuse()
    assert model is not None
    if model.sidste_aar < model.foerste_aar:
        faults.add(path.name, "sidste_aar", "aar_vendt")
    for number, day in enumerate(model.saerlige, 1):
        if not _exists(day.maaned, day.dag):
            faults.add(path.name, f"saerlige.{number}.dag", "dag_findes_ikke")
    years = range(model.foerste_aar, model.sidste_aar + 1)
    helligdage = frozenset(holidays.country_holidays(model.land, years=years))
    for year in sorted(set(years) - {day.year for day in helligdage}):
        faults.add(path.name, "sidste_aar", "helligdage_mangler", aar=year)
    faults.refuse()
    saerlige = frozenset((day.maaned, day.dag) for day in model.saerlige)
    lukkedage = frozenset(local_closing_days)
    return Calendars(
        version=_version_of(years, helligdage, saerlige, lukkedage),
        first_year=model.foerste_aar,
        last_year=model.sidste_aar,
        helligdage=helligdage,
        saerlige=saerlige,
        lukkedage=lukkedage,
    )


def covers_next_year(calendars: Calendars, today: date) -> bool:
    """Tell whether next year's holidays are known: a deadline set today may end there."""
    year = today.year + 1
    return calendars.first_year <= year <= calendars.last_year and any(
        day.year == year for day in calendars.helligdage
    )


def _exists(month: int, day: int) -> bool:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def _version_of(
    years: range, helligdage: Iterable[date], saerlige: Iterable[tuple[int, int]], lukkedage: Iterable[date]
) -> str:
    parts = [
        f"{years.start}-{years.stop}",
        *(f"h{day}" for day in sorted(helligdage)),
        *(f"s{month:02}-{day:02}" for month, day in sorted(saerlige)),
        *(f"l{day}" for day in sorted(lukkedage)),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_VERSION_LENGTH]
