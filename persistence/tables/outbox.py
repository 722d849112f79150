"""What must still happen outside the register: the only way an effect leaves the house."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
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


class Morgenpost(Table):
    """One line of the message that `til` gets in the morning; `sent_at` is when it was told.

    It may be told from `ready_at` on. `noegle` is its natural key: what it is about, and whom it is for. `lov` and
    `forfald` say how much it hurts; `facts` are the words that its sentence needs besides the case number.
    """

    __tablename__ = "morgenpost"
    # What one person has waiting: a few lines, however many have been told.
    __table_args__ = (
        Index(
            "ix_morgenpost_til_id",
            "til",
            "id",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    noegle: Mapped[str] = mapped_column(unique=True)
    til: Mapped[str]
    put_at: Mapped[datetime]
    ready_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    forloeb_id: Mapped[int | None]
    sagsnr: Mapped[str | None]
    art: Mapped[str]
    om: Mapped[str]
    lov: Mapped[bool] = mapped_column(default=False)
    forfald: Mapped[date | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
