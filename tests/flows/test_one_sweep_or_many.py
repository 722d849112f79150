"""One sweep at the end, one each morning, or one each hour: nobody acts, and the same steps are done.

What is the same, and what is not (docs/adr/0006-merged-catch-up.md):

- Of every deadline that ran when the stretch began: which steps of its ladder are done, how it ended, and when each
  step was due the first time.
- Each morning and each hour: every step, the repeated ones too.
- In one sweep a repeated step comes once instead of again and again, at a moment when it would have come anyhow.
- A deadline that the engine itself starts by sending a letter counts from the day it is sent. One sweep sends it late,
  so that deadline starts late too; whatever was due before the sweep is the same all the same.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.calendar import COPENHAGEN, local_date
from domain.events import Event
from flows.followups import followups
from flows.outbox import outbox
from flows.reminders import reminders
from flows.story import tell
from flows.waiting_time import waiting_time
from persistence.tables import Deadline
from tasks.runtime import use
from tasks.sweeps import next_due
from tests.builders import Desk
from tests.flows.forks import fork
from tests.flows.lives import LIVES, Life, lived

STEPS = {Event.PAAMINDET, Event.ESKALERET}
# Which step of which deadline, and when it was due; two deadlines of one rule are told apart by what they are about.
Step = tuple[int | None, str | None, str]
Told = Counter[tuple[Step, datetime]]

STRETCHES = st.sampled_from((1, 3, 10, 21, 45)).map(lambda days: timedelta(days=days))


def mornings(start: datetime, end: datetime) -> Iterator[datetime]:
    """07:00 of each day in between."""
    return _at_hours(start, end, (7,))


def working_hours(start: datetime, end: datetime) -> Iterator[datetime]:
    """Each whole hour at which the engine is set to sweep."""
    return _at_hours(start, end, range(7, 17))


def _at_hours(start: datetime, end: datetime, hours: tuple[int, ...] | range) -> Iterator[datetime]:
    day = local_date(start)
    while day <= local_date(end):
        for hour in hours:
            moment = datetime.combine(day, time(hour), COPENHAGEN)
            if start < moment < end:
                yield moment
        day += timedelta(days=1)


def swept(desk: Desk, moments: Iterator[datetime]) -> None:
    """At each moment the three flows of the morning and the outbox have run, as the engine runs them."""

    async def sweeps() -> None:
        for moment in moments:
            desk.clock[0] = moment
            if next_due() is None:
                # A round with nothing to do changes nothing; leaving it out makes the test four times as quick.
                continue
            for sweep in (waiting_time, reminders, followups, outbox):
                await tell(sweep)

    with use(desk.runtime):
        asyncio.run(sweeps())


def told(desk: Desk, after: int) -> Told:
    """The steps in the journals since the entry."""
    with desk.read() as uow:
        entries = [
            entry for sag in uow.journal.sags_after(after) for entry in uow.journal.entries(sag, after)
        ]
    return Counter(
        ((entry.forloeb_id, entry.about, f"{entry.event} {sorted(_said(entry.detail))}"), entry.due_at)
        for entry in entries
        if entry.event in STEPS
    )


def _said(detail: dict[str, object]) -> Iterator[tuple[str, str]]:
    """What the entry tells of the step; who has the role is another matter: somebody may be back at work."""
    return ((key, str(value)) for key, value in detail.items() if key != "hvem")


def first_times(steps: Told) -> dict[Step, datetime]:
    found: dict[Step, datetime] = {}
    for step, due_at in steps:
        found[step] = min(due_at, found.get(step, due_at))
    return found


def standing(desk: Desk, ids: set[int]) -> dict[int, tuple[str, list[int], str]]:
    """How each of these deadlines stands: its rule, what of its ladder is done, and its state."""
    return {
        clock.id: (clock.rule_id, clock.done, clock.state) for clock in desk.all(Deadline) if clock.id in ids
    }


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LIVES, STRETCHES)
def test_one_sweep_does_the_same_steps_as_one_each_morning_or_each_hour(
    life: Life, stretch: timedelta
) -> None:
    once = lived(life)
    daily, hourly = fork(once), fork(once)
    with once.read() as uow:
        newest = uow.journal.last_id()
    ran = {clock.id for clock in once.all(Deadline)}
    start, end = once.now, once.now + stretch
    swept(daily, mornings(start, end))
    swept(hourly, working_hours(start, end))
    for desk in (once, daily, hourly):
        desk.clock[0] = end
        desk.turn()
    in_one, by_day, by_hour = (told(desk, newest) for desk in (once, daily, hourly))

    assert standing(once, ran) == standing(daily, ran) == standing(hourly, ran)
    assert by_day == by_hour
    deadlines = Counter((clock.forloeb_id, clock.rule_id) for clock in daily.all(Deadline))
    for (step, _), times in by_day.items():
        assert times <= deadlines[step[:2]]
    for step, times in Counter(step for step, due_at in in_one.elements() if due_at < end).items():
        assert times <= deadlines[step[:2]]
    assert Counter({step: times for step, times in in_one.items() if step[1] < end}) <= by_day
    begun = {(clock.forloeb_id, clock.rule_id) for clock in daily.all(Deadline) if clock.id not in ran}
    first = {step: due for step, due in first_times(by_day).items() if step[:2] not in begun}
    assert first == {step: due for step, due in first_times(in_one).items() if step[:2] not in begun}
