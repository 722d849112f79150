"""A municipality's rules file with a change that is valid from a day: written after what stands there, word for word."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from config.faults import reason
from config.loader import with_rules
from config.own_files import DEADLINES
from domain.errors import BrokenConfig, Fault
from domain.rulebook import Rulebook
from domain.rules import DeadlineRule

_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")
_BARE = re.compile(r"^[A-Za-z0-9_-]+$")
_VALIDITY = frozenset({"gyldig_fra", "gyldig_til"})
_DAY = timedelta(days=1)


def valid_from(
    text: str, before: Rulebook, wanted: Rulebook, day: date, *, local: Path | None
) -> tuple[str, Rulebook]:
    """The file under which `before` holds until the day and `wanted` from it on, and all rules as they are then.

    Raises BrokenConfig where that cannot be written as changes: a value that is gone, another team's rule.
    """
    changed = [
        (rule_id, old, new)
        for rule_id in wanted.deadlines
        if (old := before.rule(rule_id, day)) != (new := wanted.rule(rule_id, day)) and old and new
    ]
    added = "".join(_change(rule_id, old, new, day) for rule_id, old, new in changed)
    whole = f"{text.rstrip()}\n{added}" if added else text
    with TemporaryDirectory() as folder:
        path = Path(folder) / DEADLINES
        path.write_text(whole, encoding="utf-8")
        made = with_rules(before, local, {DEADLINES: path})
    faults = [
        Fault(DEADLINES, rule_id, reason("kan_ikke_gemmes_til", regel=rule_id))
        for rule_id in wanted.deadlines
        if not _same(made.rule(rule_id, day), wanted.rule(rule_id, day))
        or not _same(made.rule(rule_id, day - _DAY), before.rule(rule_id, day - _DAY))
    ]
    if faults or (made.fysisk_post, made.uden_godkendelse) != (wanted.fysisk_post, wanted.uden_godkendelse):
        raise BrokenConfig(faults or [Fault(DEADLINES, "", reason("kan_ikke_gemmes_til", regel="..."))])
    return whole, made


def _same(one: DeadlineRule | None, other: DeadlineRule | None) -> bool:
    """True where the two say the same but for the days they are valid."""
    return bool(_said(one) == _said(other))


def _said(rule: DeadlineRule | None) -> Any:
    if rule is None:
        return None
    own = [(one.team, one.paragraf, _without_validity(one.rule.content)) for one in rule.saerlige]
    return _without_validity(rule.content), own


def _without_validity(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key not in _VALIDITY}


def _change(rule_id: str, old: DeadlineRule, new: DeadlineRule, day: date) -> str:
    """One [[...aendringer]] with only what is new."""
    lines = [f"\n[[{rule_id}.aendringer]]", f"gyldig_fra = {day}"]
    for key, value in _without_validity(new.content).items():
        known = old.content.get(key)
        if value != known:
            lines += _lines(key, known, value)
    return "\n".join(lines) + "\n"


def _lines(key: str, known: Any, value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping) or not isinstance(known, Mapping):
        yield f"{key} = {_toml(value)}"
        return
    for name, inner in value.items():
        if known.get(name) != inner:
            yield f"{key}.{_name(name)} = {_toml(inner)}"


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str() if _DATE.match(value):
            return value
        case Mapping():
            return "{ " + ", ".join(f"{_name(key)} = {_toml(inner)}" for key, inner in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case _:
            # A JSON string is a TOML string.
            return json.dumps(value, ensure_ascii=False)


def _name(key: str) -> str:
    return key if _BARE.match(key) else json.dumps(key, ensure_ascii=False)
