"""Partshøring, afgørelser and bevillinger, and what a citizen can set against them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class Partshoering(Table):
    """Information that weighs against the citizen, put before them (FVL § 19); open until answered or expired.

    `paragraf` is the help it is about, None for all of them; `bortfaldet` where the case was closed before the letter left: nobody was heard.
    """

    __tablename__ = "partshoering"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    paragraf: Mapped[str | None]
    oplysning: Mapped[str]
    startet: Mapped[datetime]
    svar_senest: Mapped[date | None]
    svar: Mapped[str | None]
    svaret: Mapped[datetime | None]
    bortfaldet: Mapped[date | None]


class Afgoerelse(Table):
    """One decision; what nobody wrote is None, and its letter does not speak of it.

    `virkning_fra` and `slut` are the first and the last day that were decided on. `egenbetaling` says what the citizen pays,
    `udfoerervalg` between whom the citizen may choose.
    """

    __tablename__ = "afgoerelse"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    ansoegning_id: Mapped[int | None] = mapped_column(ForeignKey("ansoegning.id"))
    paragraf: Mapped[str]
    udfald: Mapped[str]
    regel: Mapped[str | None]
    hovedhensyn: Mapped[str | None]
    fakta: Mapped[str | None]
    omfang: Mapped[str | None]
    virkning_fra: Mapped[date | None]
    slut: Mapped[date | None]
    ikke_bevilget: Mapped[str | None]
    anden_hjaelp: Mapped[str | None]
    aendret_siden: Mapped[str | None]
    borgerens_syn: Mapped[str | None]
    egenbetaling: Mapped[str | None]
    udfoerervalg: Mapped[str | None]
    truffet: Mapped[datetime]
    truffet_af: Mapped[str]
    sendt: Mapped[datetime | None]
    modtaget: Mapped[date | None]


class MundtligMeddelelse(Table):
    """The citizen was told orally, or `undladt` says why not."""

    __tablename__ = "mundtlig_meddelelse"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    tidspunkt: Mapped[datetime]
    undladt: Mapped[str | None]


class Bevilling(Table):
    """Help granted, running from the day `fra` until the day `ophoert`, the first without it."""

    __tablename__ = "bevilling"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    afgoerelse_id: Mapped[int] = mapped_column(ForeignKey("afgoerelse.id"), unique=True)
    paragraf: Mapped[str]
    fra: Mapped[date]
    ophoert: Mapped[date | None]


class Begrundelse(Table):
    """A written reason asked for after an oral answer (FVL § 23); `ret` where the citizen has a right to it."""

    __tablename__ = "begrundelse"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    anmodet: Mapped[datetime]
    ret: Mapped[bool]
    tekst: Mapped[str | None]
    givet: Mapped[datetime | None]


class Klage(Table):
    """`fastholdt` is the citizen's answer where they were found partly right: ja or nej, None until they answer."""

    __tablename__ = "klage"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    afgoerelse_id: Mapped[int] = mapped_column(ForeignKey("afgoerelse.id"))
    modtaget: Mapped[datetime]
    resultat: Mapped[str | None]
    begrundelse: Mapped[str | None]
    genvurderet: Mapped[datetime | None]
    fastholdt: Mapped[str | None]
    svaret: Mapped[datetime | None]


class Aktindsigt(Table):
    __tablename__ = "aktindsigt"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    anmodet: Mapped[datetime]
    givet: Mapped[datetime | None]
