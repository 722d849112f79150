"""`sagsgang regler`: the rules that hold, and whether a folder of rules can be used."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from casework.sheets.operations import running_clocks
from config.loader import load_rulebook
from config.publication import require_adopted
from config.settings import load_settings
from domain.calendar import local_date
from domain.errors import BadInput, Fault
from domain.rulebook import Rulebook
from domain.rules import DeadlineRule
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say, show_table, shown_day

# Any of these makes a folder the municipality's whole configuration; without them it holds overrides only.
_WHOLE = ("law", "phases", "principles.toml", "gates.toml")


def show(frist: str | None, *, as_json: bool) -> Ending:
    """The deadlines that hold today, or one of them with its ladder and every version."""
    rulebook = _rulebook(None)
    if frist is None:
        _show_all(rulebook, as_json=as_json)
        return Ending.DONE
    versions = rulebook.deadlines.get(frist)
    if versions is None:
        known = ", ".join(rulebook.deadlines)
        raise BadInput([Fault("regler", "FRIST", f"kender ingen frist '{frist}'; vælg {known}")])
    if as_json:
        print_json([{"frist": rule.id, "version": rule.version, **rule.content} for rule in versions])
        return Ending.DONE
    for rule in versions:
        _show_one(rule)
    return Ending.DONE


def check(mappe: Path | None) -> Ending:
    """The folder can be used; BrokenConfig with every fault in it otherwise."""
    rulebook = _rulebook(mappe)
    require_adopted(rulebook)
    say(
        f"Reglerne kan bruges: {len(rulebook.deadlines)} frister, {len(rulebook.wordings)} breve, "
        f"{len(rulebook.phases)} faser."
    )
    if mappe is not None:
        _show_change(_rulebook(None), rulebook)
    return Ending.DONE


def _show_change(before: Rulebook, after: Rulebook) -> None:
    """What adopting them would mean: which deadlines change, and how many that run keep the rule they have."""
    today = local_date(now())
    pairs = [
        (
            rule_id,
            before.rule(rule_id, today) if rule_id in before.deadlines else None,
            after.rule(rule_id, today),
        )
        for rule_id in after.deadlines
    ]
    changed = [pair for pair in pairs if _version(pair[1]) != _version(pair[2])]
    clocks = _running_clocks() if changed else {}
    show_table(
        "Ændringer: frister, der løber, beholder den regel, de begyndte under; nye følger den nye",
        ("Frist", "Nu", "Herefter", "Løber nu"),
        [
            (rule_id, _varighed(old) if old else "", _varighed(new) if new else "", clocks.get(rule_id, 0))
            for rule_id, old, new in changed
        ],
    )


def _version(rule: DeadlineRule | None) -> str | None:
    return rule.version if rule else None


def _running_clocks() -> dict[str, int]:
    """None where there is no register yet: checking rules makes none."""
    settings = load_settings()
    if settings.database is None and not (settings.var / "sagsgang.sqlite3").is_file():
        return {}
    return running_clocks(the_office(), now())


def _rulebook(mappe: Path | None) -> Rulebook:
    if mappe is None:
        lokal = load_settings().lokal
        return load_rulebook(local=lokal if lokal.is_dir() else None)
    if not mappe.is_dir():
        raise BadInput([Fault(str(mappe), "", "mappen findes ikke")])
    if any((mappe / name).exists() for name in _WHOLE):
        within = mappe / "local"
        return load_rulebook(config=mappe, local=within if within.is_dir() else None)
    return load_rulebook(local=mappe)


def _show_all(rulebook: Rulebook, *, as_json: bool) -> None:
    today = local_date(now())
    rules = [rule for rule_id in rulebook.deadlines if (rule := rulebook.rule(rule_id, today)) is not None]
    if as_json:
        print_json([{"frist": rule.id, "version": rule.version, **rule.content} for rule in rules])
        return
    show_table(
        f"Frister i {rulebook.kommune}, {shown_day(today)}",
        ("Frist", "Varighed", "Starter ved", "Slags", "Hjemmel", "Efterprøves"),
        [
            (
                rule.id,
                _varighed(rule),
                rule.content.get("start"),
                _slags(rule),
                rule.hjemmel,
                "ja" if rule.skal_efterproeves else "",
            )
            for rule in rules
        ],
    )


def _show_one(rule: DeadlineRule) -> None:
    til = f" til {_day(rule.gyldig_til)}" if rule.gyldig_til else ""
    say(f"{rule.id}, version {rule.version}: gælder fra {_day(rule.gyldig_fra)}{til}")
    facts = [
        ("Varighed", _varighed(rule)),
        ("Starter ved", ", ".join([str(rule.content.get("start")), *rule.content.get("ogsaa_start", [])])),
        ("Slutter ved", ", ".join(rule.content.get("slut", []))),
        ("Slags", _slags(rule)),
        ("Hjemmel", rule.hjemmel),
        ("Kilde", f"{rule.kilde}{f' (læst {_day(rule.sat)})' if rule.sat else ''}"),
        ("Skal efterprøves", "ja" if rule.skal_efterproeves else "nej"),
    ]
    show_table("Reglen", ("Hvad", "Værdi"), facts)
    show_table(
        "Stige", ("Hvornår", "Gør", "Til", "Nærmere"), [_trin(step) for step in rule.content.get("stige", [])]
    )


def _trin(step: dict[str, Any]) -> Sequence[object]:
    rest = ", ".join(f"{key}: {value}" for key, value in step.items() if key not in {"naar", "goer", "til"})
    return (step.get("naar"), step.get("goer"), step.get("til"), rest)


def _varighed(rule: DeadlineRule) -> str:
    value = rule.content.get("varighed", rule.content.get("forfald", ""))
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{key}: {text}" for key, text in value.items())


def _slags(rule: DeadlineRule) -> str:
    art = str(rule.content.get("art", ""))
    return f"{art}, kommunen sætter tallet" if rule.kommunal else art


def _day(day: date | None) -> str:
    return shown_day(day) if day else ""
