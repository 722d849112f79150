"""Partshøring and afgørelse: heard first, decided by a named person, told orally before the letter."""

from datetime import date, datetime

from pydantic import Field

from casework import drafts
from casework.act import Act, Paragraf, Tekst
from casework.acts.contact import tell_of_contact
from casework.acts.virkning import day_stops, require_possible
from casework.forloeb import OpenForloeb
from casework.gates import ask
from domain.case import DokumentTilstand, Fase, Udfald
from domain.errors import ActRefused
from domain.events import Event
from domain.gates import Stop
from domain.phases.afgoerelse import (
    BegrundelseFacts,
    HoeringFacts,
    g4,
    g7,
    mangler,
)
from domain.rules import Rolle
from persistence.tables import (
    Afgoerelse,
    Dokument,
    FaseHistorik,
    Handleplan,
    MundtligMeddelelse,
    Partshoering,
)
from persistence.unit_of_work import UnitOfWork

NOTE = "mundtligt_svar"
_TOLD = ("omfang", "slut", "ikke_bevilget", "anden_hjaelp", "aendret_siden", "borgerens_syn")


class Partshoer(Act):
    """`paragraf` is the help that the information is about; without it every decision tells of the hearing."""

    oplysning: Tekst
    paragraf: Paragraf | None = None


class ModtagPartshoeringssvar(Act):
    """`hoering` says which hearing, counted from 1, where several wait; without it the oldest is meant."""

    svar: str = ""
    hoering: int | None = Field(default=None, ge=1)


class MeddelMundtligt(Act):
    undladt: str | None = None


class TraefAfgoerelse(Act):
    paragraf: Paragraf
    udfald: Udfald
    regel: str | None = None
    hovedhensyn: str | None = None
    fakta: str | None = None
    omfang: str | None = None
    virkning_fra: date | None = None
    slut: date | None = None
    ikke_bevilget: str | None = None
    anden_hjaelp: str | None = None
    aendret_siden: str | None = None
    borgerens_syn: str | None = None
    egenbetaling: str | None = None
    udfoerervalg: str | None = None


def start_partshoering(forloeb: OpenForloeb, act: Partshoer) -> None:
    """The hearing is open, and the letter that puts the information before the citizen waits for approval."""
    for row in _hearings(forloeb):
        if row.oplysning == act.oplysning and _still_open(row, forloeb.day):
            raise ActRefused("findes_allerede", key="findes_allerede.partshoering")
    if act.paragraf is not None:
        _require_help(forloeb, act.paragraf)
    hearing = forloeb.uow.add(
        Partshoering(
            forloeb_id=forloeb.id, paragraf=act.paragraf, oplysning=act.oplysning, startet=forloeb.now
        )
    )
    refs = {"partshoering": hearing.id}
    forloeb.record(Event.PARTSHOERING_STARTET, refs=refs, detail={"oplysning": act.oplysning})
    drafts.draft(forloeb, "partshoering", Rolle.BORGER, refs)


def receive_partshoeringssvar(forloeb: OpenForloeb, act: ModtagPartshoeringssvar) -> None:
    """The hearing is answered, in the citizen's own words."""
    waiting = [row for nr, row in unanswered_hearings(forloeb.uow, forloeb.id) if act.hoering in {None, nr}]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.partshoering")
    waiting[0].svar, waiting[0].svaret = act.svar, forloeb.now
    refs = {"partshoering": waiting[0].id}
    drafts.drop_drafts(forloeb, "partshoering", refs=refs)
    forloeb.record(Event.PARTSHOERINGSSVAR_MODTAGET, refs=refs, detail={"svar": act.svar})


def tell_orally(forloeb: OpenForloeb, act: MeddelMundtligt) -> None:
    """The citizen has been told in person and a note of it waits to be written, or it stands why they were not."""
    forloeb.uow.add(MundtligMeddelelse(forloeb_id=forloeb.id, tidspunkt=forloeb.now, undladt=act.undladt))
    forloeb.record(Event.MUNDTLIGT_MEDDELT, detail=act.model_dump(exclude_none=True))
    if act.undladt is None:
        tell_of_contact(forloeb, "mundtligt")
        drafts.draft(forloeb, NOTE, Rolle.JOURNAL, {})


def decide(forloeb: OpenForloeb, act: TraefAfgoerelse) -> None:
    """The decision stands, by a named person, and its letter waits for approval. Asks G4."""
    ask(forloeb, hearing_stops(forloeb))
    if forloeb.fase is not Fase.AFGOERELSE:
        raise ActRefused("forkert_fase", key="forkert_fase.traef_afgoerelse", fase=forloeb.fase.value)
    _require_help(forloeb, act.paragraf)
    require_possible(forloeb, act)
    _drop_undecided(forloeb, act.paragraf)
    ansoegning = forloeb.uow.cases.open_ansoegning(forloeb.id, act.paragraf)
    decision = forloeb.uow.add(
        Afgoerelse(
            forloeb_id=forloeb.id,
            ansoegning_id=ansoegning.id if ansoegning else None,
            truffet=forloeb.now,
            truffet_af=forloeb.actor,
            **{**act.model_dump(), "udfald": act.udfald.value},
        )
    )
    refs: dict[str, str | int] = {
        "afgoerelse": decision.id,
        "paragraf": act.paragraf,
        "udfald": act.udfald.value,
    }
    if ansoegning is not None:
        refs["ansoegning"] = ansoegning.id
    forloeb.record(Event.AFGOERELSE_TRUFFET, refs=refs, detail=act.model_dump(mode="json", exclude_none=True))
    drafts.draft(forloeb, f"afgoerelse_{act.udfald}", Rolle.BORGER, refs)


def hearing_stops(forloeb: OpenForloeb) -> tuple[Stop, ...]:
    """What stops a decision today (G4)."""
    rows = _hearings(forloeb)
    return g4([HoeringFacts(row.svaret is not None, row.svar_senest) for row in rows], forloeb.day)


def letter_stops(forloeb: OpenForloeb, letter: Dokument) -> tuple[Stop, ...]:
    """What stops the letter of a decision from being approved today (G4 and G7)."""
    decision = forloeb.uow.session.get_one(Afgoerelse, letter.refs["afgoerelse"])
    told = [row.tidspunkt for row in forloeb.uow.of_forloeb(MundtligMeddelelse, forloeb.id)]
    reasons = g7(
        BegrundelseFacts(
            regel=decision.regel,
            hovedhensyn=decision.hovedhensyn,
            fakta=decision.fakta,
            meddelt=told,
            siden=_told_since(forloeb, decision),
        )
    )
    return (*hearing_stops(forloeb), *reasons, *day_stops(forloeb, decision))


def untold(forloeb: OpenForloeb, letter: Dokument) -> tuple[str, ...]:
    """What law asks the decision to tell and nobody has written yet; it stops nothing."""
    decision = forloeb.uow.session.get_one(Afgoerelse, letter.refs["afgoerelse"])
    told = {name for name in _TOLD if getattr(decision, name)}
    if hearings_of(forloeb.uow, decision):
        told.add("partshoering")
    if forloeb.uow.of_forloeb(Handleplan, forloeb.id):
        told.add("handleplan")
    return mangler(Udfald(decision.udfald), decision.paragraf, told)


def unanswered_hearings(uow: UnitOfWork, forloeb_id: int) -> list[tuple[int, Partshoering]]:
    """The hearings that wait for an answer, each with its number in the forløb, counted from 1."""
    rows = uow.of_forloeb(Partshoering, forloeb_id)
    return [(nr, row) for nr, row in enumerate(rows, 1) if row.bortfaldet is None and row.svaret is None]


def hearings_of(uow: UnitOfWork, decision: Afgoerelse) -> list[Partshoering]:
    """The hearings that belong to the decision: about its help, since the last decision on it."""
    earlier = [
        row.sendt
        for row in uow.of_forloeb(Afgoerelse, decision.forloeb_id)
        if row.paragraf == decision.paragraf and row.id < decision.id and row.sendt
    ]
    return [
        row
        for row in uow.of_forloeb(Partshoering, decision.forloeb_id)
        if row.bortfaldet is None
        and row.paragraf in {None, decision.paragraf}
        and (not earlier or row.startet > max(earlier))
    ]


def _require_help(forloeb: OpenForloeb, paragraf: str) -> None:
    if forloeb.office.rulebook.law.paragraf(paragraf) is None:
        raise ActRefused("ukendt", key="ukendt.paragraf", paragraf=paragraf)


def _hearings(forloeb: OpenForloeb) -> list[Partshoering]:
    """Those that the citizen was, or will be, told of."""
    return [row for row in forloeb.uow.of_forloeb(Partshoering, forloeb.id) if row.bortfaldet is None]


def _still_open(hearing: Partshoering, day: date) -> bool:
    return bool(g4([HoeringFacts(hearing.svaret is not None, hearing.svar_senest)], day))


def _told_since(forloeb: OpenForloeb, decision: Afgoerelse) -> datetime:
    """From when telling the citizen counts for this decision: this time in the phase, after the last on the same paragraf."""
    entries = forloeb.uow.of_forloeb(FaseHistorik, forloeb.id)
    entered = [entry.startet for entry in entries if entry.fase == Fase.AFGOERELSE]
    earlier = [
        row.sendt
        for row in forloeb.uow.of_forloeb(Afgoerelse, forloeb.id)
        if row.paragraf == decision.paragraf and row.id != decision.id and row.sendt
    ]
    return max([*entered[-1:], *earlier], default=decision.truffet)


def _drop_undecided(forloeb: OpenForloeb, paragraf: str) -> None:
    for draft in forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.KLADDE):
        if draft.brev.startswith("afgoerelse_") and draft.refs.get("paragraf") == paragraf:
            drafts.drop(forloeb, draft)
