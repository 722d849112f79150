"""A rule for a team must be for one that there is: a name spelt wrongly would leave the rule to nobody, in silence."""

from pathlib import Path

from casework.office import Office
from config.faults import nearest, reason
from config.kommune import load_kommune
from config.loader import CONFIG
from config.own_files import DEADLINES, KOMMUNE, own
from domain.errors import Fault
from domain.rulebook import Rulebook


def unknown_teams(office: Office, lokal: Path, before: Rulebook, after: Rulebook) -> list[Fault]:
    """Each rule that is new in `after` for a team that neither the municipality's file nor its staff know of."""
    asked = {
        (rule_id, special.team)
        for rule_id, versions in after.deadlines.items()
        for rule in versions
        for special in rule.saerlige
        if special.team is not None and special.team not in _teams_of(before, rule_id)
    }
    if not asked:
        return []
    with office.register.read() as uow:
        known = {person.team for person in uow.parties.staff()}
    known |= {team.id for team in load_kommune(own(CONFIG, lokal, KOMMUNE)).teams}
    return [
        Fault(DEADLINES, f"{rule_id}.saerlige", reason("ukendt_team", navn=team) + nearest(team, known))
        for rule_id, team in sorted(asked)
        if team not in known
    ]


def _teams_of(book: Rulebook, rule_id: str) -> set[str]:
    return {
        special.team
        for rule in book.deadlines.get(rule_id, ())
        for special in rule.saerlige
        if special.team is not None
    }
