"""What must still happen outside the register: the only way an effect leaves the house."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class OutboxRow(Table):
    """One effect. `due_at` is when it should have happened and decides the order; `ready_at` is when it may be tried."""

    __tablename__ = "outbox"
    # A claim reads as many rows as it takes, in the order it takes them, however long the queue is.
    __table_args__ = (Index(None, "state", "due_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    forloeb_id: Mapped[int | None]
    payload: Mapped[dict[str, Any]]
    state: Mapped[str]
    due_at: Mapped[datetime]
    ready_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    error: Mapped[str | None]
    done_at: Mapped[datetime | None]
