"""Notices to staff and udførere: case number, kind and a link, put in the outbox."""

from casework.forloeb import OpenForloeb

KIND = "besked"


def notify(forloeb: OpenForloeb, hvem: str | None, art: str, om: str, *, key: str) -> None:
    """The person or udfører will be told once; nobody to tell means nothing to send (the timeline has it)."""
    if hvem is None:
        return
    forloeb.uow.outbox.put(
        KIND,
        f"{KIND}:{key}:{hvem}",
        {"til": hvem, "art": art, "om": om, "sag": forloeb.sag.nummer},
        forloeb_id=forloeb.id,
        due_at=forloeb.due_at,
        ready_at=forloeb.now,
    )
