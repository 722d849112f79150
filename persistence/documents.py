"""Kept documents: content-addressed, encrypted, and given back exactly as they were put or not at all."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from domain.errors import DocumentLost
from persistence.durable_files import (
    full_disk_is_retryable,
    locked,
    make_folders,
    replace_synced,
    write_synced,
)
from persistence.encryption import DecryptionError, seal, unseal
from persistence.keys import KeyRing, Keys

Clock = Callable[[], datetime]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_VERSION = b"\x01"
_LOCK = ".laas"
_UNFINISHED = ".tmp"


@dataclass(frozen=True)
class StoredDocument:
    """What a row keeps about a document that lies in the store."""

    sha256: str
    size: int
    key_id: str


class DocumentStore(Protocol):
    """Where documents that were sent or received are kept."""

    def put(self, content: bytes) -> StoredDocument:
        """Keep the bytes; keeping them twice keeps them once, and counts as new to the sweep."""

    def get(self, sha256: str) -> bytes:
        """Give the bytes with exactly this hash, or raise DocumentLost."""

    def exists(self, sha256: str) -> bool:
        """Tell whether the document is there, without opening it."""

    def sweep_orphans(self, known: set[str], older_than: datetime) -> list[str]:
        """Remove what no row knows and nobody has put since `older_than`; give the removed hashes."""


def _wall_clock() -> datetime:
    return datetime.now(UTC)


class FolderStore:
    """Documents as encrypted files aa/bb/<sha256> under one folder.

    Sweeping takes the lock alone and putting shares it, so that a document put again
    just as it is being swept stays.
    """

    def __init__(self, root: Path, keys: Keys, clock: Clock = _wall_clock) -> None:
        self._root = root
        self._ring = keys.documents
        self._clock = clock
        make_folders(root)

    def put(self, content: bytes) -> StoredDocument:
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        with full_disk_is_retryable(), locked(self._root / _LOCK, shared=True):
            key_id = self._kept_under(path, digest) or self._write(path, content, digest)
            moment = self._clock().timestamp()
            os.utime(path, (moment, moment))
        return StoredDocument(digest, len(content), key_id)

    def get(self, sha256: str) -> bytes:
        if not _SHA256.fullmatch(sha256):
            raise DocumentLost("dokument_ukendt")
        return _open(self._ring, _read(self._path(sha256)), sha256)[1]

    def exists(self, sha256: str) -> bool:
        return bool(_SHA256.fullmatch(sha256)) and self._path(sha256).is_file()

    def sweep_orphans(self, known: set[str], older_than: datetime) -> list[str]:
        limit = older_than.timestamp()
        swept = [path for path in self._files() if path.name not in known and self._remove(path, limit)]
        return sorted(path.name for path in swept if path.suffix != _UNFINISHED)

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest[2:4] / digest

    def _files(self) -> Iterator[Path]:
        for path in self._root.glob("??/??/*"):
            if _SHA256.fullmatch(path.name) or path.suffix == _UNFINISHED:
                yield path

    def _remove(self, path: Path, limit: float) -> bool:
        with locked(self._root / _LOCK):
            if not path.is_file() or path.stat().st_mtime >= limit:
                return False
            path.unlink()
            return True

    def _kept_under(self, path: Path, digest: str) -> str | None:
        """Give the key id of a copy that can still be read; a damaged one is to be written anew."""
        try:
            return _open(self._ring, _read(path), digest)[0]
        except DocumentLost:
            return None

    def _write(self, path: Path, content: bytes, digest: str) -> str:
        make_folders(path.parent)
        beside = path.with_name(f"{uuid4().hex}{_UNFINISHED}")
        try:
            write_synced(beside, _close(self._ring, content, digest))
            replace_synced(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        return self._ring.active


class MemoryStore:
    """The same store without a disk, for scenarios."""

    def __init__(self, clock: Clock = _wall_clock) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[bytes, datetime]] = {}

    def put(self, content: bytes) -> StoredDocument:
        digest = hashlib.sha256(content).hexdigest()
        self._kept[digest] = (content, self._clock())
        return StoredDocument(digest, len(content), "hukommelse")

    def get(self, sha256: str) -> bytes:
        if sha256 not in self._kept:
            raise DocumentLost("dokument_mangler")
        return self._kept[sha256][0]

    def exists(self, sha256: str) -> bool:
        return sha256 in self._kept

    def sweep_orphans(self, known: set[str], older_than: datetime) -> list[str]:
        swept = [
            digest
            for digest, (_, put_at) in self._kept.items()
            if digest not in known and put_at < older_than
        ]
        for digest in swept:
            del self._kept[digest]
        return sorted(swept)


def _close(ring: KeyRing, content: bytes, digest: str) -> bytes:
    key_id = ring.active.encode()
    header = _VERSION + bytes([len(key_id)]) + key_id
    return header + seal(ring.secret, content, header + digest.encode())


def _open(ring: KeyRing, blob: bytes, digest: str) -> tuple[str, bytes]:
    if len(blob) < 2 or blob[:1] != _VERSION:  # noqa: PLR2004 - the version byte and the length of the key id
        raise DocumentLost("dokument_aendret")
    end = 2 + blob[1]
    key_id = blob[2:end].decode(errors="replace")
    if key_id not in ring.secrets:
        raise DocumentLost("dokument_noegle_ukendt")
    try:
        content = unseal(ring.secrets[key_id], blob[end:], blob[:end] + digest.encode())
    except DecryptionError:
        raise DocumentLost("dokument_aendret") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise DocumentLost("dokument_aendret")
    return key_id, content


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentLost("dokument_mangler") from None
