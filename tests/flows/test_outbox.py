"""The outbox: everything leaves once, one case's trouble is its own, and what cannot leave is shown to a person."""

from datetime import timedelta

from sqlalchemy import select

from casework.sending.delivery import mark_failed, mark_sent
from domain.case import DokumentTilstand, Kanal
from domain.errors import Final, Retryable
from flows.outbox import outbox
from persistence.outbox import OutboxState
from persistence.tables import Borger, Deadline, Dokument, Opgave, OutboxRow
from tests.flows.stage import Stage
from tests.persistence.house import MONDAY, henvend

WAITING = (OutboxState.KLAR, OutboxState.TAGET)


def letter_of(stage: Stage, forloeb_id: int) -> Dokument:
    with stage.office.register.read() as uow:
        return next(row for row in uow.of_forloeb(Dokument, forloeb_id) if row.brev == "kvittering")


def tasks_of(stage: Stage, forloeb_id: int) -> list[str]:
    with stage.office.register.read() as uow:
        return [task.slug for task in uow.of_forloeb(Opgave, forloeb_id) if task.lukket is None]


def test_one_telling_takes_what_arises_on_the_way_and_stops_when_nothing_is_left(stage: Stage) -> None:
    henvend(stage.office, digital_post=True)
    stage.run(outbox)
    assert stage.letters() == ["kvittering"]
    assert stage.rows(*WAITING) == []
    assert stage.notices.told


def test_telling_it_again_changes_nothing(stage: Stage) -> None:
    henvend(stage.office)
    stage.run(outbox)
    newest, told = stage.newest(), stage.notices.told
    for _ in range(3):
        stage.run(outbox)
    assert (stage.newest(), stage.notices.told) == (newest, told)
    assert stage.letters() == ["kvittering"]


def test_a_case_that_fails_does_not_stop_the_others(stage: Stage) -> None:
    broken, whole = henvend(stage.office), henvend(stage.office, navn="Eva Testmand")
    with stage.office.register.write() as uow:
        for clock in uow.of_forloeb(Deadline, broken):
            clock.rule_version = "findes-ikke"
    stage.run(outbox)
    assert letter_of(stage, whole).sendt is not None
    assert {(row.error, row.forloeb_id) for row in stage.rows(*WAITING)} == {("uventet", broken)}


def test_what_could_not_leave_now_waits_and_leaves_once_later(stage: Stage) -> None:
    forloeb_id = henvend(stage.office)
    stage.gate.reason = Retryable("server_nede")
    stage.run(outbox)
    (row,) = stage.rows(*WAITING)
    assert (row.kind, row.error, row.attempts) == ("send", "server_nede", 1)
    assert row.ready_at > stage.clock.now
    stage.run(outbox)
    assert stage.gate.tried == 1

    stage.gate.reason, stage.clock.now = None, row.ready_at
    stage.run(outbox)
    stage.run(outbox)
    assert stage.letters() == ["kvittering"]
    assert letter_of(stage, forloeb_id).sendt == row.ready_at


def test_what_never_leaves_is_given_up_and_becomes_a_task(stage: Stage) -> None:
    forloeb_id = henvend(stage.office)
    stage.gate.reason = Retryable("server_nede")
    stage.run(outbox)
    while waiting := stage.rows(*WAITING):
        assert stage.gate.tried < 100
        stage.clock.now = max(row.ready_at for row in waiting)
        stage.run(outbox)
    # A server that is down over a long weekend, tried hourly, is not given up.
    assert stage.clock.now - MONDAY > timedelta(days=3)
    assert stage.gate.tried > 75
    assert [row.error for row in stage.rows(OutboxState.FEJLET)] == ["opgivet"]
    assert letter_of(stage, forloeb_id).tilstand == DokumentTilstand.FEJLET
    assert "ret_fejlet_brev" in tasks_of(stage, forloeb_id)
    assert any(notice.kind == "opgave" for notice in stage.notices.told)


def test_what_can_never_leave_becomes_a_task_at_once(stage: Stage) -> None:
    forloeb_id = henvend(stage.office)
    stage.gate.reason = Final("modtager_ukendt")
    stage.run(outbox)
    assert stage.gate.tried == 1
    assert [row.error for row in stage.rows(OutboxState.FEJLET)] == ["modtager_ukendt"]
    assert "ret_fejlet_brev" in tasks_of(stage, forloeb_id)


def test_a_letter_on_its_way_to_a_citizen_who_has_died_is_not_sent(stage: Stage) -> None:
    forloeb_id = henvend(stage.office)
    with stage.office.register.write() as uow:
        uow.session.get_one(Borger, uow.cases.read(forloeb_id).sag.borger_id).doed = MONDAY.date()
    stage.run(outbox)
    assert stage.letters() == []
    assert stage.gate.tried == 0
    assert [row.error for row in stage.rows(OutboxState.FEJLET)] == ["modtager_doed"]
    assert "ret_fejlet_brev" in tasks_of(stage, forloeb_id)


def test_what_a_dead_worker_held_is_taken_when_its_lease_has_run_out(stage: Stage) -> None:
    henvend(stage.office)
    with stage.office.register.write() as uow:
        held = uow.outbox.claim("andet:7", MONDAY, MONDAY, stage.runtime.lease, 100)
    assert held
    stage.run(outbox)
    assert stage.letters() == []
    stage.clock.now = MONDAY + stage.runtime.lease + timedelta(seconds=1)
    stage.run(outbox)
    assert stage.letters() == ["kvittering"]


def test_a_notice_or_a_step_that_fails_becomes_one_quiet_task(stage: Stage) -> None:
    forloeb_id = henvend(stage.office)
    stage.run(outbox)
    told = len(stage.notices.told)
    with stage.office.register.write() as uow:
        for kind in ("besked", "fase", "trin", "besked"):
            key = f"{kind}:{uow.count(OutboxRow)}"
            uow.outbox.put(kind, key, {}, forloeb_id=forloeb_id, due_at=MONDAY, ready_at=MONDAY)
            uow.session.flush()
        rows = [row.id for row in uow.outbox.in_state([OutboxState.KLAR])]
    assert len(rows) == 4
    for row_id in rows:
        mark_failed(stage.office, row_id, "opgivet", MONDAY)
    assert tasks_of(stage, forloeb_id).count("ret_fejlet_besked") == 1
    assert stage.rows(*WAITING) == []
    assert len(stage.notices.told) == told


def test_a_letter_keeps_the_envelope_it_got_with_its_bytes_whatever_becomes_of_the_card(stage: Stage) -> None:
    henvend(stage.office, digital_post=True)
    stage.gate.reason = Retryable("postkasse_optaget")
    stage.run(outbox)
    with stage.office.register.write() as uow:
        borger = uow.session.scalars(select(Borger)).one()
        before = borger.navn
        borger.navn = "Et Andet Navn"
    stage.gate.reason = None
    stage.clock.now += timedelta(hours=2)
    stage.run(outbox)
    (sent,) = stage.gate.sent
    assert (sent.kanal, sent.recipient_name) == ("digital_post", before)


def test_a_try_that_fails_after_another_has_sent_the_letter_changes_nothing(stage: Stage) -> None:
    henvend(stage.office)
    stage.run(outbox)
    with stage.office.register.read() as uow:
        row = uow.session.scalars(select(OutboxRow).where(OutboxRow.kind == "send")).one()
        before = uow.journal.last_id()
        before_state = uow.session.get_one(Dokument, row.payload["dokument"]).tilstand
    assert before_state in {"sendt", "modtaget"}
    mark_failed(stage.office, row.id, "opgivet", stage.clock.now)
    with stage.office.register.read() as uow:
        told = select(Dokument.tilstand).where(Dokument.brev == "kvittering")
        assert uow.session.scalars(told).one() == before_state
        assert uow.session.get_one(OutboxRow, row.id).state == "faerdig"
        assert uow.journal.last_id() == before


def test_a_letter_that_left_while_it_was_being_dropped_is_told_of_as_sent(stage: Stage) -> None:
    forloeb_id = henvend(stage.office)
    stage.gate.reason = Retryable("server_nede")
    stage.run(outbox)
    with stage.office.register.write() as uow:
        row = uow.session.scalars(select(OutboxRow).where(OutboxRow.kind == "send")).one()
        uow.session.get_one(Dokument, row.payload["dokument"]).tilstand = DokumentTilstand.BORTFALDET.value
    for _ in range(2):
        mark_sent(
            stage.office, row.id, row.payload["dokument"], Kanal.FYSISK_POST, "kvittering-1", stage.clock.now
        )
    assert letter_of(stage, forloeb_id).sendt is not None
    with stage.office.register.read() as uow:
        events = [entry.event for sag in uow.journal.sags_after(0) for entry in uow.journal.entries(sag)]
    assert events.count("brev_sendt") == 1
