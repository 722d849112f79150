"""The people around a citizen: who they are is sealed in the row, and opened for the citizen's own case only."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from persistence.encryption import decrypt_column, encrypt_column
from persistence.keys import Keys
from persistence.tables import Netvaerksperson

_PLACE: Final = ("netvaerksperson", "person_krypteret")


class Netvaerk:
    def __init__(self, session: Session, keys: Keys) -> None:
        self._session = session
        self._keys = keys

    def add(self, row: Netvaerksperson, person: Mapping[str, Any]) -> None:
        """The person stands in the network, with all that tells who it is encrypted."""
        self._session.add(row)
        # The seal is for this row and no other, so the row's number comes first.
        self._session.flush([row])
        row.person_krypteret = encrypt_column(
            self._keys, json.dumps(dict(person), ensure_ascii=False), *_PLACE, row.id
        )

    def now(self, sag_id: int) -> Sequence[Netvaerksperson]:
        """Those who stand in the citizen's network now, in the order they were written."""
        return self._session.scalars(
            select(Netvaerksperson)
            .where(Netvaerksperson.sag_id == sag_id, Netvaerksperson.fjernet.is_(None))
            .order_by(Netvaerksperson.id)
        ).all()

    def person_of(self, row: Netvaerksperson) -> dict[str, Any]:
        """What was sealed of the person."""
        opened: dict[str, Any] = (
            json.loads(decrypt_column(self._keys, row.person_krypteret, *_PLACE, row.id))
            if row.person_krypteret
            else {}
        )
        return opened

    def named(self, sag_id: int, navn: str, sektor: str) -> Netvaerksperson | None:
        """The one of that name in that field of the network now."""
        wanted = navn.strip().casefold()
        return next(
            (
                row
                for row in self.now(sag_id)
                if row.sektor == sektor
                and str(self.person_of(row).get("navn", "")).strip().casefold() == wanted
            ),
            None,
        )

    def remove(self, row: Netvaerksperson, moment: datetime) -> None:
        """The person stands in the network no longer; that they did is kept with the case."""
        row.fjernet = moment
