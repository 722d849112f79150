"""Starting and stopping deadlines: what an event does to the clocks of one forløb."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from casework.office import Office
from domain.calendar import local_date
from domain.case import VENTEFASER, BestillingTilstand, ForloebTilstand
from domain.deadlines import (
    Tilstand,
    choose,
    count_from,
    days_for,
    due_relative,
    ended_as,
    runs_out,
    schedule,
    settle,
)
from domain.events import Event, Moment, named_in, refs_agree
from domain.rules import Aftalt, DeadlineRule, Goer
from persistence.tables import Bestilling, Deadline, Forloeb, Handleplan, Opgave
from persistence.unit_of_work import UnitOfWork

Tell = Callable[[Event, str, Mapping[str, Any]], None]
LADDER = "trin"
AKUT = "akut"
# A citizen's rights outlive the case.
OVERLEVER = frozenset(
    {
        "klage",
        "genvurdering",
        "klage_videre",
        "aktindsigt",
        "begrundelse",
        "delvist_medhold",
        "gdpr_indsigt",
        "gdpr_besked",
        "gdpr_brud",
        "oversendelse",
    }
)
# The data of the dead are protected for ten years more (databeskyttelsesloven § 2, stk. 5).
_EFTER_DOEDEN = "gdpr_brud"


@dataclass
class Clocks:
    """The running clocks of one forløb in one transaction; `tell` writes to the journal."""

    uow: UnitOfWork
    row: Forloeb
    office: Office
    now: datetime
    tell: Tell

    @cached_property
    def running(self) -> list[Deadline]:
        return list(self.uow.deadlines.running(self.row.id))

    @cached_property
    def day(self) -> date:
        return local_date(self.now)

    def active(self, rule_id: str) -> list[Deadline]:
        """The rule's clocks that have not ended."""
        return [clock for clock in self.running if clock.rule_id == rule_id and clock.state == Tilstand.AKTIV]

    def rule_of(self, clock: Deadline) -> DeadlineRule:
        return self.office.rule_as_kept(self.uow, clock.rule_id, clock.rule_version)


def tick(clocks: Clocks, moment: Moment) -> None:
    """Every clock the moment ends has ended, and then every clock it starts has started."""
    before: dict[str, Deadline] = {}
    replaced: list[Deadline] = []
    for clock in list(clocks.running):
        if not refs_agree(clock.refs, moment.refs):
            continue
        rule = clocks.rule_of(clock)
        if any(pattern.meets(moment.event, moment.om) for pattern in rule.slut):
            end(clocks, clock, _ended(rule, clock, _happened(clocks, moment)))
        elif any(pattern.meets(moment.event, moment.om) for pattern in rule.afloeses_ved):
            before[clock.rule_id] = clock
            replaced.append(clock)
            end(clocks, clock, Tilstand.AFLOEST)
    if moment.starts:
        for rule in clocks.office.rulebook.started_by(moment.event, local_date(_happened(clocks, moment))):
            meets = any(pattern.meets(moment.event, moment.om) for pattern in rule.starts)
            if meets and _may_start(clocks.row, rule):
                # A rule's own clock of before, or the one whose place it takes (a promised date for a svarfrist).
                start(clocks, rule, moment, before.get(rule.id) or (replaced[-1] if replaced else None))


def _may_start(row: Forloeb, rule: DeadlineRule) -> bool:
    """A closed forløb waits for nothing but what the citizen still has a right to, and for nothing after a death."""
    if row.tilstand == ForloebTilstand.AABENT:
        return True
    return rule.id in OVERLEVER and (row.sag.borger.doed is None or rule.id == _EFTER_DOEDEN)


def _ended(rule: DeadlineRule, clock: Deadline, happened: datetime) -> Tilstand:
    """A time given in hours is over at its minute, every other at the end of its day."""
    chosen = choose(rule.varighed, *clock.noegler) if isinstance(rule.varighed, Mapping) else None
    last = runs_out(chosen, clock.started_at) if chosen else None
    # Moved forward from closed days, the whole day counts; moved back, we aim earlier than the hours ask.
    if last is None or clock.due_on > clock.counted_on:
        return ended_as(clock.due_on, local_date(happened))
    return Tilstand.OVERHOLDT if happened <= last else Tilstand.OVERSKREDET


def end(clocks: Clocks, clock: Deadline, state: Tilstand) -> None:
    """The clock has stopped as `state`, and no step of its ladder will be done any more."""
    if clock.state == Tilstand.AKTIV:
        clock.state, clock.ended_at = state.value, clocks.now
        clocks.tell(Event.FRIST_SLUT, clock.rule_id, {"tilstand": state.value, **named_in(clock.refs)})
    clock.next_at = None
    clocks.running.remove(clock)
    if clock.done and any(trin.goer is Goer.OPGAVE for trin in clocks.rule_of(clock).stige):
        close_tasks(clocks.uow.cases.tasks_of_deadline(clock.id), clocks)


def close_tasks(tasks: Sequence[Opgave], clocks: Clocks) -> None:
    """What the tasks asked for is no longer needed, and nobody is asked for it any more."""
    for task in tasks:
        task.lukket = clocks.now
        clocks.tell(Event.OPGAVE_LUKKET, task.slug, {})


def start(clocks: Clocks, rule: DeadlineRule, moment: Moment, before: Deadline | None) -> None:
    """A clock runs under the rule as it holds for this team and paragraf, unless it gives no time for this."""
    paragraf = moment.refs.get("paragraf")
    team, day = clocks.row.sag.team, local_date(_happened(clocks, moment))
    rule = rule.for_case(team, str(paragraf) if paragraf else None, day)
    if paragraf in rule.undtaget or not _applies(clocks, rule, moment):
        return
    counted = _counted(clocks, rule, moment)
    if counted is None:
        return
    calendars = clocks.office.rulebook.calendars
    started = _happened(clocks, moment)
    due = settle(rule, counted, local_date(started), calendars)
    steps = schedule(rule, started, counted, due, calendars)
    clocks.uow.deadlines.keep_rule(rule.id, rule.version, dict(rule.content), clocks.now)
    clocks.uow.deadlines.keep_calendar(calendars, clocks.now)
    clock = Deadline(
        forloeb_id=clocks.row.id,
        rule_id=rule.id,
        rule_version=rule.version,
        calendar_version=calendars.version,
        refs=dict(moment.refs),
        started_at=started,
        counted_on=counted,
        due_on=due,
        state=Tilstand.AKTIV.value,
        done=[],
        repeats=_repeats(rule, moment, before),
        next_at=steps[0].at if steps else None,
        start_event=moment.event.value,
        start_om=moment.om,
        noegler=[*moment.keys, *([str(paragraf)] if paragraf else [])],
        aftalt=rule.id in moment.dates or isinstance(rule.varighed, Aftalt),
        forgaenger_id=before.id if before else None,
    )
    clocks.running.append(clock)
    if steps and steps[0].at <= clocks.now:
        _do_at_once(clocks, clocks.uow.add(clock))
    else:
        clocks.uow.add_later(clock)
    detail = {"forfald": due.isoformat(), "hjemmel": rule.hjemmel, **named_in(moment.refs)}
    clocks.tell(Event.FRIST_STARTET, rule.id, detail)
    if rule.id == "opfoelgning":
        for refs in _helped_by(clocks, moment):
            tick(clocks, Moment(Event.OPFOELGNING_PLANLAGT, refs=refs))


def _do_at_once(clocks: Clocks, clock: Deadline) -> None:
    """The engine hears of a ladder that begins with the event itself, without waiting for a sweep."""
    clocks.uow.outbox.put(
        LADDER,
        f"{LADDER}:{clock.id}",
        {"frist": clock.id},
        forloeb_id=clocks.row.id,
        due_at=clocks.now,
        ready_at=clocks.now,
    )


def _helped_by(clocks: Clocks, moment: Moment) -> list[dict[str, str | int]]:
    """The bestilling that the follow-up is about, or each one that runs: every udfører owes a status."""
    if "bestilling" in moment.refs:
        return [dict(moment.refs)]
    running = [
        row
        for row in clocks.uow.of_forloeb(Bestilling, clocks.row.id)
        if row.tilstand == BestillingTilstand.STARTET
    ]
    return [{"bestilling": row.id, "udfoerer": row.udfoerer_id, "paragraf": row.paragraf} for row in running]


def _repeats(rule: DeadlineRule, moment: Moment, before: Deadline | None) -> int:
    """How many ventebreve in a row the citizen has had; any other contact begins again."""
    if rule.gentagelse is None or before is None or before.rule_id != rule.id:
        return 0
    match moment.om:
        case "ventebrev":
            return before.repeats + 1
        case "eskaleret":
            return before.repeats
        case _:
            return 0


def _counted(clocks: Clocks, rule: DeadlineRule, moment: Moment) -> date | None:
    """The due date before it is moved; None where the rule has no time for this."""
    calendars = clocks.office.rulebook.calendars
    if agreed := moment.dates.get(rule.id):
        return agreed
    if rule.forfald is not None:
        other = [clock for clock in clocks.active(rule.forfald.frist) if refs_agree(clock.refs, moment.refs)]
        return due_relative(rule.forfald, other[-1].due_on, calendars) if other else None
    if rule.varighed is None or isinstance(rule.varighed, Aftalt):
        return None
    paragraf = moment.refs.get("paragraf")
    varighed = choose(rule.varighed, *moment.keys, str(paragraf) if paragraf else None)
    days = days_for(rule, calendars)
    return count_from(varighed, _happened(clocks, moment), rule.art, days) if varighed else None


def _happened(clocks: Clocks, moment: Moment) -> datetime:
    """When the clocks count from; steps whose hour has passed since are done as after downtime: once, at once."""
    return min(moment.at, clocks.now) if moment.at else clocks.now


def _applies(clocks: Clocks, rule: DeadlineRule, moment: Moment) -> bool:
    facts = {condition.fakta: _fact(clocks, condition.fakta, moment) for condition in rule.betingelser}
    return all(condition.holds(facts) for condition in rule.betingelser)


def _fact(clocks: Clocks, fact: str, moment: Moment) -> frozenset[str]:
    """What is true of the forløb or the moment under one word of the rules' conditions."""
    row = clocks.row
    if fact == "akut":
        # Of this henvendelse, not of the forløb: a later one about something else is no emergency.
        return frozenset({"ja"} if AKUT in moment.keys else ())
    if fact == "venter":
        return frozenset({"ja"} if row.venter and row.fase in VENTEFASER else ())
    if fact == "indflyttet":
        return frozenset({"ja" if _lives_there(clocks, moment.refs.get("paragraf")) else "nej"})
    if fact == "handleplan":
        return handleplan_facts(clocks.uow, row.id)
    value = moment.refs.get(fact)
    return frozenset({str(value)} if value is not None else ())


def _lives_there(clocks: Clocks, paragraf: object) -> bool:
    """True where help on the paragraf has begun and not ended, in any forløb of the sag."""
    return any(
        order.tilstand == BestillingTilstand.STARTET and order.paragraf == paragraf
        for row in clocks.uow.cases.forloeb_of(clocks.row.sag_id)
        for order in clocks.uow.of_forloeb(Bestilling, row.id)
    )


def handleplan_facts(uow: UnitOfWork, forloeb_id: int) -> frozenset[str]:
    """Where the newest offer of a handleplan stands; an active plan is no longer merely offered."""
    plans = uow.of_forloeb(Handleplan, forloeb_id)
    if not plans:
        return frozenset()
    plan = plans[-1]
    if plan.aktiv:
        return frozenset({"aktiv"})
    answer = {"ja": {"accepteret"}, "nej": {"afslaaet"}}.get(plan.svar or "", set())
    return frozenset({"tilbudt"} | answer)
