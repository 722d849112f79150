"""Finding cases."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from domain.case import ForloebTilstand, PunktTilstand
from persistence.tables import (
    Ansoegning,
    FaseHistorik,
    Forloeb,
    Henvendelse,
    Opgave,
    PortTilsidesaettelse,
    Punkt,
    Sag,
    table_of,
)

_READ = (
    select(Forloeb)
    .where(Forloeb.id == bindparam("forloeb_id"))
    .join(Forloeb.sag)
    .options(contains_eager(Forloeb.sag).joinedload(Sag.borger))
)
_OPEN = _READ.with_for_update(of=[Forloeb, Sag])
_HISTORY = table_of(FaseHistorik)
_END_PHASE = (
    update(_HISTORY)
    .where(_HISTORY.c.forloeb_id == bindparam("of"), _HISTORY.c.sluttet.is_(None))
    .values(sluttet=bindparam("ended"))
)
# Held by the one transaction that takes a case number; the number itself has no meaning.
_NUMBERS_LOCK = 7_103_290_417


class Cases:
    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, forloeb_id: int) -> Forloeb | None:
        """The forløb with its sag and citizen, locked for this transaction where the database has row locks."""
        return self._session.scalars(_OPEN, {"forloeb_id": forloeb_id}).one_or_none()

    def read(self, forloeb_id: int) -> Forloeb:
        """The forløb with its sag and citizen."""
        return self._session.scalars(_READ, {"forloeb_id": forloeb_id}).one()

    def sag_of_borger(self, borger_id: int) -> Sag | None:
        """The citizen's newest sag."""
        return self._session.scalars(
            select(Sag)
            .where(Sag.borger_id == borger_id)
            .options(joinedload(Sag.borger))
            .order_by(Sag.id.desc())
            .limit(1)
        ).one_or_none()

    def sag_by_number(self, nummer: str) -> Sag | None:
        return self._session.scalars(
            select(Sag).where(Sag.nummer == nummer).options(joinedload(Sag.borger))
        ).one_or_none()

    def forloeb_of(self, sag_id: int) -> Sequence[Forloeb]:
        """Every forløb of the sag with the sag and its citizen, first one first."""
        return self._session.scalars(
            select(Forloeb)
            .where(Forloeb.sag_id == sag_id)
            .options(joinedload(Forloeb.sag).joinedload(Sag.borger))
            .order_by(Forloeb.nr)
        ).all()

    def all_forloeb_ids(self) -> list[int]:
        """Every forløb in the order they began (scenarios)."""
        return list(self._session.scalars(select(Forloeb.id).order_by(Forloeb.id)))

    def next_number(self, year: int) -> str:
        """The next free case number of `year`, such as S-2026-00012."""
        if self._session.get_bind().dialect.name == "postgresql":
            # Two citizens in the same second wait for each other here; on SQLite one writer is alone anyway.
            self._session.execute(select(func.pg_advisory_xact_lock(_NUMBERS_LOCK)))
        prefix = f"S-{year}-"
        of_year = select(Sag.nummer).where(Sag.nummer.like(f"{prefix}%"))
        # By length first: number 100000 comes after 99999.
        last = self._session.scalar(
            of_year.order_by(func.length(Sag.nummer).desc(), Sag.nummer.desc()).limit(1)
        )
        return f"{prefix}{(int(last.removeprefix(prefix)) if last else 0) + 1:05d}"

    def henvendelse_by_key(self, noegle: str) -> Henvendelse | None:
        return self._session.scalars(select(Henvendelse).where(Henvendelse.noegle == noegle)).one_or_none()

    def open_ansoegning(self, forloeb_id: int, paragraf: str) -> Ansoegning | None:
        """The application on `paragraf` that has neither afgørelse nor withdrawal."""
        return self._session.scalars(
            select(Ansoegning)
            .where(
                Ansoegning.forloeb_id == forloeb_id,
                Ansoegning.paragraf == paragraf,
                Ansoegning.tilstand == "aaben",
            )
            .order_by(Ansoegning.id.desc())
            .limit(1)
        ).one_or_none()

    def end_phase(self, forloeb_id: int, when: datetime) -> None:
        """What the forløb's history says of the phase it is in has its end."""
        self._session.connection().execute(_END_PHASE, {"of": forloeb_id, "ended": when})

    def rounds_in(self, forloeb_id: int, fase: str) -> int:
        """How many times the forløb has entered the phase."""
        return (
            self._session.scalar(
                select(func.count())
                .select_from(FaseHistorik)
                .where(FaseHistorik.forloeb_id == forloeb_id, FaseHistorik.fase == fase)
            )
            or 0
        )

    def points(self, forloeb_id: int, fase: str, runde: int) -> Sequence[Punkt]:
        """The checklist of one round of a phase, in the order of the principles."""
        return self._session.scalars(
            select(Punkt)
            .where(Punkt.forloeb_id == forloeb_id, Punkt.fase == fase, Punkt.runde == runde)
            .order_by(Punkt.id)
        ).all()

    def open_points(self, forloeb_id: int) -> Sequence[Punkt]:
        return self._session.scalars(
            select(Punkt)
            .where(Punkt.forloeb_id == forloeb_id, Punkt.tilstand == PunktTilstand.AABENT)
            .order_by(Punkt.id)
        ).all()

    def override(self, forloeb_id: int, port: str) -> PortTilsidesaettelse | None:
        """A leader's unused leave to pass the gate."""
        return self._session.scalars(
            select(PortTilsidesaettelse)
            .where(
                PortTilsidesaettelse.forloeb_id == forloeb_id,
                PortTilsidesaettelse.port == port,
                PortTilsidesaettelse.brugt.is_(None),
            )
            .limit(1)
        ).one_or_none()

    def open_task(self, forloeb_id: int, slug: str) -> Opgave | None:
        return self._session.scalars(
            select(Opgave)
            .where(Opgave.forloeb_id == forloeb_id, Opgave.slug == slug, Opgave.lukket.is_(None))
            .limit(1)
        ).one_or_none()

    def tasks_of_deadline(self, frist_id: int) -> Sequence[Opgave]:
        """The open tasks that a deadline's ladder has given."""
        return self._session.scalars(
            select(Opgave).where(Opgave.frist_id == frist_id, Opgave.lukket.is_(None)).order_by(Opgave.id)
        ).all()

    def open_tasks(self, forloeb_id: int) -> Sequence[Opgave]:
        return self._session.scalars(
            select(Opgave).where(Opgave.forloeb_id == forloeb_id, Opgave.lukket.is_(None)).order_by(Opgave.id)
        ).all()

    def load_of_staff(self) -> dict[str, int]:
        """How many open forløb each sagsbehandler has."""
        rows = self._session.execute(
            select(Sag.sagsbehandler_id, func.count())
            .join(Forloeb, Forloeb.sag_id == Sag.id)
            .where(Forloeb.tilstand == ForloebTilstand.AABENT, Sag.sagsbehandler_id.is_not(None))
            .group_by(Sag.sagsbehandler_id)
        )
        return {str(staff): count for staff, count in rows}
