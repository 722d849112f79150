"""Adopting rules and calendars on PostgreSQL: told first, then moved and journalled; two processes do not undo each other."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.adoption.flytning import Flytning, affected
from casework.adoption.i_kraft import CALENDARS, RULES, Kind
from casework.adoption.indfoerelse import change_of
from domain.calendar import local_date
from domain.events import Event
from persistence.migrate import migrate
from persistence.register import Register
from persistence.tables import Deadline
from tests.casework.rules import CLOSED, SHORTER_TALK, Hall
from tests.persistence.conftest import database
from tests.persistence.house import KEYS, MONDAY, an_office, henvend

pytestmark = pytest.mark.postgres
LONGER_TALK = '[foerste_samtale]\nvarighed = "15 arbejdsdage"\n'
PROCESS = (sys.executable, "-m", "tests.casework.adoption.adopting_process")
ROOT = Path(__file__).resolve().parents[3]
SOON = 60
TALK = "foerste_samtale"


@pytest.fixture
def url(postgres_url: str) -> Iterator[str]:
    with database(postgres_url) as own:
        migrate(own)
        yield own


@pytest.fixture
def hall(url: str, tmp_path: Path) -> Iterator[Hall]:
    """A house with one citizen who waits for their first talk."""
    register = Register(url, KEYS)
    found = Hall(an_office(register), tmp_path / "lokal", MONDAY)
    henvend(found.office)
    found.start()
    yield found
    register.close()


def told(hall: Hall, text: str, kind: Kind) -> dict[str, Flytning]:
    change = change_of(hall.office, hall.proposal(text, kind), local_date(hall.now))
    with hall.office.register.read() as uow:
        return {one.rule_id: one for found in affected(hall.office, uow, change, hall.now) for one in found}


def talk(hall: Hall) -> Deadline:
    with hall.office.register.read() as uow:
        return uow.session.scalars(select(Deadline).where(Deadline.rule_id == TALK)).one()


WISHES = (SHORTER_TALK, LONGER_TALK)


def moved(hall: Hall) -> list[tuple[str | None, str, str]]:
    """Which deadlines the case's journal says were moved, and why."""
    with hall.office.register.read() as uow:
        (sag,) = uow.journal.sags_after(0)
        assert uow.journal.verify(sag) is None
        return [
            (entry.about, entry.detail["forfald"], entry.detail["hvorfor"])
            for entry in uow.journal.entries(sag)
            if entry.event == Event.FRIST_FLYTTET
        ]


def adopted(hall: Hall) -> list[tuple[str, str]]:
    """Who has adopted something; the first entries are of the first start."""
    return [entry for entry in hall.entries() if entry[0] != "system"]


def test_new_rules_are_told_of_and_then_move_the_dates_with_a_journal_that_holds(hall: Hall) -> None:
    before = talk(hall)
    assert before.due_on == date(2026, 3, 16)
    one = told(hall, SHORTER_TALK, RULES)[TALK]
    assert (one.foer, one.nu) == (date(2026, 3, 16), date(2026, 3, 9))
    assert talk(hall).due_on == before.due_on
    assert hall.adopt(SHORTER_TALK, flyt=True) == 1
    after = talk(hall)
    assert (after.due_on, after.next_at) == (one.nu, one.naeste)
    assert after.rule_version != before.rule_version
    assert moved(hall) == [(TALK, "2026-03-09", "regler")]
    assert adopted(hall) == [("leder1", Event.REGLER_INDFOERT)]
    assert hall.adopt(SHORTER_TALK, flyt=True) == 0
    assert len(adopted(hall)) == 1


def test_a_new_closing_day_is_told_of_and_then_moves_the_dates_with_a_journal_that_holds(hall: Hall) -> None:
    closed = CLOSED.format(day="2026-03-16")
    found = told(hall, closed, CALENDARS)
    assert (found[TALK].foer, found[TALK].nu) == (date(2026, 3, 16), date(2026, 3, 17))
    assert hall.calendar(closed) == len(found)
    assert talk(hall).due_on == date(2026, 3, 17)
    assert (TALK, "2026-03-17", "kalender") in moved(hall)
    assert adopted(hall) == [("leder1", Event.KALENDER_INDFOERT)]
    assert hall.calendar(closed) == 0


def adopted_at_once(url: str, lokals: list[Path], tmp_path: Path) -> list[tuple[int, str]]:
    """How two processes end that adopt at the same moment, each in its folder, and what they say."""
    processes = [
        subprocess.Popen(
            [*PROCESS, url, str(lokal), str(tmp_path / f"nye-{number}"), wish],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, (lokal, wish) in enumerate(zip(lokals, WISHES, strict=True))
    ]
    # Each has read the rules in force and made its proposal before either adopts.
    assert [str(process.stdout and process.stdout.readline()) for process in processes] == ["klar\n"] * 2
    for process in processes:
        assert process.stdin
        process.stdin.write("nu\n")
        process.stdin.flush()
    said = [process.communicate(timeout=SOON)[1] for process in processes]
    return [(process.returncode, words) for process, words in zip(processes, said, strict=True)]


def test_of_two_processes_that_adopt_at_once_one_wins_and_the_other_is_told_why_not(
    hall: Hall, url: str, tmp_path: Path
) -> None:
    ended = adopted_at_once(url, [hall.lokal, hall.lokal], tmp_path)
    assert sorted(code for code, _ in ended) == [0, 3], ended
    winner = [code for code, _ in ended].index(0)
    assert ended[winner][1] == ""
    assert "Andre har indført regler eller en kalender imens." in ended[1 - winner][1]
    assert adopted(hall) == [("leder1", Event.REGLER_INDFOERT)]
    assert hall.files() == {"deadlines.toml": WISHES[winner]}
    version = hall.office.rulebook.version
    assert hall.start().rulebook.version != version
    assert adopted(hall) == [("leder1", Event.REGLER_INDFOERT)]


def test_two_machines_with_folders_of_their_own_never_both_adopt_over_the_same_rules(
    hall: Hall, url: str, tmp_path: Path
) -> None:
    other = tmp_path / "anden-maskine"
    other.mkdir()
    ended = adopted_at_once(url, [hall.lokal, other], tmp_path)
    assert sorted(code for code, _ in ended) == [0, 3], ended
    assert adopted(hall) == [("leder1", Event.REGLER_INDFOERT)]
