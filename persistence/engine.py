"""How the register's database is opened: what holds on every connection, on SQLite and on PostgreSQL."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

# An execution option of a connection: False where the transaction only reads.
WRITES = "sagsgang_writes"
IN_MEMORY = "sqlite://"
# The pages answer from at most 40 threads; with fewer connections they would wait for each other here.
_POOL = {"pool_size": 10, "max_overflow": 30}


def engine_for(url: str, lock_wait_ms: int) -> Engine:
    """An engine on which nobody waits for a lock longer than `lock_wait_ms`."""
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
    engine = create_engine(url, connect_args=arguments, **pool)

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
    engine = create_engine(url, pool_pre_ping=True, **_POOL)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {lock_wait_ms:d}")
        connection.commit()

    return engine
