"""The way of a case as a whole: from phase to phase, closed, opened again, a gate lifted, a death."""

from casework import drafts
from casework.act import Act, Tekst
from casework.acts import sagsaabning, sagsoplysning, sagsvurdering
from casework.acts.afgoerelse import hearing_stops
from casework.acts.bestilling import refs_of, take_back
from casework.acts.running_help import runs_on
from casework.clock import OVERLEVER, close_tasks
from casework.forloeb import OpenForloeb
from casework.gates import ask
from casework.kadencer import kadencegang, udfoererkadencer
from casework.phases import enter
from casework.staff import opgaver
from domain.case import AFSLUTTET, BestillingTilstand, DokumentTilstand, Fase, ForloebTilstand, Stilling
from domain.errors import ActRefused
from domain.events import Event
from domain.gates import Stop
from domain.phases.opfoelgning import g11
from domain.rules import Rolle
from domain.transitions import require_step
from persistence.tables import (
    Afgoerelse,
    Ansoegning,
    Bestilling,
    Bevilling,
    Dokument,
    Forespoergsel,
    Partshoering,
    PortTilsidesaettelse,
)

LEDERE = frozenset({Stilling.LEDER, Stilling.CHEF})
_NOT_GONE = (DokumentTilstand.KLADDE, DokumentTilstand.GODKENDT, DokumentTilstand.DANNET)
# An udfører has the order, or is about to: somebody there must be told that it is over.
_HOS_UDFOERER = frozenset(
    {
        BestillingTilstand.SENDES,
        BestillingTilstand.SENDT,
        BestillingTilstand.KVITTERET,
        BestillingTilstand.STARTET,
    }
)


class GaaTil(Act):
    fase: Fase


class TilsidesaetPort(Act):
    port: Tekst
    grund: Tekst


class RegistrerDoedsfald(Act):
    pass


class Genaabn(Act):
    grund: str | None = None


class AfslutSag(Act):
    grund: str | None = None


def go_to(forloeb: OpenForloeb, act: GaaTil) -> None:
    """The forløb is in the phase. Asks the gates of the phase gone to: G1, G2, or G4 and G5."""
    # Gates before order: what is missing says more than that the way is another.
    ask(forloeb, stops_before(forloeb, act.fase))
    require_step(forloeb.fase, act.fase)
    enter(forloeb, act.fase, fra=forloeb.fase)


def set_gate_aside(forloeb: OpenForloeb, act: TilsidesaetPort) -> None:
    """A leader lets the gate pass once, with a reason; never a statutory one."""
    gate = forloeb.office.rulebook.gates.get(act.port.strip().upper())
    if gate is None:
        raise ActRefused("ukendt", key="ukendt.port", port=act.port)
    who = forloeb.uow.parties.medarbejder(forloeb.actor)
    if gate.lovbundet or who is None or who.rolle not in LEDERE:
        key = "mangler_ret.lovbundet" if gate.lovbundet else "mangler_ret.leder"
        raise ActRefused("mangler_ret", key=key, port=gate.titel)
    forloeb.uow.add(
        PortTilsidesaettelse(
            forloeb_id=forloeb.id, port=gate.id, grund=act.grund, af=forloeb.actor, tidspunkt=forloeb.now
        )
    )
    forloeb.record(Event.PORT_TILSIDESAT, gate.id, detail={"grund": act.grund})


def close_sag(forloeb: OpenForloeb, act: AfslutSag) -> None:
    """The forløb is closed, its clocks have ended, and a farewell letter waits for approval. Asks G11."""
    ask(forloeb, g11([row.tilstand for row in forloeb.uow.of_forloeb(Ansoegning, forloeb.id)]))
    close_forloeb(forloeb, {"grund": act.grund} if act.grund else {})
    drafts.draft(forloeb, "afslutning", Rolle.BORGER, {})


def reopen(forloeb: OpenForloeb, act: Genaabn) -> None:
    """The forløb is open again in the phase where it was closed."""
    if forloeb.is_open:
        raise ActRefused("forkert_fase", key="forkert_fase.genaabn")
    if forloeb.borger.doed is not None:
        raise ActRefused("forkert_fase", key="forkert_fase.doed")
    forloeb.row.tilstand, forloeb.row.afsluttet = ForloebTilstand.AABENT.value, None
    drafts.drop_drafts(forloeb, "afslutning")
    forloeb.tell(Event.SAG_GENAABNET, None, {"grund": act.grund} if act.grund else {})
    enter(forloeb, forloeb.fase, fra=AFSLUTTET)
    _follow_up_again(forloeb)


def _follow_up_again(forloeb: OpenForloeb) -> None:
    """Help that runs is followed up as before the case was closed (SEL § 148), and ends when it would have (§ 82 b)."""
    orders = [
        row
        for row in forloeb.uow.of_forloeb(Bestilling, forloeb.id)
        if row.tilstand == BestillingTilstand.STARTET
    ]
    if orders:
        forloeb.tick(Event.SAG_GENAABNET, "opfoelgning", refs=refs_of(orders[-1]), keys=("naeste",))
    for order in orders:
        forloeb.tick(Event.SAG_GENAABNET, "indsats", refs=refs_of(order), at=order.startet)
        udfoererkadencer.begin_with_help(forloeb, order)
    for bevilling in forloeb.uow.of_forloeb(Bevilling, forloeb.id):
        if runs_on(bevilling, forloeb.day):
            _wait_again(forloeb, bevilling)


def _wait_again(forloeb: OpenForloeb, bevilling: Bevilling) -> None:
    """Whoever was granted a place has waited for it since the letter, also while the case was closed."""
    decision = forloeb.uow.session.get_one(Afgoerelse, bevilling.afgoerelse_id)
    refs: dict[str, str | int] = {
        "afgoerelse": decision.id,
        "paragraf": decision.paragraf,
        "udfald": decision.udfald,
    }
    forloeb.tick(Event.SAG_GENAABNET, "indflytning", refs=refs, at=decision.sendt)


def record_doedsfald(forloeb: OpenForloeb, _act: RegistrerDoedsfald) -> None:
    """Every forløb of the sag is closed, and no letter goes to the citizen any more."""
    forloeb.borger.doed = forloeb.day
    for row in forloeb.uow.cases.forloeb_of(forloeb.sag.id):
        beside = forloeb.beside(row)
        for letter in beside.uow.documents.in_state(beside.id, *_NOT_GONE):
            if letter.til in {Rolle.BORGER, Rolle.VAERGE}:
                drafts.drop(beside, letter)
        beside.tell(Event.DOEDSFALD, None, {})
        if beside.is_open:
            close_forloeb(beside, {"grund": "dødsfald"})


def close_forloeb(forloeb: OpenForloeb, detail: dict[str, str]) -> None:
    """The forløb is closed: its clocks but the citizen's rights have ended, and nobody is asked for anything more."""
    row = forloeb.row
    row.tilstand, row.afsluttet, row.venter = ForloebTilstand.AFSLUTTET.value, forloeb.now, False
    row.afslutning_grund = detail.get("grund")
    forloeb.tell(Event.SAG_AFSLUTTET, AFSLUTTET, {"fra": row.fase, **detail})
    forloeb.uow.cases.end_phase(forloeb.id, forloeb.now)
    kadencegang.end_with_case(forloeb)
    forloeb.lapse_all_but(*OVERLEVER)
    close_tasks(forloeb.uow.cases.open_tasks(forloeb.id), forloeb.clocks)
    if any(row.tilstand in _HOS_UDFOERER for row in forloeb.uow.of_forloeb(Bestilling, forloeb.id)):
        opgaver.give(forloeb, "stop_bestilling", Rolle.SAGSBEHANDLER)
    for letter in forloeb.uow.documents.in_state(forloeb.id, *_NOT_GONE):
        if not _still_wanted(letter):
            drafts.drop(forloeb, letter)
            _take_back(forloeb, letter)


def _take_back(forloeb: OpenForloeb, letter: Dokument) -> None:
    """What the dropped letter would have begun has not begun: it may be begun anew if the case is opened again."""
    match letter.brev:
        case "bestilling":
            take_back(forloeb, letter.refs["bestilling"])
        case "partshoering":
            forloeb.uow.session.get_one(Partshoering, letter.refs["partshoering"]).bortfaldet = forloeb.day
        case "indhentning":
            request = forloeb.uow.session.get_one(Forespoergsel, letter.refs["forespoergsel"])
            request.opgivet = request.opgivet or forloeb.day


def _still_wanted(letter: Dokument) -> bool:
    """What a citizen is owed, or was promised by a person, goes even so; nobody else is asked for anything."""
    if letter.tilstand == DokumentTilstand.KLADDE:
        return letter.brev in {"klagekvittering", "aktindsigt_forsinket"} or letter.brev.startswith(
            "afgoerelse_"
        )
    return letter.til not in {Rolle.KILDE, Rolle.UDFOERER}


def stops_before(forloeb: OpenForloeb, fase: Fase) -> tuple[Stop, ...]:
    """What stops the forløb from going on to the phase: the gates on the way out of the one it is in."""
    match fase:
        case Fase.SAGSOPLYSNING:
            return sagsaabning.gate_out(forloeb)
        case Fase.SAGSVURDERING:
            return sagsoplysning.gate_out(forloeb)
        case Fase.AFGOERELSE:
            return (*hearing_stops(forloeb), *sagsvurdering.gate_out(forloeb))
        case _:
            return ()
