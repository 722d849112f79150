"""Dates that people agree on: within what the calendars know, and not behind them."""

from datetime import date, datetime

from casework.forloeb import OpenForloeb
from domain.calendar import local_date
from domain.errors import ActRefused


def require_known(forloeb: OpenForloeb, day: date | None) -> None:
    """Return where the calendars reach the day with a year to spare for what follows it; raise ActRefused otherwise."""
    calendars = forloeb.office.rulebook.calendars
    if day is not None and not calendars.first_year <= day.year < calendars.last_year:
        raise ActRefused(
            "ugyldig_dato",
            key="ugyldig_dato.aar",
            fra=str(calendars.first_year),
            til=str(calendars.last_year - 1),
        )


def require_coming(forloeb: OpenForloeb, day: date | None, key: str) -> None:
    """Return where the day is today or later, and known; raise ActRefused with the key's sentence otherwise."""
    require_known(forloeb, day)
    if day is not None and day < forloeb.day:
        raise ActRefused("ugyldig_dato", key=key)


def require_received(
    forloeb: OpenForloeb, received: datetime | None, key: str = "ugyldig_dato.modtaget"
) -> None:
    """Return where it can have come then: not ahead of now, and within what the calendars know; raise otherwise."""
    if received is None:
        return
    require_known(forloeb, local_date(received))
    if received > forloeb.now:
        raise ActRefused("ugyldig_dato", key=key)
