"""What the citizen can ask for under the GDPR, and what the municipality owes when data went astray."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class GdprIndsigt(Table):
    """Access to one's own data, asked for (art. 15); `forlaenget` once at most, for the reason in `grund`."""

    __tablename__ = "gdpr_indsigt"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    anmodet: Mapped[datetime]
    forlaenget: Mapped[datetime | None]
    grund: Mapped[str | None]
    givet: Mapped[datetime | None]


class Brud(Table):
    """A breach of the security of personal data (art. 33); `ikke_anmeldt` says why it was not reported.

    The row stays when it is dealt with: art. 33(5) asks for every breach to be documented.
    """

    __tablename__ = "brud"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    opdaget: Mapped[datetime]
    meldt: Mapped[datetime]
    note: Mapped[str]
    anmeldt: Mapped[datetime | None]
    ikke_anmeldt: Mapped[str | None]
