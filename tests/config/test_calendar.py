"""The Danish days as the loader gives them."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.calendar import covers_next_year, load_calendars
from domain.calendar import Calendars
from domain.errors import BrokenConfig
from tests.house.tree import ROOT

SHIPPED = ROOT / "config" / "calendar.toml"
CALENDARS = load_calendars(SHIPPED)
YEARS = range(2020, 2046)
GOOD = SHIPPED.read_text(encoding="utf-8")
# The years an installation may run without an update, and the longest deadline (a year) beyond them.
USED_FOR = 5


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


def test_every_release_knows_the_holidays_of_the_years_it_will_be_used_in() -> None:
    """No clock is read: the day of the release is, which every release moves on.

    So it fails for whoever releases, years before a deadline can reach beyond the calendar; an installation that is
    never updated is warned by the program itself, from October on (casework/adoption/kalendere.py).
    """
    stated = (ROOT / "publiccode.yaml").read_text(encoding="utf-8")
    released = re.search(r'^releaseDate: "(\d{4})-\d\d-\d\d"$', stated, re.MULTILINE)
    assert released
    assert CALENDARS.last_year >= int(released[1]) + USED_FOR


def test_each_years_holidays_are_the_danish_ones() -> None:
    for year in YEARS:
        easter = easter_sunday(year)
        moving = {easter + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
        fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
        bededag = {easter + timedelta(days=26)} if year < 2024 else set()
        assert of_year(year) == moving | fixed | bededag, year


def of_year(year: int) -> set[date]:
    return {day for day in CALENDARS.helligdage if day.year == year}


def easter_sunday(year: int) -> date:
    """Gauss' rule as the almanac has it (Meeus, Jones, Butcher): written here so that the library is held against it."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    return date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)


CLOSED = '[[lukkedage]]\nfra = 2026-12-28\ntil = 2026-12-30\nnavn = "Mellem jul og nytår"\n'


@pytest.mark.parametrize("whole", [False, True])
def test_the_municipalitys_own_file_holds_its_closing_days_alone_or_after_a_copy_of_the_calendar(
    tmp_path: Path, *, whole: bool
) -> None:
    own = tmp_path / "calendar.toml"
    own.write_text((GOOD if whole else "") + CLOSED, encoding="utf-8")
    calendars = load_calendars(SHIPPED, own=own)
    assert calendars.lukkedage == {date(2026, 12, day) for day in (28, 29, 30)}
    assert calendars.navne[date(2026, 12, 29)] == "Mellem jul og nytår"
    assert calendars.helligdage == CALENDARS.helligdage
    assert calendars.version != CALENDARS.version
    assert calendars.content["lukkedage"]["2026-12-30"] == "Mellem jul og nytår"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("til = 2026-12-30", "til = 2026-12-27", "lukkedage.1.til: til ligger før fra"),
        ("fra = 2026", "fra = 1999", "lukkedage.1: dagen ligger uden for kalenderen"),
        ('navn = "Mellem jul og nytår"', "", "lukkedage.1.navn: mangler"),
        ("[[lukkedage]]", "[[saerlige]]", "saerlige: ukendt nøgle"),
    ],
)
def test_closing_days_that_cannot_be_used_are_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    own = tmp_path / "calendar.toml"
    own.write_text(CLOSED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenConfig, match=told):
        load_calendars(SHIPPED, own=own)


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
