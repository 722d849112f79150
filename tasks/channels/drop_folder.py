"""A folder that another program empties: each letter lies there whole and once, whatever kills the sender.

The order of steps is the guarantee. Everything is first written into `.noegler`, where nobody collects.
Then the key's index is put in place: from here on the letter leaves. Then the files move to the day's
folder, the .json last. So a key without an index may be written anew, and a key with one is only moved on;
what has moved may be collected at any moment, and is never made again.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.errors import AlreadySent, Final
from persistence.durable_files import (
    full_disk_is_retryable,
    locked,
    make_folders,
    replace_synced,
    write_synced,
)
from tasks.channels.port import Envelope, fingerprint

_HOUSE_TIME = ZoneInfo("Europe/Copenhagen")
_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_NAME_HEX = 12
# The .json goes last: a collector takes it as the sign that the letter is complete.
_COMPLETE = ".json"
_SUFFIXES = (".pdf", ".docx", ".xml", ".ics", _COMPLETE)


@dataclass(frozen=True)
class _Place:
    """Where a letter was decided to lie; the first attempt decides, also when a later one ends on another day."""

    day: str
    stem: str
    fingerprint: str


class DropFolder:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._keys = root / ".noegler"

    def has_left(self, key: str) -> bool:
        """True where the key has its index: from there on its letter leaves, whoever tries next."""
        return (self._keys / _hash(key)).exists()

    def deliver(self, envelope: Envelope, contents: Mapping[str, bytes]) -> str:
        """Leave exactly one complete letter for the key, its files by their endings; give its day and name."""
        _refuse_unsafe_names(envelope)
        key_hash = _hash(envelope.key)
        with full_disk_is_retryable():
            make_folders(self._keys)
            with locked(self._keys / ".laas"):
                place = self._decided(key_hash)
                if place is None:
                    place = self._decide(key_hash, envelope, contents)
                    self._move_on(key_hash, place)
                else:
                    self._finish(key_hash, place, envelope)
        return f"{place.day}/{place.stem}"

    def _decided(self, key_hash: str) -> _Place | None:
        index = self._keys / key_hash
        return _Place(**json.loads(index.read_text(encoding="utf-8"))) if index.exists() else None

    def _finish(self, key_hash: str, place: _Place, envelope: Envelope) -> None:
        """Let a letter that was decided leave, then say so if this one is another or came too late."""
        under_way = self._staged(key_hash, _COMPLETE).exists()
        if under_way:
            self._move_on(key_hash, place)
        if place.fingerprint != fingerprint(envelope):
            raise Final("noegle_genbrugt")
        if not under_way:
            raise AlreadySent("allerede_sendt")

    def _decide(self, key_hash: str, envelope: Envelope, contents: Mapping[str, bytes]) -> _Place:
        place = _Place(_day(envelope.sent_at), _stem(envelope, key_hash), fingerprint(envelope))
        beside = self._keys / f"{key_hash}.ny"
        whole = {**contents, _COMPLETE: _sidecar(envelope, place.stem, contents)}
        # What a try that was cut off has left of another form must not leave with this one.
        for suffix in _SUFFIXES:
            if suffix not in whole:
                self._staged(key_hash, suffix).unlink(missing_ok=True)
        staged = {self._staged(key_hash, suffix): content for suffix, content in whole.items()}
        try:
            _write_each({**staged, beside: json.dumps(vars(place)).encode()})
        except OSError:
            for path in (*staged, beside):
                path.unlink(missing_ok=True)
            raise
        replace_synced(beside, self._keys / key_hash)
        return place

    def _move_on(self, key_hash: str, place: _Place) -> None:
        folder = self._root / place.day
        make_folders(folder)
        for suffix in _SUFFIXES:
            staged = self._staged(key_hash, suffix)
            if staged.exists():
                replace_synced(staged, folder / f"{place.stem}{suffix}")

    def _staged(self, key_hash: str, suffix: str) -> Path:
        return self._keys / f"{key_hash}{suffix}"


def word_and_pdf(envelope: Envelope) -> dict[str, bytes]:
    """The letter as it can be printed, and as it can be changed."""
    return {".pdf": envelope.pdf, ".docx": envelope.docx}


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _write_each(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        write_synced(path, content)


def _refuse_unsafe_names(envelope: Envelope) -> None:
    if not (_SAFE.fullmatch(envelope.sagsnr) and _SAFE.fullmatch(envelope.slug)):
        raise Final("filnavn_ugyldigt")


def _day(sent_at: datetime) -> str:
    local = sent_at.astimezone(_HOUSE_TIME) if sent_at.tzinfo else sent_at
    return local.date().isoformat()


def _stem(envelope: Envelope, key_hash: str) -> str:
    return f"{envelope.sagsnr}-{envelope.slug}-{key_hash[:_NAME_HEX]}"


def _sidecar(envelope: Envelope, stem: str, contents: Mapping[str, bytes]) -> bytes:
    """Give the transport envelope: what the program that collects the letter needs to send it on."""
    facts = {
        "version": 1,
        "key": envelope.key,
        "besked_id": envelope.besked_id,
        "sagsnr": envelope.sagsnr,
        "slug": envelope.slug,
        "reader": envelope.reader.value,
        "recipient_id": envelope.recipient_id,
        "recipient_name": envelope.recipient_name,
        "recipient_address": list(envelope.recipient_address),
        "title": envelope.title,
        "kanal": envelope.kanal,
        "sha256": {
            f"{stem}{suffix}": hashlib.sha256(content).hexdigest() for suffix, content in contents.items()
        },
        "sent_at": envelope.sent_at.isoformat(),
    }
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()
