"""The calendars must reach as far as the deadlines: from October on it is said where next year lacks."""

from datetime import date, datetime

from casework.office import Office
from casework.staff.administrators import tell_administrators
from config.calendar import covers_next_year
from domain.calendar import Calendars, local_date

HELLIGDAGE, LUKKEDAGE = "helligdage_mangler", "lukkedage_mangler"
_OCTOBER = 10


def lacking(calendars: Calendars, today: date) -> list[str]:
    """What next year lacks, from 1 October: holidays, or closing days where this year has some."""
    if today.month < _OCTOBER:
        return []
    years = {day.year for day in calendars.lukkedage}
    found = [] if covers_next_year(calendars, today) else [HELLIGDAGE]
    return [*found, *([LUKKEDAGE] if today.year in years and today.year + 1 not in years else [])]


def warn_of_next_year(office: Office, now: datetime) -> list[str]:
    """The administrators will be told once a month of what next year lacks; says what."""
    today = local_date(now)
    found = lacking(office.rulebook.calendars, today)
    if found:
        with office.register.write() as uow:
            for art in found:
                tell_administrators(uow, art, str(today.year + 1), now, key=f"{art}:{today:%Y-%m}")
    return found
