"""Holding a timeline against what a scenario expects."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sagsgang.scenario_file import Scenario

_DAY = len("2026-01-01")


def missing(scenario: Scenario, timeline: Sequence[Mapping[str, Any]]) -> list[str]:
    """What was expected and did not happen, or happened and was not to, or not so many times; in Danish."""
    faults = []
    for expected in scenario.forvent:
        found = _count(expected, timeline)
        wanted = expected.get("antal")
        if (wanted is None and found == 0) or (wanted is not None and found != wanted):
            many = f" {wanted} gang(e)" if wanted is not None else ""
            faults.append(f"ventede{many}: {_shown(expected)} (fandt {found})")
    faults += [
        f"ventede ikke: {_shown(unwanted)} (fandt {found})"
        for unwanted in scenario.forvent_ikke
        if (found := _count(unwanted, timeline))
    ]
    return faults


def _count(expected: Mapping[str, Any], timeline: Sequence[Mapping[str, Any]]) -> int:
    fields = {key: value for key, value in expected.items() if key != "antal"}
    return sum(all(_meets(key, value, line.get(key)) for key, value in fields.items()) for line in timeline)


def _meets(key: str, expected: Any, actual: Any) -> bool:
    if isinstance(expected, date | datetime):
        expected = expected.isoformat()
    if key == "tid" and isinstance(actual, str) and isinstance(expected, str):
        return actual[:_DAY] == expected if len(expected) == _DAY else actual.startswith(expected)
    return bool(actual == expected)


def _shown(entry: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} = {value}" for key, value in entry.items())
