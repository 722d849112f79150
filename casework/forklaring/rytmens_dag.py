"""Why a cadence is due the day it is, where the case has a day or an interval of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.calendar import Calendars, local_date
from domain.deadlines import Tilstand, choose, count
from domain.rules import Art, DeadlineRule, Varighed, parse_varighed
from persistence.tables import Deadline, Kadence
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class RytmensDag:
    """`noegle` is how the date came about; `dag` what it is counted from, or the day on which it was agreed."""

    noegle: str
    dag: date
    tid: Varighed | None = None
    antal: int = 0


def day_of_rhythm(
    uow: UnitOfWork, clock: Deadline, rule: DeadlineRule, calendars: Calendars
) -> RytmensDag | None:
    """What the case's own date of a cadence rests on; None where there is no cadence of its own behind it."""
    row = uow.session.get(Kadence, clock.refs["kadence"]) if clock.refs.get("kadence") else None
    if row is None:
        return None
    started = local_date(clock.started_at)
    held = [day for day in uow.kadencer.held(row.id, row.slug) if day <= started]
    if rule.kadence is not None and rule.kadence.mindst is not None:
        return _often_enough(rule, rule.kadence.mindst, held)
    # Counted from the day it was held, or on: a day that was put in order later counts from the same.
    since = held[-1] if held else local_date(row.startet)
    return _own(row, clock, started, since, calendars)


def _often_enough(rule: DeadlineRule, mindst: int, held: Sequence[date]) -> RytmensDag | None:
    if len(held) < mindst:
        return None
    length = choose(rule.varighed) if isinstance(rule.varighed, dict) else None
    return RytmensDag("rytme_nok", held[-mindst], length, mindst)


def _own(row: Kadence, clock: Deadline, started: date, since: date, calendars: Calendars) -> RytmensDag:
    if row.interval is None:
        return RytmensDag("rytme_dag", started)
    own = parse_varighed(row.interval)
    for base in (since, started):
        if count(own, base, Art.LOKAL, calendars) == clock.counted_on:
            return RytmensDag("rytme_mellemrum", base, own)
    if count(own, since, Art.LOKAL, calendars) < clock.counted_on == started:
        return RytmensDag("rytme_passeret", since, own)
    # What an ended one was counted with may have been put in order since.
    runs = clock.state == Tilstand.AKTIV
    return RytmensDag("rytme_dag" if runs else "rytme_dengang", started)
