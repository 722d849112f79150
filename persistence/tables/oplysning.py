"""What the municipality knows: the citizen's wishes and goals, samtykker, sources, meetings, assessments."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class Oenske(Table):
    """A hope, wish or dream, verbatim; `kan_ikke` where the citizen could or would not say, and who spoke instead."""

    __tablename__ = "oenske"
    __table_args__ = (UniqueConstraint("sag_id", "nr"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"))
    nr: Mapped[int]
    tekst: Mapped[str]
    perspektiv: Mapped[int]
    kan_ikke: Mapped[bool]
    hvem_siger: Mapped[str | None]
    tidspunkt: Mapped[datetime]


class Maal(Table):
    """A goal, and the wish it serves; `maaltype` and `forventet_niveau` are what it should come to (VUM 2.0)."""

    __tablename__ = "maal"
    __table_args__ = (UniqueConstraint("sag_id", "nr"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"))
    nr: Mapped[int]
    tekst: Mapped[str]
    oenske_nr: Mapped[int | None]
    horisont: Mapped[str | None]
    maaltype: Mapped[str | None]
    forventet_niveau: Mapped[int | None]
    tidspunkt: Mapped[datetime]


class Samtykke(Table):
    """What may be asked, of whom, until when (RSL § 11 a); withdrawn where `trukket` is set."""

    __tablename__ = "samtykke"
    __table_args__ = (Index(None, "sag_id", "kilde"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"))
    kilde: Mapped[str]
    oplysninger: Mapped[str | None]
    givet: Mapped[date]
    til_dato: Mapped[date]
    trukket: Mapped[date | None]


class Undtagelse(Table):
    """A leader has written that the law lets somebody be asked or told without a samtykke (RSL § 11 c), until when."""

    __tablename__ = "undtagelse"

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"), index=True)
    hvem: Mapped[str]
    hjemmel: Mapped[str]
    grund: Mapped[str]
    til_dato: Mapped[date]
    af: Mapped[str]
    tidspunkt: Mapped[datetime]


class Forespoergsel(Table):
    """One source asked for information; needed until it came or was given up."""

    __tablename__ = "forespoergsel"
    __table_args__ = (Index(None, "forloeb_id", "kilde"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"))
    kilde: Mapped[str]
    oplysninger: Mapped[str | None]
    spurgt: Mapped[date]
    modtaget: Mapped[date | None]
    svar: Mapped[str | None]
    opgivet: Mapped[date | None]
    grund: Mapped[str | None]


class Moede(Table):
    """A meeting. `noegle` names it in the reader's calendar, and `sekvens` counts how often it was moved or cancelled."""

    __tablename__ = "moede"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    art: Mapped[str]
    tidspunkt: Mapped[datetime | None]
    sted: Mapped[str | None]
    deltagere: Mapped[list[str]]
    indkaldt: Mapped[datetime | None]
    afholdt: Mapped[datetime | None]
    noegle: Mapped[str | None]
    sekvens: Mapped[int] = mapped_column(default=0)
    aendret: Mapped[datetime | None]
    aflyst: Mapped[datetime | None]


class Kontakt(Table):
    __tablename__ = "kontakt"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    med: Mapped[list[str]]
    notat: Mapped[str | None]
    tidspunkt: Mapped[datetime]


class TemaVurdering(Table):
    """One VUM theme assessed: level 0-4 where it is scored, resources and difficulties side by side."""

    __tablename__ = "tema_vurdering"

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"), index=True)
    tema: Mapped[str]
    niveau: Mapped[int | None]
    ressourcer: Mapped[str | None]
    udfordringer: Mapped[str | None]
    perspektiv: Mapped[int | None]
    kilde: Mapped[str | None]
    tidspunkt: Mapped[datetime]


class MaalVurdering(Table):
    """How far somebody says it has come with a goal: their own number on its scale, and their words if they gave any."""

    __tablename__ = "maal_vurdering"
    __table_args__ = (Index(None, "sag_id", "maal_nr"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"))
    maal_nr: Mapped[int]
    hvem: Mapped[str]
    tal: Mapped[float]
    ord: Mapped[str | None]
    dag: Mapped[date]
    tidspunkt: Mapped[datetime]


class Netvaerksperson(Table):
    """Somebody in the citizen's network; who it is lies encrypted, since they have asked for nothing themselves."""

    __tablename__ = "netvaerksperson"

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"), index=True)
    person_krypteret: Mapped[str | None]
    sektor: Mapped[str]
    kontakt: Mapped[str]
    stemning: Mapped[str | None]
    oensket: Mapped[bool]
    maa_kontaktes: Mapped[date | None]
    registreret: Mapped[datetime]
    fjernet: Mapped[datetime | None]


class Maaling(Table):
    __tablename__ = "maaling"

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"), index=True)
    instrument: Mapped[str]
    vaerdi: Mapped[list[Any]]
    tidspunkt: Mapped[datetime]


class Handleplan(Table):
    """The offer of a plan (SEL § 141), the citizen's answer, and when it became active."""

    __tablename__ = "handleplan"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    tilbudt: Mapped[datetime]
    svar: Mapped[str | None]
    svaret: Mapped[datetime | None]
    aktiv: Mapped[datetime | None]
