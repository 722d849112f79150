"""The forecast's counts come grouped from the register, the same on both databases, in two questions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert

from domain.deadlines import Tilstand
from domain.prognose import OVERSKREDET, Due, Ended, weeks_from
from persistence.prognose import due_by_week, ended_since
from persistence.register import Register
from persistence.tables import Borger, Deadline, Forloeb, Sag
from tests.persistence.test_read import statements

# A Wednesday.
TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
WEEKS = weeks_from(TODAY, 3)
TEAMS = ("nord", "syd")

Row = tuple[str, str, Tilstand, int, int]


@pytest.fixture(autouse=True)
def _cases(register: Register) -> None:
    """One case for each team."""
    with register.write() as uow:
        session = uow.session
        session.execute(
            insert(Borger),
            [
                {"id": nr, "navn": "Øvelse", "digital_post": True, "adressebeskyttet": False}
                for nr in range(1, len(TEAMS) + 1)
            ],
        )
        for nr, team in enumerate(TEAMS, 1):
            about = {"id": nr, "oprettet": NOW}
            session.execute(
                insert(Sag),
                [
                    {
                        **about,
                        "nummer": f"S-{nr}",
                        "borger_id": nr,
                        "team": team,
                        "journal_hash": "",
                        "journal_nr": 0,
                    }
                ],
            )
            session.execute(
                insert(Forloeb),
                [
                    {
                        **about,
                        "sag_id": nr,
                        "nr": 1,
                        "fase": "sagsaabning",
                        "fase_siden": NOW,
                        "tilstand": "aabent",
                    }
                ],
            )


def fill(register: Register, rows: list[Row]) -> None:
    """A deadline for each row: team, rule, state, days to its date, days since it ended."""
    with register.write() as uow:
        uow.session.execute(insert(Deadline), [_deadline(*row) for row in rows])


def _deadline(team: str, rule: str, state: Tilstand, due: int, ended: int) -> dict[str, object]:
    day = TODAY + timedelta(days=due)
    return {
        "forloeb_id": TEAMS.index(team) + 1,
        "rule_id": rule,
        "rule_version": "1",
        "calendar_version": "1",
        "refs": {},
        "started_at": NOW - timedelta(days=400),
        "start_event": "henvendelse_modtaget",
        "counted_on": day,
        "due_on": day,
        "state": state.value,
        "ended_at": None if state is Tilstand.AKTIV else NOW - timedelta(days=ended),
    }


AKTIV, TIDE, SENT = Tilstand.AKTIV, Tilstand.OVERHOLDT, Tilstand.OVERSKREDET


def test_running_deadlines_are_counted_by_team_rule_and_week_and_those_past_their_date_apart(
    register: Register,
) -> None:
    days = {
        -40: OVERSKREDET,
        -1: OVERSKREDET,
        0: 0,
        4: 0,
        5: 1,
        11: 1,
        12: 2,
        18: 2,
    }
    rows: list[Row] = [("nord", "svarfrist", AKTIV, day, 0) for day in [*days, 0, 19, 200]]
    rows += [("syd", "svarfrist", AKTIV, 5, 0), ("nord", "tavshed", AKTIV, 12, 0)]
    rows += [("nord", "svarfrist", state, 1, 0) for state in Tilstand if state is not AKTIV]
    fill(register, rows)
    with register.read() as uow:
        found = due_by_week(uow.session, WEEKS, None)
        only = due_by_week(uow.session, WEEKS, "syd")
    assert set(found) == {
        Due("nord", "svarfrist", OVERSKREDET, 2),
        Due("nord", "svarfrist", 0, 3),
        Due("nord", "svarfrist", 1, 2),
        Due("nord", "svarfrist", 2, 2),
        Due("syd", "svarfrist", 1, 1),
        Due("nord", "tavshed", 2, 1),
    }
    assert len(found) == len(set(found))
    assert only == [Due("syd", "svarfrist", 1, 1)]


def test_what_ended_since_is_counted_in_time_and_late_and_nothing_else_is(register: Register) -> None:
    rows: list[Row] = [("nord", "svarfrist", TIDE, 0, day) for day in (0, 30, 182, 183)]
    rows += [("nord", "svarfrist", SENT, 0, 10), ("syd", "svarfrist", SENT, 0, 10)]
    rows += [("syd", "tavshed", state, 0, 10) for state in Tilstand if state not in {TIDE, SENT}]
    fill(register, rows)
    with register.read() as uow:
        found = ended_since(uow.session, NOW - timedelta(weeks=26))
    assert sorted(found, key=lambda row: row.team) == [
        Ended("nord", "svarfrist", 3, 1),
        Ended("syd", "svarfrist", 0, 1),
    ]


def test_a_thousand_deadlines_make_as_many_rows_and_questions_as_ten(register: Register) -> None:
    counted = []
    for many in (10, 990):
        fill(register, [("nord", "svarfrist", AKTIV, day % 10, 0) for day in range(many)])
        with statements(register) as seen, register.read() as uow:
            rows = due_by_week(uow.session, WEEKS, None)
        asked = [text for text in seen if text.lstrip().startswith("SELECT")]
        counted.append((sum(row.antal for row in rows), len(rows), len(asked)))
    assert counted == [(10, 2, 1), (1000, 2, 1)]
