"""A deadline's ladder rests until a day, for a reason and in the leader's sight; the date itself never moves."""

from datetime import date

from casework.act import Tekst
from casework.clock import AKUT
from casework.dates import require_known
from casework.deadlines.udpeget_frist import UdpegetFrist, pointed_out
from casework.forloeb import OpenForloeb
from casework.naeste_trin import set_next
from casework.staff import morgenpost
from casework.staff.morgenpost import Line
from casework.staff.roles import person_in
from docgen.dates import day_text
from domain.deadlines import count
from domain.errors import ActRefused
from domain.events import Event, named_in
from domain.rules import Art, DeadlineRule, Goer, Rolle
from persistence.tables import Deadline


class UdskydFrist(UdpegetFrist):
    til_dato: date
    grund: Tekst


class GenoptagFrist(UdpegetFrist):
    pass


def let_rest(forloeb: OpenForloeb, act: UdskydFrist) -> None:
    """No step comes before 07:00 of the day it wakes; those that fell in between are then done once, together."""
    for clock in pointed_out(forloeb, act):
        if reason := why_not_rest(forloeb.clocks.rule_of(clock)):
            raise ActRefused("mangler_ret", key=f"mangler_ret.{reason}")
        if clock.next_at is None:
            raise ActRefused("ukendt", key="ukendt.frist_trin")
        clock.hviler_til = _day(forloeb, act.til_dato)
        set_next(forloeb, clock)
        detail = {"hviler_til": clock.hviler_til.isoformat(), "grund": act.grund, **named_in(clock.refs)}
        forloeb.tell(Event.FRIST_UDSKUDT, clock.rule_id, detail)
        _tell_leader(forloeb, clock, clock.hviler_til)


def wake(forloeb: OpenForloeb, act: GenoptagFrist) -> None:
    """The ladder goes on; what fell in between comes the next morning, once and together."""
    resting = [clock for clock in pointed_out(forloeb, act) if rests(clock, forloeb.day)]
    if not resting:
        raise ActRefused("ukendt", key="ukendt.hvilende_frist")
    for clock in resting:
        clock.hviler_til = None
        set_next(forloeb, clock)
        if clock.next_at is not None and clock.next_at <= forloeb.now:
            clock.next_at = morgenpost.next_morning(forloeb.office.rulebook.calendars, forloeb.now)
        forloeb.tell(Event.FRIST_GENOPTAGET, clock.rule_id, named_in(clock.refs))


def rests(clock: Deadline, day: date) -> bool:
    """True while the ladder rests on that day."""
    return clock.hviler_til is not None and clock.hviler_til > day


def why_not_rest(rule: DeadlineRule) -> str | None:
    """The reason why the rule's deadlines cannot rest; None where they can.

    A date of the law never rests, nor an emergency, nor what ends by itself or keeps a citizen from silence.
    """
    if rule.art is Art.LOV:
        return "lovens_frist"
    if any(condition.fakta == AKUT for condition in rule.betingelser):
        return "det_haster"
    if rule.expires:
        return "borgerens_frist"
    if any(trin.goer is Goer.SEND and trin.til is Rolle.BORGER for trin in rule.stige):
        return "borgeren_venter"
    return None


def _day(forloeb: OpenForloeb, til_dato: date) -> date:
    """The day it wakes: after today, no later than the municipality allows, and one on which somebody is at work."""
    require_known(forloeb, til_dato)
    rulebook = forloeb.office.rulebook
    if til_dato <= forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.hvile")
    last = count(rulebook.udskydelse_hoejst, forloeb.day, Art.LOKAL, rulebook.calendars)
    if til_dato > last:
        dag = day_text(last, rulebook.letterhead.etiketter)
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.hvile_hoejst", dag=dag)
    return rulebook.calendars.forward_to_opening_day(til_dato)


def _tell_leader(forloeb: OpenForloeb, clock: Deadline, day: date) -> None:
    leader = person_in(forloeb, Rolle.LEDER, clock.refs)
    if leader is None or leader == forloeb.actor:
        return
    rulebook = forloeb.office.rulebook
    line = Line(
        noegle=f"udskudt:{clock.id}:{forloeb.now.isoformat()}",
        art="udskudt",
        om=clock.rule_id,
        forloeb_id=forloeb.id,
        sagsnr=forloeb.sag.nummer,
        forfald=clock.due_on,
        facts={"dag": day_text(day, rulebook.letterhead.etiketter)},
    )
    morgenpost.put(
        forloeb.uow, leader, line, forloeb.now, morgenpost.next_morning(rulebook.calendars, forloeb.now)
    )
