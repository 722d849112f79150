"""After downtime: the longest waiting first, each thing once, and nothing that stands still holds up the rest."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from casework.staff.morgenpost import KIND
from domain.calendar import COPENHAGEN
from domain.events import Event
from flows.catch_up import catch_up
from persistence.outbox import OutboxState
from persistence.tables import Deadline
from tests.flows.stage import Stage
from tests.persistence.house import MONDAY, henvend

DOWN = timedelta(weeks=5)


def test_everything_overdue_is_done_in_the_order_of_who_waited_longest(stage: Stage) -> None:
    for days in (0, 3, 9):
        stage.clock.now = MONDAY + timedelta(days=days)
        henvend(stage.office, stage.clock.now)
    stage.clock.now = MONDAY + DOWN
    stage.run(catch_up)
    due = [moment for _, moment in stage.journal()]
    assert len(due) > 20
    assert all(before <= after for before, after in pairwise(due))
    assert stage.letters().count("kvittering") == 3
    assert stage.rows(OutboxState.KLAR, OutboxState.TAGET) == []


def test_catching_up_twice_changes_nothing(stage: Stage) -> None:
    henvend(stage.office)
    stage.clock.now = MONDAY + DOWN
    stage.run(catch_up)
    newest, letters = stage.newest(), stage.letters()
    stage.run(catch_up)
    assert (stage.newest(), stage.letters()) == (newest, letters)


def test_a_clock_that_cannot_be_read_does_not_hold_up_the_others(stage: Stage) -> None:
    broken, whole = henvend(stage.office), henvend(stage.office, navn="Eva Testmand")
    with stage.office.register.write() as uow:
        first = next(clock for clock in uow.of_forloeb(Deadline, broken) if clock.next_at is not None)
        first.rule_version = "findes-ikke"
    stage.clock.now = MONDAY + DOWN
    stage.run(catch_up)
    with stage.office.register.read() as uow:
        overdue = [
            clock.forloeb_id
            for forloeb_id in (broken, whole)
            for clock in uow.of_forloeb(Deadline, forloeb_id)
            if clock.next_at is not None and clock.next_at <= stage.clock.now
        ]
    assert overdue
    assert whole not in overdue
    assert "kvittering" in stage.letters()


DOWNTIMES = {
    "en time": (datetime(2026, 3, 16, 6, 30, tzinfo=COPENHAGEN), timedelta(hours=1)),
    "en weekend": (datetime(2026, 3, 13, 16, tzinfo=COPENHAGEN), timedelta(days=2, hours=16)),
    "tre uger over jul": (datetime(2026, 12, 18, 15, tzinfo=COPENHAGEN), timedelta(weeks=3)),
}


@pytest.mark.parametrize("name", DOWNTIMES)
def test_after_downtime_each_person_gets_one_message_and_the_journal_says_when_it_was_due(
    stage: Stage, name: str
) -> None:
    stops, lasts = DOWNTIMES[name]
    for number, before in enumerate((40, 26, 14, 13, 12, 11, 10, 6)):
        stage.clock.now = stops - timedelta(days=before)
        henvend(stage.office, stage.clock.now, navn=f"Anna Prøvesen {number}", digital_post=True)
        stage.run(catch_up)
    stage.clock.now = stops
    stage.run(catch_up)
    told, newest = len(stage.notices.told), stage.newest()
    stage.clock.now = stops + lasts
    stage.run(catch_up)
    with stage.office.register.read() as uow:
        assert uow.deadlines.due(stage.clock.now, None, 500) == []
        entries = [
            entry
            for sag_id in uow.journal.sags_after(newest)
            for entry in uow.journal.entries(sag_id, newest)
            if entry.event in {Event.PAAMINDET, Event.ESKALERET}
        ]
    assert entries
    for entry in entries:
        assert stops < entry.due_at <= entry.done_at == stage.clock.now
    posts = [notice.key.split(":")[1] for notice in stage.notices.told[told:] if notice.key.startswith(KIND)]
    assert posts
    assert len(posts) == len(set(posts))
