"""What a forecast is made of, counted in the register: what falls due week by week, and how deadlines have ended."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, case, cast, func, literal, select
from sqlalchemy.orm import Session

from domain.deadlines import Tilstand
from domain.prognose import OVERSKREDET, Due, Ended, Week
from persistence.tables import Deadline, Forloeb, Sag


def due_by_week(session: Session, weeks: Sequence[Week], team: str | None) -> list[Due]:
    """The running deadlines of each team and rule by week, and those past their date: one row for each count."""
    today = weeks[0].first
    week = case(
        (Deadline.due_on < today, literal(OVERSKREDET)),
        *((Deadline.due_on <= week.last, literal(place)) for place, week in enumerate(weeks)),
    )
    counted = (
        select(Sag.team, Deadline.rule_id, cast(week, Integer).label("week"), func.count().label("antal"))
        .join(Forloeb, Deadline.forloeb_id == Forloeb.id)
        .join(Sag, Forloeb.sag_id == Sag.id)
        .where(Deadline.state == Tilstand.AKTIV, Deadline.due_on <= weeks[-1].last)
        .group_by(Sag.team, Deadline.rule_id, "week")
    )
    if team is not None:
        counted = counted.where(Sag.team == team)
    return [Due(*row) for row in session.execute(counted)]


def ended_since(session: Session, since: datetime) -> list[Ended]:
    """How many deadlines of each team and rule ended in time since then, and how many late."""
    late = func.count().filter(Deadline.state == Tilstand.OVERSKREDET)
    counted = (
        select(Sag.team, Deadline.rule_id, func.count() - late, late)
        .join(Forloeb, Deadline.forloeb_id == Forloeb.id)
        .join(Sag, Forloeb.sag_id == Sag.id)
        .where(
            Deadline.state.in_([Tilstand.OVERHOLDT, Tilstand.OVERSKREDET]),
            Deadline.ended_at >= since,
        )
        .group_by(Sag.team, Deadline.rule_id)
    )
    return [Ended(*row) for row in session.execute(counted)]
