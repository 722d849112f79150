"""A case's cadences as its page shows them: what is on, how often it has been held, and when it is next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.forklaring.forklaringsord import ordbog
from casework.office import Office
from config.display import Display
from config.forklaringer import load_forklaringer
from domain.deadlines import Tilstand, choose
from domain.rules import Varighed, parse_varighed
from persistence.tables import Forloeb, Kadence
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class CadenceLine:
    """`mellemrum` is the time between two, in words; `egen` where the case has its own; `antal` ends a series."""

    navn: str
    om: str | None
    mellemrum: str
    egen: bool
    gange: int
    antal: int | None
    sidst: date | None
    naeste: date | None


def cadence_lines(
    office: Office, display: Display, uow: UnitOfWork, forloeb: Forloeb, today: date
) -> tuple[CadenceLine, ...]:
    """Every cadence that is on in the forløb, the next one on top."""
    rows = uow.kadencer.running(forloeb.id)
    if not rows:
        return ()
    say = ordbog(load_forklaringer(), display, office.rulebook)
    due = {
        clock.refs["kadence"]: clock
        for clock in uow.deadlines.running(forloeb.id)
        if clock.state == Tilstand.AKTIV and any(_is_its_own(row, clock.rule_id, clock.refs) for row in rows)
    }
    lines = []
    for row in rows:
        held = uow.kadencer.held(row.id, row.slug)
        udfoerer = uow.parties.udfoerer(row.udfoerer_id) if row.udfoerer_id else None
        clock = due.get(row.id)
        between = _between(office, row, forloeb.sag.team, clock.noegler if clock else (), today)
        lines.append(
            CadenceLine(
                navn=display.say("frist", row.slug),
                om=udfoerer.navn if udfoerer else None,
                mellemrum=say.tid(between) if between else "",
                egen=row.interval is not None,
                gange=len(held),
                antal=row.antal,
                sidst=held[-1] if held else None,
                naeste=clock.due_on if clock else None,
            )
        )
    return tuple(sorted(lines, key=lambda line: line.naeste or date.max))


def _is_its_own(row: Kadence, rule_id: str, refs: Mapping[str, object]) -> bool:
    return rule_id == row.slug and refs.get("kadence") == row.id


def _between(
    office: Office, row: Kadence, team: str, keys: tuple[str, ...] | list[str], today: date
) -> Varighed | None:
    """The case's own time, else what the rule has for it today."""
    if row.interval is not None:
        return parse_varighed(row.interval)
    rule = office.rulebook.rule(row.slug, today) if row.slug in office.rulebook.deadlines else None
    own = rule.for_case(team, row.paragraf, today) if rule else None
    return choose(own.varighed, *keys) if own and isinstance(own.varighed, Mapping) else None
