"""The night's round: what nobody knows is gone, what is known stays, and a broken journal is told of once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from casework.nightly import VERIFIED, standstill
from domain.errors import Final
from flows.nightly import nightly
from flows.outbox import outbox
from flows.story import tell
from persistence.tables import Dokument, JournalEntry, Medarbejder, Opgave
from tasks.runtime import use
from tests.builders import Desk, decided
from tests.flows.stage import Stage
from tests.persistence.house import MONDAY, henvend

ORPHAN, KNOWN = b"a document that no case knows", b"another"


def test_documents_that_no_case_knows_are_removed_after_a_day(stage: Stage) -> None:
    henvend(stage.office)
    stage.run(outbox)
    old = stage.store.put(ORPHAN)
    stage.clock.now = MONDAY + timedelta(days=1, minutes=1)
    young = stage.store.put(KNOWN)
    stage.run(nightly)
    assert not stage.store.exists(old.sha256)
    assert stage.store.exists(young.sha256)
    with stage.office.register.read() as uow:
        known = uow.documents.known_files()
    assert len(known) == 2
    assert all(stage.store.exists(sha256) for sha256 in known)


def test_a_night_on_which_all_is_well_changes_no_case(stage: Stage) -> None:
    henvend(stage.office)
    stage.run(outbox)
    newest = stage.newest()
    for _ in range(3):
        stage.run(nightly)
    assert stage.newest() == newest
    with stage.office.register.read() as uow:
        assert uow.mark(VERIFIED) == str(newest)


def test_a_journal_that_was_tampered_with_fails_the_night_and_is_told_of_once(stage: Stage) -> None:
    with stage.office.register.write() as uow:
        uow.add_later(Medarbejder(id="drift1", navn="drift1", rolle="administrator", team="voksen"))
    henvend(stage.office)
    stage.run(outbox)
    with stage.office.register.write() as uow:
        uow.session.execute(update(JournalEntry).where(JournalEntry.nr == 2).values(actor="en anden"))
    with pytest.raises(Final, match="journal_brudt"):
        stage.run(nightly)
    stage.run(outbox)
    told = [notice for notice in stage.notices.told if notice.kind == "journal_brudt"]
    assert [notice.key.rpartition(":")[2] for notice in told] == ["drift1"]
    assert "journalen hænger ikke sammen" in told[0].title
    stage.run(nightly)
    stage.run(outbox)
    assert [notice for notice in stage.notices.told if notice.kind == "journal_brudt"] == told


def test_what_stands_still_is_counted(stage: Stage) -> None:
    henvend(stage.office)
    stage.gate.reason = Final("modtager_ukendt")
    stage.run(outbox)
    stage.clock.now = MONDAY + timedelta(weeks=3)
    stock = standstill(stage.office, stage.clock.now)
    assert stock.effects["fejlet"] == 1
    assert stock.overdue_steps > 0


def luk_eller_planlaeg(desk: Desk) -> list[bool]:
    """Whether each such task, oldest first, is still open."""
    return [task.lukket is None for task in desk.all(Opgave) if task.slug == "luk_eller_planlaeg"]


def a_night(desk: Desk) -> None:
    with use(desk.runtime):
        asyncio.run(tell(nightly))


def test_an_open_case_in_which_nothing_is_left_to_come_becomes_a_task_once_while_it_is_open() -> None:
    desk = decided()
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("afhold_moede", art="foerste_samtale")
    desk.act("gaa_til", fase="bestilling")
    a_night(desk)
    assert luk_eller_planlaeg(desk) == []
    desk.act("gaa_til", fase="opfoelgning")
    desk.wait(days=60)
    for _ in range(2):
        a_night(desk)
    assert luk_eller_planlaeg(desk) == [True]
    desk.act("luk_opgave", opgave="luk_eller_planlaeg")
    a_night(desk)
    assert luk_eller_planlaeg(desk) == [False, True]
    desk.act("afslut_sag")
    a_night(desk)
    assert luk_eller_planlaeg(desk) == [False, False]


def test_a_case_in_which_only_a_draft_waits_sleeps_since_a_draft_tells_nobody() -> None:
    desk = decided()
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("afhold_moede", art="foerste_samtale")
    desk.act("gaa_til", fase="bestilling")
    desk.act("gaa_til", fase="opfoelgning")
    desk.wait(days=60)
    desk.act("indkald_moede", art="opfoelgning", tidspunkt="2026-06-12T10:00:00")
    assert "kladde" in {letter.tilstand for letter in desk.all(Dokument)}
    a_night(desk)
    assert luk_eller_planlaeg(desk) == [True]
