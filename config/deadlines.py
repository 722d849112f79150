"""deadlines.toml, with a municipality's own overrides, as rules; refuses what it does not know."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from config.deadline_models import ChangeModel, RuleModel, ScopeModel, SettingsModel
from config.faults import faults_of, nearest, reason
from config.kadencer import cadence_faults
from config.rule_limits import living_faults, override_faults, sending_faults
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
    tasks: Collection[str] | None = None,
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
        files |= dict.fromkeys(files.keys() & source.content.keys(), source.name)
        faults += _override(merged, source, law)
    rules = {
        rule_id: _versions(rule_id, content, files[rule_id], faults)
        for rule_id, content in merged.items()
        if rule_id not in _IKKE_FRISTER
    }
    settings = _settings(merged, files, base.name, faults)
    fysisk_post = parse_varighed(settings.modtagelse.fysisk_post)
    uden_godkendelse = frozenset(settings.afsendelse.uden_godkendelse)
    known = {rule_id: versions for rule_id, versions in rules.items() if versions}
    faults += _references(known, law, letters, files)
    faults += cadence_faults(known, files) + living_faults(known, files, tasks)
    faults += [
        Fault(files.get(key.partition(".")[0], base.name), key, why)
        for key, why in sending_faults(sorted(uden_godkendelse), fysisk_post, letters)
    ]
    if faults:
        raise BrokenConfig(faults)
    return DeadlineConfig(
        known,
        fysisk_post,
        uden_godkendelse,
        parse_varighed(settings.udskydelse.hoejst),
    )


def rule_from_content(rule_id: str, content: Mapping[str, Any]) -> DeadlineRule:
    """The rule that was kept with a deadline, exactly as it was."""
    scope = {key: content[key] for key in _SCOPE if key in content}
    return _rule(rule_id, {key: value for key, value in content.items() if key not in scope}, scope)


def _rule(
    rule_id: str, content: Mapping[str, Any], scope: Mapping[str, str] = MappingProxyType({})
) -> DeadlineRule:
    """The rule; whom it is for is kept with it, so that a deadline of long ago can tell whose rule it ran under."""
    plain = {**json.loads(json.dumps(content, default=_plain)), **scope}
    return RuleModel.model_validate(content).to_rule(rule_id, _version_of(plain), plain)


def _version_of(content: Mapping[str, Any]) -> str:
    """Twelve hex digits that name the rule's content."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _override(merged: dict[str, dict[str, Any]], source: Source, law: LawBook) -> list[Fault]:
    faults = []
    for rule_id, changes in source.content.items():
        known = merged.get(rule_id)
        if known is None:
            why = f"kender ingen regel med det navn{nearest(rule_id, merged)}"
            faults.append(Fault(source.name, rule_id, why))
            continue
        if not isinstance(changes, Mapping):
            faults.append(Fault(source.name, rule_id, reason("ikke_et_afsnit", navn=rule_id)))
            continue
        if rows := [name for name in _INDENI if not _are_rows(changes.get(name, ()))]:
            faults += [
                Fault(
                    source.name, f"{rule_id}.{name}", reason("skal_vaere_raekker", navn=f"{rule_id}.{name}")
                )
                for name in sorted(rows)
            ]
            continue
        if known.get("art") == "lov":
            free = _KOMMUNALE_NOEGLER if known.get("kommunal") else frozenset()
            faults += [
                Fault(source.name, f"{rule_id}.{key}", "er fastsat ved lov og kan ikke rettes lokalt")
                for key in _fixed_by_law(changes, free)
            ]
        if rule_id not in _IKKE_FRISTER:
            told = {fault.key for fault in faults}
            faults += [
                Fault(source.name, f"{rule_id}.{key}", why)
                for key, why in override_faults(known, changes, law)
                if f"{rule_id}.{key}" not in told
            ]
        merged[rule_id] = _merge(known, changes)
    return faults


def _are_rows(value: object) -> bool:
    return isinstance(value, Sequence) and all(isinstance(row, Mapping) for row in value)


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
    for number, change in enumerate(content.get("aendringer", ()), 1):
        place = f"{rule_id}.aendringer"
        try:
            fra = ChangeModel.model_validate({"gyldig_fra": change.get("gyldig_fra")}).gyldig_fra
            if fra <= start:
                why = f"{fra} ligger ikke efter {start}: gyldighed overlapper"
                raise BrokenConfig([Fault(file, place, why)])
            version, start = _merge(current, change), fra
            # A change with an end is for a while: what comes later builds on what holds without it.
            current = current if "gyldig_til" in change else version
            yield _with_own(rule_id, version, own, file)
        except ValidationError as error:
            raise BrokenConfig(faults_of(error, file, f"{place}.{number}.")) from None


def _with_own(
    rule_id: str, content: Mapping[str, Any], own: Sequence[Mapping[str, Any]], file: str
) -> DeadlineRule:
    """The rule, and as the municipality has it for single teams and paragraffer."""
    found: dict[tuple[str | None, str | None, date], Saerlig] = {}
    for number, changes in enumerate(own, 1):
        place = f"{rule_id}.saerlige.{number}"
        try:
            scope = ScopeModel.model_validate({key: changes[key] for key in _SCOPE if key in changes})
            only = {key: value for key, value in changes.items() if key not in _SCOPE}
            whom = scope.model_dump(exclude_none=True)
            saerlig = Saerlig(_rule(rule_id, _merge(content, only), whom), scope.team, scope.paragraf)
            name = (scope.team, scope.paragraf, changes.get("gyldig_fra", date.min))
            if name in found:
                navn = " ".join(filter(None, name[:2]))
                raise BrokenConfig([Fault(file, place, reason("findes_to_gange", navn=navn))])
            found[name] = saerlig
        except ValidationError as error:
            raise BrokenConfig(faults_of(error, file, f"{place}.")) from None
    # The one that is valid from the latest day stands last, and holds before the others like it.
    in_order = sorted(found, key=lambda name: name[2])
    return replace(_rule(rule_id, content), saerlige=tuple(found[name] for name in in_order))


def _settings(
    merged: Mapping[str, Any], files: Mapping[str, str], base: str, faults: list[Fault]
) -> SettingsModel:
    try:
        return SettingsModel.model_validate({name: merged[name] for name in _IKKE_FRISTER if name in merged})
    except ValidationError as error:
        found = faults_of(error, base)
        faults += [replace(fault, file=files.get(fault.key.partition(".")[0], base)) for fault in found]
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
        for rule in _with_those_of_its_own(versions):
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


def _with_those_of_its_own(versions: tuple[DeadlineRule, ...]) -> Iterator[DeadlineRule]:
    for rule in versions:
        yield rule
        yield from (own.rule for own in rule.saerlige)
