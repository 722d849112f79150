"""The sweeps: every rule has one that climbs it, and they may run early, twice or twenty-five times."""

from datetime import timedelta

import pytest
from prefect import Flow

from flows.catch_up import catch_up
from flows.followups import followups
from flows.outbox import outbox
from flows.reminders import reminders
from flows.waiting_time import waiting_time
from persistence.tables import Deadline
from tasks.sweeps import Kind, rules_of
from tests.flows.stage import Stage
from tests.persistence.house import MONDAY, henvend

SWEEPS = (waiting_time, reminders, followups)
LATER = MONDAY + timedelta(weeks=3)


def test_every_rule_is_climbed_by_one_sweep_and_no_more(stage: Stage) -> None:
    kinds = [rules_of(kind) for kind in (Kind.WAITING_TIME, Kind.REMINDERS, Kind.FOLLOWUPS)]
    climbed = sorted(rule for rules in kinds if rules is not None for rule in rules)
    assert climbed == sorted(stage.office.rulebook.deadlines)


def test_the_three_sweeps_and_the_outbox_do_together_what_catching_up_does(stage: Stage) -> None:
    forloeb_id = henvend(stage.office)
    stage.run(outbox)
    stage.clock.now = LATER
    for sweep in SWEEPS:
        stage.run(sweep)
    stage.run(outbox)
    newest = stage.newest()
    stage.run(catch_up)
    assert stage.newest() == newest
    assert "ventebrev" in stage.letters()
    with stage.office.register.read() as uow:
        assert any(clock.done for clock in uow.of_forloeb(Deadline, forloeb_id))


@pytest.mark.parametrize("times", [2, 25])
def test_a_sweep_may_run_many_times_in_a_row(stage: Stage, times: int) -> None:
    henvend(stage.office)
    stage.run(outbox)
    stage.clock.now = LATER
    for sweep in SWEEPS:
        stage.run(sweep)
    newest, rows = stage.newest(), len(stage.rows("klar"))
    assert rows
    for _ in range(times):
        for sweep in SWEEPS:
            stage.run(sweep)
    assert (stage.newest(), len(stage.rows("klar"))) == (newest, rows)


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.name)
def test_a_sweep_that_starts_early_leaves_the_step_for_the_next(stage: Stage, sweep: Flow[..., None]) -> None:
    henvend(stage.office)
    stage.run(outbox)
    with stage.office.register.read() as uow:
        first = uow.deadlines.first_due()
    assert first is not None
    newest, stage.clock.now = stage.newest(), first - timedelta(milliseconds=100)
    stage.run(sweep)
    assert stage.newest() == newest
    stage.clock.now = first
    for each in SWEEPS:
        stage.run(each)
    assert stage.newest() > newest
