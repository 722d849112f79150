"""`sagsgang kalender vis`: the days that count otherwise, by their names."""

from collections.abc import Iterator
from datetime import date, timedelta

from casework.adoption.kalendere import lacking
from config.loader import load_rulebook
from config.settings import load_settings
from domain.calendar import Calendars, local_date
from domain.errors import BadInput, Fault
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import now
from sagsgang.commands.screen import print_json, say, show_table, shown_day

_KINDS = {"helligdag": "Helligdag", "saerlig": "Dag uden svar", "lukkedag": "Kommunens egen lukkedag"}
_DAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")
_ONE_DAY = timedelta(days=1)
MISSING = {
    "helligdage_mangler": "Kalenderen mangler helligdage for næste år: få en ny udgave af Sagsgang.",
    "lukkedage_mangler": "Kommunens egne lukkedage for næste år mangler: indfør dem med 'sagsgang kalender indfoer'.",
}


def show(aar: int | None, *, as_json: bool) -> Ending:
    """The year's days stand there, this year's and the next one's where none is named; what next year lacks is said."""
    settings = load_settings()
    calendars = load_rulebook(local=settings.lokal if settings.lokal.is_dir() else None).calendars
    today = local_date(now())
    years = (today.year, today.year + 1) if aar is None else (aar,)
    if unknown := [year for year in years if not calendars.first_year <= year <= calendars.last_year]:
        reach = f"kalenderen går fra {calendars.first_year} til {calendars.last_year}"
        raise BadInput([Fault("kalender", "--aar", f"{unknown[0]}: {reach}")])
    days = [(day, kind) for year in years for day, kind in _of_year(calendars, year)]
    missing = lacking(calendars, today)
    if as_json:
        print_json(
            {
                "version": calendars.version,
                "dage": [
                    {"dag": day.isoformat(), "navn": calendars.navne.get(day, ""), "slags": kind}
                    for day, kind in days
                ],
                "mangler": missing,
            }
        )
    else:
        show_table(
            f"Kalender {' og '.join(map(str, years))}, version {calendars.version}",
            ("Dag", "Ugedag", "Navn", "Slags"),
            [
                (shown_day(day), _DAYS[day.weekday()], calendars.navne.get(day, ""), _KINDS[kind])
                for day, kind in days
            ],
        )
        for code in missing:
            say(MISSING[code])
    return Ending.DONE


def _of_year(calendars: Calendars, year: int) -> Iterator[tuple[date, str]]:
    day = date(year, 1, 1)
    while day.year == year:
        if day in calendars.helligdage:
            yield day, "helligdag"
        elif (day.month, day.day) in calendars.saerlige:
            yield day, "saerlig"
        elif day in calendars.lukkedage:
            yield day, "lukkedag"
        day += _ONE_DAY
