"""The lines of the morning's messages: put in once, and told together, one person at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from persistence.put import put_if_new
from persistence.tables import Morgenpost

_WAITING = (
    (Morgenpost.til == bindparam("til"))
    & Morgenpost.sent_at.is_(None)
    & (Morgenpost.ready_at <= bindparam("now"))
)
_FIRST = select(Morgenpost.id).where(_WAITING).order_by(Morgenpost.id).limit(1)
# A line that joins others holds the first of them, so that whoever tells those others sees it too; whoever puts a
# line never waits for that.
_FIRST_HELD = _FIRST.with_for_update(skip_locked=True)
_ALL_HELD = select(Morgenpost.id).where(_WAITING).order_by(Morgenpost.id).with_for_update()

# A statement takes so many values and no more.
_AT_A_TIME = 1000


class MorningLines:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, line: dict[str, Any]) -> bool:
        """The line waits to be told; False where it stood there already, told or not."""
        return put_if_new(self._session, Morgenpost, line)

    def first_waiting(self, til: str, now: datetime) -> int | None:
        """The oldest line that waits for the person, held until this commits; None where none can be held."""
        return self._session.connection().scalar(_FIRST_HELD, {"til": til, "now": now})

    def waiting(self, til: str, now: datetime) -> Sequence[Morgenpost]:
        """Every line that waits for the person, oldest first."""
        query = select(Morgenpost).where(_WAITING).order_by(Morgenpost.id)
        return self._session.scalars(query, {"til": til, "now": now}).all()

    def waits_since(self, til: str, earliest: datetime, now: datetime) -> datetime | None:
        """When the first of the lines that wait for the person was to be told, of those since `earliest`."""
        query = select(func.min(Morgenpost.ready_at)).where(_WAITING, Morgenpost.ready_at >= earliest)
        return self._session.scalar(query, {"til": til, "now": now})

    def told(self, til: str, line_ids: Sequence[int], now: datetime) -> None:
        """These lines have been told; nobody who puts one in beside them now is overlooked."""
        self._session.execute(_ALL_HELD, {"til": til, "now": now})
        for start in range(0, len(line_ids), _AT_A_TIME):
            some = line_ids[start : start + _AT_A_TIME]
            self._session.execute(update(Morgenpost).where(Morgenpost.id.in_(some)).values(sent_at=now))
