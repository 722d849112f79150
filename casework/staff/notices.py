"""Notices to staff and udførere: case number, kind and a link, at once or in the morning's post."""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.forloeb import OpenForloeb
from casework.staff import morgenpost

KIND = "besked"
# What happens long after it should have would come in heaps, one by one: it comes together instead.
_LATE = timedelta(hours=1)


@dataclass(frozen=True)
class Weight:
    """How much what a notice is about hurts: whether the law set the date, and the date; `at_once` does not wait."""

    lov: bool
    forfald: date
    at_once: bool = False


def notify(
    forloeb: OpenForloeb, hvem: str | None, art: str, om: str, *, key: str, weight: Weight | None = None
) -> None:
    """The person or udfører will be told once; nobody to tell means nothing to send (the timeline has it).

    With a weight that can wait, and where the engine is late, it comes with the morning's post.
    """
    if hvem is None:
        return
    late = forloeb.now - forloeb.due_at > _LATE
    if late or (weight is not None and not weight.at_once):
        _in_the_morning(forloeb, hvem, art, om, key, weight)
        return
    forloeb.uow.outbox.put(
        KIND,
        f"{KIND}:{key}:{hvem}",
        {"til": hvem, "art": art, "om": om, "sag": forloeb.sag.nummer},
        forloeb_id=forloeb.id,
        due_at=forloeb.due_at,
        ready_at=forloeb.now,
    )


def _in_the_morning(
    forloeb: OpenForloeb, hvem: str, art: str, om: str, key: str, weight: Weight | None
) -> None:
    line = morgenpost.Line(
        noegle=key,
        art=art,
        om=om,
        forloeb_id=forloeb.id,
        sagsnr=forloeb.sag.nummer,
        lov=weight is not None and weight.lov,
        forfald=weight.forfald if weight is not None else None,
    )
    morgenpost.put(forloeb.uow, hvem, line, forloeb.now)
