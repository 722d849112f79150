"""Udskrivning: a ward tells that the citizen will be discharged (psykiatriloven § 13 a)."""

from datetime import date

from casework import drafts
from casework.act import Act
from casework.forloeb import OpenForloeb
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Udskrivning

BREV = "udskrivning"


class VarsleUdskrivning(Act):
    afdeling: str | None = None
    dato: date | None = None


def announce_udskrivning(forloeb: OpenForloeb, act: VarsleUdskrivning) -> None:
    """The clock for contact with the ward or the citizen runs, and a letter to each waits for approval."""
    row = forloeb.uow.add(
        Udskrivning(forloeb_id=forloeb.id, afdeling=act.afdeling, dato=act.dato, varslet=forloeb.now)
    )
    detail = act.model_dump(mode="json", exclude_none=True)
    forloeb.record(Event.UDSKRIVNING_VARSLET, refs={"udskrivning": row.id}, detail=detail)
    if act.afdeling:
        drafts.draft(forloeb, BREV, Rolle.KILDE, {"udskrivning": row.id, "kilde": act.afdeling})
    if forloeb.borger.doed is None:
        drafts.draft(forloeb, BREV, Rolle.BORGER, {"udskrivning": row.id})
