"""Registers of a test's own: a file on SQLite, a database on PostgreSQL, both migrated from empty."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from persistence.migrate import migrate
from persistence.register import Register
from tests.persistence.house import KEYS

ON_BOTH = [
    "sqlite",
    pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")]),
]


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'register.sqlite3'}"


@contextmanager
def database(postgres_url: str, made: str = "") -> Iterator[str]:
    """A database of its own in the session's server."""
    server = make_url(postgres_url)
    name = f"register_{uuid4().hex}"
    plain = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {made}")
        yield server.set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_postgres(postgres_url: str) -> Iterator[str]:
    with database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[str]:
    """A migrated database that others are copied from: copying is quicker than migrating."""
    with database(postgres_url) as url:
        migrate(url)
        yield url


@pytest.fixture(params=ON_BOTH)
def empty_url(request: pytest.FixtureRequest) -> str:
    """An empty database, once on each kind."""
    return str(request.getfixturevalue(f"empty_{request.param}"))


def opened(url: str) -> Iterator[Register]:
    register = Register(url, KEYS)
    yield register
    register.close()


@pytest.fixture
def sqlite(empty_sqlite: str) -> Iterator[Register]:
    migrate(empty_sqlite)
    yield from opened(empty_sqlite)


@pytest.fixture
def postgres(postgres_url: str, migrated_postgres: str) -> Iterator[Register]:
    with database(postgres_url, f"TEMPLATE {make_url(migrated_postgres).database}") as url:
        yield from opened(url)


@pytest.fixture(params=ON_BOTH)
def register(request: pytest.FixtureRequest) -> Register:
    """A register of this version, once on each kind."""
    found: Register = request.getfixturevalue(request.param)
    return found
