"""deadlines.toml, with a municipality's own overrides, as rules; refuses what it does not know."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from config.deadline_models import ChangeModel, RuleModel, ScopeModel, SettingsModel
from config.faults import faults_of, reason
from config.kadencer import cadence_faults
from domain.errors import BrokenConfig, Fault
from domain.law import LawBook
from domain.rules import DeadlineRule, Saerlig, Varighed, parse_varighed

# What a municipality may set itself where the law leaves it to the municipality.
_KOMMUNALE_NOEGLER = frozenset(
    {"varighed", "stige", "vedtaget", "offentliggjort", "aendringer", "saerlige", "kilde", "sat"}
)
# Where those keys may stand once more, and what may stand there besides.
_INDENI = frozenset({"aendringer", "saerlige"})
_HVEM_OG_HVORNAAR = frozenset({"gyldig_fra", "gyldig_til", "team", "paragraf"})
_SCOPE = ("team", "paragraf")
_IKKE_FRISTER = ("modtagelse", "afsendelse", "udskydelse")


@dataclass(frozen=True)
class Source:
    """One file's (or scenario's) rules, as read."""

    name: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class DeadlineConfig:
    """The catalogue, and the two settings that stand in the same file."""

    deadlines: Mapping[str, tuple[DeadlineRule, ...]]
    fysisk_post: Varighed
    uden_godkendelse: frozenset[str]
    udskydelse_hoejst: Varighed


def load_deadlines(
    base: Source,
    overrides: Sequence[Source],
    law: LawBook,
    letters: frozenset[str],
    cadences: Source | None = None,
) -> DeadlineConfig:
    """The catalogue with its cadences after every override; raises BrokenConfig with every fault there is."""
    faults: list[Fault] = []
    merged = {name: dict(table) for name, table in base.content.items()}
    files = dict.fromkeys(merged, base.name)
    if cadences is not None:
        faults += [
            Fault(cadences.name, name, reason("findes_to_gange", navn=name))
            for name in sorted(set(merged) & set(cadences.content))
        ]
        merged |= {name: dict(table) for name, table in cadences.content.items()}
        files |= dict.fromkeys(cadences.content, cadences.name)
    for source in overrides:
        faults += _override(merged, source)
    rules = {
        rule_id: _versions(rule_id, content, files[rule_id], faults)
        for rule_id, content in merged.items()
        if rule_id not in _IKKE_FRISTER
    }
    settings = _settings(merged, base.name, faults)
    known = {rule_id: versions for rule_id, versions in rules.items() if versions}
    faults += _references(known, law, letters, files)
    faults += cadence_faults(known, files)
    if faults:
        raise BrokenConfig(faults)
    return DeadlineConfig(
        known,
        parse_varighed(settings.modtagelse.fysisk_post),
        frozenset(settings.afsendelse.uden_godkendelse),
        parse_varighed(settings.udskydelse.hoejst),
    )


def rule_from_content(rule_id: str, content: Mapping[str, Any]) -> DeadlineRule:
    """The rule that was kept with a deadline, exactly as it was."""
    return _rule(rule_id, content)


def _rule(rule_id: str, content: Mapping[str, Any]) -> DeadlineRule:
    plain = json.loads(json.dumps(content, default=_plain))
    return RuleModel.model_validate(content).to_rule(rule_id, _version_of(plain), plain)


def _version_of(content: Mapping[str, Any]) -> str:
    """Twelve hex digits that name the rule's content."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _override(merged: dict[str, dict[str, Any]], source: Source) -> list[Fault]:
    faults = []
    for rule_id, changes in source.content.items():
        known = merged.get(rule_id)
        if known is None or not isinstance(changes, Mapping):
            faults.append(Fault(source.name, rule_id, "kender ingen regel med det navn"))
            continue
        if known.get("art") == "lov":
            free = _KOMMUNALE_NOEGLER if known.get("kommunal") else frozenset()
            faults += [
                Fault(source.name, f"{rule_id}.{key}", "er fastsat ved lov og kan ikke rettes lokalt")
                for key in _fixed_by_law(changes, free)
            ]
        merged[rule_id] = _merge(known, changes)
    return faults


def _fixed_by_law(changes: Mapping[str, Any], free: frozenset[str]) -> Iterator[str]:
    """The keys that are not the municipality's, also inside later changes and particular rules."""
    yield from sorted(set(changes) - free)
    for name in sorted(_INDENI & set(changes) & free):
        for number, inner in enumerate(changes[name], 1):
            keys = set(inner) if isinstance(inner, Mapping) else set()
            yield from (f"{name}.{number}.{key}" for key in sorted(keys - free - _HVEM_OG_HVORNAAR))


def _merge(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    if "varighed" in changes:
        merged.pop("forfald", None)
    for key, value in changes.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _versions(
    rule_id: str, content: Mapping[str, Any], file: str, faults: list[Fault]
) -> tuple[DeadlineRule, ...]:
    try:
        return tuple(_read_versions(rule_id, content, file))
    except ValidationError as error:
        faults += faults_of(error, file, f"{rule_id}.")
    except BrokenConfig as error:
        faults += error.faults
    return ()


def _read_versions(rule_id: str, content: Mapping[str, Any], file: str) -> Iterator[DeadlineRule]:
    """The rule, then each of its changes from their own dates on; a change says only what is new."""
    base = {key: value for key, value in content.items() if key not in {"aendringer", "saerlige"}}
    own = content.get("saerlige", ())
    model = RuleModel.model_validate(base)
    current, start = base, model.gyldig_fra
    yield _with_own(rule_id, base, own, file)
    for change in content.get("aendringer", ()):
        fra = ChangeModel.model_validate({"gyldig_fra": change.get("gyldig_fra")}).gyldig_fra
        if fra <= start:
            raise BrokenConfig(
                [
                    Fault(
                        file,
                        f"{rule_id}.aendringer",
                        f"{fra} ligger ikke efter {start}: gyldighed overlapper",
                    )
                ]
            )
        current, start = _merge(current, change), fra
        yield _with_own(rule_id, current, own, file)


def _with_own(
    rule_id: str, content: Mapping[str, Any], own: Sequence[Mapping[str, Any]], file: str
) -> DeadlineRule:
    """The rule, and as the municipality has it for single teams and paragraffer."""
    found = []
    for number, changes in enumerate(own, 1):
        try:
            scope = ScopeModel.model_validate({key: changes[key] for key in _SCOPE if key in changes})
            only = {key: value for key, value in changes.items() if key not in _SCOPE}
            found.append(Saerlig(_rule(rule_id, _merge(content, only)), scope.team, scope.paragraf))
        except ValidationError as error:
            raise BrokenConfig(faults_of(error, file, f"{rule_id}.saerlige.{number}.")) from None
    return replace(_rule(rule_id, content), saerlige=tuple(found))


def _settings(merged: Mapping[str, Any], file: str, faults: list[Fault]) -> SettingsModel:
    try:
        return SettingsModel.model_validate({name: merged[name] for name in _IKKE_FRISTER if name in merged})
    except ValidationError as error:
        faults += faults_of(error, file)
        return SettingsModel.example()


def _references(
    rules: Mapping[str, tuple[DeadlineRule, ...]],
    law: LawBook,
    letters: frozenset[str],
    files: Mapping[str, str],
) -> list[Fault]:
    faults = []
    for rule_id, versions in rules.items():
        file = files[rule_id]
        for rule in versions:
            if rule.art == "lov" and law.resolve(rule.hjemmel, rule.sat or rule.gyldig_fra) is None:
                faults.append(Fault(file, f"{rule_id}.hjemmel", f"'{rule.hjemmel}' står ikke i config/law/"))
            if rule.forfald and rule.forfald.frist not in rules:
                faults.append(Fault(file, f"{rule_id}.forfald", f"kender ingen frist '{rule.forfald.frist}'"))
            faults += [
                Fault(file, f"{rule_id}.stige.{number}.brev", f"kender intet brev '{trin.brev}'")
                for number, trin in enumerate(rule.stige, 1)
                if trin.brev and trin.brev not in letters
            ]
    return faults
