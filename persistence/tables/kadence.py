"""Cadences: what a forløb has turned on, each time it was held, and what is turned on for a whole udfører."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class Kadence(Table):
    """A rhythm of one forløb; `interval` and `antal` are its own where they differ from the rule's.

    `ny_til` is how long its sagsbehandler is new to the case. It is on until it is `stoppet`; `stoppet_ved` says by
    what: a person, the case, the help, the series' end, or because it is off for the udfører it came from.
    """

    __tablename__ = "kadence"
    __table_args__ = (Index(None, "forloeb_id", "stoppet"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"))
    slug: Mapped[str]
    udfoerer_id: Mapped[str | None] = mapped_column(ForeignKey("udfoerer.id"))
    paragraf: Mapped[str | None]
    interval: Mapped[str | None]
    antal: Mapped[int | None]
    startet: Mapped[datetime]
    startet_af: Mapped[str]
    fra_udfoerer: Mapped[bool] = mapped_column(default=False)
    ny_til: Mapped[date | None]
    stoppet: Mapped[datetime | None]
    stoppet_ved: Mapped[str | None]
    grund: Mapped[str | None]


class KadenceGang(Table):
    """One time that the cadence, or a step of it (`slug`), was held."""

    __tablename__ = "kadence_gang"

    id: Mapped[int] = mapped_column(primary_key=True)
    kadence_id: Mapped[int] = mapped_column(ForeignKey("kadence.id"), index=True)
    slug: Mapped[str]
    dato: Mapped[date]
    note: Mapped[str | None]
    registreret: Mapped[datetime]
    af: Mapped[str]


class UdfoererKadence(Table):
    """Every case whose help begins with the udfører gets the cadence, until it is `stoppet`."""

    __tablename__ = "udfoerer_kadence"
    __table_args__ = (Index(None, "udfoerer_id", "stoppet"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    udfoerer_id: Mapped[str] = mapped_column(ForeignKey("udfoerer.id"))
    slug: Mapped[str]
    interval: Mapped[str | None]
    antal: Mapped[int | None]
    startet: Mapped[datetime]
    startet_af: Mapped[str]
    stoppet: Mapped[datetime | None]
    stoppet_af: Mapped[str | None]
    grund: Mapped[str | None]
