"""A case with a cadence, and what its tests ask of it."""

from tests.builders import Desk, in_opfoelgning

# Monday 2 February 2026, 9 o'clock: the help from Bostøtten Birken begins.
VISITS = "besoeg_efter_udflytning"


def with_fit(**fields: object) -> Desk:
    desk = in_opfoelgning()
    desk.act("start_kadence", kadence="fit", **fields)
    return desk


def states(desk: Desk, rule_id: str) -> list[str]:
    return [clock.state for clock in desk.clocks(rule_id)]


def on(desk: Desk, forloeb: int = 1) -> list[str]:
    with desk.read() as uow:
        return [row.slug for row in uow.kadencer.running(desk.known[forloeb - 1])]
