"""Putting a row in once, whoever else is putting the same row in at the same time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from persistence.tables import Table, table_of


def put_if_new(session: Session, table: type[Table], row: Mapping[str, Any]) -> bool:
    """The row stands in the table; False where one with the same unique key stood there already."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    put = insert(table_of(table)).on_conflict_do_nothing()
    return bool(session.connection().execute(put, dict(row)).rowcount)
