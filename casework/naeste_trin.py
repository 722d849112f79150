"""When a ladder goes on: its next step or repetition, or the day until which a person has put it to rest."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime

from casework.forloeb import OpenForloeb
from domain.calendar import sweep_time
from domain.deadlines import ScheduledStep, repeat_after, schedule
from domain.rules import Goer
from persistence.tables import Deadline


def next_step(
    ladder: Iterable[ScheduledStep],
    done: Collection[int],
    again: Mapping[str, str],
    hviler_til: date | None = None,
) -> datetime | None:
    """When the first step that is not done comes, or the first that comes again; None where there is neither.

    While the ladder rests that is never before 07:00 of the day on which it wakes.
    """
    coming = [step.at for step in ladder if step.index not in done]
    first = min([*coming, *map(datetime.fromisoformat, again.values())], default=None)
    if first is None or hviler_til is None:
        return first
    return max(first, sweep_time(hviler_til))


def set_next(forloeb: OpenForloeb, clock: Deadline) -> None:
    """`next_at` is where the clock's ladder goes on."""
    rule = forloeb.clocks.rule_of(clock)
    ladder = schedule(
        rule, clock.started_at, clock.counted_on, clock.due_on, forloeb.office.rulebook.calendars
    )
    clock.next_at = next_step(ladder, clock.done, clock.again, clock.hviler_til)


def hold_repeats(forloeb: OpenForloeb, clock: Deadline) -> None:
    """No step that is done comes again for as long as a deadline may rest; those that are to come still do.

    Then they do come again: what was taken in hand and forgotten would else be overdue in silence.
    """
    rulebook = forloeb.office.rulebook
    at = repeat_after(rulebook.udskydelse_hoejst, forloeb.day, rulebook.calendars).astimezone(UTC)
    clock.again = {
        place: max(at, datetime.fromisoformat(known)).isoformat() for place, known in clock.again.items()
    }
    set_next(forloeb, clock)


def stop_asking(forloeb: OpenForloeb, clock: Deadline, opgave: str) -> None:
    """The steps that give this task do not give it again."""
    stige = forloeb.clocks.rule_of(clock).stige
    gives = {
        str(place) for place, trin in enumerate(stige) if trin.goer is Goer.OPGAVE and trin.opgave == opgave
    }
    if gives & set(clock.again):
        clock.again = {place: at for place, at in clock.again.items() if place not in gives}
        set_next(forloeb, clock)
