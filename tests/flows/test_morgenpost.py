"""The morning's post on its way: one message also where the ladders take their time, and what a death in between leaves."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.deadlines.ladder import climb
from domain.calendar import COPENHAGEN
from flows.outbox import outbox
from flows.waiting_time import waiting_time
from persistence.outbox import OutboxState
from persistence.tables import Deadline, Morgenpost, OutboxRow
from tasks.channels.memory import MemoryNotifier
from tasks.channels.notification import Notification
from tasks.runtime import use
from tests.flows.stage import Stage
from tests.persistence.house import henvend

# The first talk of the cases of Monday 2 March is escalated on the 16th.
SEVEN = datetime(2026, 3, 16, 7, tzinfo=COPENHAGEN)
MINUTE = timedelta(minutes=1)


def a_morning(stage: Stage, cases: int) -> list[int]:
    """Cases whose first talk the leader hears of this morning, and of nothing else; gives those deadlines."""
    for nr in range(cases):
        henvend(stage.office, navn=f"Prøve {nr}")
    stage.run(outbox)
    stage.clock.now = SEVEN - timedelta(days=2)
    stage.run(waiting_time)
    stage.run(outbox)
    with stage.office.register.write() as uow:
        for clock in uow.session.query(Deadline):
            if clock.rule_id != "foerste_samtale":
                clock.next_at = None
    stage.clock.now = SEVEN
    with stage.office.register.read() as uow:
        return list(uow.deadlines.due(SEVEN, None, 100))


def to_leader(stage: Stage) -> list[Notification]:
    return [notice for notice in stage.notices.told if notice.key.startswith("morgenpost:leder1:")]


def test_the_message_waits_while_ladders_are_being_climbed(stage: Stage) -> None:
    first, *rest = a_morning(stage, 3)
    climb(stage.office, first, until=SEVEN, now=SEVEN)
    for _ in range(3):
        stage.run(outbox)
    assert to_leader(stage) == []
    with stage.office.register.read() as uow:
        (row,) = uow.outbox.in_state([OutboxState.KLAR])
        assert (row.ready_at, row.attempts, row.error) == (SEVEN + MINUTE, 0, None)
    stage.clock.now = SEVEN + 9 * MINUTE
    for deadline_id in rest:
        climb(stage.office, deadline_id, until=SEVEN, now=stage.clock.now)
    stage.run(outbox)
    (notice,) = to_leader(stage)
    assert notice.title == "Sagsgang: 3 ting venter på dig"


def test_a_ladder_that_cannot_be_climbed_holds_the_message_up_for_half_an_hour(stage: Stage) -> None:
    stuck, *_ = a_morning(stage, 2)
    with stage.office.register.write() as uow:
        uow.session.get_one(Deadline, stuck).rule_version = "findes-ikke"
    while not to_leader(stage):
        assert stage.clock.now <= SEVEN + 31 * MINUTE
        stage.run(waiting_time)
        stage.run(outbox)
        stage.clock.now += MINUTE
    assert stage.clock.now >= SEVEN + 30 * MINUTE


class Dying(MemoryNotifier):
    """The process ends right after the message has left, once."""

    def __init__(self, *, knows_keys: bool) -> None:
        super().__init__()
        self.sent: list[Notification] = []
        self._knows_keys, self._dies = knows_keys, True

    def send(self, notification: Notification) -> None:
        if not self._knows_keys or notification.key not in {sent.key for sent in self.sent}:
            self.sent.append(notification)
        if self._dies and notification.kind == "morgenpost":
            self._dies = False
            raise KeyboardInterrupt


@pytest.mark.parametrize("knows_keys", [True, False])
def test_a_death_between_the_message_and_its_mark_loses_nothing_and_only_a_notifier_without_keys_sends_twice(
    stage: Stage, *, knows_keys: bool
) -> None:
    a_morning(stage, 2)
    notices = Dying(knows_keys=knows_keys)
    with use(replace(stage.runtime, notices=notices)):
        stage.run(waiting_time)
        with pytest.raises(KeyboardInterrupt):
            stage.run(outbox)
        assert [line.sent_at for line in lines(stage)] == [None, None]
        stage.clock.now = SEVEN + timedelta(minutes=3)
        for _ in range(2):
            stage.run(outbox)
    assert len(notices.sent) == (1 if knows_keys else 2)
    assert len({(sent.key, sent.body) for sent in notices.sent}) == 1
    assert [line.sent_at for line in lines(stage)] == [stage.clock.now] * 2
    with stage.office.register.read() as uow:
        assert {row.state for row in uow.session.query(OutboxRow)} == {"faerdig"}


def lines(stage: Stage) -> list[Morgenpost]:
    """What the leader has been, or will be, told."""
    with stage.office.register.read() as uow:
        return list(uow.session.query(Morgenpost).filter(Morgenpost.til == "leder1"))
