"""What is due is found by one range scan, whose cost grows with what is due and with nothing else."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from domain.case import ForloebTilstand
from persistence.register import Register
from persistence.tables import Deadline, Forloeb, table_of
from tests.persistence.house import MONDAY, a_sag

DUE = 20


def fill(register: Register, not_due: int) -> None:
    """Twenty clocks are due, one minute apart and put in backwards; `not_due` are not, or never will be."""
    with register.write() as uow:
        forloeb = uow.add(
            Forloeb(
                sag_id=a_sag(uow).id,
                nr=1,
                fase="sagsaabning",
                fase_siden=MONDAY,
                tilstand=ForloebTilstand.AABENT.value,
                oprettet=MONDAY,
            )
        )
        moments: list[datetime | None] = [MONDAY - timedelta(minutes=number) for number in range(DUE)]
        moments += [None if n % 2 else MONDAY + timedelta(hours=1 + n) for n in range(not_due)]
        uow.session.execute(insert(table_of(Deadline)), [row(forloeb.id, moment) for moment in moments])


def row(forloeb_id: int, next_at: datetime | None) -> dict[str, Any]:
    return {
        "forloeb_id": forloeb_id,
        "rule_id": "svarfrist",
        "rule_version": "1",
        "calendar_version": "1",
        "refs": {},
        "started_at": MONDAY,
        "start_event": "henvendelse_modtaget",
        "counted_on": MONDAY.date(),
        "due_on": MONDAY.date(),
        "state": "aktiv",
        "next_at": next_at,
    }


def due(register: Register, limit: int = 500) -> list[int]:
    with register.read() as uow:
        return list(uow.deadlines.due(MONDAY, None, limit))


def test_the_longest_overdue_comes_first(register: Register) -> None:
    fill(register, not_due=10)
    assert due(register) == list(range(DUE, 0, -1))
    assert due(register, limit=3) == [20, 19, 18]


def test_only_the_rules_that_are_asked_for_are_found(register: Register) -> None:
    fill(register, not_due=0)
    with register.read() as uow:
        assert uow.deadlines.due(MONDAY, {"tavshed"}, 500) == []
        assert len(uow.deadlines.due(MONDAY, {"tavshed", "svarfrist"}, 500)) == DUE


def plan_of_due(register: Register, explain: str) -> str:
    """The database's own plan for the very statement that `due` sends."""
    asked: list[tuple[str, Any]] = []
    event.listen(register.engine, "before_cursor_execute", lambda *found: asked.append((found[2], found[3])))
    due(register)
    statement, parameters = next(found for found in asked if "FROM deadline" in found[0])
    with register.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
        return "\n".join(str(tuple(row)[-1]) for row in rows)


def test_sqlite_reads_the_due_ones_as_one_range_of_their_index(sqlite: Register) -> None:
    fill(sqlite, not_due=500)
    plan = plan_of_due(sqlite, "EXPLAIN QUERY PLAN")
    assert "SEARCH deadline USING COVERING INDEX ix_deadline_next_at (next_at>? AND next_at<?)" in plan or (
        "SEARCH deadline USING COVERING INDEX ix_deadline_next_at (next_at<?)" in plan
    ), plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.postgres
def test_postgresql_reads_the_due_ones_as_one_range_of_their_index(postgres: Register) -> None:
    fill(postgres, not_due=5_000)
    with postgres.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE deadline"))
    plan = plan_of_due(postgres, "EXPLAIN")
    assert "ix_deadline_next_at on deadline" in plan
    assert "Index Cond: (next_at <=" in plan
    assert "Sort" not in plan


def steps_of_due(register: Register) -> int:
    """How many instructions of SQLite's virtual machine it takes to find what is due."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    with register.read() as uow:
        uow.deadlines.due(MONDAY, None, 500)  # prepared, and its pages read
        driver: Any = uow.session.connection().connection.driver_connection
        driver.set_progress_handler(step, 1)
        found = uow.deadlines.due(MONDAY, None, 500)
        driver.set_progress_handler(None, 0)
    assert len(found) == DUE
    return count


@pytest.mark.parametrize("many", [1_000, 20_000])
def test_clocks_that_are_not_due_cost_the_sweep_nothing(
    many: int, sqlite: Register, tmp_path_factory: pytest.TempPathFactory
) -> None:
    few = Register("sqlite://", sqlite.keys)
    few.create_tables()
    fill(few, not_due=10)
    fill(sqlite, not_due=many)
    assert steps_of_due(sqlite) == steps_of_due(few) > DUE
