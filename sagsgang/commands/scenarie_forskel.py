"""What new rules would change in the scenarios: a table for each of them, and one for them all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from domain.events import named_in
from sagsgang.commands.screen import print_json, say, show_table, shown_day, shown_time
from sagsgang.scenario_difference import Difference, Entry, as_object, changed_fields
from sagsgang.scenario_file import Scenario

_SHOWN_BESIDE = ("trin", "til", "tilstand", "paragraf", "kilde", "udfoerer")


def print_results(results: Sequence[Mapping[str, Any]], differences: Sequence[Difference] | None) -> None:
    """The objects of the format; where there are differences each has its own beside it."""
    objects = list(results)
    if differences is not None:
        objects = [
            {**result, "forskel": as_object(found)}
            for result, found in zip(results, differences, strict=True)
        ]
    print_json(objects[0] if len(objects) == 1 else objects)


def show_differences(scenarios: Sequence[Scenario], differences: Sequence[Difference], rules: str) -> None:
    """What the rules in the file change stands there, scenario by scenario and summed up."""
    for scenario, found in zip(scenarios, differences, strict=True):
        say(scenario.titel)
        if found:
            _show(found, rules)
        else:
            say(f"Ingen forskel med {rules}.")
        say()
    total = {kind: sum(found.counts[kind] for found in differences) for kind in differences[0].counts}
    show_table(
        f"I alt med {rules}",
        ("Scenarie", "Kun i dag", "Kun nye regler", "Flyttet", "Ændret", "Frister med ny dato"),
        [
            *(
                (scenario.file, *found.counts.values())
                for scenario, found in zip(scenarios, differences, strict=True)
            ),
            ("I alt", *total.values()),
        ],
    )


def _show(found: Difference, rules: str) -> None:
    show_table(
        "Det, der sker anderledes",
        ("Forskel", "I dag", f"Med {rules}", "Hvad", "Hvilken", "Forløb", "Nærmere"),
        [row for _, row in sorted(_rows(found), key=lambda pair: pair[0])],
    )
    show_table(
        "Frister med en anden dato",
        ("Frist", "Om", "I dag", f"Med {rules}", "Dage"),
        [
            (was["noegle"], _about(was), shown_day(was["forfald"]), shown_day(will_be["forfald"]), days)
            for was, will_be in found.frister
            for days in [_days_between(was["forfald"], will_be["forfald"])]
        ],
    )


def _rows(found: Difference) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Each line with the moment it is sorted by."""
    for entry in found.kun_foer:
        yield entry["tid"], ("kun i dag", shown_time(entry["tid"]), "", *_what(entry), _beside(entry))
    for entry in found.kun_efter:
        yield entry["tid"], ("kun nye regler", "", shown_time(entry["tid"]), *_what(entry), _beside(entry))
    for kind, pairs in (("flyttet", found.flyttet), ("ændret", found.aendret)):
        for was, will_be in pairs:
            when = shown_time(was["tid"]), shown_time(will_be["tid"])
            told = ", ".join(part for part in (_beside(was), _changed(was, will_be)) if part)
            yield was["tid"], (kind, *when, *_what(was), told)


def _what(entry: Entry) -> tuple[object, ...]:
    return entry["art"], entry["noegle"], entry.get("forloeb")


def _beside(entry: Entry) -> str:
    return ", ".join(f"{key}: {entry[key]}" for key in _SHOWN_BESIDE if entry.get(key) is not None)


def _changed(was: Entry, will_be: Entry) -> str:
    return "; ".join(
        f"{key}: {one or 'intet'} → {other or 'intet'}" for key, one, other in changed_fields(was, will_be)
    )


def _about(row: Entry) -> str:
    return ", ".join(f"{key} {value}" for key, value in named_in(row).items())


def _days_between(was: str, will_be: str) -> str:
    return f"{(date.fromisoformat(will_be) - date.fromisoformat(was)).days:+d}"
