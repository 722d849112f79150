"""Writing and reading the journal: sealed payloads, and one chain of hashes for each sag."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from persistence.encryption import new_case_key, open_payload, seal_payload, unwrap_case_key, wrap_case_key
from persistence.keys import Keys
from persistence.tables import CaseKey, JournalEntry, JournalPayload, Sag

SCHEMA = 1


@dataclass(frozen=True)
class Entry:
    """One entry of the journal, opened; `detail` is empty where the payload has been erased."""

    id: int
    nr: int
    forloeb_id: int | None
    due_at: datetime
    done_at: datetime
    actor: str
    event: str
    about: str | None
    detail: dict[str, Any]


class Journal:
    def __init__(self, session: Session, keys: Keys, case_keys: dict[int, bytes]) -> None:
        self._session = session
        self._keys = keys
        self._case_keys = case_keys

    def append(
        self,
        sag: Sag,
        forloeb_id: int | None,
        *,
        event: str,
        about: str | None,
        detail: dict[str, Any],
        actor: str,
        due_at: datetime,
        done_at: datetime,
    ) -> None:
        """The entry stands last in the sag's chain when the transaction commits."""
        payload = canonical({"skema": SCHEMA, "salt": os.urandom(16).hex(), "indhold": detail})
        entry = JournalEntry(
            sag_id=sag.id,
            forloeb_id=forloeb_id,
            nr=sag.journal_nr + 1,
            due_at=due_at,
            done_at=done_at,
            actor=actor,
            event=event,
            about=about,
            schema=SCHEMA,
            previous_hash=sag.journal_hash,
            payload_hash=hashlib.sha256(payload).hexdigest(),
        )
        entry.hash = chain_hash(entry)
        sag.journal_nr, sag.journal_hash = entry.nr, entry.hash
        sealed = seal_payload(self._case_key(sag.id), payload, _aad(sag.id, entry.nr))
        entry.payload = JournalPayload(sealed=sealed)
        self._session.add(entry)

    def entries(self, sag_id: int, after: int = 0) -> Iterator[Entry]:
        """The sag's entries with an id above `after`, in order."""
        rows = self._session.execute(
            select(JournalEntry, JournalPayload)
            .outerjoin(JournalPayload, JournalPayload.journal_id == JournalEntry.id)
            .where(JournalEntry.sag_id == sag_id, JournalEntry.id > after)
            .order_by(JournalEntry.id)
        )
        for row, payload in rows:
            yield Entry(
                id=row.id,
                nr=row.nr,
                forloeb_id=row.forloeb_id,
                due_at=row.due_at,
                done_at=row.done_at,
                actor=row.actor,
                event=row.event,
                about=row.about,
                detail=self._open(sag_id, row.nr, payload),
            )

    def last_id(self) -> int:
        return self._session.scalar(select(JournalEntry.id).order_by(JournalEntry.id.desc()).limit(1)) or 0

    def sags_after(self, entry_id: int) -> list[int]:
        """The sags with entries above `entry_id`, in the order they were first touched."""
        rows = self._session.scalars(
            select(JournalEntry.sag_id)
            .where(JournalEntry.id > entry_id, JournalEntry.sag_id.is_not(None))
            .order_by(JournalEntry.id)
        )
        return list(dict.fromkeys(sag for sag in rows if sag is not None))

    def verify(self, sag_id: int) -> int | None:
        """The number of the first entry whose chain is broken; None while it holds, erased payloads or not."""
        previous = ""
        for row in self._session.scalars(
            select(JournalEntry).where(JournalEntry.sag_id == sag_id).order_by(JournalEntry.nr)
        ):
            if row.previous_hash != previous or row.hash != chain_hash(row):
                return row.nr
            payload = self._session.get(JournalPayload, row.id)
            if payload is not None and self._payload_hash(sag_id, row.nr, payload) != row.payload_hash:
                return row.nr
            previous = row.hash
        return None

    def erase(self, sag_id: int) -> None:
        """The sag's payloads and its key are gone; the chain still verifies."""
        for payload in self._session.scalars(
            select(JournalPayload).join(JournalEntry).where(JournalEntry.sag_id == sag_id)
        ):
            self._session.delete(payload)
        if key := self._session.get(CaseKey, sag_id):
            self._session.delete(key)
        self._case_keys.pop(sag_id, None)
        self._session.flush()

    def _case_key(self, sag_id: int) -> bytes:
        if sag_id in self._case_keys:
            return self._case_keys[sag_id]
        row = self._session.get(CaseKey, sag_id)
        if row is None:
            key = new_case_key()
            self._session.add(CaseKey(sag_id=sag_id, wrapped=wrap_case_key(self._keys, key, sag_id)))
            # Not kept until it is read back: a transaction that rolls back must leave no key behind.
            self._session.flush()
            self._session.info.setdefault("new_case_keys", {})[sag_id] = key
            return key
        key = self._session.info.get("new_case_keys", {}).get(sag_id)
        if key is None:
            key = self._case_keys[sag_id] = unwrap_case_key(self._keys, row.wrapped, sag_id)
        return bytes(key)

    def _open(self, sag_id: int, nr: int, payload: JournalPayload | None) -> dict[str, Any]:
        if payload is None:
            return {}
        opened = open_payload(self._case_key(sag_id), payload.sealed, _aad(sag_id, nr))
        content: dict[str, Any] = json.loads(opened)["indhold"]
        return content

    def _payload_hash(self, sag_id: int, nr: int, payload: JournalPayload) -> str:
        opened = open_payload(self._case_key(sag_id), payload.sealed, _aad(sag_id, nr))
        return hashlib.sha256(opened).hexdigest()


def canonical(content: dict[str, Any]) -> bytes:
    """The one JSON text of `content`: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def chain_hash(entry: JournalEntry) -> str:
    """The hash that binds an entry to its place: number, times, actor, event, the one before, its payload."""
    content = {
        "nr": entry.nr,
        "sag": entry.sag_id,
        "forloeb": entry.forloeb_id,
        "forfaldt": entry.due_at.astimezone(UTC).isoformat(),
        "udfoert": entry.done_at.astimezone(UTC).isoformat(),
        "af": entry.actor,
        "haendelse": entry.event,
        "om": entry.about,
        "skema": entry.schema,
        "forrige": entry.previous_hash,
        "indhold": entry.payload_hash,
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def _aad(sag_id: int, nr: int) -> bytes:
    return f"journal|{sag_id}|{nr}".encode()
