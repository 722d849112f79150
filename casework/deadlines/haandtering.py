"""Somebody takes a deadline in hand: for a while nobody is reminded of what is being done, and it stands who does it."""

from casework.act import Tekst
from casework.deadlines.udpeget_frist import UdpegetFrist, pointed_out
from casework.forloeb import OpenForloeb
from casework.naeste_trin import hold_repeats
from casework.staff import morgenpost
from casework.staff.morgenpost import Line
from casework.staff.roles import person_in
from domain.events import Event, named_in
from domain.rules import Art, Goer, Rolle
from persistence.tables import Deadline


class TagHaandOm(UdpegetFrist):
    note: Tekst


def take_in_hand(forloeb: OpenForloeb, act: TagHaandOm) -> None:
    """The steps done so far are not repeated for a while; later steps still come, and the date is the same."""
    for clock in pointed_out(forloeb, act):
        escalated = _comes_again_as(forloeb, clock, Goer.ESKALER)
        hold_repeats(forloeb, clock)
        forloeb.tell(Event.FRIST_HAANDTERET, clock.rule_id, {"note": act.note, **named_in(clock.refs)})
        if escalated:
            _tell_leader(forloeb, clock)


def _comes_again_as(forloeb: OpenForloeb, clock: Deadline, goer: Goer) -> bool:
    stige = forloeb.clocks.rule_of(clock).stige
    return any(stige[int(place)].goer is goer for place in clock.again)


def _tell_leader(forloeb: OpenForloeb, clock: Deadline) -> None:
    """An escalation that is held back is not silenced: the leader will see whose case it is."""
    leader = person_in(forloeb, Rolle.LEDER, clock.refs)
    if leader is None or leader == forloeb.actor:
        return
    line = Line(
        noegle=f"haandteret:{clock.id}:{forloeb.now.isoformat()}",
        art="haandteret",
        om=clock.rule_id,
        forloeb_id=forloeb.id,
        sagsnr=forloeb.sag.nummer,
        lov=forloeb.clocks.rule_of(clock).art is Art.LOV,
        forfald=clock.due_on,
    )
    ready = morgenpost.next_morning(forloeb.office.rulebook.calendars, forloeb.now)
    morgenpost.put(forloeb.uow, leader, line, forloeb.now, ready)
