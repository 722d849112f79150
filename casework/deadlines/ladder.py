"""Climbing the ladders: the steps of a deadline that are due, done once, in one transaction."""

from datetime import UTC, datetime

from casework import drafts
from casework.forloeb import OpenForloeb, open_forloeb
from casework.naeste_trin import next_step
from casework.office import SYSTEM, Office
from casework.staff import notices, opgaver
from casework.staff.notices import Weight
from casework.staff.roles import person_in
from domain.calendar import local_date, sweep_time
from domain.case import DokumentTilstand
from domain.deadlines import ScheduledStep, Tilstand, count, repeat_after, schedule
from domain.events import Event, named_in, refs_agree
from domain.rules import Anker, Art, DeadlineRule, Goer, Rolle, Trin
from persistence.tables import Deadline

_ON_ITS_WAY = (
    DokumentTilstand.GODKENDT,
    DokumentTilstand.DANNET,
    DokumentTilstand.SENDT,
    DokumentTilstand.MODTAGET,
)
_TOLD = {Goer.PAAMIND: Event.PAAMINDET, Goer.ESKALER: Event.ESKALERET}


def climb(office: Office, deadline_id: int, *, until: datetime, now: datetime) -> bool:
    """The deadline's steps of its next due hour, at or before `until`, are done; False where there was nothing.

    Running it twice changes nothing: what is done has moved `position` and `next_at` in the same transaction.
    """
    with office.register.write() as uow:
        clock = uow.deadlines.take(deadline_id)
        if clock is None or clock.next_at is None or clock.next_at > until:
            return False
        due_at = clock.next_at
        forloeb = open_forloeb(office, uow, clock.forloeb_id, actor=SYSTEM, now=now, due_at=due_at)
        # The same object as in the forløb's own list, so that what ends it there ends it here.
        clock = next(running for running in forloeb.clocks.running if running.id == deadline_id)
        rule = forloeb.clocks.rule_of(clock)
        ladder = schedule(rule, clock.started_at, clock.counted_on, clock.due_on, office.rulebook.calendars)
        now_due = _due_steps(clock, ladder, due_at)
        first_time = {step.index for step in now_due} - set(clock.done)
        if clock.hviler_til is not None and sweep_time(clock.hviler_til) <= due_at:
            clock.hviler_til = None
        _move_on(forloeb, clock, ladder, now_due)
        stepped_in = [
            _do(forloeb, clock, rule, step, _weight(clock, rule, step, first=step.index in first_time))
            for step in now_due
        ]
        if any(stepped_in):
            # Only now: all steps of one day are done before the first one's effects count.
            forloeb.tick(Event.KONTAKT_MED_BORGER, "eskaleret")
        return True


def _due_steps(
    clock: Deadline, ladder: tuple[ScheduledStep, ...], due_at: datetime
) -> tuple[ScheduledStep, ...]:
    """The steps of this hour in the order written: those that come for the first time, and those that come again."""
    rest = [step for step in ladder if step.index not in clock.done]
    again = [step for step in ladder if (at := clock.again.get(str(step.index))) and _moment(at) <= due_at]
    first = [step for step in rest if step.at <= due_at]
    # A calendar that changed since may have moved an hour: what comes next is then done now.
    return tuple(sorted([*first, *again], key=lambda step: step.index)) or tuple(rest[:1])


def _move_on(
    forloeb: OpenForloeb,
    clock: Deadline,
    ladder: tuple[ScheduledStep, ...],
    done: tuple[ScheduledStep, ...],
) -> None:
    """`next_at` is the next step of the ladder or the next repetition, whichever comes first, or nothing.

    A repetition is counted from when the step was last done, and ends with the deadline.
    """
    clock.done = sorted({*clock.done, *(step.index for step in done)})
    expired = clock.state != Tilstand.AKTIV or any(step.trin is None for step in done)
    calendars = forloeb.office.rulebook.calendars
    repeated = {
        str(step.index): repeat_after(step.trin.gentag, forloeb.day, calendars).astimezone(UTC).isoformat()
        for step in done
        if step.trin is not None and step.trin.gentag is not None
    }
    clock.again = {} if expired else {**clock.again, **repeated}
    clock.next_at = next_step(ladder, clock.done, clock.again, clock.hviler_til)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _weight(clock: Deadline, rule: DeadlineRule, step: ScheduledStep, *, first: bool) -> Weight:
    """How much it hurts; what belongs to the event itself is told at once, all else in the morning's post."""
    trin = step.trin
    late_from_the_start = trin is not None and trin.straks_hvis_sen and step.at == clock.started_at
    with_event = late_from_the_start or (trin is not None and trin.naar.anker is Anker.START)
    return Weight(rule.art is Art.LOV, clock.due_on, at_once=first and with_event)


def _do(
    forloeb: OpenForloeb, clock: Deadline, rule: DeadlineRule, step: ScheduledStep, weight: Weight
) -> bool:
    """The step is done; True where somebody was asked to act instead of sending one more ventebrev."""
    trin = step.trin
    if trin is None:
        _expire(forloeb, clock)
        return False
    match trin.goer:
        case Goer.PAAMIND | Goer.ESKALER:
            _turn_to(forloeb, clock, trin, trin.goer, trin.til, weight)
        case Goer.OPGAVE:
            slug = str(trin.opgave)
            opgaver.give(forloeb, slug, trin.til, frist_id=clock.id, trin=trin.naar.tekst, weight=weight)
        case Goer.KLADDE:
            drafts.draft(forloeb, str(trin.brev), trin.til, clock.refs)
        case Goer.SEND if (g := rule.gentagelse) and clock.repeats >= g.efter_ventebreve:
            _turn_to(forloeb, clock, trin, g.goer, g.til, weight)
            return True
        case Goer.SEND if _heard_lately(forloeb, clock, rule, trin):
            forloeb.tell(Event.BREV_SPARET, trin.brev, {"til": trin.til.value, **named_in(clock.refs)})
        case Goer.SEND:
            drafts.send_by_rule(forloeb, str(trin.brev), trin.til, clock.refs, rule.id)
    return False


def _heard_lately(forloeb: OpenForloeb, clock: Deadline, rule: DeadlineRule, trin: Trin) -> bool:
    """True where the same letter about the same thing went to the citizen so lately that one more only confuses."""
    if rule.mellemrum is None or trin.til is not Rolle.BORGER:
        return False
    calendars = forloeb.office.rulebook.calendars
    return any(
        letter.brev == trin.brev
        and letter.til == Rolle.BORGER
        and refs_agree(letter.refs, clock.refs)
        and count(rule.mellemrum, local_date(letter.sendt or letter.oprettet), Art.LOKAL, calendars)
        > forloeb.day
        for letter in forloeb.uow.documents.in_state(forloeb.id, *_ON_ITS_WAY)
    )


def _expire(forloeb: OpenForloeb, clock: Deadline) -> None:
    """A citizen's frist or a samtykke is over; what is left of its ladder is still climbed."""
    forloeb.tell(
        Event.FRIST_SLUT, clock.rule_id, {"tilstand": Tilstand.UDLOEBET.value, **named_in(clock.refs)}
    )
    clock.state, clock.ended_at = Tilstand.UDLOEBET.value, forloeb.now


def _turn_to(
    forloeb: OpenForloeb, clock: Deadline, trin: Trin, goer: Goer, til: Rolle, weight: Weight
) -> None:
    hvem = person_in(forloeb, til, clock.refs)
    detail = {"til": til.value, "hvem": hvem, "trin": trin.naar.tekst, **named_in(clock.refs)}
    forloeb.tell(_TOLD[goer], clock.rule_id, detail)
    notices.notify(
        forloeb,
        hvem,
        goer.value,
        clock.rule_id,
        key=f"frist:{clock.id}:{forloeb.due_at.isoformat()}:{goer}:{til}:{trin.naar.tekst}",
        weight=weight,
    )
