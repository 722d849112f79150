"""A case's deadlines as its page shows them: those that run first, the soonest on top."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.deadlines.udskydelse import rests
from casework.forklaring.forklaring import Forklarer
from casework.office import Office
from config.display import Display
from domain.calendar import local_date
from domain.deadlines import Tilstand
from domain.forklaring import Forklaring
from domain.rules import Art, Ejer
from persistence.tables import Deadline, Forloeb
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Clock:
    """`dage` is how many days are left; `sen` is True for a running one whose day (or hour) has passed.

    `hjemmel` says who has set its time as well; `klokken` is when hours end, where the day has that hour.
    `hvorfor` is the sentence that says why it is that day, `mere` what else there is to tell of it. `hviler_til` is
    the day until which a person has put its reminders to rest.
    """

    navn: str
    om: str | None
    hjemmel: str
    lov: bool
    ejer: str
    forfald: date
    klokken: str | None
    dage: int
    loeber: bool
    sen: bool
    tidligst: bool
    tilstand: str
    sluttet: date | None
    hvorfor: str
    mere: tuple[str, ...]
    hviler_til: date | None


def clock_lines(
    office: Office, display: Display, uow: UnitOfWork, forloeb: Forloeb, now: datetime
) -> tuple[Clock, ...]:
    """Every deadline of the forløb; of those that start over with each contact, ended ones are left out.

    What is overdue by law stands first, then what else is overdue, as in the list of cases.
    """
    explains = Forklarer(office, display, uow, forloeb, local_date(now))
    rows = [
        row for row in explains.clocks if row.state == Tilstand.AKTIV or row.rule_id not in display.stille
    ]
    lines = [_line(explains, row, now) for row in rows]
    running = sorted((line for line in lines if line.loeber), key=_harm)
    ended = sorted((line for line in lines if not line.loeber), key=lambda line: line.sluttet or date.min)
    return (*running, *reversed(ended))


def _harm(line: Clock) -> tuple[bool, bool, date]:
    return not (line.sen and line.lov), not line.sen, line.forfald


def _line(explains: Forklarer, row: Deadline, now: datetime) -> Clock:
    display, today, why = explains.display, explains.today, explains.explain(row)
    rule, runs = why.rule, row.state == Tilstand.AKTIV
    minute = _minute(why.why)
    passed = row.due_on < today or (minute is not None and minute < now)
    return Clock(
        navn=why.navn,
        om=why.om,
        hjemmel=why.hjemmel,
        lov=rule.art is Art.LOV,
        ejer=display.say("rolle", rule.ejer.value),
        forfald=row.due_on,
        klokken=explains.bog.kl(minute) if minute else None,
        dage=(row.due_on - today).days,
        loeber=runs,
        sen=runs and passed and not rule.tidligst and rule.ejer is not Ejer.BORGER,
        tidligst=rule.tidligst,
        tilstand=display.say("frist_tilstand", row.state),
        sluttet=local_date(row.ended_at) if row.ended_at else None,
        hvorfor=why.saetning,
        mere=why.linjer,
        hviler_til=row.hviler_til if rests(row, today) else None,
    )


def _minute(why: Forklaring) -> datetime | None:
    """When hours end; None where they end on a later day than the one it is due."""
    return why.slut if why.slut is not None and local_date(why.slut) == why.forfald else None
