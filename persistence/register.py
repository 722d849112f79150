"""The register: one database, one writer at a time on SQLite, every change in one transaction."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import StaticPool

from domain.errors import Conflict, Retryable
from persistence.keys import Keys
from persistence.tables import RegisterMark, Table
from persistence.unit_of_work import UnitOfWork

_LOCK_WAIT_MS = 30_000
_KEYS_KEPT = 4_096
_SQLITE_FULL = ("database or disk is full", "disk I/O error")
_BUSY = ("database is locked", "could not obtain lock", "deadlock detected", "could not serialize access")


class Register:
    """Opens units of work on one database.

    On SQLite: WAL, synchronous=FULL, foreign keys on, and BEGIN IMMEDIATE for every writing transaction,
    so that two writers wait for each other instead of failing half way.
    """

    def __init__(self, url: str, keys: Keys) -> None:
        self.url = url
        self.keys = keys
        self.engine = _engine(url)
        self._case_keys: OrderedDict[int, bytes] = OrderedDict()

    def create_tables(self) -> None:
        """All tables exist, made from the models (tests and scenarios; a lasting register is migrated)."""
        Table.metadata.create_all(self.engine)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that is committed whole, or not at all.

        Raises Conflict where somebody else changed the same case, Retryable("register_optaget") where the
        database stayed locked and Retryable("disk_fuld") where it had no room.
        """
        with self._session(writes=True) as session:
            yield UnitOfWork(session, self.keys, self._case_keys)
            session.commit()
            self._trim()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work whose changes, if any, are thrown away."""
        with self._session(writes=False) as session:
            yield UnitOfWork(session, self.keys, self._case_keys)

    def is_demo(self) -> bool:
        """True for a register that was made for demonstration and holds fictive people only."""
        with self.read() as uow:
            return uow.mark("demo") == "ja"

    def mark(self, key: str, value: str) -> None:
        """The register says `value` of itself from now on."""
        with self._session(writes=True) as session:
            session.merge(RegisterMark(key=key, value=value))
            session.commit()

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        try:
            with (
                self.engine.connect().execution_options(sagsgang_writes=writes) as connection,
                Session(connection, expire_on_commit=False) as session,
            ):
                yield session
        except StaleDataError:
            raise Conflict("sagen er ændret af en anden") from None
        except DBAPIError as error:
            raise _named(error) from error

    def _trim(self) -> None:
        while len(self._case_keys) > _KEYS_KEPT:
            self._case_keys.popitem(last=False)


def _named(error: DBAPIError) -> Exception:
    """The operational error a person can act on, told apart in this one place."""
    text = str(error.orig)
    if any(sign in text for sign in _SQLITE_FULL):
        return Retryable("disk_fuld")
    if isinstance(error, OperationalError) and any(sign in text for sign in _BUSY):
        return Retryable("register_optaget")
    return error


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    memory = url == "sqlite://"
    options: dict[str, Any] = {"poolclass": StaticPool} if memory else {}
    engine = create_engine(url, connect_args={"check_same_thread": False, "isolation_level": None}, **options)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={_LOCK_WAIT_MS}",
            "foreign_keys=ON",
            "journal_mode=WAL",
            "synchronous=FULL",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("sagsgang_writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
