"""The Danish days as the loader gives them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.calendar import covers_next_year, load_calendars
from domain.calendar import Calendars, local_date
from domain.errors import BrokenConfig
from tests.house.tree import ROOT

SHIPPED = ROOT / "config" / "calendar.toml"
CALENDARS = load_calendars(SHIPPED)


@pytest.mark.parametrize(
    ("day", "statutory", "frist_end", "opening"),
    [
        (date(2026, 1, 1), False, False, False),  # nytårsdag
        (date(2026, 1, 2), True, True, True),  # Friday
        (date(2026, 1, 3), False, False, False),  # Saturday
        (date(2026, 4, 1), True, True, True),  # Wednesday before Easter
        (date(2026, 4, 2), False, False, False),  # skærtorsdag
        (date(2026, 4, 3), False, False, False),  # langfredag
        (date(2026, 4, 6), False, False, False),  # anden påskedag
        (date(2026, 4, 7), True, True, True),
        (date(2026, 5, 1), True, True, True),  # 1 May: a working day, and where store bededag was in 2026
        (date(2026, 5, 14), False, False, False),  # Kristi himmelfartsdag
        (date(2026, 5, 15), True, True, True),  # the day after it
        (date(2026, 5, 25), False, False, False),  # anden pinsedag
        (date(2026, 6, 5), True, False, False),  # grundlovsdag: a statutory working day, closed all the same
        (date(2026, 12, 24), True, False, False),
        (date(2026, 12, 25), False, False, False),
        (date(2027, 12, 31), True, False, False),
        (date(2023, 5, 5), False, False, False),  # the last store bededag
        (date(2024, 4, 26), True, True, True),  # would have been store bededag
        (date(2028, 2, 29), True, True, True),
    ],
)
def test_a_day_counts_as_it_should(day: date, *, statutory: bool, frist_end: bool, opening: bool) -> None:
    assert CALENDARS.is_arbejdsdag(day) is statutory
    assert CALENDARS.is_frist_end(day) is frist_end
    assert CALENDARS.is_opening_day(day) is opening


def test_easter_2026_pushes_a_frist_over_the_holidays() -> None:
    assert CALENDARS.forward_to_frist_end(date(2026, 4, 2)) == date(2026, 4, 7)


def test_christmas_2026_pushes_a_frist_over_the_holidays() -> None:
    assert CALENDARS.forward_to_frist_end(date(2026, 12, 24)) == date(2026, 12, 28)


def test_the_municipalitys_own_closing_day_closes_it_and_lengthens_no_frist() -> None:
    day = date(2026, 5, 15)
    calendars = load_calendars(SHIPPED, [day])
    assert not calendars.is_opening_day(day)
    assert calendars.is_frist_end(day)
    assert calendars.is_arbejdsdag(day)


def test_the_version_names_this_very_set_of_days() -> None:
    assert load_calendars(SHIPPED).version == CALENDARS.version
    assert load_calendars(SHIPPED, [date(2026, 5, 15)]).version != CALENDARS.version


def test_the_calendars_reach_from_2020_to_2045() -> None:
    assert (CALENDARS.first_year, CALENDARS.last_year) == (2020, 2045)
    assert {day.year for day in CALENDARS.helligdage} == set(range(2020, 2046))


@pytest.mark.parametrize(
    ("today", "covered"),
    [
        (date(2026, 11, 22), True),
        (date(2044, 12, 31), True),
        (date(2045, 1, 1), False),
        (date(2018, 12, 31), False),
    ],
)
def test_missing_holidays_of_next_year_are_noticed(today: date, *, covered: bool) -> None:
    assert covers_next_year(CALENDARS, today) is covered


def test_a_year_without_holidays_is_noticed_inside_the_range() -> None:
    thin = Calendars("x", 2020, 2045, frozenset({date(2026, 1, 1)}), frozenset())
    assert not covers_next_year(thin, date(2026, 6, 1))


def test_next_years_holidays_are_in_the_shipped_calendar() -> None:
    """The one test here that reads the real clock: it fails in 2045, before any deadline can."""
    assert covers_next_year(CALENDARS, local_date(datetime.now(UTC)))


GOOD = SHIPPED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('land = "DK"', 'land = "SE"', "land: skal være 'DK'"),
        ("sidste_aar = 2045", "sidste_aar = 2019", "sidste_aar: sidste_aar ligger før foerste_aar"),
        ("sidste_aar = 2045", "sidste_aar = 2101", "sidste_aar: ingen helligdage for 2101"),
        ("maaned = 6\ndag = 5", "maaned = 6\ndag = 31", "saerlige.1.dag: dagen findes ikke"),
        ("maaned = 6", "maaned = 13", "saerlige.1.maaned: må højst være 12"),
        ("sat = 2026-11-22", 'sat = "i går"', "sat: skal være en dato, fx 2026-11-22"),
    ],
)
def test_a_calendar_that_cannot_be_used_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    path = tmp_path / "calendar.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenConfig) as caught:
        load_calendars(path)
    assert f"calendar.toml: {told}" in str(caught.value)
