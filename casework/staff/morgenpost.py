"""The morning's post: what the ladders ask of one person, told in one message, what hurts most first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from casework.office import Office
from domain.calendar import COPENHAGEN, Calendars, local_date, sweep_time
from persistence.tables import Morgenpost
from persistence.unit_of_work import UnitOfWork

KIND = "morgenpost"
# The message waits while ladders are still being climbed, a minute at a time; a step that cannot be climbed holds
# it up no longer than this.
_A_MINUTE = timedelta(minutes=1)
_AT_MOST = timedelta(minutes=30)
_BY_ART = {"eskaler": 0, "opgave": 1, "paamind": 2}


@dataclass(frozen=True)
class Line:
    """One thing that a person is told of; `noegle` is what makes it the same thing when it is put in again."""

    noegle: str
    art: str
    om: str
    forloeb_id: int | None = None
    sagsnr: str | None = None
    lov: bool = False
    forfald: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One line as it is told: `gruppe` is how much it hurts, `antal` how many things it stands for."""

    gruppe: str
    art: str
    sagsnr: str | None
    facts: Mapping[str, str]
    antal: int


@dataclass(frozen=True)
class Post:
    """Everything that waits for one person; `key` names exactly this content."""

    key: str
    line_ids: tuple[int, ...]
    lines: tuple[Told, ...]

    @property
    def antal(self) -> int:
        return sum(line.antal for line in self.lines)


def put(uow: UnitOfWork, til: str, line: Line, now: datetime, ready_at: datetime | None = None) -> None:
    """The person will be told of it once, together with what else waits for them then."""
    ready = ready_at or now
    row = {
        "noegle": f"{line.noegle}:{til}",
        "til": til,
        "put_at": now,
        "ready_at": ready,
        "sent_at": None,
        "forloeb_id": line.forloeb_id,
        "sagsnr": line.sagsnr,
        "art": line.art,
        "om": line.om,
        "lov": line.lov,
        "forfald": line.forfald,
        "facts": dict(line.facts),
    }
    if not uow.morgenpost.put(row):
        return
    first = uow.morgenpost.first_waiting(til, now) if ready <= now else None
    _order(uow, til, str(first) if first is not None else line.noegle, now, ready)


def next_morning(calendars: Calendars, now: datetime) -> datetime:
    """07:00 on the next day that the municipality works."""
    return sweep_time(calendars.add_opening_days(local_date(now), 1))


def must_wait(office: Office, til: str, now: datetime) -> bool:
    """True while steps that are due have not been climbed: what they ask belongs in the same message.

    It waits from this day's first line on: one that was put in yesterday for this morning, or could not be told
    before, must not send the message off ahead of the others.
    """
    midnight = datetime.combine(local_date(now), time.min, COPENHAGEN)
    with office.register.read() as uow:
        since, due = uow.morgenpost.waits_since(til, midnight, now), uow.deadlines.first_due()
    return since is not None and due is not None and due <= now and now - since < _AT_MOST


def wait(office: Office, row_id: int, now: datetime) -> None:
    """The message is taken up again in a minute."""
    with office.register.write() as uow:
        uow.outbox.later(row_id, now + _A_MINUTE)


def post_for(office: Office, til: str, now: datetime) -> Post | None:
    """What waits for the person, most harmful first; None where everything has been told."""
    with office.register.read() as uow:
        rows = uow.morgenpost.waiting(til, now)
    if not rows:
        return None
    today = local_date(now)
    ids = tuple(row.id for row in rows)
    ranked = sorted(rows, key=lambda row: _rank(row, today))
    return Post(f"{KIND}:{til}:{ids[0]}:{ids[-1]}", ids, _folded(ranked, today))


def mark_told(office: Office, row_id: int, til: str, line_ids: tuple[int, ...], now: datetime) -> None:
    """These lines have been told, and what was put in meanwhile has a message of its own on the way."""
    with office.register.write() as uow:
        # The lines before the message, as whoever puts one in takes them: else the two could wait for each other.
        uow.morgenpost.told(til, line_ids, now)
        uow.outbox.done(row_id, now)
        first = uow.morgenpost.first_waiting(til, now)
        if first is not None:
            _order(uow, til, str(first), now, now)


def _order(uow: UnitOfWork, til: str, first: str, now: datetime, ready: datetime) -> None:
    """One message of the person's is on the way for as long as its first line waits; one that failed is tried again."""
    key = f"{KIND}:{til}:{first}"
    if not uow.outbox.put(KIND, key, {"til": til}, forloeb_id=None, due_at=ready, ready_at=ready):
        with uow.session.no_autoflush:
            uow.outbox.revive(key, now)


def _rank(row: Morgenpost, today: date) -> tuple[Any, ...]:
    """Statutory before local, overdue before coming, escalations before tasks before reminders, longest overdue first."""
    late = row.forfald is not None and row.forfald < today
    return (
        row.forfald is None,
        not row.lov,
        not late,
        _BY_ART.get(row.art, len(_BY_ART)),
        row.forfald or date.max,
        row.sagsnr or "",
        row.id,
    )


def _group(row: Morgenpost, today: date) -> str:
    if row.forfald is None:
        return "andet"
    return f"{'lov' if row.lov else 'lokal'}_{'sen' if row.forfald < today else 'kommer'}"


def _folded(rows: list[Morgenpost], today: date) -> tuple[Told, ...]:
    """The lines in their order; what reads the same of one case stands as one, at the first one's place."""
    found: dict[tuple[Any, ...], Told] = {}
    for row in rows:
        line = Told(_group(row, today), row.art, row.sagsnr, row.facts, 1)
        same = (line.gruppe, line.art, line.sagsnr, *sorted(line.facts.items()))
        earlier = found.get(same)
        found[same] = Told(
            line.gruppe, line.art, line.sagsnr, line.facts, earlier.antal + 1 if earlier else 1
        )
    return tuple(found.values())
