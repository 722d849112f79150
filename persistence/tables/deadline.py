"""Every clock that runs, and the rules as they were when it started."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import Table


class RuleVersion(Table):
    """A rule's content, kept word for word for as long as a deadline runs under it."""

    __tablename__ = "rule_version"

    rule_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    first_used_at: Mapped[datetime]


class Regelsaet(Table):
    """Every rule as it stood while this version of the municipality's rules was in force."""

    __tablename__ = "regelsaet"

    version: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    first_used_at: Mapped[datetime]


class Kalender(Table):
    """The days of one version of the calendars: what a date was counted in can be told in years."""

    __tablename__ = "kalender"

    version: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    first_used_at: Mapped[datetime]


class Deadline(Table):
    """One clock. `counted_on` is the due date before it is moved to a day that counts, `due_on` after.

    `done` says which steps of its ladder are done, by their place in the rule (-1: it has expired); `next_at`
    is when the next one is, and None where only a named event can still happen to it. `repeats` counts ventebreve in a row for tavshed;
    `again` says of steps that are repeated, by their place in the rule, when they come next (ISO, UTC).

    Why it is due that day: `start_event` about `start_om` started it, `noegler` chose among the durations of its
    rule unless people had agreed on the date (`aftalt`), it took the place of `forgaenger_id`, and
    `flytninger` tells each time its date was moved since: from, to, why, when and by whom. While `hviler_til`
    lies ahead, a person has put its ladder to rest until that day.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        # The sweeps are one range scan of this: its cost grows with what is due, not with how many cases exist.
        Index(
            "ix_deadline_next_at",
            "next_at",
            "id",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
        Index(None, "forloeb_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    forloeb_id: Mapped[int] = mapped_column(ForeignKey("forloeb.id"))
    rule_id: Mapped[str]
    rule_version: Mapped[str]
    calendar_version: Mapped[str]
    refs: Mapped[dict[str, Any]]
    started_at: Mapped[datetime]
    counted_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[str]
    done: Mapped[list[int]] = mapped_column(JSON, default=list)
    repeats: Mapped[int] = mapped_column(default=0)
    again: Mapped[dict[str, Any]] = mapped_column(default=dict)
    next_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    start_event: Mapped[str]
    start_om: Mapped[str | None]
    noegler: Mapped[list[str]] = mapped_column(default=list)
    aftalt: Mapped[bool] = mapped_column(default=False)
    forgaenger_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"))
    flytninger: Mapped[list[Any]] = mapped_column(default=list)
    hviler_til: Mapped[date | None]
