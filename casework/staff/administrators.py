"""Whoever runs the installation: the one to tell of what is about no case."""

from datetime import date, datetime

from casework.staff.notices import KIND
from domain.calendar import local_date
from domain.case import Stilling
from persistence.unit_of_work import UnitOfWork

_LEVELS = (Stilling.ADMINISTRATOR, Stilling.LEDER, Stilling.CHEF)


def administrators(uow: UnitOfWork, day: date) -> list[str]:
    """The administrators' ids, or who stands in for them that day; the leaders' where there is none, else the chefs'."""
    staff = uow.parties.staff()
    for level in _LEVELS:
        present = (uow.parties.stedfortraeder(person.id, day) for person in staff if person.rolle == level)
        found = [who for who in dict.fromkeys(present) if who is not None and uow.parties.works_here(who)]
        if found:
            return found
    return []


def tell_administrators(
    uow: UnitOfWork, art: str, om: str, now: datetime, *, key: str, sag: str | None = None
) -> None:
    """Each of them will be told once under the key."""
    for person in administrators(uow, local_date(now)):
        uow.outbox.put(
            KIND,
            f"{KIND}:{key}:{person}",
            {"til": person, "art": art, "om": om, "sag": sag},
            forloeb_id=None,
            due_at=now,
            ready_at=now,
        )
