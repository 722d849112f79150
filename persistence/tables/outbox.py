"""What must still happen outside the register: the only way an effect leaves the house."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class OutboxRow(Table):
    """One effect. `due_at` is when it should have happened and decides the order; `ready_at` is when it may be tried."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_ready",
            "ready_at",
            "id",
            sqlite_where=text("state IN ('klar', 'taget')"),
            postgresql_where=text("state IN ('klar', 'taget')"),
        ),
        Index(None, "state"),
    )

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
