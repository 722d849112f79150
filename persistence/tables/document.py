"""Letters and orders on their way, and the stored bytes of what went."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class Dokument(Table):
    """A letter from draft to receipt. A draft has no bytes: it is rendered from facts when it is looked at.

    With its bytes it gets its envelope (encrypted): to whom and by which way it goes, whatever becomes of the
    citizen's card while it is being sent.
    """

    __tablename__ = "dokument"
    __table_args__ = (
        Index(None, "forloeb_id", "tilstand"),
        Index(
            "ix_dokument_modtages",
            "modtages",
            sqlite_where=text("modtages IS NOT NULL"),
            postgresql_where=text("modtages IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"))
    noegle: Mapped[str] = mapped_column(unique=True)
    brev: Mapped[str]
    til: Mapped[str]
    modtager: Mapped[str | None]
    tilstand: Mapped[str]
    refs: Mapped[dict[str, Any]]
    oprettet: Mapped[datetime]
    godkendt: Mapped[datetime | None]
    godkendt_af: Mapped[str | None]
    ny_dato: Mapped[date | None]
    ordlyd_version: Mapped[str | None]
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("fil.sha256"))
    docx_sha256: Mapped[str | None] = mapped_column(ForeignKey("fil.sha256"))
    konvolut_krypteret: Mapped[str | None]
    kanal: Mapped[str | None]
    sendt: Mapped[datetime | None]
    modtages: Mapped[datetime | None]
    modtaget: Mapped[datetime | None]
    kvittering: Mapped[str | None]


class Fil(Table):
    """A stored file by its content; the bytes lie encrypted in the document store."""

    __tablename__ = "fil"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    stoerrelse: Mapped[int]
    medietype: Mapped[str]
    noegle_id: Mapped[str]
    gemt: Mapped[datetime]
