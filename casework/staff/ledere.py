"""What the leaders are told of that is about no single case, but changes what happens in many."""

from datetime import datetime

from casework.office import Office
from casework.staff import morgenpost
from casework.staff.morgenpost import Line
from domain.calendar import local_date
from domain.case import Stilling
from persistence.unit_of_work import UnitOfWork


def tell_leaders(office: Office, uow: UnitOfWork, line: Line, actor: str, now: datetime) -> None:
    """Each leader, or who stands in for them, has the line the next morning; whoever did it needs none."""
    ready = morgenpost.next_morning(office.rulebook.calendars, now)
    leaders = [person.id for person in uow.parties.staff() if person.rolle == Stilling.LEDER]
    present = (uow.parties.stedfortraeder(person, local_date(now)) for person in leaders)
    for who in dict.fromkeys(present):
        if who is not None and who != actor and uow.parties.works_here(who):
            morgenpost.put(uow, who, line, now, ready)
