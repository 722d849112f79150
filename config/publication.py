"""Svarfrister are the municipality's own: adopted and published before they count (RSL § 3, stk. 2)."""

from collections.abc import Iterator

from config.faults import reason
from domain.errors import BrokenConfig, Fault
from domain.rulebook import Rulebook
from domain.rules import DeadlineRule

_FILE = "deadlines.toml"


def require_adopted(rulebook: Rulebook) -> None:
    """Return where every svarfrist has both dates; raise BrokenConfig that names each one without.

    Asked before a register with real people is served; a demonstration may run on the example's dates.
    """
    faults = [fault for rules in rulebook.deadlines.values() for rule in rules for fault in _missing(rule)]
    if faults:
        raise BrokenConfig(faults)


def _missing(rule: DeadlineRule) -> Iterator[Fault]:
    if not rule.kommunal or not isinstance(rule.varighed, dict):
        return
    for paragraf in rule.varighed:
        for key, dates in (("vedtaget", rule.vedtaget), ("offentliggjort", rule.offentliggjort)):
            if paragraf not in dates:
                yield Fault(_FILE, f'{rule.id}.{key}."{paragraf}"', reason("ikke_vedtaget"))
