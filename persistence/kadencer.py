"""Finding cadences: what is on in a forløb, when it was held, and what is on for a whole udfører."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.case import BestillingTilstand, ForloebTilstand
from persistence.tables import Bestilling, Forloeb, Kadence, KadenceGang, UdfoererKadence


class Kadencer:
    def __init__(self, session: Session) -> None:
        self._session = session

    def running(self, forloeb_id: int) -> Sequence[Kadence]:
        """What is on in the forløb, oldest first."""
        return self._session.scalars(
            select(Kadence)
            .where(Kadence.forloeb_id == forloeb_id, Kadence.stoppet.is_(None))
            .order_by(Kadence.id)
        ).all()

    def held(self, kadence_id: int, slug: str) -> list[date]:
        """The days on which the cadence, or this step of it, was held; the first one first."""
        return list(
            self._session.scalars(
                select(KadenceGang.dato)
                .where(KadenceGang.kadence_id == kadence_id, KadenceGang.slug == slug)
                .order_by(KadenceGang.dato, KadenceGang.id)
            )
        )

    def of_udfoerer(self, udfoerer_id: str, slug: str | None = None) -> Sequence[UdfoererKadence]:
        """What is on for the whole udfører, oldest first."""
        query = select(UdfoererKadence).where(
            UdfoererKadence.udfoerer_id == udfoerer_id, UdfoererKadence.stoppet.is_(None)
        )
        if slug is not None:
            query = query.where(UdfoererKadence.slug == slug)
        return self._session.scalars(query.order_by(UdfoererKadence.id)).all()

    def helped_by(self, udfoerer_id: str) -> Sequence[int]:
        """The open forløb in which the udfører's help runs."""
        return self._session.scalars(
            select(Forloeb.id)
            .join(Bestilling, Bestilling.forloeb_id == Forloeb.id)
            .where(
                Bestilling.udfoerer_id == udfoerer_id,
                Bestilling.tilstand == BestillingTilstand.STARTET,
                Forloeb.tilstand == ForloebTilstand.AABENT,
            )
            .distinct()
            .order_by(Forloeb.id)
        ).all()

    def having(self, udfoerer_id: str, slug: str) -> Sequence[int]:
        """The forløb in which the cadence is on because it was on for the udfører."""
        return self._session.scalars(
            select(Kadence.forloeb_id)
            .where(
                Kadence.udfoerer_id == udfoerer_id,
                Kadence.slug == slug,
                Kadence.fra_udfoerer,
                Kadence.stoppet.is_(None),
            )
            .distinct()
            .order_by(Kadence.forloeb_id)
        ).all()
