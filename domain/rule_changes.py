"""What differs between two sets of rules, said in the words of the rules' own file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]
# A version's key: the day it is valid from, and whom it is for.
_Place = tuple[str, str | None, str | None]
# When and for whom stand beside the values.
_WHEN = frozenset({"gyldig_fra", "team", "paragraf"})
_SETTINGS = "indstillinger"


@dataclass(frozen=True)
class RuleChange:
    """One value of one rule: `fra` is the day the version is valid from, `hvem` the team or paragraf it is for."""

    regel: str
    hvad: str
    foer: str
    nu: str
    fra: str
    hvem: str = ""


def rule_changes(before: Content, after: Content) -> tuple[RuleChange, ...]:
    """Every value that differs between the two contents of Rulebook.content, in the order of the rules' file."""
    rules = {**before["regler"], **after["regler"]}
    found = [
        change
        for rule_id in rules
        for change in _of_rule(rule_id, before["regler"].get(rule_id, ()), after["regler"].get(rule_id, ()))
    ]
    old, new = _flat(before[_SETTINGS]), _flat(after[_SETTINGS])
    return (*found, *_differences(_SETTINGS, "", "", old, new))


def changed_rules(changes: Sequence[RuleChange]) -> frozenset[str]:
    """The ids of the rules that differ."""
    return frozenset(change.regel for change in changes if change.regel != _SETTINGS)


def _of_rule(rule_id: str, before: Sequence[Content], after: Sequence[Content]) -> Iterator[RuleChange]:
    old, new = _by_place(before), _by_place(after)
    for place, content in new.items():
        fra, team, paragraf = place
        base = old.get(place) or _what_held_before(new, place) or {}
        yield from _differences(rule_id, fra, _hvem(team, paragraf), _flat(base), _flat(content))
    for fra, team, paragraf in old.keys() - new.keys():
        yield RuleChange(rule_id, "version", f"fra {fra}", "", fra, _hvem(team, paragraf))


def _by_place(versions: Sequence[Content]) -> dict[_Place, Content]:
    return {(row["gyldig_fra"], row["team"], row["paragraf"]): row["regel"] for row in versions}


def _what_held_before(versions: Mapping[_Place, Content], place: _Place) -> Content | None:
    """What a new version changes: the one before it for the same, else the rule that is for everybody."""
    fra, *who = place
    earlier = [other for other in versions if other[0] < fra and list(other[1:]) == who]
    if earlier:
        return versions[max(earlier, key=lambda other: other[0])]
    return versions.get((fra, None, None))


def _differences(
    regel: str, fra: str, hvem: str, old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[RuleChange]:
    for key in {**new, **old}:
        if old.get(key) != new.get(key):
            yield RuleChange(regel, key.partition("\0")[0], old.get(key, ""), new.get(key, ""), fra, hvem)


def _flat(content: Content) -> dict[str, str]:
    """Every value under the name it has in the file; a ladder step stands under itself, so that only new ones differ."""
    flat: dict[str, str] = {}
    for key, value in content.items():
        if key in _WHEN:
            continue
        if isinstance(value, Mapping):
            flat |= {f'{key}."{name}"': _text(inner) for name, inner in value.items()}
        elif key == "stige":
            flat |= {f"{key}\0{step}": step for step in map(_step, value)}
        else:
            flat[key] = _text(value)
    return flat


def _step(step: Content) -> str:
    what = step.get("brev") or step.get("opgave")
    rest = [f"{key} {step[key]}" for key in ("gentag", "sen") if step.get(key)]
    return " ".join([f"{step['naar']}:", step["goer"], *([what] if what else []), "til", step["til"], *rest])


def _text(value: object) -> str:
    match value:
        case bool():
            return "ja" if value else "nej"
        case list() | tuple() | frozenset():
            return ", ".join(map(_text, value))
        case Mapping():
            return ", ".join(f"{key} {_text(inner)}" for key, inner in value.items())
        case _:
            return str(value)


def _hvem(team: str | None, paragraf: str | None) -> str:
    return " ".join([*([f"team {team}"] if team else []), *([f"§ {paragraf}"] if paragraf else [])])
