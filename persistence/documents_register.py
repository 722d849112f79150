"""Finding letters: drafts, what is on its way, what counts as received."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.case import DokumentTilstand
from persistence.encryption import decrypt_column, encrypt_column
from persistence.keys import Keys
from persistence.put import put_if_new
from persistence.tables import Dokument, Fil, Forsendelse

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENVELOPE = ("dokument", "konvolut_krypteret")


class Documents:
    def __init__(self, session: Session, keys: Keys) -> None:
        self._session = session
        self._keys = keys

    def seal_envelope(self, letter: Dokument, content: Mapping[str, Any]) -> None:
        """To whom and how the letter goes stands encrypted in its row."""
        text = json.dumps(content, ensure_ascii=False)
        letter.konvolut_krypteret = encrypt_column(self._keys, text, *_ENVELOPE, letter.id)

    def envelope_of(self, letter: Dokument) -> dict[str, Any] | None:
        """What was sealed; None before the letter has its bytes."""
        sealed = letter.konvolut_krypteret
        if sealed is None:
            return None
        opened: dict[str, Any] = json.loads(decrypt_column(self._keys, sealed, *_ENVELOPE, letter.id))
        return opened

    def forsendelse(self, besked_id: str) -> Forsendelse | None:
        """The try that the post knows under the id."""
        return self._session.scalars(
            select(Forsendelse).where(Forsendelse.besked_id == besked_id)
        ).one_or_none()

    def newest_forsendelse(self, dokument_id: int) -> Forsendelse | None:
        """The letter's last try; None before it is stored."""
        return self._session.scalars(
            select(Forsendelse)
            .where(Forsendelse.dokument_id == dokument_id)
            .order_by(Forsendelse.nr.desc())
            .limit(1)
        ).one_or_none()

    def forsendelser(self, dokument_id: int) -> Sequence[Forsendelse]:
        """Every try to get the letter to its reader, the first one first."""
        return self._session.scalars(
            select(Forsendelse).where(Forsendelse.dokument_id == dokument_id).order_by(Forsendelse.nr)
        ).all()

    def copies_of(self, dokument_id: int) -> Sequence[Dokument]:
        """The guardian's copies of the letter that are wanted still."""
        return self._session.scalars(
            select(Dokument)
            .where(Dokument.kopi_af == dokument_id, Dokument.tilstand != DokumentTilstand.BORTFALDET)
            .order_by(Dokument.id)
        ).all()

    def newest_draft(self, forloeb_id: int, brev: str) -> Dokument | None:
        return self._session.scalars(
            select(Dokument)
            .where(
                Dokument.forloeb_id == forloeb_id,
                Dokument.brev == brev,
                Dokument.tilstand == DokumentTilstand.KLADDE,
            )
            .order_by(Dokument.id.desc())
            .limit(1)
        ).one_or_none()

    def in_state(self, forloeb_id: int, *states: DokumentTilstand) -> Sequence[Dokument]:
        return self._session.scalars(
            select(Dokument)
            .where(Dokument.forloeb_id == forloeb_id, Dokument.tilstand.in_(states))
            .order_by(Dokument.id)
        ).all()

    def receipts_due(self, until: datetime, limit: int) -> Sequence[int]:
        """Ids of letters by post that count as received at or before `until`."""
        return self._session.scalars(
            select(Dokument.id)
            .where(Dokument.modtages.is_not(None), Dokument.modtages <= until)
            .order_by(Dokument.modtages, Dokument.id)
            .limit(limit)
        ).all()

    def first_receipt(self, after: datetime | None = None) -> datetime | None:
        """When the next letter by post counts as received (later than `after`)."""
        query = select(Dokument.modtages).where(Dokument.modtages.is_not(None))
        if after is not None:
            query = query.where(Dokument.modtages > after)
        return self._session.scalar(query.order_by(Dokument.modtages).limit(1))

    def add_file(self, sha256: str, size: int, media_type: str, key_id: str, now: datetime) -> None:
        """The stored file is known to the register; storing the same bytes twice is one row."""
        row = {
            "sha256": sha256,
            "stoerrelse": size,
            "medietype": media_type,
            "noegle_id": key_id,
            "gemt": now,
        }
        put_if_new(self._session, Fil, row)

    def has_word_file(self, sha256: str) -> bool:
        """Tell whether a Word file with this content is kept."""
        row = self._session.get(Fil, sha256)
        return row is not None and row.medietype == DOCX

    def known_files(self) -> set[str]:
        return set(self._session.scalars(select(Fil.sha256)))
