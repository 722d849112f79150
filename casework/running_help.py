"""Which help is running, and whether anything but a new afgørelse may stop it (G10)."""

from casework.forloeb import OpenForloeb
from domain.gates import Stop
from domain.phases.opfoelgning import HjaelpFacts, g10
from persistence.tables import Bevilling

# The one help that the law itself ends; its ladder warns before (SEL § 82 b).
_EGEN_UDLOEB = "p82b_slut"


def help_stops(forloeb: OpenForloeb, paragraf: str | None = None) -> tuple[Stop, ...]:
    """What keeps help from ending today: every running bevilling, or those on `paragraf`."""
    running = [
        row
        for row in forloeb.uow.of_forloeb(Bevilling, forloeb.id)
        if row.ophoert is None and paragraf in {None, row.paragraf}
    ]
    near_its_end = {
        clock.refs.get("paragraf")
        for clock in forloeb.uow.deadlines.all_of(forloeb.id)
        if clock.rule_id == _EGEN_UDLOEB and clock.position > 0
    }
    return g10([HjaelpFacts(row.paragraf, row.paragraf in near_its_end) for row in running])
