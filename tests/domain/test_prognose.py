"""The weeks ahead and the pace, as tables: dates and counts in, a forecast out."""

from datetime import date

import pytest

from domain.prognose import OVERSKREDET, Due, Ended, Grundlag, Prognose, reckon, tempo, weeks_from

MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("today", "weeks"),
    [
        pytest.param(date(2026, 3, 2), [(2026, 10, "2026-03-02", "2026-03-08"), (2026, 11, "2026-03-09", "2026-03-15")], id="a Monday"),
        pytest.param(date(2026, 3, 8), [(2026, 10, "2026-03-08", "2026-03-08"), (2026, 11, "2026-03-09", "2026-03-15")], id="a Sunday: one day is left of the week"),
        pytest.param(date(2026, 12, 31), [(2026, 53, "2026-12-31", "2027-01-03"), (2027, 1, "2027-01-04", "2027-01-10")], id="week 53 runs into the new year"),
        pytest.param(date(2027, 1, 1), [(2026, 53, "2027-01-01", "2027-01-03"), (2027, 1, "2027-01-04", "2027-01-10")], id="New Year's day is in the old year's last week"),
        pytest.param(date(2025, 12, 30), [(2026, 1, "2025-12-30", "2026-01-04"), (2026, 2, "2026-01-05", "2026-01-11")], id="the new year's week 1 begins in the old year"),
        pytest.param(date(2026, 3, 28), [(2026, 13, "2026-03-28", "2026-03-29"), (2026, 14, "2026-03-30", "2026-04-05")], id="the night the clocks change"),
        pytest.param(date(2028, 2, 29), [(2028, 9, "2028-02-29", "2028-03-05"), (2028, 10, "2028-03-06", "2028-03-12")], id="29 February"),
    ],
)  # fmt: skip
def test_the_weeks_are_iso_weeks_and_the_first_begins_today(
    today: date, weeks: list[tuple[int, int, str, str]]
) -> None:
    assert [
        (week.year, week.number, week.first.isoformat(), week.last.isoformat())
        for week in weeks_from(today, 2)
    ] == weeks


@pytest.mark.parametrize(
    ("nord", "syd", "andel", "grundlag", "antal"),
    [
        pytest.param((8, 2), (0, 90), 0.2, Grundlag.TEAM, 10, id="the team's own, where ten ended"),
        pytest.param((8, 1), (0, 11), 0.6, Grundlag.ALLE, 20, id="one too few: all teams"),
        pytest.param((0, 0), (10, 0), 0.0, Grundlag.ALLE, 10, id="none of its own, and nobody was late"),
        pytest.param((3, 1), (5, 0), None, Grundlag.FOR_LIDT, 9, id="too few in all teams: nobody can say"),
        pytest.param((0, 0), (0, 0), None, Grundlag.FOR_LIDT, 0, id="none at all"),
        pytest.param((0, 12), (0, 0), 1.0, Grundlag.TEAM, 12, id="all late"),
    ],
)
def test_the_pace_is_the_teams_own_where_enough_ended_else_that_of_all(
    nord: tuple[int, int], syd: tuple[int, int], andel: float | None, grundlag: Grundlag, antal: int
) -> None:
    found = tempo([Ended("nord", "svarfrist", *nord), Ended("syd", "svarfrist", *syd)], "nord", 10)
    assert (found.andel, found.grundlag, found.antal) == (andel, grundlag, antal)


def test_a_pace_that_needs_nothing_to_rest_on_still_needs_one_that_ended() -> None:
    assert tempo([], "nord", 0).andel is None


def forecast(*due: Due, ended: tuple[Ended, ...] = (), not_owed: frozenset[str] = frozenset()) -> Prognose:
    return reckon(weeks_from(MONDAY, 3), due, ended, not_owed=not_owed, at_least=10)


def test_each_weeks_late_ones_are_its_share_and_those_overdue_stand_alone() -> None:
    found = forecast(
        Due("nord", "svarfrist", OVERSKREDET, 3),
        Due("nord", "svarfrist", 0, 4),
        Due("nord", "svarfrist", 2, 10),
        ended=(Ended("nord", "svarfrist", 15, 5),),
    )
    (line,) = found.linjer
    assert (line.overskredet, line.uger, line.antal, line.sene) == (3, (4, 0, 10), 14, (1.0, 0.0, 2.5))


def test_one_rules_pace_is_never_anothers() -> None:
    found = forecast(Due("nord", "tavshed", 0, 4), ended=(Ended("nord", "svarfrist", 0, 50),))
    assert found.linjer[0].sene is None
    assert found.ugesum()[0].uden_tempo == 4


def test_nobody_is_late_for_what_ends_by_itself_and_it_is_in_no_sum() -> None:
    found = forecast(
        Due("nord", "klage", OVERSKREDET, 2),
        Due("nord", "klage", 1, 5),
        ended=(Ended("nord", "klage", 0, 50),),
        not_owed=frozenset({"klage"}),
    )
    (line,) = found.linjer
    assert (line.overskredet, line.uger, line.sene, line.tempo.grundlag) == (
        0,
        (0, 5, 0),
        None,
        Grundlag.INGENS,
    )
    assert found.overskredet() == 0
    assert [uge.antal for uge in found.ugesum()] == [0, 0, 0]


def test_what_is_only_a_past_earliest_date_is_no_line() -> None:
    assert forecast(Due("nord", "varsling", OVERSKREDET, 2), not_owed=frozenset({"varsling"})).linjer == ()


def test_the_sums_are_those_of_the_lines() -> None:
    found = forecast(
        Due("nord", "svarfrist", 0, 4),
        Due("nord", "tavshed", 0, 1),
        Due("syd", "svarfrist", 0, 6),
        Due("syd", "svarfrist", OVERSKREDET, 2),
        ended=(Ended("syd", "svarfrist", 5, 5),),
    )
    assert (found.ugesum()[0].antal, found.ugesum()[0].sene, found.ugesum()[0].uden_tempo) == (11, 5.0, 1)
    assert (found.ugesum("nord")[0].antal, found.overskredet("nord"), found.overskredet()) == (5, 0, 2)


def test_the_lines_stand_team_by_team_and_what_hurts_most_comes_first() -> None:
    found = forecast(
        Due("syd", "svarfrist", 0, 1),
        Due("nord", "klage", 0, 99),
        Due("nord", "tavshed", 0, 20),
        Due("nord", "opfoelgning", 0, 5),
        Due("nord", "status", OVERSKREDET, 1),
        ended=(Ended("nord", "opfoelgning", 0, 10),),
        not_owed=frozenset({"klage"}),
    )
    assert [(line.team, line.rule_id) for line in found.linjer] == [
        ("nord", "status"),
        ("nord", "opfoelgning"),
        ("nord", "tavshed"),
        ("nord", "klage"),
        ("syd", "svarfrist"),
    ]
    assert found.teams == ("nord", "syd")
