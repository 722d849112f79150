"""From October on somebody hears of what next year's calendar lacks."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.adoption.kalendere import lacking, warn_of_next_year
from domain.calendar import COPENHAGEN
from persistence.tables import OutboxRow
from tests.builders import a_desk, rulebook

SHORT = replace(
    rulebook().calendars,
    last_year=2026,
    helligdage=frozenset(day for day in rulebook().calendars.helligdage if day.year <= 2026),
)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 9, 30), []),
        (date(2026, 10, 1), ["helligdage_mangler"]),
        (date(2026, 12, 31), ["helligdage_mangler"]),
        (date(2025, 12, 31), []),
    ],
)
def test_missing_holidays_are_said_from_the_first_of_october(today: date, found: list[str]) -> None:
    assert lacking(SHORT, today) == found


def test_a_municipality_with_closing_days_this_year_is_asked_for_next_years() -> None:
    closed = replace(rulebook().calendars, lukkedage=frozenset({date(2026, 12, 28)}))
    both = replace(closed, lukkedage=closed.lukkedage | {date(2027, 12, 27)})
    assert lacking(closed, date(2026, 10, 1)) == ["lukkedage_mangler"]
    assert lacking(both, date(2026, 10, 1)) == lacking(rulebook().calendars, date(2026, 10, 1)) == []


def test_the_administrator_is_told_once_a_month() -> None:
    desk = a_desk(replace(rulebook(), calendars=SHORT), drift1="administrator", leder1="leder")
    for month, day in ((9, 30), (10, 1), (10, 2), (11, 1), (12, 24)):
        warn_of_next_year(desk.office, datetime(2026, month, day, 2, tzinfo=COPENHAGEN))
    told = [(row.payload["til"], row.payload["art"]) for row in desk.all(OutboxRow)]
    assert told == [("drift1", "helligdage_mangler")] * 3
