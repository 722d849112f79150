"""What new rules or calendars mean for the deadlines that run: told before anything changes, done where it is asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from casework.deadlines.omregning import Omregning, move, recount
from casework.forloeb import open_forloeb
from casework.office import Office
from domain.calendar import Calendars, local_date, sweep_time
from domain.deadlines import Tilstand, due_relative, schedule
from domain.events import named_in, refs_agree
from domain.rulebook import Rulebook
from domain.rules import Art, DeadlineRule, Trin
from persistence.tables import Deadline
from persistence.unit_of_work import UnitOfWork


class Beholder(StrEnum):
    """Why a running deadline keeps the date it has."""

    BORGER = "borger"
    LOVET = "lovet"


@dataclass(frozen=True)
class Change:
    """What is about to hold, or holds already: the rules that differ (None: every one, since the days differ)."""

    before: Rulebook
    after: Rulebook
    rule_ids: frozenset[str] | None
    hvorfor: str

    @property
    def may_move(self) -> frozenset[str] | None:
        """The rules whose deadlines may move: those that differ, and those that are counted from one of them."""
        if self.rule_ids is None:
            return None
        after = self.after.deadlines
        counted_from = {
            rule_id
            for rule_id, versions in after.items()
            if any(rule.forfald and rule.forfald.frist in self.rule_ids for rule in versions)
        }
        return self.rule_ids | counted_from


@dataclass(frozen=True)
class Flytning:
    """One running deadline: how it stands and would stand; where it keeps its date, `beholder` says why.

    `straks` are the steps that would come at once, `aldrig` those that would not come any more.
    """

    deadline_id: int
    forloeb_id: int
    sagsnummer: str
    forloeb_nr: int
    team: str
    rule_id: str
    om: Mapping[str, str]
    foer: date
    nu: date
    naeste_foer: datetime | None
    naeste: datetime | None
    straks: tuple[Trin, ...] = ()
    aldrig: tuple[Trin, ...] = ()
    beholder: Beholder | None = None


@dataclass(frozen=True)
class _Found:
    """How one clock would stand, and what of its ladder would come at once or never."""

    clock: Deadline
    anew: Omregning
    straks: tuple[Trin, ...]
    aldrig: tuple[Trin, ...]
    beholder: Beholder | None


def affected(office: Office, uow: UnitOfWork, change: Change, now: datetime) -> Iterator[list[Flytning]]:
    """For each forløb with a clock that may be touched, what would happen to each that differs; nothing is changed."""
    for row, sag, clocks in uow.deadlines.of_rules(change.may_move):
        found = _plan(clocks, sag.team, change, lambda clock: _kept(office, uow, clock), now)
        yield [
            Flytning(
                deadline_id=one.clock.id,
                forloeb_id=row.id,
                sagsnummer=sag.nummer,
                forloeb_nr=row.nr,
                team=sag.team,
                rule_id=one.clock.rule_id,
                om=named_in(one.clock.refs),
                foer=one.clock.due_on,
                nu=one.anew.due_on if one.beholder is None else one.clock.due_on,
                naeste_foer=one.clock.next_at,
                naeste=one.anew.next_at if one.beholder is None else one.clock.next_at,
                straks=one.straks if one.beholder is None else (),
                aldrig=one.aldrig if one.beholder is None else (),
                beholder=one.beholder,
            )
            for one in found
        ]


def move_in(office: Office, forloeb_id: int, change: Change, *, by: str, now: datetime) -> int:
    """The forløb's clocks stand as counted anew, in one transaction; says how many were moved, none the second time.

    One transaction for the forløb: what is counted from another deadline's date moves with it.
    """
    with office.register.write() as uow:
        forloeb = open_forloeb(office, uow, forloeb_id, actor=by, now=now)
        team, rule_of = forloeb.sag.team, forloeb.clocks.rule_of
        found = [one for one in _plan(forloeb.clocks.running, team, change, rule_of, now) if not one.beholder]
        for one in found:
            move(forloeb, one.clock, one.anew, change.hvorfor)
        return len(found)


def _plan(
    clocks: Sequence[Deadline],
    team: str,
    change: Change,
    rule_of: Callable[[Deadline], DeadlineRule],
    now: datetime,
) -> list[_Found]:
    """Each of the forløb's clocks that would stand otherwise; those counted from another's date come after it."""
    found: list[_Found] = []
    may_move = change.may_move
    ours = [
        (clock, rule_of(clock))
        for clock in clocks
        if clock.state == Tilstand.AKTIV and (may_move is None or clock.rule_id in may_move)
    ]
    due = {clock.id: clock.due_on for clock in clocks}
    for clock, old in sorted(ours, key=lambda pair: pair[1].forfald is not None):
        new = _new_rule(clock, old, team, change, local_date(now))
        other = _counted_from(clock, old, clocks, change.before.calendars)
        one = _differs(clock, old, new, change, due[other.id] if other else None, now)
        if one is not None:
            found.append(one)
            due[clock.id] = one.anew.due_on if one.beholder is None else clock.due_on
    return found


def _new_rule(clock: Deadline, old: DeadlineRule, team: str, change: Change, day: date) -> DeadlineRule:
    """The rule as it holds today for whom the clock is about; its own where that does not change or holds no more."""
    if change.rule_ids is None or clock.rule_id not in change.rule_ids:
        return old
    paragraf = clock.refs.get("paragraf")
    now_valid = change.after.rule(clock.rule_id, day)
    return now_valid.for_case(team, str(paragraf) if paragraf else None, day) if now_valid else old


def _counted_from(
    clock: Deadline, old: DeadlineRule, clocks: Iterable[Deadline], calendars: Calendars
) -> Deadline | None:
    """The running deadline whose date this one's was counted from; None where that has ended."""
    if old.forfald is None:
        return None
    for other in clocks:
        if other.rule_id == old.forfald.frist and refs_agree(other.refs, clock.refs):
            stands = due_relative(old.forfald, other.due_on, calendars) == clock.counted_on
            # Moved already, in a run that was cut off or under an earlier change: its last date was this one's basis.
            was = [date.fromisoformat(moved["fra"]) for moved in other.flytninger]
            if stands or any(due_relative(old.forfald, day, calendars) == clock.counted_on for day in was):
                return other
    return None


def _differs(
    clock: Deadline,
    old: DeadlineRule,
    new: DeadlineRule,
    change: Change,
    other_due: date | None,
    now: datetime,
) -> _Found | None:
    """How the clock would stand where that is otherwise than it does; None where nobody would notice."""
    anew = recount(clock, old, new, change.after.calendars, other_due)
    if clock.hviler_til is not None and anew.next_at is not None:
        anew = replace(anew, next_at=max(anew.next_at, sweep_time(clock.hviler_til)))
    before = _to_come(old, clock, clock.counted_on, clock.due_on, clock.done, change.before.calendars)
    after = _to_come(new, clock, anew.counted_on, anew.due_on, anew.done, change.after.calendars)
    same_ladder = before == after and clock.next_at == anew.next_at
    if anew.due_on == clock.due_on and same_ladder and not anew.shorter:
        return None
    late = Counter(trin for at, trin in before.elements() if at <= now)
    return _Found(
        clock,
        anew,
        straks=tuple((Counter(trin for at, trin in after.elements() if at <= now) - late).elements()),
        aldrig=tuple((Counter(trin for _, trin in before.elements()) - _steps(after)).elements()),
        beholder=_keeps(clock, old, anew),
    )


def _keeps(clock: Deadline, old: DeadlineRule, anew: Omregning) -> Beholder | None:
    if anew.shorter:
        return Beholder.BORGER
    # The citizen has been told this date: only a letter with a new one may put it off (RSL § 3, stk. 2).
    if old.art is Art.LOV and old.kommunal and anew.due_on > clock.due_on:
        return Beholder.LOVET
    return None


def _to_come(
    rule: DeadlineRule,
    clock: Deadline,
    counted: date,
    due: date,
    done: Iterable[int],
    calendars: Calendars,
) -> Counter[tuple[datetime, Trin]]:
    ladder = schedule(rule, clock.started_at, counted, due, calendars)
    left = set(done)
    return Counter((step.at, step.trin) for step in ladder if step.trin and step.index not in left)


def _steps(ladder: Counter[tuple[datetime, Trin]]) -> Counter[Trin]:
    return Counter(trin for _, trin in ladder.elements())


def _kept(office: Office, uow: UnitOfWork, clock: Deadline) -> DeadlineRule:
    return office.rule_as_kept(uow, clock.rule_id, clock.rule_version)
