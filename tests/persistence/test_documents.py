"""The document store: what was put comes back byte for byte, or is said to be lost."""

import errno
import hashlib
import os
import stat
import subprocess
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import DocumentLost, Retryable
from persistence.documents import DocumentStore, FolderStore, MemoryStore
from persistence.durable_files import locked
from persistence.keys import KeyRing, Keys
from tests.persistence.kill_points import ROOT, folders_left_by_every_kill

KEYS = Keys.fixed(b"test")
LETTER = b"%PDF kaere borger" * 1000
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> DocumentStore:
    return FolderStore(tmp_path, KEYS, clock) if request.param == "folder" else MemoryStore(clock)


def files_in(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file() and path.name != ".laas"]


@pytest.mark.parametrize("content", [b"", b"x", LETTER])
def test_a_document_comes_back_as_it_was_put(store: DocumentStore, content: bytes) -> None:
    stored = store.put(content)
    assert (stored.sha256, stored.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert store.exists(stored.sha256)
    assert store.get(stored.sha256) == content


@pytest.mark.parametrize("sha256", ["0" * 64, "", "../../etc/passwd", "A" * 64])
def test_a_document_that_was_never_put_is_lost(store: DocumentStore, sha256: str) -> None:
    assert not store.exists(sha256)
    with pytest.raises(DocumentLost):
        store.get(sha256)


def test_the_sweep_takes_what_no_row_knows_and_is_old(store: DocumentStore, clock: Clock) -> None:
    known, orphan = store.put(b"known"), store.put(b"orphan")
    clock.now += HOUR
    young = store.put(b"young")
    assert store.sweep_orphans({known.sha256}, NOON + HOUR) == [orphan.sha256]
    assert [store.exists(kept.sha256) for kept in (known, orphan, young)] == [True, False, True]


def test_an_orphan_that_is_put_again_outlives_the_sweep(store: DocumentStore, clock: Clock) -> None:
    stored = store.put(b"again")
    clock.now += HOUR
    store.put(b"again")
    assert store.sweep_orphans(set(), NOON + HOUR) == []
    assert store.get(stored.sha256) == b"again"


def test_a_document_put_just_as_it_is_being_swept_stays(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path, KEYS, clock)
    stored = store.put(LETTER)
    clock.now += HOUR

    def put_before_the_lock(path: Path, *, shared: bool = False) -> AbstractContextManager[None]:
        if not shared:
            store.put(LETTER)
        return locked(path, shared=shared)

    monkeypatch.setattr("persistence.documents.locked", put_before_the_lock)
    assert store.sweep_orphans(set(), NOON + HOUR) == []
    assert store.get(stored.sha256) == LETTER


def test_the_same_bytes_twice_are_one_file(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, KEYS)
    first, second = store.put(LETTER), store.put(LETTER)
    assert first == second
    digest = first.sha256
    assert files_in(tmp_path) == [tmp_path / digest[:2] / digest[2:4] / digest]


def test_a_file_is_encrypted_and_for_its_owner_only(tmp_path: Path) -> None:
    FolderStore(tmp_path, KEYS).put(LETTER)
    (file,) = files_in(tmp_path)
    assert b"borger" not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_document_altered_anywhere_is_lost(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, KEYS)
    stored = store.put(b"kort")
    (file,) = files_in(tmp_path)
    whole = file.read_bytes()
    broken = [
        whole[:position] + bytes([byte ^ 1]) + whole[position + 1 :] for position, byte in enumerate(whole)
    ]
    for content in [*broken, *(whole[:length] for length in range(len(whole)))]:
        file.write_bytes(content)
        with pytest.raises(DocumentLost):
            store.get(stored.sha256)
    file.write_bytes(whole)
    assert store.get(stored.sha256) == b"kort"


def test_a_document_in_the_place_of_another_is_lost(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, KEYS)
    one, other = store.put(b"one"), store.put(b"other")
    by_name = {file.name: file for file in files_in(tmp_path)}
    by_name[one.sha256].write_bytes(by_name[other.sha256].read_bytes())
    with pytest.raises(DocumentLost):
        store.get(one.sha256)


def test_putting_a_damaged_document_again_heals_it(tmp_path: Path) -> None:
    store = FolderStore(tmp_path, KEYS)
    stored = store.put(LETTER)
    (file,) = files_in(tmp_path)
    file.write_bytes(b"damaged")
    assert store.put(LETTER) == stored
    assert store.get(stored.sha256) == LETTER


def test_after_a_new_key_old_documents_open_and_tell_their_own_key(tmp_path: Path) -> None:
    old = FolderStore(tmp_path, KEYS).put(b"old")
    rotated = replace(KEYS, documents=KeyRing("ny", {**KEYS.documents.secrets, "ny": b"n" * 32}))
    store = FolderStore(tmp_path, rotated)
    assert store.get(old.sha256) == b"old"
    assert store.put(b"old").key_id == KEYS.documents.active
    assert store.put(b"new").key_id == "ny"


def test_without_its_key_a_document_is_lost_by_name(tmp_path: Path) -> None:
    stored = FolderStore(tmp_path, KEYS).put(b"old")
    store = FolderStore(tmp_path, replace(KEYS, documents=KeyRing("ny", {"ny": b"n" * 32})))
    with pytest.raises(DocumentLost, match="dokument_noegle_ukendt"):
        store.get(stored.sha256)


def put_letter(root: Path) -> None:
    FolderStore(root, KEYS).put(LETTER)


def test_a_kill_at_any_step_leaves_a_whole_document_or_none(tmp_path: Path) -> None:
    digest = hashlib.sha256(LETTER).hexdigest()
    folders = folders_left_by_every_kill("tests.persistence.test_documents:put_letter", tmp_path)
    there = [FolderStore(folder, KEYS).exists(digest) for folder in folders]
    assert {True, False} == set(there)
    for folder in folders:
        store = FolderStore(folder, KEYS)
        if store.exists(digest):
            assert store.get(digest) == LETTER
        store.put(LETTER)
        assert store.get(digest) == LETTER


def test_the_sweep_takes_what_a_kill_left_beside(tmp_path: Path) -> None:
    folders = folders_left_by_every_kill("tests.persistence.test_documents:put_letter", tmp_path)
    digest = hashlib.sha256(LETTER).hexdigest()
    assert [folder for folder in folders if any(file.suffix == ".tmp" for file in files_in(folder))]
    for folder in folders:
        FolderStore(folder, KEYS).sweep_orphans({digest}, datetime.now(UTC) + HOUR)
        assert [file.name for file in files_in(folder)] in ([], [digest])


PUT_WITH_NO_ROOM = """
import resource, sys
from pathlib import Path
from domain.errors import Retryable
from tests.persistence.test_documents import KEYS, LETTER, FolderStore
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    FolderStore(Path(sys.argv[1]), KEYS).put(LETTER)
except Retryable as refused:
    print(refused.code)
"""


def test_a_full_disk_is_retryable_and_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PUT_WITH_NO_ROOM, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "disk_fuld\n"
    assert files_in(tmp_path) == []
    put_letter(tmp_path)
    assert len(files_in(tmp_path)) == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("step", ["write", "fsync", "replace", "mkdir"])
def test_no_room_at_any_step_is_retryable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    store = FolderStore(tmp_path, KEYS)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, refuse)
        with pytest.raises(Retryable, match="disk_fuld"):
            store.put(LETTER)
    assert files_in(tmp_path) == []


def test_another_disk_error_is_not_hidden_as_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path, KEYS)

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="Input/output error"):
            store.put(LETTER)
    assert files_in(tmp_path) == []
