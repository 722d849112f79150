"""Putting a row in once, whoever else is putting the same row in at the same time."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from persistence.tables import Table, table_of


def put_if_new(session: Session, table: type[Table], row: Mapping[str, Any]) -> bool:
    """The row stands in the table; False where one with the same unique key stood there already."""
    whole = {**_defaults(table), **row}
    put = _insert(table, tuple(sorted(whole)))
    return bool(session.connection().execute(put, whole).rowcount)


@cache
def _insert(table: type[Table], columns: tuple[str, ...]) -> TextClause:
    """Built once: an insert with ON CONFLICT is compiled anew by SQLAlchemy at every call, which costs ten times this."""
    known = table_of(table)
    names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    put = f"INSERT INTO {known.name} ({names}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608 - names from our own tables
    return text(put).bindparams(*(bindparam(name, type_=known.c[name].type) for name in columns))


@cache
def _defaults(table: type[Table]) -> Mapping[str, Any]:
    """What a column says of itself where the row does not."""
    return {
        column.name: column.default.arg
        for column in table_of(table).columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
