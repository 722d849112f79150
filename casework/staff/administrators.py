"""Whoever runs the installation: the one to tell of what is about no case."""

from datetime import datetime

from casework.staff.notices import KIND
from domain.case import Stilling
from persistence.unit_of_work import UnitOfWork


def administrators(uow: UnitOfWork) -> list[str]:
    """The administrators' ids; the leaders' where there is none."""
    by_role = {
        role: [person.id for person in uow.parties.staff() if person.rolle == role]
        for role in (Stilling.ADMINISTRATOR, Stilling.LEDER)
    }
    return by_role[Stilling.ADMINISTRATOR] or by_role[Stilling.LEDER]


def tell_administrators(uow: UnitOfWork, art: str, om: str, now: datetime, *, key: str) -> None:
    """Each of them will be told once under the key."""
    for person in administrators(uow):
        uow.outbox.put(
            KIND,
            f"{KIND}:{key}:{person}",
            {"til": person, "art": art, "om": om, "sag": None},
            forloeb_id=None,
            due_at=now,
            ready_at=now,
        )
