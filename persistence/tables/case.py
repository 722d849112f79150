"""The case: Sag, its Forløb with their phases, and what was asked for."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from persistence.tables.base import Table
from persistence.tables.parties import Borger


class Sag(Table):
    """A citizen's case with a team.

    `journal_nr` and `journal_hash` are the end of its journal's chain. `journal_key` is its own key, wrapped by
    the house's: it opens the journal's payloads, and erasing it erases them.
    """

    __tablename__ = "sag"

    id: Mapped[int] = mapped_column(primary_key=True)
    nummer: Mapped[str] = mapped_column(unique=True)
    borger_id: Mapped[int] = mapped_column(ForeignKey("borger.id"), index=True)
    team: Mapped[str]
    sagsbehandler_id: Mapped[str | None] = mapped_column(ForeignKey("medarbejder.id"), index=True)
    oprettet: Mapped[datetime]
    ressourcer_bekraeftet: Mapped[datetime | None]
    journal_nr: Mapped[int] = mapped_column(default=0)
    journal_hash: Mapped[str] = mapped_column(default="")
    journal_key: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    borger: Mapped[Borger] = relationship(lazy="raise_on_sql")

    # Two writers that read the same case: the second is refused, and reads again.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own hook


class Forloeb(Table):
    """One way through the phases; a Sag may have several. `venter` is True while the citizen waits for an answer."""

    __tablename__ = "forloeb"
    __table_args__ = (UniqueConstraint("sag_id", "nr"), Index(None, "tilstand", "fase"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"))
    nr: Mapped[int]
    fase: Mapped[str]
    fase_siden: Mapped[datetime]
    tilstand: Mapped[str]
    venter: Mapped[bool] = mapped_column(default=True)
    akut: Mapped[bool] = mapped_column(default=False)
    handlekommune: Mapped[bool] = mapped_column(default=False)
    p82_overvejet: Mapped[bool] = mapped_column(default=False)
    aeldrelov: Mapped[bool] = mapped_column(default=False)
    afklaring_note: Mapped[str | None]
    care_gennemgaaet: Mapped[datetime | None]
    oprettet: Mapped[datetime]
    afsluttet: Mapped[datetime | None]
    afslutning_grund: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    sag: Mapped[Sag] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own hook


class HandlekommuneSkift(Table):
    """Another municipality has the case from the day `dato` (RSL §§ 9-9 b)."""

    __tablename__ = "handlekommune_skift"

    id: Mapped[int] = mapped_column(primary_key=True)
    sag_id: Mapped[int] = mapped_column(ForeignKey("sag.id"), index=True)
    kommune: Mapped[str]
    dato: Mapped[date]
    grund: Mapped[str | None]
    registreret: Mapped[datetime]


class FaseHistorik(Table):
    __tablename__ = "fase_historik"
    __table_args__ = (Index(None, "forloeb_id", "startet"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"))
    fase: Mapped[str]
    fra: Mapped[str | None]
    startet: Mapped[datetime]
    sluttet: Mapped[datetime | None]


class Henvendelse(Table):
    """What came in, verbatim; `noegle` is the natural key that keeps a file from being loaded twice."""

    __tablename__ = "henvendelse"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    modtaget: Mapped[datetime]
    kanal: Mapped[str]
    tekst: Mapped[str]
    akut: Mapped[bool]
    noegle: Mapped[str] = mapped_column(unique=True)


class Ansoegning(Table):
    """One per paragraf, with its own svarfrist and its own end."""

    __tablename__ = "ansoegning"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    paragraf: Mapped[str]
    modtaget: Mapped[date]
    tilstand: Mapped[str]
    afgjort: Mapped[date | None]


class Punkt(Table):
    """One item of a phase's checklist; a phase entered again has a new `runde`."""

    __tablename__ = "punkt"
    __table_args__ = (UniqueConstraint("forloeb_id", "fase", "runde", "punkt_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"))
    fase: Mapped[str]
    runde: Mapped[int]
    punkt_id: Mapped[str]
    tilstand: Mapped[str]
    note: Mapped[str | None]
    af: Mapped[str | None]
    aendret: Mapped[datetime | None]


class PortTilsidesaettelse(Table):
    """A leader let one non-statutory gate pass, once, with a written reason."""

    __tablename__ = "port_tilsidesaettelse"

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"), index=True)
    port: Mapped[str]
    grund: Mapped[str]
    af: Mapped[str]
    tidspunkt: Mapped[datetime]
    brugt: Mapped[datetime | None]


class Opgave(Table):
    """Something a member of staff must do, open until it is closed."""

    __tablename__ = "opgave"
    __table_args__ = (Index(None, "forloeb_id", "lukket"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"))
    slug: Mapped[str]
    rolle: Mapped[str]
    medarbejder_id: Mapped[str | None] = mapped_column(ForeignKey("medarbejder.id"), index=True)
    stillet: Mapped[datetime]
    lukket: Mapped[datetime | None]
    frist_id: Mapped[int | None]
    note: Mapped[str | None]
