"""The life of a cadence in one forløb: on, held, counted anew, off. Its clocks are those of the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from casework.clock import end
from casework.forloeb import OpenForloeb
from domain.calendar import COPENHAGEN, local_date
from domain.case import BestillingTilstand, ForloebTilstand
from domain.deadlines import Tilstand, choose, count
from domain.events import Event
from domain.kadencer import KadenceRegel
from domain.rulebook import Rulebook
from domain.rules import Art, DeadlineRule, parse_varighed
from persistence.tables import Bestilling, Deadline, Kadence, KadenceGang

NY = "ny_sagsbehandler"
_NOON = time(12)


class StoppetVed(StrEnum):
    """What turned a cadence off."""

    PERSON = "person"
    SERIE = "serie"
    INDSATS = "indsats"
    SAG = "sag"
    UDFOERER = "udfoerer"


@dataclass(frozen=True)
class Valg:
    """What was chosen when the cadence was turned on; None leaves it to the rule."""

    udfoerer: str | None = None
    paragraf: str | None = None
    interval: str | None = None
    foerste: date | None = None
    antal: int | None = None
    fra_udfoerer: bool = False


def cadences_of(forloeb: OpenForloeb) -> Mapping[str, DeadlineRule]:
    """Every rule that is a cadence or a step of one, as it is valid today."""
    return cadences_on(forloeb.office.rulebook, forloeb.day)


def cadences_on(book: Rulebook, day: date) -> dict[str, DeadlineRule]:
    """Every rule that is a cadence or a step of one, as it is valid on the day."""
    valid = (book.rule(rule_id, day) for rule_id in book.deadlines)
    return {rule.id: rule for rule in valid if rule is not None and rule.kadence is not None}


def part_of(rule: DeadlineRule) -> KadenceRegel:
    """What makes the rule a cadence; it is one."""
    assert rule.kadence is not None
    return rule.kadence


def turn_on(forloeb: OpenForloeb, rule: DeadlineRule, valg: Valg) -> Kadence:
    """The cadence is on, and its first clock runs."""
    row = forloeb.uow.add(
        Kadence(
            forloeb_id=forloeb.id,
            slug=rule.id,
            udfoerer_id=valg.udfoerer,
            paragraf=valg.paragraf,
            interval=valg.interval,
            antal=valg.antal or part_of(rule).antal,
            startet=forloeb.now,
            startet_af=forloeb.actor,
            fra_udfoerer=valg.fra_udfoerer,
        )
    )
    first = {rule.id: valg.foerste} if valg.foerste else _agreed(forloeb, row, forloeb.day)
    chosen = {"interval": row.interval, "antal": row.antal}
    detail = {key: value for key, value in chosen.items() if value is not None}
    forloeb.record(Event.KADENCE_STARTET, rule.id, refs=refs_of(row), detail=detail, dates=first)
    return row


def hold(forloeb: OpenForloeb, row: Kadence, rule: DeadlineRule, day: date, note: str | None = None) -> None:
    """It was held that day: its clock has ended, what follows from it runs, and the next one has its date.

    After the last time of a series it is off instead.
    """
    at = _note_held(forloeb, row, rule.id, day, note)
    forloeb.record(Event.KADENCE_HOLDT, rule.id, refs=refs_of(row), detail=_said(day, note), at=at)
    held = forloeb.uow.kadencer.held(row.id, rule.id)
    for step in _steps(forloeb, row):
        _count_the_year(forloeb, row, step, held)
    if row.antal is not None and len(held) >= row.antal:
        turn_off(forloeb, row, StoppetVed.SERIE)
        return
    forloeb.tick(
        Event.KADENCE_NAESTE,
        rule.id,
        refs=refs_of(row),
        keys=_keys(row, day),
        dates=_agreed(forloeb, row, day),
        at=at,
    )
    for step in _before(forloeb, row):
        forloeb.tick(Event.KADENCE_NAESTE, step.id, refs=refs_of(row), at=at)


def hold_step(
    forloeb: OpenForloeb, row: Kadence, rule: DeadlineRule, day: date, note: str | None = None
) -> None:
    """A step of the cadence is done; one that goes on by itself (a plan) runs anew while the cadence is on."""
    at = _note_held(forloeb, row, rule.id, day, note)
    forloeb.record(
        Event.KADENCE_HOLDT,
        rule.id,
        refs=refs_of(row),
        detail=_said(day, note),
        starts=row.stoppet is None,
        at=at,
    )


def count_anew(forloeb: OpenForloeb, row: Kadence, rule: DeadlineRule, naeste: date | None) -> None:
    """The next time lies on the day, or the cadence's own time after the last one; the steps before it follow."""
    last = last_held(forloeb, row)
    dates = {rule.id: naeste} if naeste else _agreed(forloeb, row, last)
    # A rhythm that became shorter than what has passed is due now, not some day before.
    coming = {rule_id: max(day, forloeb.day) for rule_id, day in dates.items()}
    waiting = [
        step.id
        for step in _before(forloeb, row)
        if any(_is_of(row, clock) for clock in forloeb.clocks.active(step.id))
    ]
    forloeb.tick(Event.KADENCE_NAESTE, rule.id, refs=refs_of(row), keys=_keys(row, forloeb.day), dates=coming)
    for step_id in waiting:
        forloeb.tick(Event.KADENCE_NAESTE, step_id, refs=refs_of(row))


def turn_off(forloeb: OpenForloeb, row: Kadence, ved: StoppetVed, grund: str | None = None) -> None:
    """The cadence is off. Its clocks have ended; at the end of a series what follows from the last time runs on."""
    row.stoppet, row.stoppet_ved, row.grund = forloeb.now, ved.value, grund
    stays = (
        {step.id for step in _steps(forloeb, row) if _follows(row, step)} if ved is StoppetVed.SERIE else ()
    )
    for clock in list(forloeb.clocks.running):
        if _is_of(row, clock) and clock.rule_id not in stays:
            end(forloeb.clocks, clock, Tilstand.BORTFALDET)
    detail = {"ved": ved.value, **({"grund": grund} if grund else {})}
    forloeb.tell(Event.KADENCE_STOPPET, row.slug, {**refs_of(row), **detail})


def end_with_case(forloeb: OpenForloeb) -> None:
    """Nothing is on in a closed forløb."""
    for row in forloeb.uow.kadencer.running(forloeb.id):
        turn_off(forloeb, row, StoppetVed.SAG)


def end_with_help(forloeb: OpenForloeb, udfoerer: str) -> None:
    """What was kept with the udfører is off once none of its help runs, but for what goes on after it."""
    orders = forloeb.uow.of_forloeb(Bestilling, forloeb.id)
    if any(row.udfoerer_id == udfoerer and row.tilstand == BestillingTilstand.STARTET for row in orders):
        return
    for row in forloeb.uow.kadencer.running(forloeb.id):
        rule = cadences_of(forloeb).get(row.slug)
        goes_on = rule is not None and part_of(rule).efter_indsats
        if row.udfoerer_id == udfoerer and not goes_on:
            turn_off(forloeb, row, StoppetVed.INDSATS)


def held_by(forloeb: OpenForloeb, event: Event, om: str, udfoerere: frozenset[str] | None = None) -> None:
    """What happened today counts as holding each cadence that says so, without anybody telling it twice.

    `udfoerere` (ids or names, without regard to case) are those it happened with, where that is known.
    """
    for row in forloeb.uow.kadencer.running(forloeb.id):
        rule = cadences_of(forloeb).get(row.slug)
        if rule is None or f"{event.value}:{om}" not in part_of(rule).holdes_ved:
            continue
        if udfoerere is not None and not _names(forloeb, row) & udfoerere:
            continue
        if forloeb.day not in forloeb.uow.kadencer.held(row.id, rule.id):
            hold(forloeb, row, rule, forloeb.day)


def new_sagsbehandler(forloeb: OpenForloeb) -> None:
    """Where the municipality wants it, whoever is new to the case talks with the udfører sooner and more often."""
    for row in forloeb.uow.cases.forloeb_of(forloeb.sag.id):
        if row.tilstand == ForloebTilstand.AABENT:
            _new_in(forloeb.beside(row))


def _new_in(forloeb: OpenForloeb) -> None:
    rules = cadences_of(forloeb)
    calendars = forloeb.office.rulebook.calendars
    for row in forloeb.uow.kadencer.running(forloeb.id):
        rule = rules.get(row.slug)
        if rule is None or part_of(rule).ny_sagsbehandler is None or row.interval is not None:
            continue
        row.ny_til = count(
            parse_varighed(str(part_of(rule).ny_sagsbehandler)), forloeb.day, Art.LOKAL, calendars
        )
        assert isinstance(rule.varighed, Mapping)
        soon = count(rule.varighed[NY], forloeb.day, Art.LOKAL, calendars)
        running = [clock for clock in forloeb.clocks.active(rule.id) if _is_of(row, clock)]
        if any(soon < clock.due_on for clock in running):
            forloeb.tick(Event.KADENCE_NAESTE, rule.id, refs=refs_of(row), keys=(NY,))


def last_held(forloeb: OpenForloeb, row: Kadence) -> date:
    """The last day it was held, or the day it was turned on."""
    held = forloeb.uow.kadencer.held(row.id, row.slug)
    return held[-1] if held else local_date(row.startet)


def refs_of(row: Kadence) -> dict[str, str | int]:
    """What its clocks are about: this cadence, and the udfører and paragraf it is kept under."""
    named = {"udfoerer": row.udfoerer_id, "paragraf": row.paragraf}
    return {"kadence": row.id, **{key: value for key, value in named.items() if value is not None}}


def _note_held(forloeb: OpenForloeb, row: Kadence, slug: str, day: date, note: str | None) -> datetime | None:
    """When it was, where that was before today: the clocks count from there."""
    forloeb.uow.add(
        KadenceGang(
            kadence_id=row.id, slug=slug, dato=day, note=note, registreret=forloeb.now, af=forloeb.actor
        )
    )
    return None if day == forloeb.day else datetime.combine(day, _NOON, COPENHAGEN)


def _said(day: date, note: str | None) -> dict[str, str]:
    return {"dato": day.isoformat(), **({"note": note} if note else {})}


def _steps(forloeb: OpenForloeb, row: Kadence) -> Iterator[DeadlineRule]:
    return (rule for rule in cadences_of(forloeb).values() if part_of(rule).del_af == row.slug)


def _before(forloeb: OpenForloeb, row: Kadence) -> list[DeadlineRule]:
    """The steps whose dates are counted from the cadence's own."""
    return [step for step in _steps(forloeb, row) if step.forfald is not None]


def _follows(row: Kadence, step: DeadlineRule) -> bool:
    return step.start.meets(Event.KADENCE_HOLDT, row.slug)


def _count_the_year(forloeb: OpenForloeb, row: Kadence, step: DeadlineRule, held: list[date]) -> None:
    """With the last `mindst` times within reach, the next one is due that long after the first of them."""
    mindst = part_of(step).mindst
    if mindst is None or len(held) < mindst or not isinstance(step.varighed, Mapping):
        return
    own = step.for_case(forloeb.sag.team, row.paragraf)
    length = choose(own.varighed) if isinstance(own.varighed, Mapping) else None
    if length is None:
        return
    due = count(length, held[-mindst], Art.LOKAL, forloeb.office.rulebook.calendars)
    forloeb.tick(Event.KADENCE_NAAET, step.id, refs=refs_of(row), dates={step.id: due})


def _agreed(forloeb: OpenForloeb, row: Kadence, since: date) -> dict[str, date]:
    """The next day by the case's own interval; empty where the rule's time counts."""
    if row.interval is None:
        return {}
    calendars = forloeb.office.rulebook.calendars
    return {row.slug: count(parse_varighed(row.interval), since, Art.LOKAL, calendars)}


def _keys(row: Kadence, day: date) -> tuple[str, ...]:
    return (NY,) if row.ny_til is not None and day < row.ny_til else ()


def _is_of(row: Kadence, clock: Deadline) -> bool:
    return clock.refs.get("kadence") == row.id


def _names(forloeb: OpenForloeb, row: Kadence) -> frozenset[str]:
    udfoerer = forloeb.uow.parties.udfoerer(row.udfoerer_id) if row.udfoerer_id else None
    return frozenset({udfoerer.id.casefold(), udfoerer.navn.casefold()} if udfoerer else ())
