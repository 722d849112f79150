"""Writing and reading the journal: sealed payloads, and one chain of hashes for each sag."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from persistence.encryption import (
    DecryptionError,
    new_case_key,
    open_payload,
    seal_payload,
    unwrap_case_key,
    wrap_case_key,
)
from persistence.keys import Keys
from persistence.put import put_if_new
from persistence.tables import HouseChain, JournalEntry, JournalPayload, Sag, table_of

SCHEMA = 1
# The house's chain: its only row, and what its key is bound to instead of a sag's number.
_HOUSE, _OF_NO_SAG = 1, 0
# Core and not ORM: an act writes several entries, and nothing changes them afterwards.
_ENTRIES, _PAYLOADS = table_of(JournalEntry), table_of(JournalPayload)
_ADD_ENTRIES = insert(_ENTRIES).returning(_ENTRIES.c.id, _ENTRIES.c.sag_id, _ENTRIES.c.nr)
_ADD_PAYLOADS = insert(_PAYLOADS)
_WHOLE = select(_ENTRIES, _PAYLOADS.c.sealed).outerjoin(_PAYLOADS, _PAYLOADS.c.journal_id == _ENTRIES.c.id)


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
    """Entries are kept until `write_out`, so that one act writes all of its entries at once."""

    def __init__(self, session: Session, keys: Keys) -> None:
        self._session = session
        self._keys = keys
        self._entries: list[dict[str, Any]] = []
        self._sealed: dict[tuple[int | None, int], bytes] = {}
        self._house: HouseChain | None = None

    def append(
        self,
        sag: Sag | None,
        forloeb_id: int | None,
        *,
        event: str,
        about: str | None,
        detail: dict[str, Any],
        actor: str,
        due_at: datetime,
        done_at: datetime,
    ) -> None:
        """The entry stands last in the sag's chain when the transaction commits; without a sag, in the house's."""
        chain: Sag | HouseChain = self._house_chain() if sag is None else sag
        sag_id = None if sag is None else sag.id
        payload = canonical({"skema": SCHEMA, "salt": os.urandom(16).hex(), "indhold": detail})
        row: dict[str, Any] = {
            "sag_id": sag_id,
            "forloeb_id": forloeb_id,
            "nr": chain.journal_nr + 1,
            "due_at": due_at,
            "done_at": done_at,
            "actor": actor,
            "event": event,
            "about": about,
            "schema": SCHEMA,
            "previous_hash": chain.journal_hash,
            "payload_hash": hashlib.sha256(payload).hexdigest(),
        }
        row["hash"] = chain_hash(row)
        place = (sag_id, chain.journal_nr + 1)
        self._sealed[place] = seal_payload(self._key_for(chain, sag_id), payload, _aad(*place))
        self._entries.append(row)
        chain.journal_nr, chain.journal_hash = chain.journal_nr + 1, row["hash"]

    def write_out(self) -> None:
        """Every entry stands in the register, after the sag's own row: that is where a second writer is refused."""
        self._session.flush()
        if not self._entries:
            return
        sealed = [
            {"journal_id": entry_id, "sealed": self._sealed[sag_id, nr]}
            for entry_id, sag_id, nr in self._session.execute(_ADD_ENTRIES, self._entries)
        ]
        self._session.execute(_ADD_PAYLOADS, sealed)
        self._entries, self._sealed = [], {}

    def entries(self, sag_id: int | None, after: int = 0) -> Iterator[Entry]:
        """The sag's entries (without a sag: the house's) with an id above `after`, in order."""
        self.write_out()
        key = self._key_of(sag_id)
        rows = self._session.execute(
            _WHOLE.where(_in_chain(sag_id), _ENTRIES.c.id > after).order_by(_ENTRIES.c.nr)
        )
        for row in rows.mappings():
            yield Entry(
                id=row["id"],
                nr=row["nr"],
                forloeb_id=row["forloeb_id"],
                due_at=row["due_at"],
                done_at=row["done_at"],
                actor=row["actor"],
                event=row["event"],
                about=row["about"],
                detail=json.loads(_open(key, row))["indhold"] if row["sealed"] else {},
            )

    def last_id(self) -> int:
        self.write_out()
        return self._session.scalar(select(JournalEntry.id).order_by(JournalEntry.id.desc()).limit(1)) or 0

    def sags_after(self, entry_id: int) -> list[int]:
        """The sags with entries above `entry_id`, in the order they were first touched."""
        self.write_out()
        rows = self._session.scalars(
            select(JournalEntry.sag_id)
            .where(JournalEntry.id > entry_id, JournalEntry.sag_id.is_not(None))
            .order_by(JournalEntry.id)
        )
        return list(dict.fromkeys(sag for sag in rows if sag is not None))

    def verify(self, sag_id: int | None) -> int | None:
        """The number of the first entry whose chain is broken; None while it holds, erased payloads or not.

        Without a sag, the house's chain.
        """
        self.write_out()
        key = self._key_of(sag_id)
        previous, nr = "", 0
        rows = self._session.execute(_WHOLE.where(_in_chain(sag_id)).order_by(_ENTRIES.c.nr))
        for row in rows.mappings():
            nr += 1
            if (row["nr"], row["previous_hash"]) != (nr, previous) or row["hash"] != chain_hash(row):
                return nr
            if row["sealed"] is not None and not _is_told(key, row):
                return nr
            previous = row["hash"]
        return None if (nr, previous) == self._end_of(sag_id) else nr + 1

    def erase(self, sag_id: int) -> None:
        """The sag's payloads and its key are gone; the chain still verifies."""
        self.write_out()
        of_sag = select(JournalEntry.id).where(JournalEntry.sag_id == sag_id)
        self._session.execute(delete(JournalPayload).where(JournalPayload.journal_id.in_(of_sag)))
        self._session.get_one(Sag, sag_id).journal_key = None
        self._session.flush()

    def hold_house(self) -> None:
        """Nobody else writes in the house's own chain before this transaction has ended."""
        self._house_chain()

    def _house_chain(self) -> HouseChain:
        """The house's chain, held by this transaction until it ends: whoever writes to it waits for the others."""
        if self._house is None:
            put_if_new(self._session, HouseChain, {"id": _HOUSE, "journal_key": None})
            self._house = self._session.scalars(select(HouseChain).with_for_update()).one()
        return self._house

    def _end_of(self, sag_id: int | None) -> tuple[int, str]:
        chain = (
            self._session.get(HouseChain, _HOUSE) if sag_id is None else self._session.get_one(Sag, sag_id)
        )
        return (chain.journal_nr, chain.journal_hash) if chain else (0, "")

    def _key_for(self, chain: Sag | HouseChain, sag_id: int | None) -> bytes:
        """The chain's key, made with its first entry; it stands in the sag's (or the chain's) row and nowhere else."""
        if chain.journal_key is None:
            chain.journal_key = wrap_case_key(self._keys, new_case_key(), sag_id or _OF_NO_SAG)
        return unwrap_case_key(self._keys, chain.journal_key, sag_id or _OF_NO_SAG)

    def _key_of(self, sag_id: int | None) -> bytes | None:
        keys = (
            select(HouseChain.journal_key)
            if sag_id is None
            else select(Sag.journal_key).where(Sag.id == sag_id)
        )
        wrapped = self._session.scalar(keys)
        return unwrap_case_key(self._keys, wrapped, sag_id or _OF_NO_SAG) if wrapped else None


def _in_chain(sag_id: int | None) -> ColumnElement[bool]:
    return _ENTRIES.c.sag_id.is_(None) if sag_id is None else _ENTRIES.c.sag_id == sag_id


def canonical(content: dict[str, Any]) -> bytes:
    """The one JSON text of `content`: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def chain_hash(row: Mapping[Any, Any]) -> str:
    """The hash that binds an entry to its place: number, times, actor, event, the one before, its payload."""
    content = {
        "nr": row["nr"],
        "sag": row["sag_id"],
        "forloeb": row["forloeb_id"],
        "forfaldt": row["due_at"].astimezone(UTC).isoformat(),
        "udfoert": row["done_at"].astimezone(UTC).isoformat(),
        "af": row["actor"],
        "haendelse": row["event"],
        "om": row["about"],
        "skema": row["schema"],
        "forrige": row["previous_hash"],
        "indhold": row["payload_hash"],
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def _open(key: bytes | None, row: Mapping[Any, Any]) -> bytes:
    if key is None:
        raise DecryptionError("ukendt_noegle")
    return open_payload(key, row["sealed"], _aad(row["sag_id"], row["nr"]))


def _is_told(key: bytes | None, row: Mapping[Any, Any]) -> bool:
    """True where the payload opens and is the one the chain knows."""
    try:
        return hashlib.sha256(_open(key, row)).hexdigest() == str(row["payload_hash"])
    except DecryptionError:
        return False


def _aad(sag_id: int | None, nr: int) -> bytes:
    return f"journal|{sag_id}|{nr}".encode()
