"""calendar.toml and the holidays library as the three calendars of the domain."""

import hashlib
from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

import holidays
from pydantic import Field

from config.border import Border, ManyOf, Sourced, Words
from config.faults import FaultLog
from domain.calendar import Calendars

_DANISH = "da"
_LEAP_YEAR = 2024
_LEAP_DAY = (2, 29)
_VERSION_LENGTH = 12


class _Saerlig(Sourced):
    maaned: Annotated[int, Field(ge=1, le=12)]
    dag: Annotated[int, Field(ge=1, le=31)]
    navn: Words


class _Lukket(Border):
    """Days on which the municipality itself is closed: one, or all from the first to the last."""

    fra: date
    til: date | None = None
    navn: Words


class _CalendarFile(Sourced):
    land: Literal["DK"]
    foerste_aar: int
    sidste_aar: int
    saerlige: ManyOf[_Saerlig]
    lukkedage: ManyOf[_Lukket] = ()


class _OwnFile(Border):
    lukkedage: ManyOf[_Lukket] = ()


def load_calendars(path: Path, local_closing_days: Iterable[date] = (), own: Path | None = None) -> Calendars:
    """Give the calendars of all years the file names; the version changes with the days.

    `own` is the municipality's file: its closing days, beside the shipped calendar or after a copy of it.
    """
    faults = FaultLog()
    mine = faults.read(own) if own is not None else None
    whole = mine is not None and "land" in mine
    if own is not None and whole:
        path = own
    model = faults.check(_CalendarFile, mine if whole else faults.read(path), path.name)
    also = None if own is None or whole else faults.check(_OwnFile, mine, own.name)
    faults.refuse()
    assert model is not None
    if model.sidste_aar < model.foerste_aar:
        faults.add(path.name, "sidste_aar", "aar_vendt")
    for number, day in enumerate(model.saerlige, 1):
        if not _exists(day.maaned, day.dag):
            faults.add(path.name, f"saerlige.{number}.dag", "dag_findes_ikke")
    years = range(model.foerste_aar, model.sidste_aar + 1)
    closed = _closed(
        model.lukkedage + (also.lukkedage if also else ()), own.name if own else path.name, years, faults
    )
    called = dict(holidays.country_holidays(model.land, years=years, language=_DANISH))
    helligdage = frozenset(called)
    for year in sorted(set(years) - {day.year for day in helligdage}):
        faults.add(path.name, "sidste_aar", "helligdage_mangler", aar=year)
    faults.refuse()
    saerlige = frozenset((day.maaned, day.dag) for day in model.saerlige)
    lukkedage = frozenset([*local_closing_days, *closed])
    return Calendars(
        version=_version_of(years, helligdage, saerlige, lukkedage),
        first_year=model.foerste_aar,
        last_year=model.sidste_aar,
        helligdage=helligdage,
        saerlige=saerlige,
        lukkedage=lukkedage,
        navne={**closed, **_named(model.saerlige, years), **called},
    )


def covers_next_year(calendars: Calendars, today: date) -> bool:
    """Tell whether next year's holidays are known: a deadline set today may end there."""
    year = today.year + 1
    return calendars.first_year <= year <= calendars.last_year and any(
        day.year == year for day in calendars.helligdage
    )


def _named(saerlige: Iterable[_Saerlig], years: range) -> dict[date, str]:
    """What the days that nobody expects a reply on are called, in each year that has them."""
    return {
        date(year, day.maaned, day.dag): day.navn
        for year in years
        for day in saerlige
        if (day.maaned, day.dag) != _LEAP_DAY or isleap(year)
    }


def _closed(spans: Iterable[_Lukket], file: str, years: range, faults: FaultLog) -> dict[date, str]:
    """Each closing day and what it is called."""
    found: dict[date, str] = {}
    for number, span in enumerate(spans, 1):
        last = span.til or span.fra
        if last < span.fra:
            faults.add(file, f"lukkedage.{number}.til", "til_foer_fra")
        elif span.fra.year not in years or last.year not in years:
            faults.add(file, f"lukkedage.{number}", "uden_for_aar", fra=years.start, til=years.stop - 1)
        else:
            found |= dict.fromkeys(_days(span.fra, last), span.navn)
    return found


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


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
