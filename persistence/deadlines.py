"""Finding clocks: those of one forløb, and those that have something due."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, bindparam, distinct, func, or_, select
from sqlalchemy.orm import Session

from domain.calendar import Calendars
from domain.deadlines import Tilstand
from persistence.put import put_if_new
from persistence.tables import Deadline, Forloeb, Kalender, Regelsaet, RuleVersion, Sag, Table

# What a calendar is remembered under among the rules: no rule has such an id.
_CALENDAR = ":kalender"
_AT_A_TIME = 1000
_RUNS = or_(Deadline.state == Tilstand.AKTIV, Deadline.next_at.is_not(None))

_RUNNING = (
    select(Deadline)
    .where(
        Deadline.forloeb_id == bindparam("forloeb_id"),
        _RUNS,
    )
    .order_by(Deadline.id)
)


class Deadlines:
    def __init__(self, session: Session, kept_rules: set[tuple[str, str]]) -> None:
        self._session = session
        self._kept_rules = kept_rules
        self._put_now: set[tuple[str, str]] = set()

    def running(self, forloeb_id: int) -> Sequence[Deadline]:
        """Every clock of the forløb that still runs, or still has steps to do, oldest first."""
        return self._session.scalars(_RUNNING, {"forloeb_id": forloeb_id}).all()

    def all_of(self, forloeb_id: int) -> Sequence[Deadline]:
        return self._session.scalars(
            select(Deadline).where(Deadline.forloeb_id == forloeb_id).order_by(Deadline.id)
        ).all()

    def ever_about(self, forloeb_id: int, rule_ids: Collection[str]) -> frozenset[str]:
        """The paragraffer that the rules' clocks have been about, running or not."""
        refs = self._session.scalars(
            select(Deadline.refs).where(Deadline.forloeb_id == forloeb_id, Deadline.rule_id.in_(rule_ids))
        )
        return frozenset(str(about["paragraf"]) for about in refs if "paragraf" in about)

    def due(self, until: datetime, rule_ids: Collection[str] | None, limit: int) -> Sequence[int]:
        """The ids of clocks with a step due at or before `until`, longest overdue first: one range scan."""
        query = select(Deadline.id).where(Deadline.next_at.is_not(None), Deadline.next_at <= until)
        if rule_ids is not None:
            query = query.where(Deadline.rule_id.in_(rule_ids))
        return self._session.scalars(query.order_by(Deadline.next_at, Deadline.id).limit(limit)).all()

    def told_of(self, deadline_ids: Sequence[int]) -> Sequence[Deadline]:
        return self._session.scalars(
            select(Deadline).where(Deadline.id.in_(deadline_ids)).order_by(Deadline.id)
        ).all()

    def first_due(self, after: datetime | None = None) -> datetime | None:
        """When the next step of any clock is due (later than `after`)."""
        query = select(Deadline.next_at).where(Deadline.next_at.is_not(None))
        if after is not None:
            query = query.where(Deadline.next_at > after)
        return self._session.scalar(query.order_by(Deadline.next_at, Deadline.id).limit(1))

    def take(self, deadline_id: int) -> Deadline | None:
        """The clock, locked for this transaction; None where another worker has it."""
        return self._session.scalars(
            select(Deadline).where(Deadline.id == deadline_id).with_for_update(skip_locked=True)
        ).one_or_none()

    def keep_rule(self, rule_id: str, version: str, content: dict[str, Any], now: datetime) -> None:
        """The rule's content stands in the register under its version."""
        name = (rule_id, version)
        if name in self._kept_rules or name in self._put_now:
            return
        row = {"rule_id": rule_id, "version": version, "content": content, "first_used_at": now}
        self._put(name, RuleVersion, row)

    def keep_calendar(self, calendars: Calendars, now: datetime) -> None:
        """The calendars' days stand in the register under their version."""
        name = (_CALENDAR, calendars.version)
        if name not in self._kept_rules and name not in self._put_now:
            row = {
                "version": calendars.version,
                "content": calendars.content,
                "first_used_at": now,
            }
            self._put(name, Kalender, row)

    def kept_calendar(self, version: str) -> dict[str, Any] | None:
        found = self._session.get(Kalender, version)
        return found.content if found else None

    def keep_rules(self, version: str, content: dict[str, Any], now: datetime) -> None:
        """All rules as they stand together are in the register under their version."""
        put_if_new(self._session, Regelsaet, {"version": version, "content": content, "first_used_at": now})

    def kept_rules(self, version: str) -> dict[str, Any] | None:
        found = self._session.get(Regelsaet, version)
        return found.content if found else None

    def of_rules(self, rule_ids: Collection[str] | None) -> Iterator[tuple[Forloeb, Sag, list[Deadline]]]:
        """Each forløb that a clock of one of the rules (any, when None) runs in, with all the clocks that run in it.

        Read as a stream, so that it holds a handful at a time however many there are.
        """
        query = (
            select(Deadline, Forloeb, Sag)
            .join(Forloeb, Deadline.forloeb_id == Forloeb.id)
            .join(Sag, Forloeb.sag_id == Sag.id)
            .where(_RUNS)
            .order_by(Deadline.forloeb_id, Deadline.id)
            .execution_options(yield_per=_AT_A_TIME)
        )
        if rule_ids is not None:
            query = query.where(Deadline.forloeb_id.in_(_with_rules(rule_ids)))
        for _, rows in groupby(self._session.execute(query), key=lambda row: row[1].id):
            found = list(rows)
            yield found[0][1], found[0][2], [row[0] for row in found]

    def count_of_rules(self, rule_ids: Collection[str] | None) -> int:
        """In how many forløb a clock of one of the rules runs."""
        query = select(func.count(distinct(Deadline.forloeb_id))).where(_RUNS)
        if rule_ids is not None:
            query = query.where(Deadline.rule_id.in_(rule_ids))
        return self._session.scalar(query) or 0

    def _put(self, name: tuple[str, str], table: type[Table], row: dict[str, Any]) -> None:
        if put_if_new(self._session, table, row):
            self._put_now.add(name)
        else:
            # Committed by somebody, and never taken out again: nobody has to ask a second time. What this
            # transaction put in itself is not remembered beyond it, since it may yet be rolled back.
            self._kept_rules.add(name)

    def kept_rule(self, rule_id: str, version: str) -> dict[str, Any] | None:
        found = self._session.get(RuleVersion, (rule_id, version))
        return found.content if found else None


def _with_rules(rule_ids: Collection[str]) -> Select[tuple[int]]:
    return select(Deadline.forloeb_id).where(_RUNS, Deadline.rule_id.in_(rule_ids))
