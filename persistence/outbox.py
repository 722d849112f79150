"""The outbox: put in with the change itself, claimed with a lease, marked when it is done."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Integer, bindparam, func, or_, select
from sqlalchemy.orm import Session

from persistence.put import put_if_new
from persistence.tables import OutboxRow


class OutboxState(StrEnum):
    KLAR = "klar"
    TAGET = "taget"
    FAERDIG = "faerdig"
    FEJLET = "fejlet"


_IN_TURN = (
    select(OutboxRow)
    .where(OutboxRow.ready_at <= bindparam("now"), OutboxRow.due_at <= bindparam("until"))
    .order_by(OutboxRow.due_at, OutboxRow.id)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(skip_locked=True)
)
# Two queries, so that each is one range of the index.
_READY = _IN_TURN.where(OutboxRow.state == OutboxState.KLAR)
_LEFT_BEHIND = _IN_TURN.where(OutboxRow.state == OutboxState.TAGET, OutboxRow.lease_until < bindparam("now"))
_FIRST_DUE = select(func.min(OutboxRow.due_at))


class Outbox:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put(
        self,
        kind: str,
        key: str,
        payload: dict[str, Any],
        *,
        forloeb_id: int | None,
        due_at: datetime,
        ready_at: datetime,
    ) -> bool:
        """The effect will happen once; putting the same key again changes nothing, and gives False."""
        row = {
            "kind": kind,
            "key": key,
            "forloeb_id": forloeb_id,
            "payload": payload,
            "state": OutboxState.KLAR.value,
            "due_at": due_at,
            "ready_at": ready_at,
        }
        return put_if_new(self._session, OutboxRow, row)

    def claim(
        self, worker: str, now: datetime, until: datetime, lease: timedelta, limit: int
    ) -> Sequence[OutboxRow]:
        """Rows due at or before `until` that this worker alone may try now, oldest due first.

        A row whose worker died is taken again when its lease has run out.
        """
        asked = {"now": now, "until": until, "most": limit}
        waiting = [row for query in (_READY, _LEFT_BEHIND) for row in self._session.scalars(query, asked)]
        rows = sorted(waiting, key=lambda row: (row.due_at, row.id))[:limit]
        for row in rows:
            row.state = OutboxState.TAGET
            row.claimed_by = worker
            row.lease_until = now + lease
            row.attempts += 1
        return rows

    def taken(self, row_ids: Collection[int]) -> Sequence[OutboxRow]:
        """Those of the rows that are claimed and not done."""
        return self._session.scalars(
            select(OutboxRow)
            .where(OutboxRow.id.in_(row_ids), OutboxRow.state == OutboxState.TAGET)
            .order_by(OutboxRow.due_at, OutboxRow.id)
        ).all()

    def anything_ready(self, now: datetime) -> int | None:
        """The highest id among rows that could be claimed now; None when the outbox is quiet."""
        return self._session.scalar(
            select(func.max(OutboxRow.id)).where(
                or_(
                    OutboxRow.state == OutboxState.KLAR,
                    (OutboxRow.state == OutboxState.TAGET) & (OutboxRow.lease_until < now),
                ),
                OutboxRow.state.in_([OutboxState.KLAR, OutboxState.TAGET]),
                OutboxRow.ready_at <= now,
            )
        )

    def first_due(self, now: datetime, after: datetime | None = None) -> datetime | None:
        """When the longest waiting effect that may be tried by `now` should have happened (later than `after`)."""
        moments = [
            self._session.scalar(query if after is None else query.where(OutboxRow.due_at > after))
            for query in (
                _FIRST_DUE.where(OutboxRow.state == OutboxState.KLAR, OutboxRow.ready_at <= now),
                _FIRST_DUE.where(OutboxRow.state == OutboxState.TAGET, OutboxRow.lease_until < now),
            )
        ]
        return min((moment for moment in moments if moment is not None), default=None)

    def next_ready(self) -> datetime | None:
        return self._session.scalar(
            select(func.min(OutboxRow.ready_at)).where(OutboxRow.state == OutboxState.KLAR)
        )

    def workers(self) -> Sequence[str]:
        """Who has claimed something that is not done."""
        return self._session.scalars(
            select(OutboxRow.claimed_by)
            .where(OutboxRow.state == OutboxState.TAGET, OutboxRow.claimed_by.is_not(None))
            .distinct()
        ).all()  # type: ignore[return-value]  # no worker is None, as the query says

    def release(self, workers: Collection[str]) -> int:
        """What these workers have claimed may be tried again at once; says how many rows."""
        rows = self._session.scalars(
            select(OutboxRow).where(OutboxRow.state == OutboxState.TAGET, OutboxRow.claimed_by.in_(workers))
        ).all()
        for row in rows:
            row.state, row.lease_until = OutboxState.KLAR, None
        return len(rows)

    def done(self, row_id: int, now: datetime) -> OutboxRow:
        """The effect has happened."""
        row = self._session.get_one(OutboxRow, row_id)
        row.state, row.done_at, row.error, row.lease_until = OutboxState.FAERDIG, now, None, None
        return row

    def again(self, row_id: int, at: datetime, code: str) -> None:
        """The effect did not happen and will be tried again at `at`."""
        row = self._session.get_one(OutboxRow, row_id)
        row.state, row.ready_at, row.error, row.lease_until = OutboxState.KLAR, at, code, None

    def later(self, row_id: int, at: datetime) -> None:
        """The effect's moment has not come: it may be tried at `at`, and this was no try."""
        row = self._session.get_one(OutboxRow, row_id)
        row.state, row.ready_at, row.lease_until, row.attempts = OutboxState.KLAR, at, None, row.attempts - 1

    def failed(self, row_id: int, code: str) -> OutboxRow:
        """The effect will not be tried again until a person asks for it."""
        row = self._session.get_one(OutboxRow, row_id)
        row.state, row.error, row.lease_until = OutboxState.FEJLET, code, None
        return row

    def revive(self, key: str, now: datetime) -> None:
        """An effect that had failed is ready to be tried again, with its tries counted anew."""
        for row in self._session.scalars(
            select(OutboxRow).where(OutboxRow.key == key, OutboxRow.state == OutboxState.FEJLET)
        ):
            row.state, row.ready_at, row.attempts, row.error = OutboxState.KLAR, now, 0, None

    def drop_failed(self, keys: Collection[str], now: datetime) -> None:
        """Effects that failed wait for nobody any more: something else does their work."""
        for row in self._session.scalars(
            select(OutboxRow).where(OutboxRow.key.in_(keys), OutboxRow.state == OutboxState.FEJLET)
        ):
            row.state, row.done_at = OutboxState.FAERDIG, now

    def drop(self, keys: Collection[str], now: datetime) -> None:
        """Effects that shall no longer happen are closed untried.

        One that is being tried, or has been, is left to its end: it may have happened without our knowing.
        """
        untried = OutboxRow.state == OutboxState.KLAR, OutboxRow.attempts == 0
        for row in self._session.scalars(select(OutboxRow).where(OutboxRow.key.in_(keys), *untried)):
            row.state, row.done_at, row.error = OutboxState.FAERDIG, now, "bortfaldet"

    def in_state(self, states: Collection[OutboxState], limit: int = 200) -> Sequence[OutboxRow]:
        return self._session.scalars(
            select(OutboxRow)
            .where(OutboxRow.state.in_(states))
            .order_by(OutboxRow.due_at, OutboxRow.id)
            .limit(limit)
        ).all()

    def counts(self) -> dict[str, int]:
        rows = self._session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
        return {str(state): count for state, count in rows}
