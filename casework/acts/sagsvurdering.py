"""Sagsvurdering: own resources, the CARe order, goals that point at wishes, and the offer of a handleplan."""

from typing import Literal

from pydantic import Field

from casework import drafts
from casework.act import Act, Tekst
from casework.acts.contact import tell_of_contact
from casework.forloeb import OpenForloeb
from casework.gates import ask
from domain.errors import ActRefused
from domain.events import Event
from domain.gates import Stop
from domain.phases.sagsvurdering import HandleplanFacts, VurderingFacts, g5, g6
from domain.rules import Rolle
from persistence.tables import Handleplan, Maal, Oenske


class BekraeftRessourcer(Act):
    pass


class GennemgaaCare(Act):
    pass


class SaetMaal(Act):
    """`forventet_niveau` is how well the citizen should manage when it is reached, from 0 (no difficulty) to 4."""

    maal: Tekst
    oenske: int | None = None
    horisont: Literal["kort", "lang"] | None = None
    maaltype: Literal["udvikle", "fastholde", "begraense_tab"] | None = None
    forventet_niveau: int | None = Field(default=None, ge=0, le=4)


class TilbydHandleplan(Act):
    pass


class SvarHandleplan(Act):
    svar: Literal["ja", "nej"]


class AktiverHandleplan(Act):
    pass


def confirm_ressourcer(forloeb: OpenForloeb, _act: BekraeftRessourcer) -> None:
    """The citizen has read and confirmed the description of what they can themselves."""
    forloeb.sag.ressourcer_bekraeftet = forloeb.now
    forloeb.record(Event.RESSOURCER_BEKRAEFTET)
    tell_of_contact(forloeb, "ressourcer")


def go_through_care(forloeb: OpenForloeb, _act: GennemgaaCare) -> None:
    """Own, network's and community's resources were looked at before services."""
    forloeb.row.care_gennemgaaet = forloeb.now
    forloeb.record(Event.CARE_GENNEMGAAET)


def set_maal(forloeb: OpenForloeb, act: SaetMaal) -> None:
    """The goal stands in the sag, and points at the wish it serves."""
    known = len(forloeb.uow.of_sag(Oenske, forloeb.sag.id))
    if act.oenske is not None and not 1 <= act.oenske <= known:
        raise ActRefused("ukendt", key="ukendt.oenske", nr=str(act.oenske))
    nr = len(forloeb.uow.of_sag(Maal, forloeb.sag.id)) + 1
    forloeb.uow.add(
        Maal(
            sag_id=forloeb.sag.id,
            nr=nr,
            tekst=act.maal,
            oenske_nr=act.oenske,
            horisont=act.horisont,
            maaltype=act.maaltype,
            forventet_niveau=act.forventet_niveau,
            tidspunkt=forloeb.now,
        )
    )
    forloeb.record(Event.MAAL_SAT, detail={"nr": nr, **act.model_dump(exclude_none=True)})


def offer_handleplan(forloeb: OpenForloeb, _act: TilbydHandleplan) -> None:
    """The offer of a handleplan is logged (SEL § 141)."""
    forloeb.uow.add(Handleplan(forloeb_id=forloeb.id, tilbudt=forloeb.now))
    forloeb.record(Event.HANDLEPLAN_TILBUDT)


def answer_handleplan(forloeb: OpenForloeb, act: SvarHandleplan) -> None:
    """The citizen's answer to the offer is logged; a no ends the wait for the plan."""
    plan = _newest(forloeb)
    plan.svar, plan.svaret = act.svar, forloeb.now
    forloeb.record(Event.HANDLEPLAN_OENSKET if act.svar == "ja" else Event.HANDLEPLAN_AFSLAAET)
    tell_of_contact(forloeb, "handleplan")


def activate_handleplan(forloeb: OpenForloeb, _act: AktiverHandleplan) -> None:
    """The plan is in force, and a copy for the citizen waits for approval. Asks G6."""
    ask(forloeb, handleplan_stops(forloeb))
    plans = forloeb.uow.of_forloeb(Handleplan, forloeb.id)
    plans[-1].aktiv = forloeb.now
    forloeb.record(Event.HANDLEPLAN_AKTIV)
    drafts.draft_anew(forloeb, "handleplan", Rolle.BORGER, {})


def handleplan_stops(forloeb: OpenForloeb) -> tuple[Stop, ...]:
    """What stops the plan from being active (G6)."""
    plans = forloeb.uow.of_forloeb(Handleplan, forloeb.id)
    return g6(
        HandleplanFacts(
            ressourcer_bekraeftet=forloeb.sag.ressourcer_bekraeftet is not None,
            tilbudt=bool(plans),
            svar=plans[-1].svar if plans else None,
        )
    )


def gate_out(forloeb: OpenForloeb) -> tuple[Stop, ...]:
    """What stops the forløb from leaving sagsvurdering (G5)."""
    return g5(VurderingFacts(forloeb.row.care_gennemgaaet is not None))


def _newest(forloeb: OpenForloeb) -> Handleplan:
    plans = forloeb.uow.of_forloeb(Handleplan, forloeb.id)
    if not plans:
        raise ActRefused("ukendt", key="ukendt.handleplan")
    return plans[-1]
