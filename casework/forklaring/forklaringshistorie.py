"""What else there is to say of a deadline's date: what it took over from, every move, how it ended, what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.forklaring.forklaringsord import Ordbog
from casework.forklaring.forklaringstekst import reason
from domain.calendar import Calendars, local_date
from domain.deadlines import STANDARD, Tilstand, schedule
from domain.rules import Anker, DeadlineRule, Enhed, Naar
from persistence.tables import Deadline


@dataclass(frozen=True)
class Afloest:
    """A deadline that another took over from; `hjemmel` is who had set its time, in words."""

    navn: str
    forfald: date
    sluttet: date
    begyndt: date
    stille: bool
    hjemmel: str


@dataclass(frozen=True)
class Historie:
    """What is known of one deadline besides why it is that day; `before` and `after` are its chain, oldest first."""

    clock: Deadline
    rule: DeadlineRule
    before: Sequence[Afloest]
    after: tuple[str, date] | None
    personer: Mapping[str, str]
    calendars: Calendars
    today: date
    paragraf: str | None
    outdated: bool


def lines(bog: Ordbog, of: Historie) -> tuple[str, ...]:
    """One Danish sentence for each thing, in the order it happened; then the rule's own source."""
    return (
        *_chain(bog, of.before),
        *_moves(bog, of),
        *_now(bog, of),
        *_ended(bog, of),
        *_source(bog, of),
    )


def _chain(bog: Ordbog, before: Sequence[Afloest]) -> Iterator[str]:
    say = bog.words.say
    again = [one for one in before if one.stille]
    if again:
        key = "forfra_en" if len(again) == 1 else "forfra"
        yield say("historie", key, antal=len(again), dag=bog.dag(again[0].begyndt))
    for one in before:
        if not one.stille:
            yield say(
                "historie",
                "afloest",
                navn=one.navn,
                forfald=bog.dag(one.forfald),
                sluttet=bog.dato(one.sluttet),
                hvordan=_in_time(bog, (one.sluttet - one.forfald).days),
                hjemmel=one.hjemmel,
            )


def _in_time(bog: Ordbog, late: int) -> str:
    key = "inden" if late < 0 else "paa_dagen" if late == 0 else "en_dag_efter" if late == 1 else "efter"
    return bog.words.say("historie", key, antal=late)


def _moves(bog: Ordbog, of: Historie) -> Iterator[str]:
    for move in of.clock.flytninger:
        fra, til = date.fromisoformat(move["fra"]), date.fromisoformat(move["til"])
        yield bog.words.say(
            "historie",
            "flyttet" if fra != til else "regnet_om",
            fra=bog.dag(fra),
            til=bog.dag(til),
            naar=bog.dato(local_date(datetime.fromisoformat(move["naar"]))),
            hvorfor=reason(bog, move["hvorfor"]),
            af=of.personer.get(move["af"], move["af"]),
        )


def _now(bog: Ordbog, of: Historie) -> Iterator[str]:
    """What holds of it while it runs."""
    clock, say = of.clock, bog.words.say
    if clock.hviler_til is not None and clock.hviler_til > of.today:
        yield say("historie", "hviler", dag=bog.dag(clock.hviler_til))
    if clock.next_at is not None:
        yield _next_step(bog, of, local_date(clock.next_at))
    if of.outdated and clock.state == Tilstand.AKTIV:
        yield say("historie", "andre_regler")


def _next_step(bog: Ordbog, of: Historie, day: date) -> str:
    """The step that comes next on its ladder, or the one that comes again before it."""
    clock, say = of.clock, bog.words.say
    ladder = schedule(of.rule, clock.started_at, clock.counted_on, clock.due_on, of.calendars)
    rest = [step for step in ladder if step.index not in clock.done]
    again = {datetime.fromisoformat(at): int(index) for index, at in clock.again.items()}
    if again and (not rest or min(again) < rest[0].at):
        trin = of.rule.stige[again[min(again)]]
        return say("historie", "naeste_igen", dag=bog.dag(day), skridt=bog.skridt(trin))
    step = rest[0].trin if rest else None
    naar = bog.naar(step.naar if step else Naar(Anker.FORFALD, 1))
    skridt = bog.skridt(step) if step else say("skridt", "udloeb")
    return say("historie", "naeste", dag=bog.dag(day), skridt=skridt, naar=naar)


def _ended(bog: Ordbog, of: Historie) -> Iterator[str]:
    clock, say = of.clock, bog.words.say
    if clock.ended_at is None:
        return
    ended = local_date(clock.ended_at)
    dag = bog.dag(ended)
    match Tilstand(clock.state):
        case Tilstand.AFLOEST if of.after is not None:
            navn, forfald = of.after
            yield say("sluttet", "afloest_af", dag=dag, navn=navn, forfald=bog.dag(forfald))
        case Tilstand.OVERSKREDET:
            late = max(1, (ended - clock.due_on).days)
            yield say("sluttet", "overskredet", dag=dag, antal=bog.antal(Enhed.DAGE, late))
        case state:
            yield say("sluttet", state.value, dag=dag)


def _source(bog: Ordbog, of: Historie) -> Iterator[str]:
    """Where its time is from: what the municipality decided, and what was read when the rule was written."""
    rule, say = of.rule, bog.words.say
    key = of.paragraf if of.paragraf and of.paragraf in rule.vedtaget else STANDARD
    vedtaget, offentliggjort = rule.vedtaget.get(key), rule.offentliggjort.get(key)
    if vedtaget and offentliggjort:
        yield say(
            "historie", "vedtaget", vedtaget=bog.dato(vedtaget), offentliggjort=bog.dato(offentliggjort)
        )
    if rule.kilde and rule.sat:
        name = "kilde_efterproeves" if rule.skal_efterproeves else "kilde"
        yield say("historie", name, sat=bog.dato(rule.sat), kilde=rule.kilde.rstrip("."))
