"""Udskrivning: a ward tells that the citizen will be discharged (psykiatriloven § 13 a)."""

from datetime import date

from casework.act import Act
from casework.forloeb import OpenForloeb
from domain.events import Event
from persistence.tables import Udskrivning


class VarsleUdskrivning(Act):
    afdeling: str | None = None
    dato: date | None = None


def announce_udskrivning(forloeb: OpenForloeb, act: VarsleUdskrivning) -> None:
    """The clock for contact with the ward or the citizen runs."""
    row = forloeb.uow.add(
        Udskrivning(forloeb_id=forloeb.id, afdeling=act.afdeling, dato=act.dato, varslet=forloeb.now)
    )
    detail = act.model_dump(mode="json", exclude_none=True)
    forloeb.record(Event.UDSKRIVNING_VARSLET, refs={"udskrivning": row.id}, detail=detail)
