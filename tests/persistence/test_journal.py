"""The journal: a chain that shows any change, payloads that can be destroyed without breaking it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event, insert, select

from persistence.encryption import DecryptionError
from persistence.keys import Keys
from persistence.migrate import migrate
from persistence.register import Register
from persistence.tables import JournalEntry, JournalPayload, Sag, table_of
from persistence.unit_of_work import UnitOfWork
from tests.persistence.house import KEYS, MONDAY, a_sag, tell

ENTRIES = 4
ENTRY, PAYLOAD = table_of(JournalEntry), table_of(JournalPayload)
# The number of a row is how the tables find it, not what it says; order is `nr`.
FIELDS = [column.name for column in ENTRY.columns if column.name != "id"]
MOMENTS = st.timedeltas(timedelta(-999), timedelta(999)).map(lambda gap: MONDAY + gap)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "sag_id": st.just(2),
    "forloeb_id": st.none() | st.integers(1, 10),
    "nr": st.integers(-10, 0) | st.integers(ENTRIES + 1, 10),
    "due_at": MOMENTS,
    "done_at": MOMENTS,
    "schema": st.integers(0, 5),
}
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=70)


@pytest.fixture(scope="module")
def told() -> Register:
    """A register in memory with two cases of four entries; what a test alters is thrown away."""
    register = Register("sqlite://", KEYS)
    migrate(register)
    with register.write() as uow:
        sager = a_sag(uow), a_sag(uow, "S-2026-00002")
        for number in range(ENTRIES):
            for sag in sager:
                tell(uow, sag, f"Notat {number}", number)
    # The alterations under test are those of somebody who is not held back by foreign keys.
    with register.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    return register


def one(register: Register) -> Register:
    with register.write() as uow:
        sag = a_sag(uow)
        for number in range(ENTRIES):
            tell(uow, sag, f"Notat {number}", number)
    return register


def test_the_chain_holds_from_the_first_entry_to_the_last(register: Register) -> None:
    with one(register).read() as uow:
        told = list(uow.journal.entries(1))
        assert [entry.detail["notat"] for entry in told] == [f"Notat {number}" for number in range(ENTRIES)]
        assert [entry.nr for entry in told] == [1, 2, 3, 4]
        assert told[2].done_at == MONDAY + timedelta(minutes=2)
        assert uow.journal.verify(1) is None


@given(row=st.integers(1, ENTRIES), field=st.sampled_from(FIELDS), data=st.data())
def test_a_change_of_any_field_of_any_entry_shows(
    told: Register, row: int, field: str, data: st.DataObject
) -> None:
    with told.read() as uow:
        is_it = (ENTRY.c.sag_id == 1) & (ENTRY.c.nr == row)
        before = uow.session.execute(select(ENTRY.c[field]).where(is_it)).scalar_one()
        after = data.draw(VALUES.get(field, WORDS).filter(lambda value: value != before))
        # A number is unique in a case, so the other case's entry makes room.
        uow.session.execute(ENTRY.update().where(ENTRY.c.sag_id == 2).values(nr=ENTRY.c.nr + 100))
        uow.session.execute(ENTRY.update().where(is_it).values({field: after}))
        assert uow.journal.verify(1) is not None


@given(row=st.integers(1, ENTRIES), place=st.integers(0, 30), by=st.integers(1, 255))
def test_a_change_of_any_byte_of_a_payload_shows(told: Register, row: int, place: int, by: int) -> None:
    with told.read() as uow:
        entry_id = uow.session.scalar(select(ENTRY.c.id).where(ENTRY.c.sag_id == 1, ENTRY.c.nr == row))
        payload = uow.session.get_one(JournalPayload, entry_id)
        altered = bytearray(payload.sealed)
        altered[place] ^= by
        payload.sealed = bytes(altered)
        uow.session.flush()
        assert uow.journal.verify(1) == row


def test_payloads_that_change_places_show(told: Register) -> None:
    with told.read() as uow:
        first, second = (uow.session.get_one(JournalPayload, entry_id) for entry_id in (1, 3))
        first.sealed, second.sealed = second.sealed, first.sealed
        uow.session.flush()
        assert uow.journal.verify(1) == 1


@pytest.mark.parametrize("row", range(1, ENTRIES + 1))
def test_an_entry_that_was_taken_out_shows(told: Register, row: int) -> None:
    """The last one too: the sag knows where its chain ends."""
    with told.read() as uow:
        uow.session.execute(ENTRY.delete().where(ENTRY.c.sag_id == 1, ENTRY.c.nr == row))
        assert uow.journal.verify(1) == row
        assert uow.journal.verify(2) is None


def test_an_entry_put_in_afterwards_shows(told: Register) -> None:
    with told.read() as uow:
        last = uow.session.execute(select(ENTRY).where(ENTRY.c.sag_id == 1, ENTRY.c.nr == ENTRIES))
        row = dict(last.mappings().one()) | {"id": 99, "nr": ENTRIES + 1}
        uow.session.execute(insert(ENTRY).values(row | {"previous_hash": row["hash"]}))
        assert uow.journal.verify(1) == ENTRIES + 1


def test_erasing_takes_the_words_and_leaves_the_chain(register: Register) -> None:
    with one(register).write() as uow:
        uow.journal.erase(1)
    with register.read() as uow:
        told = list(uow.journal.entries(1))
        assert [entry.detail for entry in told] == [{}] * ENTRIES
        assert [entry.event for entry in told] == ["kontakt_registreret"] * ENTRIES
        assert uow.session.scalar(select(PAYLOAD.c.journal_id)) is None
        assert uow.session.get_one(Sag, 1).journal_key is None
        assert uow.journal.verify(1) is None


def test_an_erased_case_can_be_told_of_again_under_a_new_key(register: Register) -> None:
    with one(register).write() as uow:
        old = uow.session.get_one(Sag, 1).journal_key
        uow.journal.erase(1)
        tell(uow, uow.session.get_one(Sag, 1), "bagefter")
    with register.read() as uow:
        assert uow.session.get_one(Sag, 1).journal_key not in {None, old}
        assert [entry.detail for entry in uow.journal.entries(1)] == [{}] * ENTRIES + [{"notat": "bagefter"}]
        assert uow.journal.verify(1) is None


def test_what_is_erased_is_no_longer_in_the_file(sqlite: Register) -> None:
    with one(sqlite).read() as uow:
        words = [bytes(sealed) for sealed in uow.session.scalars(select(PAYLOAD.c.sealed))]
        key = str(uow.session.get_one(Sag, 1).journal_key).encode()
    with sqlite.write() as uow:
        uow.journal.erase(1)
    with sqlite.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(sqlite.url.removeprefix("sqlite:///"), "rb") as file:  # noqa: PTH123 - the url is a string
        content = file.read()
    assert b"kontakt_registreret" in content
    assert [secret for secret in (*words, key) if secret[20:60] in content] == []


def test_a_payload_cannot_be_read_without_the_key_of_the_case(register: Register) -> None:
    with one(register).write() as uow:
        uow.session.get_one(Sag, 1).journal_key = None
    with register.read() as uow:
        with pytest.raises(DecryptionError):
            list(uow.journal.entries(1))
        assert uow.journal.verify(1) == 1
        assert not any(b"Notat" in bytes(sealed) for sealed in uow.session.scalars(select(PAYLOAD.c.sealed)))


def test_a_payload_cannot_be_read_with_the_keys_of_another_house(register: Register) -> None:
    stranger = Register(one(register).url, Keys.fixed(b"en anden"))
    with stranger.read() as uow, pytest.raises(DecryptionError):
        list(uow.journal.entries(1))
    stranger.close()


def test_a_transaction_that_is_rolled_back_leaves_no_key_behind(register: Register) -> None:
    with register.write() as uow:
        a_sag(uow)
    with pytest.raises(ZeroDivisionError), register.write() as uow:  # noqa: PT012 - raised when the unit of work ends
        tell(uow, uow.session.get_one(Sag, 1), "aldrig sket")
        raise ZeroDivisionError
    with register.read() as uow:
        assert uow.session.get_one(Sag, 1).journal_key is None
    with register.write() as uow:
        tell(uow, uow.session.get_one(Sag, 1), "sket")
    # Somebody who never saw the first attempt can open what was written after it.
    another = Register(register.url, KEYS)
    with another.read() as uow:
        assert [entry.detail for entry in uow.journal.entries(1)] == [{"notat": "sket"}]
        assert uow.journal.verify(1) is None
    another.close()


def test_what_was_told_in_the_same_transaction_can_be_read_in_it(register: Register) -> None:
    with register.write() as uow:
        sag = a_sag(uow)
        tell(uow, sag, "lige nu")
        assert [entry.detail for entry in uow.journal.entries(sag.id)] == [{"notat": "lige nu"}]
        tell(uow, sag, "og nu")
        assert uow.journal.verify(sag.id) is None
        assert uow.journal.sags_after(0) == [sag.id]


def statements(engine: Engine, uow: UnitOfWork, entries: int) -> Iterator[str]:
    seen: list[str] = []
    sag = a_sag(uow)
    uow.session.flush()
    event.listen(engine, "before_cursor_execute", lambda *found: seen.append(found[2]))
    for number in range(entries):
        tell(uow, sag, f"Notat {number}")
    uow.journal.write_out()
    yield from seen


def test_an_act_writes_all_its_entries_at_once() -> None:
    def asked(entries: int) -> int:
        register = Register("sqlite://", KEYS)
        register.create_tables()
        with register.write() as uow:
            return len(list(statements(register.engine, uow, entries)))

    assert asked(1) == asked(20) == 3


def test_what_is_about_no_case_has_a_chain_of_its_own(register: Register) -> None:
    with one(register).write() as uow:
        assert uow.journal.verify(None) is None
        for number in range(ENTRIES):
            tell(uow, None, f"Regel {number}", number)
    with register.read() as uow:
        assert [entry.nr for entry in uow.journal.entries(None)] == [1, 2, 3, 4]
        assert next(entry.detail["notat"] for entry in uow.journal.entries(1)) == "Notat 0"
        assert (uow.journal.verify(None), uow.journal.verify(1)) == (None, None)
        assert uow.journal.sags_after(0) == [1]
        uow.session.execute(
            ENTRY.update().where(ENTRY.c.sag_id.is_(None), ENTRY.c.nr == 2).values(actor="en anden")
        )
        assert (uow.journal.verify(None), uow.journal.verify(1)) == (2, None)
