"""Migrations: the register's tables are brought up to what this version of the code works with."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import DBAPIError

from domain.errors import BrokenConfig, Fault
from persistence.database_errors import named
from persistence.engine import WRITES, engine_for
from persistence.register import LOCK_WAIT_MS, Register

FOLDER = Path(__file__).parent / "migrations"
_REASONS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_REGISTER = "register"
# Held by the one process that migrates; the number itself has no meaning.
_MIGRATIONS_LOCK = 7_103_290_418


def migrate(register: Register | str) -> list[str]:
    """The database is of this version; gives the revisions that were applied, none when it was so already.

    Each migration is one transaction. Two processes that start at once take turns: each looks again when it has the
    lock, and does only what nobody has done.
    """
    applied = []
    with _engine_of(register) as engine:
        while revision := _one_step(engine):
            applied.append(revision)
    return applied


def pending(register: Register | str) -> list[str]:
    """The revisions that the database lacks, in the order they would be applied."""
    with _engine_of(register) as engine, engine.connect().execution_options(**{WRITES: False}) as connection:
        return _lacking(connection)


def require_current(register: Register) -> None:
    """The register is of this version; raises BrokenConfig where it is older or newer than the code."""
    if pending(register):
        raise _broken("aeldre")


def revisions() -> list[str]:
    """Every revision of this version of the code, first one first."""
    script = ScriptDirectory.from_config(alembic_config())
    return [found.revision for found in script.walk_revisions()][::-1]


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, made here so that no file in the root has to say the same."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _one_step(engine: Engine) -> str | None:
    """The first pending migration stands in the database, committed; None where nothing was pending."""
    with engine.connect() as connection, _foreign_keys_off(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATIONS_LOCK)))
        lacking = _lacking(connection)
        if not lacking:
            return None
        command.upgrade(alembic_config(connection), lacking[0])
        _require_whole(connection)
        return lacking[0]


def _lacking(connection: Connection) -> list[str]:
    known = revisions()
    at = MigrationContext.configure(connection).get_current_revision()
    if at is None:
        if inspect(connection).get_table_names():
            raise _broken("uden_version")
        return known
    if at not in known:
        raise _broken("nyere")
    return known[known.index(at) + 1 :]


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """SQLite copies a table to change it, and must not take that for deleting what others refer to.

    Asked on the driver's own connection, since inside a transaction SQLite does not hear it.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
        driver.close()


def _require_whole(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if lost is not None:
            raise RuntimeError(f"the migration left rows in {lost[0]} that refer to nothing")


@contextmanager
def _engine_of(register: Register | str) -> Iterator[Engine]:
    engine = register.engine if isinstance(register, Register) else engine_for(register, LOCK_WAIT_MS)
    try:
        yield engine
    except DBAPIError as error:
        raise named(error) from error
    finally:
        if not isinstance(register, Register):
            engine.dispose()


def _broken(reason: str) -> BrokenConfig:
    return BrokenConfig([Fault(_REGISTER, "", _REASONS[reason])])
