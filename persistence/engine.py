"""How the register's database is opened: what holds on every connection, on SQLite and on PostgreSQL."""

from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import StaticPool

# An execution option of a connection: False where the transaction only reads.
WRITES = "sagsgang_writes"
IN_MEMORY = "sqlite://"
# The pages answer from at most 40 threads; with fewer connections they would wait for each other here.
_POOL = {"pool_size": 10, "max_overflow": 30}
# Invalid data: this class of PostgreSQL's errors quotes the value itself in its first line.
_QUOTES_VALUES = "22"


def engine_for(url: str, lock_wait_ms: int) -> Engine:
    """An engine on which nobody waits for a lock longer than `lock_wait_ms`, and no error tells a row's values."""
    if url.startswith("sqlite"):
        return _sqlite(url, lock_wait_ms)
    return _postgresql(url, lock_wait_ms)


def _sqlite(url: str, lock_wait_ms: int) -> Engine:
    """WAL, synchronous=FULL, foreign keys on; a writing transaction takes the write lock when it begins.

    So two writers wait for each other instead of failing half way, and what is committed survives a power cut.
    What is deleted is overwritten, so that an erased payload is not left in the file.
    """
    pool: dict[str, Any] = {"poolclass": StaticPool} if url == IN_MEMORY else dict(_POOL)
    # Without isolation_level=None the driver would begin transactions by itself, and too late.
    arguments = {"check_same_thread": False, "isolation_level": None}
    engine = create_engine(url, connect_args=arguments, hide_parameters=True, **pool)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={lock_wait_ms}",
            "foreign_keys=ON",
            "journal_mode=WAL",
            "synchronous=FULL",
            "secure_delete=ON",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: str, lock_wait_ms: int) -> Engine:
    """A connection that the server has closed is replaced before it is used."""
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, **_POOL)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {lock_wait_ms:d}")
        connection.commit()

    event.listen(engine, "handle_error", _without_values)
    return engine


def _without_values(context: ExceptionContext) -> None:
    """The error says what was broken, and not with what: the server's own details repeat the row."""
    cause, error = context.original_exception, context.sqlalchemy_exception
    if not isinstance(cause, psycopg.Error) or error is None or cause.diag.message_primary is None:
        return
    quotes = (cause.sqlstate or "").startswith(_QUOTES_VALUES)
    plain = f"SQLSTATE {cause.sqlstate}" if quotes else cause.diag.message_primary
    cause.args = (plain,)
    error.args = (f"({type(cause).__module__}.{type(cause).__name__}) {plain}",)
