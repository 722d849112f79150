"""A full disk, a locked register, a mail server that refuses: tried again, then shown to a person, never lost."""

import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from casework.acts.sagsaabning import BorgerFelter, ModtagHenvendelse
from casework.office import Office
from casework.perform import perform
from casework.set_up import keys_of
from config.settings import load_settings
from domain.errors import Retryable
from flows.outbox import outbox
from flows.story import tell
from persistence.documents import FolderStore, StoredDocument
from persistence.register import Register
from persistence.tables import Borger, Forloeb, Henvendelse, JournalEntry, OutboxRow
from sagsgang.commands.endings import told_in_danish
from tasks.channels.apprise_notifier import AppriseNotifier
from tasks.runtime import Runtime, runtime_from, use
from tests.house.tree import ROOT
from tests.persistence.house import KEYS, an_office
from tests.sagsgang.conftest import Run
from tests.tasks.test_apprise_notifier import MailBox, mail_server

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
LIMIT = 120


def henvend(office: Office, tekst: str = "Jeg søger støtte.") -> None:
    act = ModtagHenvendelse(
        borger=BorgerFelter(navn="Bo Testmand", cpr="7203790003"), tekst=tekst, ansoegt=["85"]
    )
    perform(office, "modtag_henvendelse", act, forloeb_id=None, by="sb1", now=MONDAY)


def rows(office: Office) -> list[int]:
    with office.register.read() as uow:
        return [uow.count(table) for table in (Borger, Forloeb, Henvendelse, JournalEntry, OutboxRow)]


def on_disk(folder: Path, lock_wait_ms: int = 30_000) -> Office:
    register = Register(f"sqlite:///{folder / 'register.sqlite3'}", KEYS, lock_wait_ms=lock_wait_ms)
    register.create_tables()
    return an_office(register)


# -- no room --


def test_a_register_without_room_takes_nothing_half_and_everything_when_there_is_room(tmp_path: Path) -> None:
    office = on_disk(tmp_path)
    before = rows(office)
    office.register.close()
    pages: list[int] = []

    @event.listens_for(office.register.engine, "connect")
    def no_room(connection: Any, _: object) -> None:
        pages.append(connection.execute("PRAGMA page_count").fetchone()[0])
        connection.execute(f"PRAGMA max_page_count={pages[-1] + 3}")

    with pytest.raises(Retryable, match="disk_fuld"):
        henvend(office, "æ" * 500_000)
    assert rows(office) == before
    event.remove(office.register.engine, "connect", no_room)
    office.register.close()
    henvend(office, "æ" * 500_000)
    assert [after > earlier for after, earlier in zip(rows(office), before, strict=True)] == [True] * 5


COMMAND_WITH_NO_ROOM = """
import resource, sys
from sagsgang.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
main(sys.argv[1:])
"""


def in_a_process(program: str, *arguments: str, var: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, "SAGSGANG_VAR": str(var)},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


def test_a_command_on_a_full_disk_ends_with_3_and_changes_nothing(staffed: Run, case: str, var: Path) -> None:
    words = ["handling", case, "registrer_kontakt", f"notat={'x' * 100_000}"]
    ended = in_a_process(COMMAND_WITH_NO_ROOM, *words, var=var)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr.startswith("disk_fuld: Der er ikke plads på disken.")
    assert len(ended.stderr.splitlines()) == 1
    assert staffed(*words).code == 0


class CrampedStore(FolderStore):
    """A disk on which no file may grow beyond a kilobyte, for as long as a document is put."""

    def put(self, content: bytes) -> StoredDocument:
        most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
        try:
            return super().put(content)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))


def test_letters_wait_for_room_on_the_disk_and_are_sent_when_there_is(
    staffed: Run, case: str, var: Path
) -> None:
    settings, soon = load_settings(), datetime.now(UTC) + timedelta(minutes=1)
    roomy = replace(runtime_from(settings), now=lambda: soon + timedelta(minutes=5))
    cramped = replace(roomy, store=CrampedStore(var / "dokumenter", keys_of(settings)), now=lambda: soon)
    with use(cramped):
        asyncio.run(tell(outbox))
    waiting = staffed("status", "--json")
    assert {"slags": "dan", "kode": "disk_fuld", "antal": 1} in waiting.json["proeves_igen"]
    assert waiting.code == 0
    assert [path for path in (var / "dokumenter").rglob("*") if path.is_file() and path.stat().st_size] == []
    with use(roomy):
        asyncio.run(tell(outbox))
    letters = staffed("sager", case, "--json").json["dokumenter"]
    assert ("kvittering", "modtaget") in [(row["brev"], row["tilstand"]) for row in letters]
    assert staffed("status", "--json").json["proeves_igen"] == []


# -- locked --


def test_a_locked_register_is_waited_for_only_so_long_and_nothing_is_half_written(tmp_path: Path) -> None:
    office = on_disk(tmp_path, lock_wait_ms=50)
    before = rows(office)
    with closing(sqlite3.connect(tmp_path / "register.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Retryable, match="register_optaget"):
            henvend(office)
        assert rows(office) == before
        other.execute("ROLLBACK")
    henvend(office)
    assert rows(office) != before


def test_a_locked_register_ends_the_command_with_3_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = on_disk(tmp_path, lock_wait_ms=50)
    with closing(sqlite3.connect(tmp_path / "register.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SystemExit) as ended, told_in_danish():
            henvend(office)
    assert ended.value.code == 3
    assert (
        capsys.readouterr().err
        == "register_optaget: Registeret var optaget for længe. Programmet prøver igen.\n"
    )


# -- a mail server that refuses --


def with_mail_to(url: str, now: list[datetime]) -> Runtime:
    return replace(
        runtime_from(load_settings()), notices=AppriseNotifier(), address_of=lambda _: url, now=lambda: now[0]
    )


def notices(office: Office) -> list[OutboxRow]:
    with office.register.read() as uow:
        return list(uow.session.query(OutboxRow).filter(OutboxRow.kind == "besked").order_by(OutboxRow.id))


def test_a_notice_that_is_refused_is_tried_with_growing_waits_and_then_shown_to_a_person(
    staffed: Run, case: str
) -> None:
    box, now, tried = MailBox("550 no such mailbox"), [datetime.now(UTC) + timedelta(minutes=1)], []
    with mail_server(box) as url, use(with_mail_to(url, now)) as runtime:
        while True:
            asyncio.run(tell(outbox))
            (notice,) = notices(runtime.office)
            tried.append(now[0])
            if notice.state != "klar":
                break
            assert notice.error == "notifikation_afvist"
            now[0] = notice.ready_at
    waits = [after - before for before, after in pairwise(tried)]
    assert waits[:5] == [timedelta(seconds=seconds) for seconds in (30, 120, 600, 1800, 3600)]
    assert waits == sorted(waits)
    assert sum(waits, timedelta()) > timedelta(days=3)
    assert box.asked == len(tried) == notice.attempts

    shown, as_json = staffed("status"), staffed("status", "--json")
    assert (shown.code, as_json.code) == (1, 1)
    (failed,) = as_json.json["fejlede"]
    assert (failed["slags"], failed["sagsnummer"], failed["kode"]) == ("besked", case, "opgivet")
    assert failed["tekst"] == "Det lykkedes ikke efter mange forsøg. Et menneske skal se på det."
    assert case in shown.out
    assert "opgivet" in shown.out


def test_a_mail_server_that_comes_back_gets_what_waited(staffed: Run, case: str) -> None:
    box, now = MailBox("451 try again later"), [datetime.now(UTC) + timedelta(minutes=1)]
    with mail_server(box) as url, use(with_mail_to(url, now)) as runtime:
        asyncio.run(tell(outbox))
        assert staffed("status", "--json").json["proeves_igen"] == [
            {"slags": "besked", "kode": "notifikation_afvist", "antal": 1}
        ]
        box.answer = "250 OK"
        now[0] += timedelta(minutes=5)
        asyncio.run(tell(outbox))
        assert [row.state for row in notices(runtime.office)] == ["faerdig"]
    assert len(box.mails) == 1
    assert case in str(box.mails[0].content)
    assert "Testmand" not in str(box.mails[0].content)
