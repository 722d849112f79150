"""What holds of every case, whatever has happened to it and in whatever order."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.deadlines.omregning import recount
from casework.nightly import wake_sleeping
from domain.calendar import local_date
from domain.case import DokumentTilstand, ForloebTilstand
from domain.deadlines import Tilstand
from domain.events import Event
from domain.rules import DeadlineRule, Ejer
from persistence.outbox import OutboxState
from persistence.sleeping import sleeping
from persistence.tables import Deadline, Dokument, Forloeb, Opgave, OutboxRow
from tests.builders import Desk
from tests.flows.lives import LIVES, Life, lived

# A life takes a second or two to play; each run of the suite plays others.
MANY = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def rule_of(desk: Desk, clock: Deadline) -> DeadlineRule:
    with desk.read() as uow:
        return desk.office.rule_as_kept(uow, clock.rule_id, clock.rule_version)


@MANY
@given(LIVES)
def test_no_deadline_is_due_before_it_starts_and_none_has_a_step_that_is_overdue(life: Life) -> None:
    desk = lived(life)
    for clock in desk.all(Deadline):
        assert clock.due_on >= local_date(clock.started_at)
        assert clock.next_at is None or clock.next_at > desk.now
        assert (clock.ended_at is None) == (clock.state == Tilstand.AKTIV)


@MANY
@given(LIVES)
def test_every_active_deadline_has_a_next_step_or_waits_for_a_named_event(life: Life) -> None:
    desk = lived(life)
    for clock in desk.all(Deadline):
        if clock.state == Tilstand.AKTIV and clock.next_at is None:
            rule = rule_of(desk, clock)
            assert rule.slut or rule.afloeses_ved or rule.tidligst


@MANY
@given(LIVES, st.sets(st.integers(1, 120), min_size=1, max_size=4))
def test_one_more_holiday_never_makes_a_running_frist_of_a_citizen_shorter(
    life: Life, ahead: set[int]
) -> None:
    desk = lived(life)
    known = desk.office.rulebook.calendars
    more = {local_date(desk.now) + timedelta(days=days) for days in ahead}
    richer = replace(known, helligdage=known.helligdage | more)
    for clock in desk.all(Deadline):
        rule = rule_of(desk, clock)
        if clock.state == Tilstand.AKTIV and rule.ejer is Ejer.BORGER:
            anew = recount(clock, rule, rule, richer)
            assert anew.due_on >= clock.due_on
            assert not anew.shorter


@MANY
@given(LIVES)
def test_no_open_case_sleeps(life: Life) -> None:
    desk = lived(life)
    wake_sleeping(desk.office, desk.now)
    with desk.read() as uow:
        assert sleeping(uow.session) == []
    awake = (
        {clock.forloeb_id for clock in desk.all(Deadline) if clock.next_at is not None}
        | {task.forloeb_id for task in desk.all(Opgave) if task.lukket is None}
        | {letter.forloeb_id for letter in desk.all(Dokument) if letter.tilstand == DokumentTilstand.KLADDE}
    )
    open_ones = {row.id for row in desk.all(Forloeb) if row.tilstand == ForloebTilstand.AABENT}
    assert open_ones <= awake | {letter.forloeb_id for letter in desk.all(Dokument) if letter.modtages}


@MANY
@given(LIVES)
def test_a_letter_leaves_once_and_the_outbox_is_empty_when_the_engine_has_been_round(
    life: Life,
) -> None:
    desk = lived(life)
    waiting = [row for row in desk.all(OutboxRow) if row.state in {OutboxState.KLAR, OutboxState.TAGET}]
    assert [row for row in waiting if row.ready_at <= desk.now] == []
    with desk.read() as uow:
        entries = [entry for sag in uow.journal.sags_after(0) for entry in uow.journal.entries(sag)]
    left = Counter(entry.detail["dokument"] for entry in entries if entry.event == Event.BREV_SENDT)
    assert [letter for letter, times in left.items() if times > 1] == []
    gone = {letter.id for letter in desk.all(Dokument) if letter.sendt is not None}
    assert gone == set(left)


@MANY
@given(LIVES)
def test_every_journal_holds_and_tells_when_each_thing_was_due_and_done(life: Life) -> None:
    desk = lived(life)
    with desk.read() as uow:
        for sag_id in uow.journal.sags_after(0):
            assert uow.journal.verify(sag_id) is None
            for entry in uow.journal.entries(sag_id):
                assert entry.due_at <= entry.done_at


@pytest.mark.parametrize("down", [timedelta(hours=1), timedelta(days=3), timedelta(weeks=3)])
@MANY
@given(life=LIVES)
def test_an_engine_that_was_down_does_each_step_of_a_ladder_once_when_it_returns(
    life: Life, down: timedelta
) -> None:
    desk = lived(life)
    before = {clock.id: list(clock.done) for clock in desk.all(Deadline)}
    desk.engine("nede")
    desk.wait(seconds=down.total_seconds())
    desk.engine("oppe")
    after = desk.all(Deadline)
    newest = desk.rows()
    desk.turn()
    assert desk.rows() == newest
    for clock in after:
        assert len(clock.done) == len(set(clock.done))
        assert set(before.get(clock.id, [])) <= set(clock.done)
