"""Reading across cases: the list, and what stands still. Nothing here changes anything."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.case import AFSLUTTET, AnsoegningTilstand, ForloebTilstand
from domain.deadlines import Tilstand
from persistence.outbox import OutboxState
from persistence.tables import Ansoegning, Deadline, Forloeb, OutboxRow, Sag


@dataclass(frozen=True)
class ForloebLine:
    """One forløb of the list; `due_on` is its first running deadline, `overdue` how many are past their date."""

    sagsnummer: str
    nr: int
    fase: str
    fase_siden: datetime
    tilstand: str
    venter: bool
    akut: bool
    team: str
    sagsbehandler: str | None
    due_on: date | None
    overdue: int


@dataclass(frozen=True)
class OverdueRule:
    rule_id: str
    count: int
    oldest: date


@dataclass(frozen=True)
class RestingDeadline:
    """A running deadline whose reminders a person has put to rest until a day."""

    sagsnummer: str
    rule_id: str
    due_on: date
    hviler_til: date


class Overview:
    """`not_owed` are the rules whose date is nobody's promise (an earliest date, a citizen's frist)."""

    def __init__(self, session: Session, not_owed: Collection[str], day: date) -> None:
        self._session = session
        self._owed = (Deadline.state == Tilstand.AKTIV) & Deadline.rule_id.not_in(not_owed)
        self._day = day

    def forloeb(self, fase: str | None, *, overdue_only: bool) -> list[ForloebLine]:
        """The open forløb (or the closed ones, where `fase` is afsluttet): what is late first, then by due date."""
        due = (
            select(
                Deadline.forloeb_id,
                func.min(Deadline.due_on).label("due_on"),
                func.count().filter(Deadline.due_on < self._day).label("overdue"),
            )
            .where(self._owed)
            .group_by(Deadline.forloeb_id)
            .subquery()
        )
        overdue = func.coalesce(due.c.overdue, 0)
        query = (
            select(Forloeb, Sag, due.c.due_on, overdue)
            .join(Sag, Forloeb.sag_id == Sag.id)
            .outerjoin(due, due.c.forloeb_id == Forloeb.id)
            .order_by(due.c.due_on.is_(None), due.c.due_on, Sag.nummer, Forloeb.nr)
        )
        if fase == AFSLUTTET:
            query = query.where(Forloeb.tilstand == ForloebTilstand.AFSLUTTET)
        else:
            query = query.where(Forloeb.tilstand == ForloebTilstand.AABENT)
            query = query.where(Forloeb.fase == fase) if fase else query
        if overdue_only:
            query = query.where(overdue > 0)
        return [
            ForloebLine(
                sag.nummer,
                row.nr,
                row.fase,
                row.fase_siden,
                row.tilstand,
                row.venter,
                row.akut,
                sag.team,
                sag.sagsbehandler_id,
                due_on,
                late,
            )
            for row, sag, due_on, late in self._session.execute(query)
        ]

    def overdue_rules(self) -> list[OverdueRule]:
        """The rules with deadlines past their date, the most first."""
        rows = self._session.execute(
            select(Deadline.rule_id, func.count(), func.min(Deadline.due_on))
            .where(self._owed, Deadline.due_on < self._day)
            .group_by(Deadline.rule_id)
            .order_by(func.count().desc(), Deadline.rule_id)
        )
        return [OverdueRule(rule_id, count, oldest) for rule_id, count, oldest in rows]

    def resting(self) -> list[RestingDeadline]:
        """The deadlines that rest, the longest last."""
        rows = self._session.execute(
            select(Sag.nummer, Deadline.rule_id, Deadline.due_on, Deadline.hviler_til)
            .join(Forloeb, Deadline.forloeb_id == Forloeb.id)
            .join(Sag, Forloeb.sag_id == Sag.id)
            .where(Deadline.state == Tilstand.AKTIV, Deadline.hviler_til > self._day)
            .order_by(Deadline.hviler_til, Sag.nummer, Deadline.id)
        )
        return [
            RestingDeadline(nummer, rule_id, due_on, hviler_til)
            for nummer, rule_id, due_on, hviler_til in rows
            if hviler_til is not None
        ]

    def running_clocks(self) -> dict[str, int]:
        """How many clocks run under each rule."""
        rows = self._session.execute(
            select(Deadline.rule_id, func.count())
            .where(Deadline.state == Tilstand.AKTIV)
            .group_by(Deadline.rule_id)
        )
        return {rule_id: count for rule_id, count in rows}  # noqa: C416 - a result is no list of pairs to the types

    def open_forloeb(self) -> int:
        return (
            self._session.scalar(
                select(func.count()).select_from(Forloeb).where(Forloeb.tilstand == ForloebTilstand.AABENT)
            )
            or 0
        )

    def longest_waiting(self) -> date | None:
        """The day the oldest application came that still has no answer."""
        return self._session.scalar(
            select(func.min(Ansoegning.modtaget))
            .join(Forloeb, Ansoegning.forloeb_id == Forloeb.id)
            .where(
                Ansoegning.tilstand == AnsoegningTilstand.AABEN, Forloeb.tilstand == ForloebTilstand.AABENT
            )
        )

    def oldest_effect(self) -> datetime | None:
        """When the longest waiting effect of the outbox should have happened."""
        return self._session.scalar(
            select(func.min(OutboxRow.due_at)).where(
                OutboxRow.state.in_([OutboxState.KLAR, OutboxState.TAGET])
            )
        )

    def trying_again(self) -> list[tuple[str, str, int]]:
        """Kind, code and number of the effects that were refused and will be tried again."""
        rows = self._session.execute(
            select(OutboxRow.kind, OutboxRow.error, func.count())
            .where(OutboxRow.state == OutboxState.KLAR, OutboxRow.error.is_not(None))
            .group_by(OutboxRow.kind, OutboxRow.error)
            .order_by(OutboxRow.kind, OutboxRow.error)
        )
        return [(kind, str(error), count) for kind, error, count in rows]

    def sagsnumre(self, forloeb_ids: Collection[int]) -> dict[int, str]:
        """The case number of each forløb."""
        rows = self._session.execute(
            select(Forloeb.id, Sag.nummer)
            .join(Sag, Forloeb.sag_id == Sag.id)
            .where(Forloeb.id.in_(forloeb_ids))
        )
        return {forloeb_id: nummer for forloeb_id, nummer in rows}  # noqa: C416 - a result is no list of pairs to the types
