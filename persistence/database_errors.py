"""What a database's own error means to the one who asked: told apart in this one place."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from domain.errors import Conflict, Retryable

_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# A file that cannot grow is told as SQLITE_FULL, or as a write or a shared memory that failed.
_SQLITE_FULL = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_FSYNC}
_PRIMARY = 0xFF
# lock_not_available, deadlock_detected, serialization_failure, too_many_connections
_POSTGRES_BUSY = {"55P03", "40P01", "40001", "53300"}
# Connection exceptions, and a server that is shutting down or starting.
_POSTGRES_AWAY = ("08", "57P")
_POSTGRES_FULL = "53100"
_POSTGRES_TAKEN = "23505"


def named(error: DBAPIError) -> Exception:
    """The error a person or the engine can act on; the same error where it is a fault of the house."""
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error, error.orig)
    return _of_postgresql(error)


def _of_sqlite(error: DBAPIError, cause: sqlite3.Error) -> Exception:
    code = getattr(cause, "sqlite_errorcode", 0)
    if code & _PRIMARY == sqlite3.SQLITE_FULL or code in _SQLITE_FULL:
        return Retryable("disk_fuld")
    if code & _PRIMARY in _SQLITE_BUSY:
        return Retryable("register_optaget")
    return error


def _of_postgresql(error: DBAPIError) -> Exception:
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state == _POSTGRES_FULL:
        return Retryable("disk_fuld")
    if state == _POSTGRES_TAKEN:
        # Two writers looked, found nothing, and both put the same in: the second one looks again.
        return Conflict("det samme er netop registreret af en anden")
    away = error.connection_invalidated or state.startswith(_POSTGRES_AWAY)
    return Retryable("register_optaget") if away or state in _POSTGRES_BUSY else error
