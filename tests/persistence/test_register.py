"""The register: what holds on every connection, what writers do to each other, and what an error means."""

import threading
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, StatementError

from domain.errors import Conflict, Retryable
from persistence.register import Register
from persistence.tables import FaseHistorik, Medarbejder, Sag
from tests.persistence.house import (
    KEYS,
    LIMIT,
    MONDAY,
    a_sag,
    an_office,
    at_once,
    contact,
    henvend,
    tell,
)


def staff(staff_id: str = "sb1") -> Medarbejder:
    return Medarbejder(id=staff_id, navn=staff_id, rolle="sagsbehandler", team="voksen")


def pragma(register: Register, name: str) -> Any:
    with register.engine.connect() as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar()


def test_what_is_committed_survives_a_power_cut_and_what_is_erased_is_gone(sqlite: Register) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert {name: pragma(sqlite, name) for name in wanted} == wanted


def test_a_row_that_refers_to_nothing_is_refused(register: Register) -> None:
    with pytest.raises(IntegrityError), register.write() as uow:
        uow.add(FaseHistorik(forloeb_id=17, fase="sagsaabning", startet=MONDAY))


def test_a_moment_without_a_time_zone_is_refused(register: Register) -> None:
    with pytest.raises(StatementError, match="time zone"), register.write() as uow:
        a_sag(uow).ressourcer_bekraeftet = datetime(2026, 3, 2, 10)  # noqa: DTZ001 - the fault under test


def test_a_moment_comes_back_as_the_same_moment(register: Register) -> None:
    with register.write() as uow:
        a_sag(uow)
    with register.read() as uow:
        kept = uow.session.get_one(Sag, 1).oprettet
    assert kept == MONDAY
    assert kept.tzinfo is not None


def test_a_unit_of_work_that_fails_leaves_nothing(register: Register) -> None:
    with pytest.raises(ZeroDivisionError), register.write() as uow:  # noqa: PT012 - raised when the unit of work ends
        uow.add(staff())
        raise ZeroDivisionError
    with register.read() as uow:
        assert uow.parties.staff() == []


def test_what_is_changed_while_reading_is_thrown_away(register: Register) -> None:
    with register.read() as uow:
        uow.add(staff())
    with register.read() as uow:
        assert uow.parties.staff() == []


def test_a_reader_sees_the_last_commit_while_somebody_writes(register: Register) -> None:
    with register.write() as writer:
        writer.add(staff())
        with register.read() as reader:
            assert reader.parties.staff() == []


def test_a_writer_waits_for_the_one_before(sqlite: Register) -> None:
    """The second one may begin only when the first one has committed: it sees what the first one wrote."""
    asked = threading.Event()
    seen: list[str] = []

    def second() -> None:
        asked.set()
        with sqlite.write() as uow:
            seen.extend(row.id for row in uow.parties.staff())

    thread = threading.Thread(target=second)
    with sqlite.write() as uow:
        uow.add(staff())
        thread.start()
        assert asked.wait(LIMIT)
    thread.join(LIMIT)
    assert seen == ["sb1"]


def test_a_register_that_stays_locked_is_said_to_be_busy(sqlite: Register) -> None:
    impatient = Register(sqlite.url, KEYS, lock_wait_ms=1)
    with sqlite.write() as uow, pytest.raises(Retryable) as caught, impatient.write() as other:  # noqa: PT012 - raised when the unit of work ends
        uow.add(staff("sb1"))
        other.add(staff("sb2"))
    assert caught.value.code == "register_optaget"
    impatient.close()


def test_a_disk_without_room_is_said_to_be_full(sqlite: Register) -> None:
    @event.listens_for(sqlite.engine, "connect")
    def no_room(connection: Any, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    sqlite.close()
    with pytest.raises(Retryable) as caught, sqlite.write() as uow:  # noqa: PT012 - raised when the unit of work ends
        for number in range(500):
            uow.add_later(staff(f"sb{number}"))
    assert caught.value.code == "disk_fuld"
    with sqlite.read() as uow:
        assert uow.parties.staff() == []


def test_a_case_that_changed_since_it_was_read_is_not_written_over(register: Register) -> None:
    with register.write() as uow:
        a_sag(uow)
    with pytest.raises(Conflict), register.write() as uow:  # noqa: PT012 - raised when the unit of work ends
        sag = uow.session.get_one(Sag, 1)
        uow.session.execute(text("UPDATE sag SET version = version + 1"))
        tell(uow, sag, "for sent")
    with register.read() as uow:
        assert list(uow.journal.entries(1)) == []


@pytest.mark.postgres
def test_the_second_of_two_writers_of_a_case_is_told_to_read_again(postgres: Register) -> None:
    with postgres.write() as uow:
        a_sag(uow)
    with pytest.raises(Conflict), postgres.write() as second:  # noqa: PT012 - raised when the unit of work ends
        late = second.session.get_one(Sag, 1)
        with postgres.write() as first:
            tell(first, first.session.get_one(Sag, 1), "først")
        tell(second, late, "for sent")
    with postgres.read() as uow:
        assert [entry.detail["notat"] for entry in uow.journal.entries(1)] == ["først"]
        assert uow.journal.verify(1) is None


@pytest.mark.postgres
def test_the_second_to_put_the_same_in_is_told_to_look_again(postgres: Register) -> None:
    with pytest.raises(Conflict), postgres.write() as second:  # noqa: PT012 - raised when the unit of work ends
        assert second.parties.medarbejder("sb1") is None
        with postgres.write() as first:
            first.add(staff())
        second.add(staff())


@pytest.mark.postgres
def test_a_row_that_stays_locked_is_said_to_be_busy(postgres: Register) -> None:
    with postgres.write() as uow:
        a_sag(uow)
    impatient = Register(postgres.url, KEYS, lock_wait_ms=1)
    with postgres.write() as first, pytest.raises(Retryable) as caught, impatient.write() as second:  # noqa: PT012 - raised when the unit of work ends
        first.session.get_one(Sag, 1, with_for_update=True)
        second.session.get_one(Sag, 1, with_for_update=True)
    assert caught.value.code == "register_optaget"
    impatient.close()


def hang_up(register: Register, uow: Any) -> None:
    """The server closes the connection under a unit of work."""
    mine = uow.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with register.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": mine})


@pytest.mark.postgres
def test_a_server_that_goes_away_is_tried_again_and_then_reached(postgres: Register) -> None:
    with pytest.raises(Retryable) as caught, postgres.write() as uow:  # noqa: PT012 - raised when the unit of work ends
        hang_up(postgres, uow)
        uow.add(staff())
    assert caught.value.code == "register_optaget"
    with postgres.write() as uow:
        uow.add(staff())


@pytest.mark.postgres
def test_a_connection_that_was_closed_while_it_rested_is_replaced_unnoticed(postgres: Register) -> None:
    with postgres.read() as uow:
        resting = uow.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    elsewhere = Register(postgres.url, KEYS)
    with elsewhere.read() as uow:
        uow.session.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": resting})
    elsewhere.close()
    with postgres.read() as uow:
        assert uow.parties.staff() == []


def test_threads_share_a_register(register: Register) -> None:
    office = an_office(register)
    cases = [henvend(office) for _ in range(6)]

    def talk(forloeb_id: int) -> None:
        for minute in range(10):
            contact(office, forloeb_id, minute)

    assert at_once(*(lambda case=case: talk(case) for case in cases)) == [None] * 6
    with register.read() as uow:
        for case in cases:
            sag_id = uow.cases.read(case).sag_id
            told = [entry.event for entry in uow.journal.entries(sag_id)]
            assert told.count("kontakt_registreret") == 10
            assert uow.journal.verify(sag_id) is None


def test_concurrent_acts_on_one_case_leave_one_whole_chain(register: Register) -> None:
    """Whoever wins, wins alone; whoever loses is told, and has written nothing."""
    office = an_office(register)
    case = henvend(office)
    got = at_once(*(lambda minute=minute: contact(office, case, minute) for minute in range(12)))
    won = [result for result in got if result is None]
    assert all(isinstance(result, Conflict) for result in got if result is not None)
    assert won
    with register.read() as uow:
        sag_id = uow.cases.read(case).sag_id
        told = list(uow.journal.entries(sag_id))
        assert [entry.event for entry in told].count("kontakt_registreret") == len(won)
        assert [entry.nr for entry in told] == list(range(1, len(told) + 1))
        assert uow.journal.verify(sag_id) is None


def test_one_citizen_who_calls_everywhere_at_once_has_one_case_and_one_chain(register: Register) -> None:
    """Here nobody holds the case from the start: the version and the unique keys must do it alone."""
    office = an_office(register)
    first = henvend(office, cpr="7203790003")
    calls = [lambda n=n: henvend(office, cpr="7203790003", tekst=f"Opkald {n}") for n in range(8)]
    got = at_once(*calls)
    assert {result for result in got if isinstance(result, int)} == {first}
    assert all(isinstance(result, int | Conflict) for result in got)
    with register.read() as uow:
        told = [entry.event for entry in uow.journal.entries(1)]
        assert told.count("henvendelse_modtaget") == 1 + sum(isinstance(result, int) for result in got)
        assert uow.journal.verify(1) is None


def test_new_cases_at_the_same_moment_have_numbers_of_their_own(register: Register) -> None:
    office = an_office(register)
    got = at_once(*(lambda n=n: henvend(office, cpr=f"720379000{n}") for n in range(1, 7)))
    with register.read() as uow:
        numbers = {uow.cases.read(case).sag.nummer for case in got if isinstance(case, int)}
    assert numbers == {f"S-2026-{number:05d}" for number in range(1, 7)}


def test_a_cpr_number_stands_nowhere_in_clear(sqlite: Register, tmp_path: Path) -> None:
    """The file, the log of what is not yet in it, and the index of that log, byte for byte."""
    office = an_office(sqlite)
    henvend(office, cpr="720379-0003", adresse="Prøvevej 7", tekst="Jeg kommer ikke ud.")
    on_disk = {path.name: path.read_bytes() for path in tmp_path.glob("register.sqlite3*")}
    everything = b"".join(on_disk.values())
    assert on_disk["register.sqlite3-wal"]
    assert b"Bo Testmand" in everything
    for secret in ("7203790003", "720379-0003", "720379", "Prøvevej"):
        assert secret.encode() not in everything
    with sqlite.read() as uow:
        borger = uow.cases.read(1).sag.borger
        assert uow.parties.cpr_of(borger) == "7203790003"
