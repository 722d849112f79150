"""The order to an udfører, what the udfører answers, and the follow-up."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class Bestilling(Table):
    """The order; from `baggrund` on is what the udfører is told of the task beside the goals (VUM 2.0).

    `maal` are the numbers of the goals that it is about; all of the sag's where it names none.
    """

    __tablename__ = "bestilling"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    nr: Mapped[int]
    udfoerer_id: Mapped[str] = mapped_column(ForeignKey("udfoerer.id"), index=True)
    ydelse: Mapped[str | None]
    paragraf: Mapped[str]
    koordinator: Mapped[str | None]
    opfoelgning: Mapped[date | None]
    baggrund: Mapped[str | None]
    stoettebehov: Mapped[str | None]
    maalgruppe: Mapped[str | None]
    formaal: Mapped[str | None]
    leveringsform: Mapped[str | None]
    pris: Mapped[str | None]
    omfang: Mapped[str | None]
    begynder: Mapped[date | None]
    udredning: Mapped[str | None]
    netvaerk: Mapped[str | None]
    koordinering: Mapped[str | None]
    giv_besked: Mapped[str | None]
    kontaktrytme: Mapped[str | None]
    maaling: Mapped[str | None]
    maal: Mapped[list[Any] | None]
    tilstand: Mapped[str]
    oprettet: Mapped[datetime]
    sendt: Mapped[datetime | None]
    kvitteret: Mapped[datetime | None]
    startet: Mapped[datetime | None]
    indsatsplan: Mapped[datetime | None]
    afsluttet: Mapped[datetime | None]


class Status(Table):
    """The udfører's own report before a follow-up."""

    __tablename__ = "status"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    udfoerer_id: Mapped[str] = mapped_column(ForeignKey("udfoerer.id"))
    tekst: Mapped[str]
    modtaget: Mapped[datetime]


class Opfoelgning(Table):
    __tablename__ = "opfoelgning"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    holdt: Mapped[datetime]
    udfald: Mapped[str]
    naeste: Mapped[date | None]
    borgerens_vurdering: Mapped[str]
    uden_status: Mapped[str | None]


class AendretBehov(Table):
    __tablename__ = "aendret_behov"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    fra: Mapped[str]
    tekst: Mapped[str]
    meldt: Mapped[datetime]
    udfald: Mapped[str | None]
    note: Mapped[str | None]
    vurderet: Mapped[datetime | None]


class Udskrivning(Table):
    __tablename__ = "udskrivning"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    afdeling: Mapped[str | None]
    dato: Mapped[date | None]
    varslet: Mapped[datetime]


class Optagelse(Table):
    """The citizen was taken in at a boform (SEL § 110); `orienteret` is when the boform told of it."""

    __tablename__ = "optagelse"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    boform: Mapped[str]
    dato: Mapped[date]
    registreret: Mapped[datetime]
    orienteret: Mapped[datetime | None]
