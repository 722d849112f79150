"""A hundred cases written in bulk are what a hundred cases made by the use cases are."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import inspect

from bench.bulk_register import Patterns, make_patterns, mix, write_register
from bench.case_plans import KEYS, MORNING, at_the_sweep, make_cases, new_office
from casework.office import Office
from persistence.register import Register
from persistence.tables import Deadline, Forloeb, Sag
from tasks.runtime import use
from tasks.sweeps import climb_ladders

# The two registers take a while to make: once, in one worker.
pytestmark = pytest.mark.xdist_group("bulk_register")
CASES, DUE = 100, 30
Shape = Counter[tuple[Any, ...]]


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return make_patterns()


@pytest.fixture(scope="module")
def bulk(patterns: Patterns) -> Iterator[Office]:
    office = new_office()
    write_register(office.register, patterns, CASES, DUE)
    yield office
    office.register.engine.dispose()


@pytest.fixture(scope="module")
def played(patterns: Patterns) -> Iterator[Office]:
    """The same mix of cases, each made by the use cases and the flows."""
    office = new_office()
    make_cases(office, [patterns.plans[number] for number in mix(patterns, CASES, DUE)])
    yield office
    office.register.engine.dispose()


def filled(office: Office) -> dict[str, Counter[str]]:
    """How many rows each table has, and in how many of them each column says something.

    One person's message of a morning is about no single case, and is not copied: its lines are.
    """
    found: dict[str, Counter[str]] = {}
    with office.register.read() as uow:
        connection = uow.session.connection()
        for table in inspect(connection).get_table_names():
            rows = [
                row
                for row in connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()
                if not (table == "outbox" and row["kind"] == "morgenpost")
            ]
            found[table] = Counter(
                column for row in rows for column, value in row.items() if value is not None
            )
    return found


def clocks(office: Office) -> Shape:
    with office.register.read() as uow:
        return Counter(
            (
                row.rule_id,
                row.rule_version,
                row.counted_on,
                row.due_on,
                row.state,
                tuple(row.done),
                row.next_at,
            )
            for forloeb_id in uow.cases.all_forloeb_ids()
            for row in uow.of_forloeb(Deadline, forloeb_id)
        )


def swept(office: Office) -> Shape:
    """What one sweep writes into the journals, told without the numbers of rows."""
    with office.register.read() as uow:
        before = uow.journal.last_id()
    with use(at_the_sweep(office)):
        climbed = climb_ladders(None, MORNING)
    assert len(climbed) == DUE
    with office.register.read() as uow:
        return Counter(
            (
                entry.event,
                entry.about,
                tuple(
                    sorted(
                        (key, str(value))
                        for key, value in entry.detail.items()
                        if key not in {"dokument", "hvem"}
                    )
                ),
            )
            for sag_id in uow.journal.sags_after(before)
            for entry in uow.journal.entries(sag_id, before)
        )


def test_the_same_tables_are_touched_and_the_same_columns_filled(bulk: Office, played: Office) -> None:
    assert filled(bulk) == filled(played)


def test_the_same_deadlines_run_to_the_same_days(bulk: Office, played: Office) -> None:
    assert clocks(bulk) == clocks(played)


def test_every_chain_of_a_copied_journal_holds(bulk: Office) -> None:
    with bulk.register.read() as uow:
        assert [uow.journal.verify(sag_id) for sag_id in range(1, CASES + 1)] == [None] * CASES


def test_no_copy_points_at_a_row_that_is_not_there(bulk: Office) -> None:
    with bulk.register.read() as uow:
        connection = uow.session.connection()
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_every_copy_has_a_citizen_of_its_own(bulk: Office) -> None:
    with bulk.register.read() as uow:
        sager = [uow.session.get_one(Sag, number) for number in range(1, CASES + 1)]
        people = [uow.cases.read(forloeb_id).sag.borger for forloeb_id in uow.cases.all_forloeb_ids()]
        assert len({sag.nummer for sag in sager}) == CASES
        assert len({uow.parties.cpr_of(person) for person in people}) == CASES


def test_what_names_a_row_names_one_of_the_same_case(bulk: Office) -> None:
    """Numbers inside JSON and inside keys were moved as well as those in columns."""
    with bulk.register.read() as uow:
        for row in uow.outbox.in_state(["faerdig"], limit=10_000):  # type: ignore[list-item]  # states are texts
            if "frist" in row.payload:
                assert uow.session.get_one(Deadline, row.payload["frist"]).forloeb_id == row.forloeb_id
                assert row.key == f"trin:{row.payload['frist']}"
            if "sag" in row.payload:
                assert row.forloeb_id is not None
                sag_id = uow.session.get_one(Forloeb, row.forloeb_id).sag_id
                assert uow.session.get_one(Sag, sag_id).nummer == row.payload["sag"]


def test_a_mix_has_exactly_the_steps_that_were_asked_for(patterns: Patterns) -> None:
    chosen = list(mix(patterns, 2_000, 137))
    assert sum(patterns.cases[number].due for number in chosen) == 137
    assert len(list(islice(mix(patterns, 2_000, 137), 5_000))) == 2_000


def test_more_steps_than_cases_can_have_are_refused(patterns: Patterns) -> None:
    with pytest.raises(ValueError, match="too few"):
        list(mix(patterns, 5, 100))


def test_a_register_in_a_file_can_be_written_too(patterns: Patterns, tmp_path: Any) -> None:
    register = Register(f"sqlite:///{tmp_path / 'register.sqlite3'}", KEYS)
    register.create_tables()
    write_register(register, patterns, 10, 5)
    with register.read() as uow:
        connection = uow.session.connection()
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2, (
            "FULL again, when it is written"
        )
        assert len(uow.deadlines.due(MORNING, None, 100)) == 5
    register.engine.dispose()


# The last one: it changes what the others look at.
def test_one_sweep_does_the_same_to_both(bulk: Office, played: Office) -> None:
    assert swept(bulk) == swept(played)
