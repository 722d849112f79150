"""Which help is running, and whether anything but a new afgørelse may stop it (G10)."""

from casework.forloeb import OpenForloeb
from domain.calendar import local_date
from domain.case import Udfald
from domain.gates import Stop
from domain.phases.opfoelgning import HjaelpFacts, g10
from persistence.tables import Bevilling

# The one help that the law itself ends; its ladder warns before (SEL § 82 b).
_EGEN_UDLOEB = "p82b_slut"
_VARSLING = "varsling"


def help_stops(forloeb: OpenForloeb, paragraf: str | None = None) -> tuple[Stop, ...]:
    """What keeps help from ending today: every running bevilling, or those on `paragraf`."""
    running = [
        row
        for row in forloeb.uow.of_forloeb(Bevilling, forloeb.id)
        if row.ophoert is None and paragraf in {None, row.paragraf}
    ]
    clocks = forloeb.uow.deadlines.all_of(forloeb.id)
    # The clock of this very bevilling, not of one before it on the same paragraf.
    near_its_end = {
        row.paragraf
        for row in running
        for clock in clocks
        if clock.rule_id == _EGEN_UDLOEB
        and clock.done
        and clock.refs.get("paragraf") == row.paragraf
        and local_date(clock.started_at) >= row.fra
    }
    # An ophør under §§ 95, 96 and 98 is sent, but the help runs on until the earliest day it can take effect.
    noticed = [
        HjaelpFacts(clock.refs["paragraf"], varslet_til=clock.due_on)
        for clock in clocks
        if clock.rule_id == _VARSLING
        and clock.refs.get("udfald") == Udfald.OPHOER
        and paragraf in {None, clock.refs["paragraf"]}
    ]
    return g10(
        [*(HjaelpFacts(row.paragraf, row.paragraf in near_its_end) for row in running), *noticed], forloeb.day
    )
