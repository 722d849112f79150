"""Migrations: from nothing to what the models say, in numbered steps, each whole or not at all."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from domain.errors import BrokenConfig
from persistence import migrate as module
from persistence.draft_migration import draft
from persistence.migrate import FOLDER, alembic_config, migrate, pending, require_current, revisions
from persistence.register import Register
from persistence.tables import Table
from tests.house.tree import ROOT
from tests.persistence.house import KEYS, a_sag, tell

HEADER = 'revision = "{number}"\ndown_revision = "{before}"\n'
HEADER += "import sqlalchemy as sa\nfrom alembic import op\n\n\ndef upgrade():\n"
RUN_IN_A_PROCESS = "import sys; from persistence.migrate import migrate; print(*migrate(sys.argv[1]))"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations that a test may add to."""
    copy = tmp_path / "migrations"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "FOLDER", copy)
    return copy / "versions"


def add(folder: Path, *lines: str) -> str:
    before = revisions()[-1]
    number = f"{int(before) + 1:04d}"
    body = "".join(f"    {line}\n" for line in lines)
    (folder / f"{number}_more.py").write_text(HEADER.format(number=number, before=before) + body)
    return number


def test_an_empty_register_is_brought_up_to_date_once(empty_url: str) -> None:
    assert pending(empty_url) == revisions()
    assert migrate(empty_url) == revisions()
    assert migrate(empty_url) == []
    assert pending(empty_url) == []


def test_a_migrated_register_has_what_the_models_say(register: Register) -> None:
    with register.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_the_ranges_that_the_sweeps_read_are_partial_indexes(register: Register) -> None:
    made = {index["name"]: index for table in Table.metadata.tables for index in _indexes(register, table)}
    where = {
        name: str(next(iter(index["dialect_options"].values())))
        for name, index in made.items()
        if index.get("dialect_options")
    }
    assert "next_at IS NOT NULL" in where["ix_deadline_next_at"]
    assert "modtages IS NOT NULL" in where["ix_dokument_modtages"]


def _indexes(register: Register, table: str) -> list[dict[str, Any]]:
    return [dict(index) for index in inspect(register.engine).get_indexes(table)]


def test_revisions_are_numbered_in_sequence_and_their_files_named_after_them() -> None:
    assert revisions() == [f"{number:04d}" for number in range(1, len(revisions()) + 1)]
    files = sorted(path.name for path in (FOLDER / "versions").glob("*.py"))
    assert [name[:4] for name in files] == revisions()
    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", name) for name in files)


def test_two_processes_that_start_at_once_take_turns(empty_url: str) -> None:
    command_line = [sys.executable, "-c", RUN_IN_A_PROCESS, empty_url]
    processes = [
        subprocess.Popen(command_line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], told
    # Each migration by one of them, whichever had the lock.
    assert sorted(revision for out, _ in told for revision in out.split()) == revisions()


def test_a_register_in_memory_is_migrated_like_any_other() -> None:
    register = Register("sqlite://", KEYS)
    assert migrate(register) == revisions()
    require_current(register)


def test_a_migration_that_fails_leaves_nothing_of_itself(register: Register, folder: Path) -> None:
    number = add(folder, "op.add_column('sag', sa.Column('ny', sa.String()))", "raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        migrate(register)
    assert "ny" not in [column["name"] for column in inspect(register.engine).get_columns("sag")]
    assert pending(register) == [number]


def test_those_before_one_that_fails_stand(register: Register, folder: Path) -> None:
    add(folder, "op.add_column('sag', sa.Column('ny', sa.String()))")
    failing = add(folder, "raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        migrate(register)
    assert pending(register) == [failing]


def test_a_table_that_others_refer_to_is_changed_without_losing_them(
    register: Register, folder: Path
) -> None:
    with register.write() as uow:
        tell(uow, a_sag(uow), "før")
    number = add(folder, "with op.batch_alter_table('sag', recreate='auto') as sag:",
                 "    sag.alter_column('team', existing_type=sa.String(), type_=sa.String(80))")  # fmt: skip
    assert migrate(register) == [number]
    with register.read() as uow:
        assert uow.journal.verify(1) is None
        assert [entry.detail for entry in uow.journal.entries(1)] == [{"notat": "før"}]
    if register.engine.dialect.name == "sqlite":
        with register.engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_migration_that_leaves_rows_without_their_owner_is_undone(sqlite: Register, folder: Path) -> None:
    with sqlite.write() as uow:
        tell(uow, a_sag(uow), "før")
    add(folder, "op.execute('DELETE FROM sag')")
    with pytest.raises(RuntimeError, match="refer to nothing"):
        migrate(sqlite)
    with sqlite.read() as uow:
        assert uow.journal.verify(1) is None


def test_a_register_is_never_taken_back(register: Register) -> None:
    with (
        pytest.raises(NotImplementedError, match="backup"),
        register.engine.connect() as connection,
        connection.begin(),
    ):
        command.downgrade(alembic_config(connection), "base")
    require_current(register)


def test_a_register_of_this_version_is_let_in(register: Register) -> None:
    require_current(register)


def test_an_older_register_is_refused_with_what_to_do(register: Register, folder: Path) -> None:
    add(folder, "pass")
    with pytest.raises(BrokenConfig, match=r"er ældre end programmet.*sagsgang migrate"):
        require_current(register)


def test_a_newer_register_is_refused_and_never_migrated(register: Register) -> None:
    with register.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (require_current, migrate):
        with pytest.raises(BrokenConfig, match="er nyere end programmet"):
            attempt(register)


def test_somebody_elses_database_is_left_alone(empty_url: str) -> None:
    register = Register(empty_url, KEYS)
    with register.engine.begin() as connection:
        connection.execute(text("CREATE TABLE noget_andet (id INTEGER PRIMARY KEY)"))
    with pytest.raises(BrokenConfig, match="intet versionsnummer"):
        migrate(register)
    assert inspect(register.engine).get_table_names() == ["noget_andet"]
    register.close()


def test_the_next_migration_is_drafted_with_its_number_and_what_the_models_have(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = draft("nothing_new", folder)
    assert nothing.name == f"{len(revisions()):04d}_nothing_new.py"
    assert "def upgrade() -> None:\n    pass\n" in nothing.read_text()
    for path in folder.glob("*.py"):
        path.unlink()
    first = draft("first", folder).read_text()
    assert all(f"op.create_table('{table}'" in first for table in Table.metadata.tables)
    assert "Utc" not in first
