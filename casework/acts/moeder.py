"""Contacts and meetings with the citizen and those around them."""

from enum import StrEnum

from pydantic import Field

from casework import drafts
from casework.act import Act
from casework.acts.contact import tell_of_contact
from casework.danish_time import DanskTid
from casework.forloeb import OpenForloeb
from casework.kadencer import kadencegang
from domain.case import DokumentTilstand
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Kontakt, Moede, Udskrivning

BORGER = "borger"
CALL = "indkaldelse"


class MoedeArt(StrEnum):
    FOERSTE_SAMTALE = "foerste_samtale"
    NETVAERKSMOEDE = "netvaerksmoede"
    FAELLES_MOEDE = "faelles_moede"
    OPFOELGNING = "opfoelgning"


class RegistrerKontakt(Act):
    med: list[str] = Field(default_factory=lambda: [BORGER])
    notat: str | None = None


class IndkaldMoede(Act):
    art: MoedeArt
    tidspunkt: DanskTid | None = None
    sted: str | None = None
    deltagere: list[str] = Field(default_factory=list)


class AfholdMoede(IndkaldMoede):
    pass


def record_kontakt(forloeb: OpenForloeb, act: RegistrerKontakt) -> None:
    """The contact stands in the case; one with the citizen counts as contact, one with the ward as that."""
    forloeb.uow.add_later(Kontakt(forloeb_id=forloeb.id, med=act.med, notat=act.notat, tidspunkt=forloeb.now))
    detail = act.model_dump(exclude_none=True)
    if BORGER in act.med:
        forloeb.record(Event.KONTAKT_REGISTRERET, detail=detail)
        forloeb.tick(Event.KONTAKT_MED_BORGER_REGISTRERET)
        tell_of_contact(forloeb, "kontakt")
    elif _is_ward(forloeb, act.med):
        forloeb.record(Event.KONTAKT_REGISTRERET, detail=detail)
    else:
        forloeb.tell(Event.KONTAKT_REGISTRERET, None, detail)
    named = frozenset(name.casefold() for name in act.med)
    kadencegang.held_by(forloeb, Event.KONTAKT_REGISTRERET, "udfoerer", named)


def call_moede(forloeb: OpenForloeb, act: IndkaldMoede) -> None:
    """The meeting stands, and the letter that calls the citizen to it waits for approval."""
    moede = _moede(forloeb, act)
    moede.indkaldt = forloeb.now
    forloeb.uow.add(moede)
    forloeb.record(Event.MOEDE_INDKALDT, act.art.value, detail=act.model_dump(mode="json", exclude_none=True))
    if act.art is MoedeArt.FOERSTE_SAMTALE:
        # The rule's own draft knows no time or place; two calls to one talk would only confuse.
        drafts.drop_drafts(forloeb, CALL)
    drafts.draft_anew(forloeb, CALL, Rolle.BORGER, {"moede": moede.id, "art": act.art.value})


def hold_moede(forloeb: OpenForloeb, act: AfholdMoede) -> None:
    """The meeting has been held."""
    moede = _moede(forloeb, act)
    moede.afholdt = forloeb.now
    forloeb.uow.add(moede)
    forloeb.record(Event.MOEDE_AFHOLDT, act.art.value, detail=act.model_dump(mode="json", exclude_none=True))
    kadencegang.held_by(forloeb, Event.MOEDE_AFHOLDT, act.art.value)
    tell_of_contact(forloeb, "moede")
    _drop_calls(forloeb, act.art)


def _drop_calls(forloeb: OpenForloeb, art: MoedeArt) -> None:
    """Nobody is called to a meeting that has been held; the rule's own draft calls to the first one."""
    for call in forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.KLADDE):
        if call.brev == CALL and call.refs.get("art", MoedeArt.FOERSTE_SAMTALE.value) == art.value:
            drafts.drop(forloeb, call)


def _moede(forloeb: OpenForloeb, act: IndkaldMoede) -> Moede:
    return Moede(
        forloeb_id=forloeb.id,
        art=act.art.value,
        tidspunkt=act.tidspunkt,
        sted=act.sted,
        deltagere=act.deltagere,
    )


def _is_ward(forloeb: OpenForloeb, med: list[str]) -> bool:
    wards = {"afdeling"} | {
        (row.afdeling or "").casefold() for row in forloeb.uow.of_forloeb(Udskrivning, forloeb.id)
    }
    return any(name.casefold() in wards for name in med)
