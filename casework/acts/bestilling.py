"""Bestilling: the order to an udfører, from its making to the day the help begins and ends."""

from datetime import date, datetime, time
from typing import Literal

from pydantic import Field

from casework import drafts
from casework.act import Act, Paragraf, Tekst
from casework.acts.running_help import help_stops
from casework.dates import require_known
from casework.forloeb import OpenForloeb
from casework.gates import ask
from casework.kadencer import kadencegang, udfoererkadencer
from casework.phases import enter
from casework.staff import opgaver
from domain.calendar import COPENHAGEN, local_date
from domain.case import BestillingTilstand, Fase
from domain.errors import ActRefused
from domain.events import Event
from domain.gates import Stop
from domain.phases.afgoerelse import GIVER_HJAELP
from domain.phases.bestilling import BestillingFacts, g8
from domain.rules import Rolle
from persistence.tables import Afgoerelse, Bestilling, Maal

T = BestillingTilstand
_NOON = time(12)
_UNDERVEJS = (T.STARTET, T.KVITTERET)
_TASK = {
    "baggrund",
    "stoettebehov",
    "maalgruppe",
    "formaal",
    "leveringsform",
    "pris",
    "omfang",
    "begynder",
    "udredning",
    "netvaerk",
    "koordinering",
    "giv_besked",
    "kontaktrytme",
    "maaling",
}


class OpretBestilling(Act):
    """From `baggrund` on is what the udfører needs to know of the task beside wishes and goals (VUM 2.0).

    `maal` are the numbers of the goals that it is about, all where it names none; `begynder` is the day that is hoped for.
    """

    udfoerer: Tekst
    paragraf: Paragraf
    ydelse: str | None = None
    koordinator: str | None = None
    opfoelgning: date | None = None
    baggrund: str | None = None
    stoettebehov: str | None = None
    maalgruppe: str | None = None
    formaal: str | None = None
    leveringsform: str | None = None
    pris: str | None = None
    omfang: str | None = None
    begynder: date | None = None
    udredning: str | None = None
    netvaerk: str | None = None
    koordinering: str | None = None
    giv_besked: str | None = None
    kontaktrytme: str | None = None
    maaling: str | None = None
    maal: list[int] = Field(default_factory=list)


class OmBestilling(Act):
    """`udfoerer` says whose order it is where several run; without it the newest is meant."""

    udfoerer: Tekst | None = None


class SendBestilling(OmBestilling):
    pass


class KvitterBestilling(OmBestilling):
    svar: Literal["ja", "nej"]


class StartIndsats(OmBestilling):
    """`dato` is the day the help began, where that was before today."""

    dato: date | None = None


class ModtagIndsatsplan(OmBestilling):
    pass


class AfslutIndsats(OmBestilling):
    pass


def create_bestilling(forloeb: OpenForloeb, act: OpretBestilling) -> None:
    """The order stands, and is sent when somebody says so."""
    if forloeb.fase is not Fase.BESTILLING:
        raise ActRefused("forkert_fase", key="forkert_fase.opret_bestilling", fase=forloeb.fase.value)
    if forloeb.uow.parties.udfoerer(act.udfoerer) is None:
        raise ActRefused("ukendt", key="ukendt.udfoerer", udfoerer=act.udfoerer)
    if forloeb.office.rulebook.law.paragraf(act.paragraf) is None:
        raise ActRefused("ukendt", key="ukendt.paragraf", paragraf=act.paragraf)
    require_known(forloeb, act.opfoelgning)
    require_known(forloeb, act.begynder)
    _require_goals(forloeb, act.maal)
    order = forloeb.uow.add(
        Bestilling(
            forloeb_id=forloeb.id,
            nr=len(forloeb.uow.of_forloeb(Bestilling, forloeb.id)) + 1,
            udfoerer_id=act.udfoerer,
            ydelse=act.ydelse,
            paragraf=act.paragraf,
            koordinator=act.koordinator,
            opfoelgning=act.opfoelgning,
            **act.model_dump(include=_TASK),
            maal=sorted(set(act.maal)) or None,
            tilstand=T.OPRETTET.value,
            oprettet=forloeb.now,
        )
    )
    forloeb.record(Event.BESTILLING_OPRETTET, order.udfoerer_id, refs=refs_of(order))
    opgaver.close(forloeb, "find_ny_udfoerer")


def send_bestilling(forloeb: OpenForloeb, act: SendBestilling) -> None:
    """The newest order that has not gone is on its way to the udfører. Asks G8."""
    order = newest(forloeb, act, T.OPRETTET)
    ask(forloeb, _order_stops(forloeb, order))
    order.tilstand = T.SENDES.value
    drafts.send_by_person(forloeb, "bestilling", Rolle.UDFOERER, refs_of(order))


def acknowledge_bestilling(forloeb: OpenForloeb, act: KvitterBestilling) -> None:
    """The udfører has answered; a no gives somebody the task of finding another."""
    order = newest(forloeb, act, T.SENDES, T.SENDT)
    if act.svar == "ja":
        _accept(forloeb, order)
        return
    order.tilstand = T.AFVIST.value
    forloeb.record(Event.BESTILLING_AFVIST, order.udfoerer_id, refs=refs_of(order))
    # An answer all the same: nobody waits for this udfører any more, but nothing starts either.
    forloeb.tick(Event.BESTILLING_KVITTERET, order.udfoerer_id, refs=refs_of(order), starts=False)
    opgaver.give(forloeb, "find_ny_udfoerer", Rolle.SAGSBEHANDLER)


def start_indsats(forloeb: OpenForloeb, act: StartIndsats) -> None:
    """The help has begun; the forløb is in opfølgning, and the follow-up has its date, counted from the first day."""
    order = newest(forloeb, act, T.SENDES, T.SENDT, T.KVITTERET)
    began = _began(forloeb, order, act.dato)
    if order.tilstand != T.KVITTERET:
        _accept(forloeb, order)
    order.tilstand, order.startet = T.STARTET.value, began or forloeb.now
    dates = {"opfoelgning": order.opfoelgning} if order.opfoelgning else {}
    forloeb.record(
        Event.INDSATS_STARTET,
        order.udfoerer_id,
        refs=refs_of(order),
        detail={"dato": act.dato.isoformat()} if act.dato else None,
        keys=("foerste",),
        dates=dates,
        at=began,
    )
    udfoererkadencer.begin_with_help(forloeb, order)
    if forloeb.fase is Fase.BESTILLING:
        enter(forloeb, Fase.OPFOELGNING, fra=Fase.BESTILLING)


def receive_indsatsplan(forloeb: OpenForloeb, act: ModtagIndsatsplan) -> None:
    """The udfører's plan for the help has come."""
    order = newest(forloeb, act, T.STARTET, T.KVITTERET, T.SENDT)
    order.indsatsplan = forloeb.now
    forloeb.record(Event.INDSATSPLAN_MODTAGET, order.udfoerer_id, refs=refs_of(order))


def end_indsats(forloeb: OpenForloeb, act: AfslutIndsats) -> None:
    """The help has ended. Asks G10: only a new afgørelse stops a running bevilling."""
    orders = _meant(forloeb, act, *_UNDERVEJS)
    if orders or act.udfoerer is None:
        ask(forloeb, help_stops(forloeb, orders[-1].paragraf if orders else None))
    close_order(forloeb, newest(forloeb, act, *_UNDERVEJS))


def close_order(forloeb: OpenForloeb, order: Bestilling) -> None:
    """The order is ended, and its udfører owes nothing more."""
    order.tilstand, order.afsluttet = T.AFSLUTTET.value, forloeb.now
    forloeb.record(Event.INDSATS_AFSLUTTET, order.udfoerer_id, refs=refs_of(order))
    forloeb.lapse_owed_by_udfoerer(order.id)
    kadencegang.end_with_help(forloeb, order.udfoerer_id)


def take_back(forloeb: OpenForloeb, bestilling_id: int) -> None:
    """An order whose letter will not leave has not gone; one that the udfører has answered stands as it is."""
    order = forloeb.uow.session.get_one(Bestilling, bestilling_id)
    if order.tilstand == T.SENDES:
        order.tilstand = T.OPRETTET.value


def refs_of(order: Bestilling) -> dict[str, str | int]:
    return {"bestilling": order.id, "udfoerer": order.udfoerer_id, "paragraf": order.paragraf}


def newest(forloeb: OpenForloeb, act: OmBestilling, *states: BestillingTilstand) -> Bestilling:
    """The newest order in one of the states that the act can mean; ActRefused("ukendt") where there is none."""
    rows = _meant(forloeb, act, *states)
    if not rows:
        raise ActRefused("ukendt", key="ukendt.bestilling")
    return rows[-1]


def _meant(forloeb: OpenForloeb, act: OmBestilling, *states: BestillingTilstand) -> list[Bestilling]:
    return [
        row
        for row in forloeb.uow.of_forloeb(Bestilling, forloeb.id)
        if row.tilstand in states and act.udfoerer in {None, row.udfoerer_id}
    ]


def _began(forloeb: OpenForloeb, order: Bestilling, dato: date | None) -> datetime | None:
    """When it was, where that was before today; nobody has help before it is decided, nor from a day to come."""
    if dato is None or dato == forloeb.day:
        return None
    require_known(forloeb, dato)
    decided = [
        local_date(row.sendt)
        for row in forloeb.uow.of_forloeb(Afgoerelse, forloeb.id)
        if row.sendt and row.udfald in GIVER_HJAELP and row.paragraf == order.paragraf
    ]
    if dato > forloeb.day or dato < max(decided, default=dato):
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.indsats")
    return datetime.combine(dato, _NOON, COPENHAGEN)


def _require_goals(forloeb: OpenForloeb, numbers: list[int]) -> None:
    known = {goal.nr for goal in forloeb.uow.of_sag(Maal, forloeb.sag.id)}
    for nr in numbers:
        if nr not in known:
            raise ActRefused("ukendt", key="ukendt.maal", nr=str(nr))


def _accept(forloeb: OpenForloeb, order: Bestilling) -> None:
    order.tilstand, order.kvitteret = T.KVITTERET.value, forloeb.now
    forloeb.record(Event.BESTILLING_KVITTERET, order.udfoerer_id, refs=refs_of(order))


def _order_stops(forloeb: OpenForloeb, order: Bestilling) -> tuple[Stop, ...]:
    goals = forloeb.uow.of_sag(Maal, forloeb.sag.id)
    rule = forloeb.office.rulebook.rule("opfoelgning", forloeb.day)
    return g8(
        BestillingFacts(
            koordinator=order.koordinator,
            opfoelgning_kendt=order.opfoelgning is not None or rule is not None,
            maal_med_oenske=sum(goal.oenske_nr is not None for goal in goals),
        )
    )
