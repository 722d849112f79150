"""What a rule of kadencer.toml must hold to be a cadence that can be turned on, held, and turned off again."""

from collections.abc import Iterator, Mapping

from config.faults import reason
from domain.errors import Fault
from domain.events import Event
from domain.kadencer import KadenceRegel
from domain.rules import DeadlineRule, Ejer, Enhed, Moenster, Rolle, Varighed

FILE = "kadencer.toml"


def cadence_faults(rules: Mapping[str, tuple[DeadlineRule, ...]], files: Mapping[str, str]) -> list[Fault]:
    """Everything that would leave a cadence without a beginning, an end, or somebody to remind."""
    return [
        Fault(files[rule_id], f"{rule_id}.{key}", text)
        for rule_id, versions in rules.items()
        for rule in _every(versions)
        if rule.kadence is not None
        for key, text in _of_one(rule, rule.kadence, rules)
    ]


def _every(versions: tuple[DeadlineRule, ...]) -> Iterator[DeadlineRule]:
    for rule in versions:
        yield rule
        yield from (own.rule for own in rule.saerlige)


def _of_one(
    rule: DeadlineRule, kadence: KadenceRegel, rules: Mapping[str, tuple[DeadlineRule, ...]]
) -> Iterator[tuple[str, str]]:
    if kadence.del_af is None:
        yield from _of_its_own(rule)
    elif not _is_cadence(rules.get(kadence.del_af, ())):
        yield "kadence.del_af", reason("ukendt", navn=kadence.del_af)
    if (rule.ejer is Ejer.UDFOERER or _reminds_udfoerer(rule)) and not kadence.udfoerer:
        yield "kadence.udfoerer", reason("kadence_udfoerer")
    if kadence.mindst is not None and _duration(rule) is None:
        yield "varighed", reason("kadence_varighed")
    if kadence.ny_sagsbehandler is not None and _duration(rule, "ny_sagsbehandler") is None:
        yield "varighed", reason("kadence_ny", navn="ny_sagsbehandler")


def _of_its_own(rule: DeadlineRule) -> Iterator[tuple[str, str]]:
    begun, again = Moenster(Event.KADENCE_STARTET, rule.id), Moenster(Event.KADENCE_NAESTE, rule.id)
    held = Moenster(Event.KADENCE_HOLDT, rule.id)
    for key, wanted, found in (
        ("start", (begun, again), rule.starts),
        ("slut", (held,), rule.slut),
        ("afloeses_ved", (again,), rule.afloeses_ved),
    ):
        for pattern in wanted:
            if pattern not in found:
                yield key, reason("kadence_moment", moment=f"{pattern.event}:{pattern.om}")
    if _duration(rule) is None:
        yield "varighed", reason("kadence_varighed")


def _is_cadence(versions: tuple[DeadlineRule, ...]) -> bool:
    return bool(versions) and all(rule.kadence and rule.kadence.del_af is None for rule in versions)


def _reminds_udfoerer(rule: DeadlineRule) -> bool:
    return any(trin.til is Rolle.UDFOERER for trin in rule.stige)


def _duration(rule: DeadlineRule, entry: str = "standard") -> Varighed | None:
    """A time in days or longer; hours make no rhythm."""
    if not isinstance(rule.varighed, Mapping):
        return None
    found = rule.varighed.get(entry)
    return found if found is not None and found.enhed is not Enhed.TIMER and found.antal else None
