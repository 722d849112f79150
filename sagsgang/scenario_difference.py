"""What other rules would have made of the same case: two plays of one scenario held against each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.events import named_in

Entry = Mapping[str, Any]
Pair = tuple[Entry, Entry]
# What may change in an entry that is still the same one; its date is told among the deadlines.
_LOOSE = frozenset({"tid", "forfald", "hjemmel", "tekst", "hvorfor"})
_PLACE = ("art", "noegle", "forloeb")


@dataclass(frozen=True)
class Difference:
    """What only one of the plays has, what lies at another time or tells something else, and other dates."""

    kun_foer: tuple[Entry, ...]
    kun_efter: tuple[Entry, ...]
    flyttet: tuple[Pair, ...]
    aendret: tuple[Pair, ...]
    frister: tuple[Pair, ...]

    @property
    def counts(self) -> dict[str, int]:
        return {kind: len(getattr(self, kind)) for kind in KINDS}

    def __bool__(self) -> bool:
        return any(self.counts.values())


KINDS = ("kun_foer", "kun_efter", "flyttet", "aendret", "frister")


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """What `after` has otherwise than `before`, both results of the format, in order of time."""
    pairs, kun_foer, kun_efter = _paired(before["tidslinje"], after["tidslinje"])
    return Difference(
        kun_foer=tuple(kun_foer),
        kun_efter=tuple(kun_efter),
        flyttet=tuple(pair for pair in pairs if pair[0]["tid"] != pair[1]["tid"]),
        aendret=tuple(
            pair for pair in pairs if pair[0]["tid"] == pair[1]["tid"] and any(changed_fields(*pair))
        ),
        frister=tuple(_other_dates(before["frister"], after["frister"])),
    )


def changed_fields(before: Entry, after: Entry) -> Iterator[tuple[str, Any, Any]]:
    """Each field beside the time that the two tell differently; a deadline's date is told among the deadlines."""
    for key in dict.fromkeys([*before, *after]):
        if key != "tid" and not (key == "forfald" and before["art"] == "frist"):
            was, will_be = before.get(key), after.get(key)
            if was != will_be:
                yield key, was, will_be


def as_object(found: Difference) -> dict[str, Any]:
    """The same for a program, in a shape that stays."""
    return {
        "antal": found.counts,
        "kun_foer": [dict(entry) for entry in found.kun_foer],
        "kun_efter": [dict(entry) for entry in found.kun_efter],
        "flyttet": [
            {**_named(was), "fra": was["tid"], "til": will_be["tid"], "felter": _fields(was, will_be)}
            for was, will_be in found.flyttet
        ],
        "aendret": [
            {**_named(was), "tid": was["tid"], "felter": _fields(was, will_be)}
            for was, will_be in found.aendret
        ],
        "frister": [
            {
                "noegle": was["noegle"],
                **named_in(was),
                "fra": {key: was[key] for key in ("forfald", "tilstand")},
                "til": {key: will_be[key] for key in ("forfald", "tilstand")},
            }
            for was, will_be in found.frister
        ],
    }


def _paired(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[list[Pair], list[Entry], list[Entry]]:
    """The pairs, and what is left of each: first what says the same, then what is of the same kind, each in order."""
    mine, others = dict(enumerate(before)), dict(enumerate(after))
    pairs = sorted([*_taken(mine, others, _said), *_taken(mine, others, _place)])
    return [(before[one], after[other]) for one, other in pairs], list(mine.values()), list(others.values())


def _taken(mine: dict[int, Entry], others: dict[int, Entry], name: Any) -> Iterator[tuple[int, int]]:
    """The first of each name with the first of that name, the second with the second; neither is left."""
    waiting = defaultdict(list)
    for place, entry in others.items():
        waiting[name(entry)].append(place)
    for place, entry in list(mine.items()):
        if same := waiting[name(entry)]:
            found = same.pop(0)
            del mine[place], others[found]
            yield place, found


def _place(entry: Entry) -> tuple[Any, ...]:
    return tuple(entry.get(key) for key in _PLACE)


def _said(entry: Entry) -> tuple[Any, ...]:
    return tuple(sorted((key, str(value)) for key, value in entry.items() if key not in _LOOSE))


def _other_dates(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[Pair]:
    """The first deadline of a rule about the same with the first, and so on, where their dates differ."""
    mine, others = dict(enumerate(before)), dict(enumerate(after))
    for one, other in sorted(_taken(mine, others, _about)):
        if before[one]["forfald"] != after[other]["forfald"]:
            yield before[one], after[other]


def _about(deadline: Entry) -> tuple[Any, ...]:
    return deadline["noegle"], tuple(sorted(named_in(deadline).items()))


def _named(entry: Entry) -> dict[str, Any]:
    return {key: entry[key] for key in _PLACE if key in entry} | named_in(entry)


def _fields(was: Entry, will_be: Entry) -> dict[str, dict[str, Any]]:
    return {key: {"fra": one, "til": other} for key, one, other in changed_fields(was, will_be)}
