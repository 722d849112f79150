"""What whoever runs the installation is warned of in the morning's post: a role without people, messages that do not arrive."""

from datetime import datetime

from casework.staff.administrators import administrators
from casework.staff.morgenpost import Line, put
from domain.calendar import local_date
from domain.case import Stilling
from persistence.tables import OutboxRow
from persistence.unit_of_work import UnitOfWork

IKKE_BESAT, IKKE_LEVERET = "ikke_besat", "ikke_leveret"


def warn_of_vacancy(uow: UnitOfWork, rolle: Stilling, team: str, now: datetime) -> None:
    """The administrators will be told, once a day, that nobody of the team is there in the role."""
    facts = {"rolle": rolle.value, "team": team}
    line = Line(f"{IKKE_BESAT}:{rolle}:{team}:{local_date(now)}", IKKE_BESAT, rolle.value, facts=facts)
    for person in administrators(uow, local_date(now)):
        put(uow, person, line, now)


def warn_of_failed(uow: UnitOfWork, row: OutboxRow, now: datetime) -> None:
    """The administrators will be told, once a day, that somebody's messages do not arrive.

    What they were about waits for the person all the same, and is tried again with the next morning's.
    """
    hvem = str(row.payload["til"])
    line = Line(f"{IKKE_LEVERET}:{hvem}:{local_date(now)}", IKKE_LEVERET, hvem, facts={"hvem": hvem})
    for person in administrators(uow, local_date(now)):
        if person != hvem:
            put(uow, person, line, now)
