"""Contacts and meetings with the citizen and those around them."""

from enum import StrEnum
from typing import Any

from pydantic import Field

from casework import drafts
from casework.act import Act
from casework.acts.contact import tell_of_contact
from casework.danish_time import DanskTid
from casework.forloeb import OpenForloeb
from casework.kadencer import kadencegang
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Dokument, Kontakt, Moede, Udskrivning

BORGER = "borger"
CALL = "indkaldelse"
MOVED = "moede_flyttet"
CANCELLED = "moede_aflyst"
_ABOUT_MEETINGS = frozenset({CALL, "indkaldelse_opfoelgning", MOVED, CANCELLED})


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


class FlytMoede(Act):
    """`sted` is given where the place is another too; `grund` stands in the letter."""

    art: MoedeArt
    tidspunkt: DanskTid
    sted: str | None = None
    grund: str | None = None


class AflysMoede(Act):
    art: MoedeArt
    grund: str | None = None


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
    moede.indkaldt = moede.aendret = forloeb.now
    moede.noegle = forloeb.office.new_key()
    forloeb.uow.add(moede)
    forloeb.record(Event.MOEDE_INDKALDT, act.art.value, detail=act.model_dump(mode="json", exclude_none=True))
    if act.art is MoedeArt.FOERSTE_SAMTALE:
        # The rule's own draft knows no time or place; two calls to one talk would only confuse.
        drafts.drop_drafts(forloeb, CALL)
    drafts.draft_anew(forloeb, CALL, Rolle.BORGER, _refs(moede))


def move_moede(forloeb: OpenForloeb, act: FlytMoede) -> None:
    """The meeting is at another time: the citizen is called to it, or told of the change where the call has gone."""
    if act.tidspunkt <= forloeb.now:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.moede")
    moede = _called(forloeb, act.art)
    before = moede.tidspunkt
    moede.tidspunkt, moede.sted = act.tidspunkt, act.sted or moede.sted
    _changed(forloeb, moede)
    forloeb.record(Event.MOEDE_FLYTTET, act.art.value, detail=act.model_dump(mode="json", exclude_none=True))
    if _still_on_the_way(forloeb, moede):
        # Nobody has been told of the first time, and two letters would only confuse.
        drafts.draft_anew(forloeb, CALL, Rolle.BORGER, _refs(moede))
        return
    told = {**_refs(moede), **({"foer": before.isoformat()} if before else {})}
    drafts.draft_anew(forloeb, MOVED, Rolle.BORGER, _with_reason(told, act.grund))


def cancel_moede(forloeb: OpenForloeb, act: AflysMoede) -> None:
    """The meeting will not be held; the citizen is told so where the call has gone."""
    moede = _called(forloeb, act.art)
    moede.aflyst = forloeb.now
    _changed(forloeb, moede)
    forloeb.record(Event.MOEDE_AFLYST, act.art.value, detail=act.model_dump(mode="json", exclude_none=True))
    if not _still_on_the_way(forloeb, moede):
        drafts.draft_anew(forloeb, CANCELLED, Rolle.BORGER, _with_reason(_refs(moede), act.grund))


def hold_moede(forloeb: OpenForloeb, act: AfholdMoede) -> None:
    """The meeting has been held."""
    moede = _moede(forloeb, act)
    moede.afholdt = forloeb.now
    forloeb.uow.add(moede)
    forloeb.record(Event.MOEDE_AFHOLDT, act.art.value, detail=act.model_dump(mode="json", exclude_none=True))
    kadencegang.held_by(forloeb, Event.MOEDE_AFHOLDT, act.art.value)
    tell_of_contact(forloeb, "moede")
    _drop_calls(forloeb, act.art)


def _called(forloeb: OpenForloeb, art: MoedeArt) -> Moede:
    """The newest meeting of the kind that is called and neither held nor cancelled."""
    moeder = [row for row in forloeb.uow.of_forloeb(Moede, forloeb.id) if row.art == art]
    held = max((row.id for row in moeder if row.afholdt is not None), default=0)
    waiting = [row for row in moeder if row.indkaldt is not None and row.aflyst is None and row.id > held]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.moede")
    return waiting[-1]


def _changed(forloeb: OpenForloeb, moede: Moede) -> None:
    """A calendar takes the change in place of what it knew."""
    moede.sekvens += 1
    moede.aendret = forloeb.now
    for told in forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.KLADDE):
        if told.brev in _ABOUT_MEETINGS and told.refs.get("moede") == moede.id:
            drafts.drop(forloeb, told)


def _still_on_the_way(forloeb: OpenForloeb, moede: Moede) -> bool:
    """True where no letter about the meeting has been approved: the citizen knows nothing of it yet."""
    letters = forloeb.uow.of_forloeb(Dokument, forloeb.id)
    silent = {DokumentTilstand.KLADDE, DokumentTilstand.BORTFALDET}
    return all(
        letter.tilstand in silent
        for letter in letters
        if letter.brev in _ABOUT_MEETINGS and letter.refs.get("moede") == moede.id
    )


def _refs(moede: Moede) -> dict[str, Any]:
    return {"moede": moede.id, "art": moede.art}


def _with_reason(refs: dict[str, Any], grund: str | None) -> dict[str, Any]:
    return {**refs, "grund": grund} if grund else refs


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
