"""A case's deadlines as its page shows them: those that run first, the soonest on top."""

from dataclasses import dataclass
from datetime import date

from casework.office import Office
from config.display import Display
from domain.calendar import local_date
from domain.deadlines import Tilstand
from domain.rules import Art, Ejer
from persistence.tables import Deadline
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Clock:
    """`dage` is how many days are left; `sen` is True for a running one whose day has passed."""

    navn: str
    om: str | None
    hjemmel: str
    lov: bool
    ejer: str
    forfald: date
    dage: int
    loeber: bool
    sen: bool
    tidligst: bool
    tilstand: str
    sluttet: date | None


def clock_lines(
    office: Office, display: Display, uow: UnitOfWork, forloeb_id: int, today: date
) -> tuple[Clock, ...]:
    """Every deadline of the forløb; of those that start over with each contact, ended ones are left out."""
    rows = [
        row
        for row in uow.deadlines.all_of(forloeb_id)
        if row.state == Tilstand.AKTIV or row.rule_id not in display.stille
    ]
    lines = [_line(office, display, uow, row, today) for row in rows]
    running = sorted((line for line in lines if line.loeber), key=lambda line: line.forfald)
    ended = sorted((line for line in lines if not line.loeber), key=lambda line: line.sluttet or date.min)
    return (*running, *reversed(ended))


def _line(office: Office, display: Display, uow: UnitOfWork, row: Deadline, today: date) -> Clock:
    rule = office.rule_as_kept(uow, row.rule_id, row.rule_version)
    runs = row.state == Tilstand.AKTIV
    return Clock(
        navn=display.say("frist", row.rule_id),
        om=_about(uow, row),
        hjemmel=rule.hjemmel if rule.art is Art.LOV else rule.kilde,
        lov=rule.art is Art.LOV,
        ejer=display.say("rolle", rule.ejer.value),
        forfald=row.due_on,
        dage=(row.due_on - today).days,
        loeber=runs,
        sen=runs and row.due_on < today and not rule.tidligst and rule.ejer is not Ejer.BORGER,
        tidligst=rule.tidligst,
        tilstand=display.say("frist_tilstand", row.state),
        sluttet=local_date(row.ended_at) if row.ended_at else None,
    )


def _about(uow: UnitOfWork, row: Deadline) -> str | None:
    refs = row.refs
    if refs.get("kilde"):
        return str(refs["kilde"])
    if refs.get("udfoerer"):
        udfoerer = uow.parties.udfoerer(str(refs["udfoerer"]))
        return udfoerer.navn if udfoerer else None
    return f"§ {refs['paragraf']}" if refs.get("paragraf") else None
