"""What Alembic runs inside: the connection and the transaction are those of persistence/migrate.py."""

from typing import Any, Literal

from alembic import context

from persistence.tables import Table
from persistence.tables.base import Utc


def render(kind: str, item: Any, _autogenerate: object) -> str | Literal[False]:
    """A migration names what the database knows: our own types are how the code reads it."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Utc) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    # SQLite changes a table by copying it; on PostgreSQL the same migration alters it in place.
    render_as_batch=True,
    transactional_ddl=True,
    render_item=render,
)
context.run_migrations()
