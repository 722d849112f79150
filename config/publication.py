"""Svarfrister are the municipality's own: adopted and published before they count (RSL § 3, stk. 2)."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from config.faults import reason
from domain.errors import BrokenConfig, Fault
from domain.rulebook import Rulebook
from domain.rules import DeadlineRule, Saerlig, Varighed

_FILE = "deadlines.toml"


def require_adopted(rulebook: Rulebook, before: Rulebook | None = None, fra: date | None = None) -> None:
    """Return where every svarfrist has both dates; raise BrokenConfig that names each one without.

    A version with another time needs dates of its own, no later than the day it is valid from: the dates of the
    time it takes the place of are not its. So does one that would take the place of what holds `before`, and it
    would hold from the day `fra`.

    Asked before a register with real people is served; a demonstration may run on the example's dates.
    """
    faults = [fault for rules in rulebook.deadlines.values() for rule in rules for fault in _missing(rule)]
    for rule_id, rules in rulebook.deadlines.items():
        if not any(rule.kommunal for rule in rules):
            continue
        for number, (earlier, later) in enumerate(pairwise(rules), 1):
            faults += _stale(earlier, later, f"{rule_id}.aendringer.{number}", first_day=later.gyldig_fra)
        held = before.deadlines.get(rule_id, ()) if before else ()
        faults += [
            fault
            for rule in rules
            for old in held
            if old.gyldig_fra == rule.gyldig_fra
            for fault in _stale(old, rule, rule_id, first_day=fra)
        ]
        faults += [
            fault
            for rule in rules
            for number, own in enumerate(rule.saerlige, 1)
            for fault in _stale(
                rule, own.rule, f"{rule_id}.saerlige.{number}", first_day=_first_day(rule, own, fra)
            )
        ]
    if faults:
        raise BrokenConfig(list(dict.fromkeys(faults)))


def _first_day(rule: DeadlineRule, own: Saerlig, fra: date | None) -> date | None:
    """The day a particular rule is valid from: its own where it has one, else that of the adoption."""
    return own.rule.gyldig_fra if own.rule.gyldig_fra > rule.gyldig_fra else fra


def _missing(rule: DeadlineRule) -> Iterator[Fault]:
    if not rule.kommunal or not isinstance(rule.varighed, dict):
        return
    for paragraf in rule.varighed:
        for key, dates in _dates(rule):
            if paragraf not in dates:
                yield Fault(_FILE, f'{rule.id}.{key}."{paragraf}"', reason("ikke_vedtaget"))


def _stale(
    earlier: DeadlineRule, later: DeadlineRule, place: str, first_day: date | None = None
) -> Iterator[Fault]:
    """The times that differ from those of before, but still carry their dates; or that were published too late."""
    before, after = _times(earlier), _times(later)
    for paragraf in after:
        if before.get(paragraf) == after[paragraf]:
            continue
        for (key, old), (_, new) in zip(_dates(earlier), _dates(later), strict=True):
            day = new.get(paragraf)
            if day is None:
                continue
            if paragraf in before and old.get(paragraf) == day:
                yield Fault(_FILE, f'{place}.{key}."{paragraf}"', reason("ikke_vedtaget_igen"))
            elif first_day is not None and day > first_day:
                facts = {"fra": first_day, "dag": day}
                yield Fault(_FILE, f'{place}.{key}."{paragraf}"', reason("offentliggjort_for_sent", **facts))


def _dates(rule: DeadlineRule) -> tuple[tuple[str, Mapping[str, date]], ...]:
    return ("vedtaget", rule.vedtaget), ("offentliggjort", rule.offentliggjort)


def _times(rule: DeadlineRule) -> Mapping[str, Varighed]:
    return rule.varighed if isinstance(rule.varighed, dict) else {}
