"""Opfølgning: the udfører's status, the follow-up with the citizen, and what comes of it."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from casework import drafts
from casework.act import Act, Tekst
from casework.acts import aendret_behov
from casework.acts.bestilling import close_order
from casework.acts.running_help import help_stops
from casework.dates import require_coming
from casework.forloeb import OpenForloeb
from casework.gates import ask
from casework.kadencer import kadencegang
from casework.phases import enter
from domain.case import BestillingTilstand, Fase, OpfoelgningUdfald
from domain.deadlines import count, schedule
from domain.errors import ActRefused
from domain.events import Event
from domain.gates import Stop
from domain.phases.opfoelgning import StatusFacts, g9
from domain.rules import Art, Goer, Rolle, parse_varighed
from persistence.tables import Bestilling, Deadline, Maaling, Opfoelgning, Status

NOTAT = "opfoelgningsnotat"
IKKE_SVARET = "spurgt, intet svar"
_ENTRIES = frozenset({"naeste", "taet"})
_BACK_TO = {OpfoelgningUdfald.JUSTER: Fase.SAGSVURDERING, OpfoelgningUdfald.NY_UDREDNING: Fase.SAGSOPLYSNING}


def _naeste(text: str) -> str:
    """An entry of the rule's table, or a time of its own such as "6 maaneder"."""
    if text in _ENTRIES:
        return text
    try:
        parse_varighed(text)
    except ValueError as error:
        raise PydanticCustomError("regel", "{grund}", {"grund": str(error)}) from None
    return text


Naeste = Annotated[str, AfterValidator(_naeste)]


class ModtagStatus(Act):
    fra: Tekst
    tekst: str = ""


class HoldOpfoelgning(Act):
    udfald: OpfoelgningUdfald
    naeste: date | Naeste | None = None
    borgerens_vurdering: str = IKKE_SVARET
    uden_status: str | None = None


class RegistrerMaaling(Act):
    instrument: Tekst
    vaerdi: float | list[float]


def receive_status(forloeb: OpenForloeb, act: ModtagStatus) -> None:
    """The udfører's report stands in the case, and nobody will be reminded of it."""
    orders = [row for row in forloeb.uow.of_forloeb(Bestilling, forloeb.id) if row.udfoerer_id == act.fra]
    if not orders:
        raise ActRefused("ukendt", key="ukendt.udfoerer", udfoerer=act.fra)
    forloeb.uow.add(Status(forloeb_id=forloeb.id, udfoerer_id=act.fra, tekst=act.tekst, modtaget=forloeb.now))
    forloeb.record(Event.STATUS_MODTAGET, act.fra, refs={"udfoerer": act.fra}, detail={"tekst": act.tekst})


def hold_opfoelgning(forloeb: OpenForloeb, act: HoldOpfoelgning) -> None:
    """The follow-up is held: the next one has its date, or the help is looked at again, or ends. Asks G9 and G10."""
    ending = act.udfald is OpfoelgningUdfald.AFSLUT
    ask(forloeb, (*_status_stops(forloeb, act.uden_status), *(help_stops(forloeb) if ending else ())))
    naeste = _agreed(forloeb, act.naeste)
    require_coming(forloeb, naeste, "ugyldig_dato.naeste")
    held = forloeb.uow.add(
        Opfoelgning(
            forloeb_id=forloeb.id,
            holdt=forloeb.now,
            udfald=act.udfald.value,
            naeste=naeste,
            borgerens_vurdering=act.borgerens_vurdering,
            uden_status=act.uden_status,
        )
    )
    drafts.drop_drafts(forloeb, "indkaldelse_opfoelgning")
    forloeb.record(
        Event.OPFOELGNING_HOLDT,
        act.udfald.value,
        detail=act.model_dump(mode="json", exclude_none=True),
        keys=("taet" if act.naeste == "taet" else "naeste",),
        dates={"opfoelgning": naeste} if naeste else {},
        starts=not ending,
    )
    aendret_behov.looked_at_together(forloeb)
    _draft_notes(forloeb, {"opfoelgning": held.id})
    if ending:
        for order in _running(forloeb):
            close_order(forloeb, order)
    elif (back := _BACK_TO.get(act.udfald)) and forloeb.fase is Fase.OPFOELGNING:
        enter(forloeb, back, fra=Fase.OPFOELGNING)


def _draft_notes(forloeb: OpenForloeb, refs: dict[str, int]) -> None:
    """The note of the follow-up waits for the caseworker's words, with the citizen's copy of it."""
    if forloeb.borger.doed is None:
        drafts.draft(forloeb, NOTAT, Rolle.BORGER, refs)
    drafts.draft(forloeb, NOTAT, Rolle.JOURNAL, refs)


def record_maaling(forloeb: OpenForloeb, act: RegistrerMaaling) -> None:
    """The numbers stand in the case; they support the talk and decide nothing."""
    instrument = forloeb.office.rulebook.instruments.get(act.instrument.strip().casefold())
    # A number for a goal is said of that goal.
    if instrument is None or instrument.til_maal:
        raise ActRefused("ukendt", key="ukendt.instrument", instrument=act.instrument)
    values: list[Any] = act.vaerdi if isinstance(act.vaerdi, list) else [act.vaerdi]
    if reason := instrument.check(values if isinstance(act.vaerdi, list) else act.vaerdi):
        raise ActRefused("ugyldig_vaerdi", key="ugyldig_vaerdi", hvorfor=reason)
    forloeb.uow.add(
        Maaling(sag_id=forloeb.sag.id, instrument=instrument.id, vaerdi=values, tidspunkt=forloeb.now)
    )
    forloeb.record(Event.MAALING_REGISTRERET, instrument.id, detail={"vaerdi": values})
    kadencegang.held_by(forloeb, Event.MAALING_REGISTRERET, instrument.id)


def _agreed(forloeb: OpenForloeb, naeste: date | str | None) -> date | None:
    """The day that was agreed on for the next follow-up; None where the rule's own time counts."""
    if isinstance(naeste, str) and naeste not in _ENTRIES:
        return count(parse_varighed(naeste), forloeb.day, Art.LOKAL, forloeb.office.rulebook.calendars)
    return naeste if isinstance(naeste, date) else None


def _running(forloeb: OpenForloeb) -> list[Bestilling]:
    rows = forloeb.uow.of_forloeb(Bestilling, forloeb.id)
    return [row for row in rows if row.tilstand == BestillingTilstand.STARTET]


def _status_stops(forloeb: OpenForloeb, uden_status: str | None) -> tuple[Stop, ...]:
    waited_for = [
        StatusFacts(modtaget=False, forfald=clock.due_on, paamindet=_reminded(forloeb, clock))
        for clock in forloeb.clocks.active("status")
    ]
    return g9(waited_for, uden_status, forloeb.day)


def _reminded(forloeb: OpenForloeb, clock: Deadline) -> bool:
    rule = forloeb.clocks.rule_of(clock)
    ladder = schedule(
        rule, clock.started_at, clock.counted_on, clock.due_on, forloeb.office.rulebook.calendars
    )
    done = [step.trin for step in ladder if step.trin and step.index in clock.done]
    return any(trin.goer is Goer.PAAMIND for trin in done)
