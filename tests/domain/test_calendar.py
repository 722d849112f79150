"""Which days count, for whom."""

from datetime import UTC, date, datetime

import pytest

from domain.calendar import Calendars, CalendarTooShort, local_date, sweep_time
from tests.builders import calendars

LUKKET = Calendars(
    version="proeve",
    first_year=2026,
    last_year=2026,
    helligdage=frozenset({date(2026, 5, 14)}),
    saerlige=frozenset({(6, 5)}),
    lukkedage=frozenset({date(2026, 5, 15)}),
)


@pytest.mark.parametrize(
    ("day", "arbejdsdag", "frist_ender", "aaben"),
    [
        (date(2026, 4, 1), True, True, True),  # onsdag før påske
        (date(2026, 4, 2), False, False, False),  # skærtorsdag
        (date(2026, 4, 3), False, False, False),  # langfredag
        (date(2026, 4, 4), False, False, False),  # lørdag
        (date(2026, 4, 6), False, False, False),  # 2. påskedag
        (date(2026, 5, 1), True, True, True),  # 1. maj, også den gamle store bededag i 2026
        (date(2026, 5, 14), False, False, False),  # Kristi himmelfart
        (date(2026, 5, 15), True, True, True),  # fredagen efter
        (date(2026, 5, 25), False, False, False),  # 2. pinsedag
        (date(2026, 6, 5), True, False, False),  # Grundlovsdag: en arbejdsdag i loven, men ingen frist ender
        (date(2026, 12, 24), True, False, False),
        (date(2026, 12, 25), False, False, False),
        (date(2026, 12, 31), True, False, False),
        (date(2027, 1, 1), False, False, False),
        (date(2023, 5, 5), False, False, False),  # store bededag, mens den fandtes
        (date(2024, 4, 26), True, True, True),  # og da den ikke gjorde
    ],
)
def test_each_of_the_three_calendars_knows_its_days(
    day: date, arbejdsdag: bool, frist_ender: bool, aaben: bool
) -> None:
    known = calendars()
    assert (known.is_arbejdsdag(day), known.is_frist_end(day), known.is_opening_day(day)) == (
        arbejdsdag,
        frist_ender,
        aaben,
    )


def test_the_municipalitys_own_closing_days_move_its_work_and_nothing_else() -> None:
    closed = date(2026, 5, 15)
    assert LUKKET.is_arbejdsdag(closed)
    assert LUKKET.is_frist_end(closed)
    assert not LUKKET.is_opening_day(closed)
    assert LUKKET.back_to_opening_day(closed) == date(2026, 5, 13)
    assert LUKKET.forward_to_opening_day(closed) == date(2026, 5, 18)
    assert LUKKET.forward_to_frist_end(date(2026, 5, 14)) == closed


def test_steps_are_counted_both_ways() -> None:
    known = calendars()
    assert known.add_arbejdsdage(date(2026, 12, 23), 2) == date(2026, 12, 28)  # den 24. tæller
    assert known.add_opening_days(date(2026, 12, 23), 2) == date(2026, 12, 29)
    assert known.add_opening_days(date(2026, 6, 8), -1) == date(2026, 6, 4)
    assert known.add_opening_days(date(2026, 6, 8), 0) == date(2026, 6, 8)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2046, 1, 1)])
def test_a_day_outside_the_known_years_is_refused_rather_than_guessed(day: date) -> None:
    with pytest.raises(CalendarTooShort):
        calendars().is_arbejdsdag(day)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 5, 22, 59, tzinfo=UTC), date(2026, 1, 5)),
        (datetime(2026, 1, 5, 23, 0, tzinfo=UTC), date(2026, 1, 6)),  # vintertid: midnat i Danmark
        (datetime(2026, 7, 5, 21, 59, tzinfo=UTC), date(2026, 7, 5)),
        (datetime(2026, 7, 5, 22, 0, tzinfo=UTC), date(2026, 7, 6)),  # sommertid
    ],
)
def test_the_day_is_the_danish_one(moment: datetime, day: date) -> None:
    assert local_date(moment) == day


@pytest.mark.parametrize(
    ("day", "hour_utc"),
    [
        (date(2026, 3, 28), 6),  # dagen før sommertid
        (date(2026, 3, 29), 5),  # uret stilles frem om natten
        (date(2026, 10, 24), 5),
        (date(2026, 10, 25), 6),  # og tilbage
    ],
)
def test_the_rules_act_at_seven_danish_time_on_both_sides_of_a_clock_change(day: date, hour_utc: int) -> None:
    moment = sweep_time(day).astimezone(UTC)
    assert (moment.date(), moment.hour, moment.minute) == (day, hour_utc, 0)
