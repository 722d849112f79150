"""The register: one database, one writer at a time on SQLite, every change in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from domain.errors import Conflict, Retryable
from persistence.database_errors import named
from persistence.engine import WRITES, engine_for
from persistence.keys import Keys
from persistence.tables import RegisterMark, Table
from persistence.unit_of_work import UnitOfWork

LOCK_WAIT_MS = 30_000


class Register:
    """Opens units of work on one database; each of them belongs to one thread, the register itself to all.

    The exception is `sqlite://`, a register in memory: it has one connection, so only one unit of work may be
    open at a time, in whichever thread.
    """

    def __init__(self, url: str, keys: Keys, *, lock_wait_ms: int = LOCK_WAIT_MS) -> None:
        self.url = url
        self.keys = keys
        self.engine = engine_for(url, lock_wait_ms)
        self._kept_rules: set[tuple[str, str]] = set()

    def create_tables(self) -> None:
        """All tables exist, made from the models (tests and scenarios; a lasting register is migrated)."""
        Table.metadata.create_all(self.engine)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that is committed whole, or not at all.

        Raises Conflict where somebody else changed the same case, Retryable("register_optaget") where the
        database stayed locked or away and Retryable("disk_fuld") where it had no room.
        """
        with self._session(writes=True) as session:
            uow = UnitOfWork(session, self.keys, self._kept_rules)
            yield uow
            uow.commit()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work whose changes, if any, are thrown away."""
        with self._session(writes=False) as session:
            yield UnitOfWork(session, self.keys, self._kept_rules)

    def is_demo(self) -> bool:
        """True for a register that was made for demonstration and holds fictive people only."""
        with self.read() as uow:
            return uow.mark("demo") == "ja"

    def mark(self, key: str, value: str) -> None:
        """The register says `value` of itself from now on."""
        with self._session(writes=True) as session:
            session.merge(RegisterMark(key=key, value=value))
            session.commit()

    def close(self) -> None:
        """No connection is open; the next unit of work opens one."""
        self.engine.dispose()

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        try:
            with (
                self.engine.connect().execution_options(**{WRITES: writes}) as connection,
                Session(connection, expire_on_commit=False) as session,
            ):
                yield session
        except StaleDataError:
            raise Conflict("sagen er ændret af en anden") from None
        except NoConnectionLeft as error:
            raise Retryable("register_optaget") from error
        except DBAPIError as error:
            raise named(error) from error
