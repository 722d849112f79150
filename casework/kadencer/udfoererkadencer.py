"""Cadences of a whole udfører: every case whose help begins there gets them, and the running ones too."""

from datetime import datetime

from casework.act import Act, Tekst
from casework.forloeb import OpenForloeb, open_forloeb
from casework.kadencer.kadencegang import StoppetVed, Valg, cadences_of, cadences_on, turn_off, turn_on
from casework.kadencer.kadencer import Antal, Interval, cadence_named
from casework.office import SYSTEM, Office
from casework.staff.ledere import tell_leaders
from casework.staff.morgenpost import Line
from config.display import load_display
from domain.calendar import local_date
from domain.case import BestillingTilstand
from domain.errors import ActRefused
from domain.events import Event
from persistence.tables import Bestilling, Kadence, UdfoererKadence
from persistence.unit_of_work import UnitOfWork

KIND = "kadence"


class StartKadenceForUdfoerer(Act):
    udfoerer: Tekst
    kadence: Tekst
    interval: Interval | None = None
    antal: Antal | None = None


class StopKadenceForUdfoerer(Act):
    udfoerer: Tekst
    kadence: Tekst
    grund: str | None = None


def start_for_udfoerer(
    office: Office, uow: UnitOfWork, act: StartKadenceForUdfoerer, actor: str, now: datetime
) -> None:
    """It is on for the udfører from now on, and the engine turns it on in each case whose help runs there."""
    navn = _require_udfoerer(uow, act.udfoerer)
    slug = _cadence(office, act.kadence, now)
    if uow.kadencer.of_udfoerer(act.udfoerer, slug):
        raise ActRefused("findes_allerede", key="findes_allerede.kadence")
    row = uow.add(
        UdfoererKadence(
            udfoerer_id=act.udfoerer,
            slug=slug,
            interval=act.interval,
            antal=act.antal,
            startet=now,
            startet_af=actor,
        )
    )
    _journal(uow, Event.UDFOERERKADENCE_STARTET, slug, act, actor, now)
    helped = uow.kadencer.helped_by(act.udfoerer)
    for forloeb_id in helped:
        _ask_engine(uow, row, "til", forloeb_id, now)
    tell_leaders(office, uow, _line("til", navn, slug, row.id, len(helped)), actor, now)


def stop_for_udfoerer(
    office: Office, uow: UnitOfWork, act: StopKadenceForUdfoerer, actor: str, now: datetime
) -> None:
    """It is off for the udfører, and the engine turns it off in each case that has it from there."""
    navn = _require_udfoerer(uow, act.udfoerer)
    slug = _cadence(office, act.kadence, now)
    rows = uow.kadencer.of_udfoerer(act.udfoerer, slug)
    if not rows:
        raise ActRefused("ukendt", key="ukendt.kadence_hos_udfoerer")
    having = uow.kadencer.having(act.udfoerer, slug)
    for row in rows:
        row.stoppet, row.stoppet_af, row.grund = now, actor, act.grund
        for forloeb_id in having:
            _ask_engine(uow, row, "fra", forloeb_id, now)
    tell_leaders(office, uow, _line("fra", navn, slug, rows[-1].id, len(having)), actor, now)
    _journal(uow, Event.UDFOERERKADENCE_STOPPET, slug, act, actor, now)


def begin_with_help(forloeb: OpenForloeb, order: Bestilling) -> None:
    """What is on for the udfører is on in the case, unless a person has turned it off there before."""
    for row in forloeb.uow.kadencer.of_udfoerer(order.udfoerer_id):
        _turn_on(forloeb, row, order)


def follow(office: Office, row_id: int, forloeb_id: int, now: datetime, due_at: datetime) -> None:
    """The case has, or no longer has, what was turned on or off for its udfører; twice changes nothing."""
    with office.register.write() as uow:
        row = uow.session.get_one(UdfoererKadence, row_id)
        forloeb = open_forloeb(office, uow, forloeb_id, actor=SYSTEM, now=now, due_at=due_at)
        if not forloeb.is_open:
            return
        if row.stoppet is not None:
            _turn_off(forloeb, row)
            return
        for order in uow.of_forloeb(Bestilling, forloeb_id):
            if order.udfoerer_id == row.udfoerer_id and order.tilstand == BestillingTilstand.STARTET:
                _turn_on(forloeb, row, order)


def _turn_on(forloeb: OpenForloeb, row: UdfoererKadence, order: Bestilling) -> None:
    rule = cadences_of(forloeb).get(row.slug)
    theirs = [
        other
        for other in forloeb.uow.of_forloeb(Kadence, forloeb.id)
        if other.slug == row.slug and other.udfoerer_id == row.udfoerer_id
    ]
    # A citizen's no, told by a person, holds for as long as the case lives.
    if rule is None or any(
        other.stoppet is None or other.stoppet_ved == StoppetVed.PERSON for other in theirs
    ):
        return
    valg = Valg(row.udfoerer_id, order.paragraf, row.interval, antal=row.antal, fra_udfoerer=True)
    turn_on(forloeb, rule, valg)


def _turn_off(forloeb: OpenForloeb, row: UdfoererKadence) -> None:
    for other in forloeb.uow.kadencer.running(forloeb.id):
        if other.fra_udfoerer and (other.slug, other.udfoerer_id) == (row.slug, row.udfoerer_id):
            turn_off(forloeb, other, StoppetVed.UDFOERER)


def _ask_engine(uow: UnitOfWork, row: UdfoererKadence, way: str, forloeb_id: int, now: datetime) -> None:
    uow.outbox.put(
        KIND,
        f"{KIND}:{row.id}:{way}:{forloeb_id}",
        {"udfoererkadence": row.id},
        forloeb_id=forloeb_id,
        due_at=now,
        ready_at=now,
    )


def _line(way: str, udfoerer: str, slug: str, row_id: int, antal: int) -> Line:
    kadence = load_display().say("frist", slug)
    facts = {"kadence": kadence, "udfoerer": udfoerer, "antal": str(antal)}
    return Line(f"{KIND}:{row_id}:{way}", f"udfoererkadence_{way}", slug, facts=facts)


def _require_udfoerer(uow: UnitOfWork, udfoerer: str) -> str:
    """The udfører's name."""
    found = uow.parties.udfoerer(udfoerer)
    if found is None:
        raise ActRefused("ukendt", key="ukendt.udfoerer", udfoerer=udfoerer)
    return found.navn


def _cadence(office: Office, slug: str, now: datetime) -> str:
    return cadence_named(cadences_on(office.rulebook, local_date(now)), slug).id


def _journal(uow: UnitOfWork, event: Event, slug: str, act: Act, actor: str, now: datetime) -> None:
    uow.journal.append(
        None,
        None,
        event=event.value,
        about=slug,
        detail=act.model_dump(mode="json", exclude_none=True),
        actor=actor,
        due_at=now,
        done_at=now,
    )
