"""The journal: a chain of hashes per sag and one of the house, with payloads that can be destroyed without breaking it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class JournalEntry(Table):
    """One thing that happened: when due and when done, who, what; never any personal data in clear.

    Without a `sag_id` it is about no case: who is away, which rules hold. Those stand in the house's own chain.
    """

    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("sag_id", "nr"), Index(None, "forloeb_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int | None] = mapped_column(ForeignKey("sag.id"))
    forloeb_id: Mapped[int | None] = mapped_column(ForeignKey("forloeb.id"))
    nr: Mapped[int]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime]
    actor: Mapped[str]
    event: Mapped[str]
    about: Mapped[str | None]
    schema: Mapped[int] = mapped_column(default=1)
    previous_hash: Mapped[str]
    payload_hash: Mapped[str]
    hash: Mapped[str]


class JournalPayload(Table):
    """What an entry said, sealed under the case's own key; erased with it."""

    __tablename__ = "journal_payload"

    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class HouseChain(Table):
    """The end and the key of the journal's chain for what is about no case; the only row has number 1.

    The columns mean what the same ones of Sag mean.
    """

    __tablename__ = "house_chain"

    id: Mapped[int] = mapped_column(primary_key=True)
    journal_nr: Mapped[int] = mapped_column(default=0)
    journal_hash: Mapped[str] = mapped_column(default="")
    journal_key: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own hook


class RegisterMark(Table):
    """What the register says of itself, such as `demo`."""

    __tablename__ = "register_mark"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
