"""Reading for the pages: the list of cases in one query, and what a page of it needs in a fixed number more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from domain.case import AnsoegningTilstand, DokumentTilstand, ForloebTilstand
from domain.deadlines import Tilstand
from domain.rules import Rolle
from persistence.outbox import OutboxState
from persistence.tables import (
    Ansoegning,
    Borger,
    Deadline,
    Dokument,
    Forespoergsel,
    Forloeb,
    Henvendelse,
    Medarbejder,
    OutboxRow,
    Partshoering,
    Sag,
)


class Vis(StrEnum):
    """Which cases: all open ones, those with something overdue, with drafts, with failed letters, or the closed ones."""

    AABNE = "aabne"
    OVERSKREDET = "overskredet"
    KLADDER = "kladder"
    FEJLET = "fejlet"
    AFSLUTTET = "afsluttet"


# Letters wait and fail in closed cases too: a farewell letter is drafted when the case closes.
# Not a note for the case itself: it hurts nobody that it is still being written.
_A_LETTER = Dokument.til != Rolle.JOURNAL
_LETTERS = {Vis.KLADDER: DokumentTilstand.KLADDE, Vis.FEJLET: DokumentTilstand.FEJLET}


@dataclass(frozen=True)
class Urgency:
    """What counts as a caseworker's next deadline on `today`: `lov` hurts most, `uden` never counts."""

    today: date
    lov: frozenset[str]
    uden: frozenset[str]


@dataclass(frozen=True)
class CaseFilter:
    team: str | None = None
    fase: str | None = None
    sagsbehandler: str | None = None
    vis: Vis = Vis.AABNE
    navn: str | None = None


@dataclass(frozen=True)
class CaseRow:
    """One forløb of the list with its most urgent deadline."""

    forloeb_id: int
    forloeb_nr: int
    nummer: str
    navn: str
    fase: str
    akut: bool
    venter: bool
    team: str
    sagsbehandler: str | None
    oprettet: datetime
    frist: str | None
    frist_refs: Mapping[str, Any] | None
    forfald: date | None


@dataclass(frozen=True)
class Beside:
    """What stands beside a forløb in the list."""

    ansoegt: date | None = None
    henvendt: datetime | None = None
    kilde: str | None = None
    hoering: bool = False
    kladder: int = 0
    fejlede: int = 0


@dataclass(frozen=True)
class Counts:
    aabne: int
    overskredet: int
    kladder: int
    fejlet: int


def find_cases(
    session: Session, wanted: CaseFilter, urgency: Urgency, *, limit: int, offset: int
) -> Sequence[CaseRow]:
    """The forløb that match, what is overdue by law first, then what else is overdue, then what comes soonest."""
    first = _first_deadline(urgency)
    query = (
        select(
            Forloeb.id, Forloeb.nr, Sag.nummer, Borger.navn, Forloeb.fase, Forloeb.akut, Forloeb.venter,
            Sag.team, Medarbejder.navn, Forloeb.oprettet, first.c.rule_id, first.c.refs, first.c.due_on,
        )
        .select_from(Forloeb)
        .join(Sag, Forloeb.sag_id == Sag.id)
        .join(Borger, Sag.borger_id == Borger.id)
        .outerjoin(Medarbejder, Sag.sagsbehandler_id == Medarbejder.id)
        .outerjoin(first, and_(first.c.forloeb_id == Forloeb.id, first.c.plads == 1))
        .where(*_matching(wanted, urgency))
        .order_by(func.coalesce(first.c.rang, 3), first.c.due_on, Forloeb.id)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [CaseRow(*row) for row in session.execute(query)]


def count_cases(session: Session, wanted: CaseFilter, urgency: Urgency) -> int:
    query = (
        select(func.count())
        .select_from(Forloeb)
        .join(Sag, Forloeb.sag_id == Sag.id)
        .join(Borger, Sag.borger_id == Borger.id)
    )
    return session.scalar(query.where(*_matching(wanted, urgency))) or 0


def counts(session: Session, urgency: Urgency) -> Counts:
    """How many forløb are open, how many of them are overdue, and how many letters wait or did not leave."""
    open_one = Forloeb.tilstand == ForloebTilstand.AABENT
    letters = [
        select(func.count())
        .select_from(Dokument)
        .where(Dokument.tilstand == tilstand, _A_LETTER)
        .scalar_subquery()
        for tilstand in (DokumentTilstand.KLADDE, DokumentTilstand.FEJLET)
    ]
    aabne = select(func.count()).select_from(Forloeb).where(open_one).scalar_subquery()
    late = select(func.count()).select_from(Forloeb).where(open_one, _overdue(urgency)).scalar_subquery()
    return Counts(*session.execute(select(aabne, late, *letters)).one())


def beside(session: Session, forloeb_ids: Collection[int]) -> Mapping[int, Beside]:
    """Since when each waits, on whom, and its letters: five queries, however many forløb."""
    applied = _grouped(session, Ansoegning, forloeb_ids, func.min(Ansoegning.modtaget),
                       Ansoegning.tilstand == AnsoegningTilstand.AABEN)  # fmt: skip
    asked = _grouped(session, Henvendelse, forloeb_ids, func.min(Henvendelse.modtaget))
    sources = _grouped(session, Forespoergsel, forloeb_ids, func.min(Forespoergsel.kilde),
                       Forespoergsel.modtaget.is_(None), Forespoergsel.opgivet.is_(None))  # fmt: skip
    heard = _grouped(session, Partshoering, forloeb_ids, func.count(), Partshoering.svaret.is_(None),
                     Partshoering.svar_senest.is_not(None))  # fmt: skip
    letters: dict[tuple[int, str], int] = {
        (forloeb_id, tilstand): antal
        for forloeb_id, tilstand, antal in session.execute(
            select(Dokument.forloeb_id, Dokument.tilstand, func.count())
            .where(
                Dokument.forloeb_id.in_(forloeb_ids),
                Dokument.tilstand.in_([DokumentTilstand.KLADDE, DokumentTilstand.FEJLET]),
                _A_LETTER,
            )
            .group_by(Dokument.forloeb_id, Dokument.tilstand)
        )
    }
    return {
        forloeb_id: Beside(
            ansoegt=applied.get(forloeb_id),
            henvendt=asked.get(forloeb_id),
            kilde=sources.get(forloeb_id),
            hoering=forloeb_id in heard,
            kladder=letters.get((forloeb_id, DokumentTilstand.KLADDE), 0),
            fejlede=letters.get((forloeb_id, DokumentTilstand.FEJLET), 0),
        )
        for forloeb_id in forloeb_ids
    }


def failures(session: Session, forloeb_id: int) -> Mapping[int, str]:
    """Why each letter of the forløb did not leave: the code by the letter's id."""
    rows = session.execute(
        select(OutboxRow.payload, OutboxRow.error)
        .where(OutboxRow.forloeb_id == forloeb_id, OutboxRow.state == OutboxState.FEJLET)
        .order_by(OutboxRow.id)
    )
    return {payload["dokument"]: error for payload, error in rows if "dokument" in payload and error}


def at_work(session: Session, forloeb_id: int, now: datetime) -> bool:
    """True while the engine has something to do for the forløb at once."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    OutboxRow.forloeb_id == forloeb_id,
                    OutboxRow.state.in_([OutboxState.KLAR, OutboxState.TAGET]),
                    OutboxRow.ready_at <= now,
                )
            )
        )
    )


def _first_deadline(urgency: Urgency) -> Subquery:
    """Each forløb's running deadlines, ranked; the first has `plads` 1."""
    late = Deadline.due_on < urgency.today
    rang = case((and_(late, Deadline.rule_id.in_(urgency.lov)), 0), (late, 1), else_=2)
    plads = func.row_number().over(
        partition_by=Deadline.forloeb_id, order_by=(rang, Deadline.due_on, Deadline.id)
    )
    return (
        select(
            Deadline.forloeb_id, Deadline.rule_id, Deadline.refs, Deadline.due_on,
            rang.label("rang"), plads.label("plads"),
        )
        .where(Deadline.state == Tilstand.AKTIV, Deadline.rule_id.not_in(urgency.uden))
        .subquery()
    )  # fmt: skip


def _matching(wanted: CaseFilter, urgency: Urgency) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.navn is not None:
        conditions += [_named(word) for word in wanted.navn.split()] or [literal(value=False)]
    elif wanted.vis not in _LETTERS:
        closed = wanted.vis is Vis.AFSLUTTET
        state = ForloebTilstand.AFSLUTTET if closed else ForloebTilstand.AABENT
        conditions.append(Forloeb.tilstand == state)
    if wanted.team:
        conditions.append(Sag.team == wanted.team)
    if wanted.fase:
        conditions.append(Forloeb.fase == wanted.fase)
    if wanted.sagsbehandler:
        conditions.append(Sag.sagsbehandler_id == wanted.sagsbehandler)
    if wanted.vis is Vis.OVERSKREDET:
        conditions.append(_overdue(urgency))
    if wanted.vis in _LETTERS:
        conditions.append(_has_letter(_LETTERS[wanted.vis]))
    return conditions


def _overdue(urgency: Urgency) -> ColumnElement[bool]:
    return exists().where(
        Deadline.forloeb_id == Forloeb.id,
        Deadline.state == Tilstand.AKTIV,
        Deadline.due_on < urgency.today,
        Deadline.rule_id.not_in(urgency.uden),
    )


def _has_letter(tilstand: DokumentTilstand) -> ColumnElement[bool]:
    return exists().where(Dokument.forloeb_id == Forloeb.id, Dokument.tilstand == tilstand, _A_LETTER)


def _named(word: str) -> ColumnElement[bool]:
    """The word stands in the name, in any case: SQLite alone would tell Ø from ø."""
    spellings = {word, word.lower(), word.capitalize(), word.upper()}
    return or_(*(Borger.navn.contains(spelling, autoescape=True) for spelling in spellings))


def _grouped(
    session: Session,
    table: Any,
    forloeb_ids: Collection[int],
    value: ColumnElement[Any],
    *conditions: ColumnElement[bool],
) -> dict[int, Any]:
    query: Select[tuple[int, Any]] = select(table.forloeb_id, value)
    mine = query.where(table.forloeb_id.in_(forloeb_ids), *conditions).group_by(table.forloeb_id)
    return {row[0]: row[1] for row in session.execute(mine)}
