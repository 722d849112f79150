"""A changed need: told by the citizen or the udfører, and looked at in time (kadencer C-10)."""

from enum import StrEnum
from typing import Literal

from casework import drafts
from casework.act import Act, JaNej, Tekst
from casework.clock import AKUT
from casework.forloeb import OpenForloeb
from casework.staff import opgaver
from domain.case import BestillingTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import AendretBehov, Bestilling

OPGAVE = "vurder_aendret_behov"
KVITTERING = "behov_kvittering"
BORGER = "borger"


class BehovUdfald(StrEnum):
    INDEN_FOR_BEVILLING = "inden_for_bevilling"
    NY_VURDERING = "ny_vurdering"


class MeldAendretBehov(Act):
    fra: Literal["borger", "udfoerer"]
    tekst: Tekst
    akut: JaNej = False


class VurderAendretBehov(Act):
    udfald: BehovUdfald
    note: str | None = None


def report_changed_need(forloeb: OpenForloeb, act: MeldAendretBehov) -> None:
    """The sagsbehandler has the task of looking at what has changed, and a day to have done it by."""
    row = forloeb.uow.add(
        AendretBehov(forloeb_id=forloeb.id, fra=act.fra, tekst=act.tekst, meldt=forloeb.now)
    )
    forloeb.record(
        Event.AENDRET_BEHOV_MELDT,
        act.fra,
        refs={"behov": row.id},
        detail={"tekst": act.tekst},
        keys=(AKUT,) if act.akut else (),
    )
    opgaver.give(forloeb, OPGAVE, Rolle.SAGSBEHANDLER)
    _draft_receipt(forloeb, row)


def _draft_receipt(forloeb: OpenForloeb, row: AendretBehov) -> None:
    """Whoever told is told that it was heard; an udfører by name, and so only where one alone gives help."""
    refs: dict[str, str | int] = {"behov": row.id}
    if row.fra == BORGER and forloeb.borger.doed is None:
        drafts.draft(forloeb, KVITTERING, Rolle.BORGER, refs)
    helping = {
        order.udfoerer_id
        for order in forloeb.uow.of_forloeb(Bestilling, forloeb.id)
        if order.tilstand == BestillingTilstand.STARTET
    }
    if row.fra != BORGER and len(helping) == 1:
        drafts.draft(forloeb, KVITTERING, Rolle.UDFOERER, {**refs, "udfoerer": helping.pop()})


def assess_changed_need(forloeb: OpenForloeb, act: VurderAendretBehov) -> None:
    """All that was told has been looked at together; where the bevilling does not cover it, a new assessment is a task."""
    waiting = [row for row in forloeb.uow.of_forloeb(AendretBehov, forloeb.id) if row.vurderet is None]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.behov")
    for row in waiting:
        row.udfald, row.note, row.vurderet = act.udfald.value, act.note, forloeb.now
    forloeb.record(
        Event.AENDRET_BEHOV_VURDERET,
        act.udfald.value,
        detail=act.model_dump(mode="json", exclude_none=True),
    )
    close_tasks_of_need(forloeb)
    if act.udfald is BehovUdfald.NY_VURDERING:
        opgaver.give(forloeb, "lav_ny_vurdering", Rolle.SAGSBEHANDLER)


def looked_at_together(forloeb: OpenForloeb) -> None:
    """A follow-up has been held: what was told before it has been looked at there."""
    for row in forloeb.uow.of_forloeb(AendretBehov, forloeb.id):
        row.vurderet = row.vurderet or forloeb.now
    close_tasks_of_need(forloeb)


def close_tasks_of_need(forloeb: OpenForloeb) -> None:
    """Nobody is asked to look at it any more, and no receipt promises that it will be."""
    drafts.drop_drafts(forloeb, KVITTERING)
    while opgaver.close(forloeb, OPGAVE):
        pass
