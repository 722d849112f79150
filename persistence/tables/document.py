"""Letters and orders on their way, and the stored bytes of what went."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class Dokument(Table):
    """A letter from draft to receipt. A draft has no bytes: it is rendered from facts when it is looked at.

    With its bytes it gets its envelope (encrypted): to whom and by which way it goes, whatever becomes of the
    citizen's card while it is being sent. `ord` is what a caseworker has written in it, by field, and
    `word_sha256` the file that a caseworker has edited in Word: then the letter is sent as the file says.
    `kopi_af` is the citizen's letter that this one is the guardian's copy of.
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
    ord: Mapped[dict[str, Any]] = mapped_column(default=dict)
    oprettet: Mapped[datetime]
    godkendt: Mapped[datetime | None]
    godkendt_af: Mapped[str | None]
    ny_dato: Mapped[date | None]
    ordlyd_version: Mapped[str | None]
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("fil.sha256"))
    docx_sha256: Mapped[str | None] = mapped_column(ForeignKey("fil.sha256"))
    word_sha256: Mapped[str | None] = mapped_column(ForeignKey("fil.sha256"))
    konvolut_krypteret: Mapped[str | None]
    kanal: Mapped[str | None]
    sendt: Mapped[datetime | None]
    modtages: Mapped[datetime | None]
    modtaget: Mapped[datetime | None]
    kvittering: Mapped[str | None]
    kopi_af: Mapped[int | None] = mapped_column(ForeignKey("dokument.id"), index=True)


class Forsendelse(Table):
    """One try to get a letter to its reader by one way, under the id that the post answers to.

    `status` is the newest that the post has said and `meldt` when that was, by the post's own clock; `sendt` is None
    until the letter has left, and `opgivet` is when it was taken back before it did. What left stands with the try
    itself: a letter that is made anew and sent again does not hide what was sent the first time.
    """

    __tablename__ = "forsendelse"
    __table_args__ = (UniqueConstraint("dokument_id", "nr"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dokument_id: Mapped[int] = mapped_column(ForeignKey("dokument.id"))
    nr: Mapped[int]
    noegle: Mapped[str]
    besked_id: Mapped[str] = mapped_column(unique=True)
    kanal: Mapped[str]
    sendt: Mapped[datetime | None]
    status: Mapped[str | None]
    meldt: Mapped[datetime | None]
    kode: Mapped[str | None]
    opgivet: Mapped[datetime | None]
    ordlyd_version: Mapped[str | None]
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("fil.sha256"))
    docx_sha256: Mapped[str | None] = mapped_column(ForeignKey("fil.sha256"))
    konvolut_krypteret: Mapped[str | None]


class IndgaaendePost(Table):
    """Something that came in and is kept as it came: a scan, a reply, a form, a mail.

    `dato` is the day that stands on it, `modtaget` when it came to us, and `handling` the act it stood for. It has
    no file where it was only shown or told.
    """

    __tablename__ = "indgaaende_post"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    slags: Mapped[str]
    fra: Mapped[str]
    fra_hvem: Mapped[str | None]
    dato: Mapped[date]
    modtaget: Mapped[datetime]
    sha256: Mapped[str | None] = mapped_column(ForeignKey("fil.sha256"))
    handling: Mapped[str | None]
    tekst: Mapped[str | None]
    af: Mapped[str]


class Fil(Table):
    """A stored file by its content; the bytes lie encrypted in the document store."""

    __tablename__ = "fil"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    stoerrelse: Mapped[int]
    medietype: Mapped[str]
    noegle_id: Mapped[str]
    gemt: Mapped[datetime]
