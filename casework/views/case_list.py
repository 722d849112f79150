"""The list of cases as its page shows it: what hurts a citizen most comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.office import Office
from config.display import Display
from domain.calendar import local_date
from domain.case import VENTEFASER
from domain.cpr import normalise_cpr
from domain.deadlines import Tilstand
from domain.rules import Art
from persistence.read import (
    Beside,
    CaseFilter,
    CaseRow,
    Counts,
    Urgency,
    beside,
    count_cases,
    counts,
    find_cases,
)
from persistence.tables import Deadline, Medarbejder
from persistence.unit_of_work import UnitOfWork

PAGE = 50


@dataclass(frozen=True)
class NextDeadline:
    """`dage` is how many days are left; below zero it is overdue."""

    navn: str
    om: str | None
    forfald: date
    dage: int
    lov: bool


@dataclass(frozen=True)
class CaseLine:
    nummer: str
    forloeb_nr: int
    navn: str
    fase: str
    akut: bool
    team: str
    sagsbehandler: str | None
    venter_siden: date | None
    venter_dage: int | None
    frist: NextDeadline | None
    venter_paa: str
    kladder: int
    fejlede: int


@dataclass(frozen=True)
class CaseList:
    linjer: tuple[CaseLine, ...]
    i_alt: int
    side: int
    sider: int
    taellere: Counts


@dataclass(frozen=True)
class Person:
    id: str
    navn: str
    rolle: str
    team: str


def case_list(office: Office, display: Display, wanted: CaseFilter, side: int, now: datetime) -> CaseList:
    """One page of the list, in a number of queries that does not grow with the cases."""
    urgency = urgency_of(office, local_date(now))
    with office.register.read() as uow:
        total = count_cases(uow.session, wanted, urgency)
        pages = max(1, -(-total // PAGE))
        page = min(max(side, 1), pages)
        rows = find_cases(uow.session, wanted, urgency, limit=PAGE, offset=(page - 1) * PAGE)
        found = beside(uow.session, [row.forloeb_id for row in rows])
        lines = tuple(_line(office, display, row, found[row.forloeb_id], urgency.today) for row in rows)
        return CaseList(lines, total, page, pages, counts(uow.session, urgency))


def urgency_of(office: Office, today: date) -> Urgency:
    """A citizen's own frister, samtykker and earliest dates are nobody's work, so they never come next."""
    newest = {rule_id: rules[-1] for rule_id, rules in office.rulebook.deadlines.items()}
    return Urgency(
        today=today,
        lov=frozenset(rule_id for rule_id, rule in newest.items() if rule.art is Art.LOV),
        uden=frozenset(rule_id for rule_id, rule in newest.items() if rule.expires or rule.tidligst),
    )


def case_number(office: Office, text: str) -> str | None:
    """The number of the case that a search names outright, by its number or the citizen's CPR."""
    with office.register.read() as uow:
        if sag := uow.cases.sag_by_number(text.strip().upper()):
            return sag.nummer
        cpr = normalise_cpr(text)
        borger = uow.parties.borger_by_cpr(cpr) if cpr else None
        found = uow.cases.sag_of_borger(borger.id) if borger else None
        return found.nummer if found else None


def staff_list(office: Office) -> tuple[Person, ...]:
    """Everybody who can act, sagsbehandlere first."""
    with office.register.read() as uow:
        return tuple(
            sorted(
                (_person(row) for row in staff_rows(uow)),
                key=lambda who: (who.rolle != "sagsbehandler", who.id),
            )
        )


def staff_rows(uow: UnitOfWork) -> Sequence[Medarbejder]:
    return uow.parties.staff()


def _person(row: Medarbejder) -> Person:
    return Person(row.id, row.navn, row.rolle, row.team)


def _line(office: Office, display: Display, row: CaseRow, side: Beside, today: date) -> CaseLine:
    siden = waiting_since(row.fase, row.venter, side, row.oprettet)
    return CaseLine(
        nummer=row.nummer,
        forloeb_nr=row.forloeb_nr,
        navn=row.navn,
        fase=office.rulebook.phases[row.fase].titel,
        akut=row.akut,
        team=row.team,
        sagsbehandler=row.sagsbehandler,
        venter_siden=siden,
        venter_dage=(today - siden).days if siden else None,
        frist=_next(office, display, row, today),
        venter_paa=waiting_on(display, side, _owner(office, row.frist)),
        kladder=side.kladder,
        fejlede=side.fejlede,
    )


def waiting_since(fase: str, venter: bool, side: Beside, oprettet: datetime) -> date | None:
    """The day from which the citizen waits for an answer; None where nobody waits. An open application always does."""
    if side.ansoegt:
        return side.ansoegt
    return local_date(side.henvendt or oprettet) if venter and fase in VENTEFASER else None


def waiting_on(display: Display, side: Beside, owner: str) -> str:
    """Who must move next: ourselves where a letter waits, else whoever was asked."""
    if side.kladder:
        return display.say("venter_paa", "kladder")
    if side.hoering:
        return display.say("venter_paa", "partshoering")
    if side.kilde:
        return display.say("venter_paa", "kilde", kilde=side.kilde)
    return display.say("venter_paa", owner)


def owner_of_next(office: Office, clocks: Sequence[Deadline], today: date) -> str:
    """Whose move it is by the deadline that the list shows first of these."""
    urgency = urgency_of(office, today)
    counted = [
        (0 if late and clock.rule_id in urgency.lov else 1 if late else 2, clock.due_on, clock.id, clock)
        for clock in clocks
        if clock.state == Tilstand.AKTIV and clock.rule_id not in urgency.uden
        for late in [clock.due_on < today]
    ]
    return _owner(office, min(counted)[-1].rule_id if counted else None)


def _owner(office: Office, rule_id: str | None) -> str:
    rules = office.rulebook.deadlines.get(rule_id or "")
    return rules[-1].ejer.value if rules else "ingen"


def _next(office: Office, display: Display, row: CaseRow, today: date) -> NextDeadline | None:
    if row.frist is None or row.forfald is None:
        return None
    rules = office.rulebook.deadlines.get(row.frist)
    paragraf = (row.frist_refs or {}).get("paragraf")
    return NextDeadline(
        navn=display.say("frist", row.frist),
        om=f"§\N{NO-BREAK SPACE}{paragraf}" if paragraf else None,
        forfald=row.forfald,
        dage=(row.forfald - today).days,
        lov=bool(rules and rules[-1].art is Art.LOV),
    )
