"""Registers for the sweep: written once in SQLite, copied row by row to PostgreSQL, each run's steps parked until its turn."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Column as SqlColumn
from sqlalchemy import Integer, MetaData, Table, bindparam, insert, select, update

from bench.bulk_register import Patterns, write_register
from bench.case_plans import KEYS, MORNING
from persistence.register import Register
from persistence.tables import Deadline
from persistence.tables import Table as RegisterTable

_AT_A_TIME = 20_000
_OWN = MetaData()
_DEADLINE: Any = Deadline.__table__
_PARKED = Table(
    "bench_parked",
    _OWN,
    SqlColumn("deadline_id", Integer, primary_key=True),
    SqlColumn("next_at", _DEADLINE.c.next_at.type),
    SqlColumn("turn", Integer, index=True),
)


def lay_out(place: Path, patterns: Patterns, cases: int, turns: Sequence[int]) -> str:
    """A register of `cases` in a file of its own; each turn has so many steps, all of them parked. Its URL."""
    url = f"sqlite:///{place}"
    register = Register(url, KEYS)
    register.create_tables()
    write_register(register, patterns, cases, sum(turns))
    park(register, turns)
    register.close()
    return url


def park(register: Register, turns: Sequence[int]) -> None:
    """No step is due; those of each turn wait in a table beside, to be brought back."""
    _OWN.create_all(register.engine)
    with register.write() as uow:
        due = uow.session.execute(
            select(_DEADLINE.c.id, _DEADLINE.c.next_at)
            .where(_DEADLINE.c.next_at <= MORNING)
            .order_by(_DEADLINE.c.forloeb_id, _DEADLINE.c.id)
        ).all()
        uow.session.execute(insert(_PARKED), list(_waiting(due, turns)))
        uow.session.execute(
            update(_DEADLINE).where(_DEADLINE.c.id.in_(select(_PARKED.c.deadline_id))).values(next_at=None)
        )


def _waiting(due: Sequence[Any], turns: Sequence[int]) -> Iterator[dict[str, Any]]:
    rows = iter(due)
    for turn, steps in enumerate(turns):
        for deadline_id, next_at in islice(rows, steps):
            yield {"deadline_id": deadline_id, "next_at": next_at, "turn": turn}


def unpark(url: str, turn: int) -> None:
    """The steps of this turn are due, as they were when the register was made."""
    register = Register(url, KEYS)
    with register.write() as uow:
        found = uow.session.execute(
            select(_PARKED.c.deadline_id, _PARKED.c.next_at).where(_PARKED.c.turn == turn)
        ).all()
        uow.session.connection().execute(
            update(_DEADLINE).where(_DEADLINE.c.id == bindparam("deadline")).values(next_at=bindparam("at")),
            [{"deadline": deadline_id, "at": next_at} for deadline_id, next_at in found],
        )
    register.close()


def copy_to_postgres(place: Path, url: str) -> None:
    """The empty database holds every row of the SQLite file, as it lies there, and knows its own size."""
    register = Register(url, KEYS)
    register.create_tables()
    _OWN.create_all(register.engine)
    tables = [*RegisterTable.metadata.sorted_tables, _PARKED]
    server: Any = register.engine.raw_connection()
    with closing(sqlite3.connect(place)) as source, closing(server):
        cursor = server.cursor()
        # What was whole there is whole here: no foreign key is asked for again.
        cursor.execute("SET session_replication_role = replica")
        for table in tables:
            _copy(source, cursor, table)
        server.commit()
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM (ANALYZE)")
    register.close()


def _copy(source: sqlite3.Connection, cursor: Any, table: Table) -> None:
    names = ", ".join(f'"{name}"' for name in table.c.keys())  # noqa: SIM118 - a column collection is no dict
    rows = source.execute(f"SELECT {names} FROM {table.name}")
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        while batch := rows.fetchmany(_AT_A_TIME):
            for row in batch:
                copy.write_row(row)
    key = list(table.primary_key.columns)
    if len(key) == 1 and isinstance(key[0].type, Integer) and key[0].autoincrement:
        sequence = "pg_get_serial_sequence(%s, %s)"
        cursor.execute(
            f"SELECT setval({sequence}, (SELECT max({key[0].name}) FROM {table.name})) WHERE {sequence} IS NOT NULL",
            (table.name, key[0].name, table.name, key[0].name),
        )
