"""People and organisations: citizens, staff with their absence, and udførere."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class Borger(Table):
    """A citizen; identity and (protected) address lie encrypted, and are found by a keyed hash.

    So do the number and address of their guardian; `vaerge_siden` is when what is known of the guardian last changed.
    """

    __tablename__ = "borger"

    id: Mapped[int] = mapped_column(primary_key=True)
    navn: Mapped[str]
    cpr_krypteret: Mapped[str | None]
    cpr_opslag: Mapped[str | None] = mapped_column(unique=True)
    adresse_krypteret: Mapped[str | None]
    telefon: Mapped[str | None]
    digital_post: Mapped[bool]
    adressebeskyttet: Mapped[bool]
    sprog: Mapped[str] = mapped_column(default="da")
    vaerge: Mapped[str | None]
    vaerge_siden: Mapped[datetime | None]
    vaerge_art: Mapped[str | None]
    vaerge_omfang: Mapped[str | None]
    vaerge_kanal: Mapped[str | None]
    vaerge_krypteret: Mapped[str | None]
    moedeoenske: Mapped[str | None]
    doed: Mapped[date | None]


class Medarbejder(Table):
    __tablename__ = "medarbejder"

    id: Mapped[str] = mapped_column(primary_key=True)
    navn: Mapped[str]
    rolle: Mapped[str]
    team: Mapped[str]
    email: Mapped[str | None]
    telefon: Mapped[str | None]
    paragraffer: Mapped[list[str]] = mapped_column(default=list)
    aktiv: Mapped[bool] = mapped_column(default=True)


class Fravaer(Table):
    """Somebody is away from `fra` to and including `til`; the stedfortræder gets what was theirs."""

    __tablename__ = "fravaer"
    __table_args__ = (Index(None, "medarbejder_id", "til"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    medarbejder_id: Mapped[str] = mapped_column(ForeignKey("medarbejder.id"))
    fra: Mapped[date]
    til: Mapped[date]
    stedfortraeder_id: Mapped[str] = mapped_column(ForeignKey("medarbejder.id"))
    registreret_at: Mapped[datetime]


class Udfoerer(Table):
    __tablename__ = "udfoerer"

    id: Mapped[str] = mapped_column(primary_key=True)
    navn: Mapped[str]
    cvr: Mapped[str | None]
    email: Mapped[str | None]
    paragraffer: Mapped[list[str]] = mapped_column(default=list)
