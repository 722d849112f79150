"""What a municipality can change in a rule without losing it: no clock that cannot run, and none that nobody hears."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from config.faults import nearest, reason
from domain.errors import Fault
from domain.law import LawBook, normalise_paragraf
from domain.rules import Aftalt, Anker, Art, DeadlineRule, Ejer, Enhed, Goer, Rolle, Trin, Varighed

_STANDARD = "standard"
_HERE = frozenset({Rolle.SAGSBEHANDLER, Rolle.LEDER, Rolle.CHEF})
_TELLS = frozenset({Goer.PAAMIND, Goer.ESKALER, Goer.OPGAVE})
# What the rest of the house reads a rule by: another value makes it another rule.
_FIXED = ("art", "kommunal", "slags")
_NESTED = ("aendringer", "saerlige")
_WHOLE = 100
# The calendars reach some years ahead, and no clock may start that they cannot count.
_LONGEST_DAYS = 5 * 366
_DAYS = {Enhed.TIMER: 1 / 24, Enhed.ARBEJDSDAGE: 1.5, Enhed.DAGE: 1, Enhed.UGER: 7, Enhed.MAANEDER: 31}
# Letters that decide something, or that a citizen's rights hang on: a named person says yes to each.
_APPROVED = ("afgoerelse", "partshoering", "forlaenget_svarfrist", "genvurdering")


def override_faults(
    known: Mapping[str, Any], changes: Mapping[str, Any], law: LawBook
) -> Iterator[tuple[str, str]]:
    """The key and the reason of each value that would make the rule another rule, or that nothing would ever meet."""
    named = known.get("varighed")
    terms = frozenset(named) if isinstance(named, Mapping) else frozenset({_STANDARD})
    for place, values in _each(changes):
        for key in _FIXED:
            if key in values and values[key] != known.get(key, "frist" if key == "slags" else None):
                yield f"{place}{key}", reason("fast_vaerdi")
        ejere = {str(known.get("ejer")), str(values.get("ejer", known.get("ejer")))}
        if len(ejere) > 1 and Ejer.BORGER in ejere:
            yield f"{place}ejer", reason("fast_vaerdi")
        if "varighed" in values and (named == Aftalt.DATO) != (values["varighed"] == Aftalt.DATO):
            yield f"{place}varighed", reason("fast_aftalt")
        if isinstance(values.get("varighed"), Mapping):
            known_terms = terms | {_STANDARD, *law.paragraffer}
            for name in values["varighed"]:
                if name not in known_terms and normalise_paragraf(name) != name:
                    near = nearest(name.strip("§ "), known_terms)
                    yield f'{place}varighed."{name}"', reason("ukendt", navn=name) + near
        paragraf = values.get("paragraf")
        if isinstance(paragraf, str) and normalise_paragraf(paragraf) != paragraf:
            near = nearest(paragraf.strip("§ "), law.paragraffer)
            yield f"{place}paragraf", reason("ukendt", navn=paragraf) + near


def living_faults(
    rules: Mapping[str, tuple[DeadlineRule, ...]], files: Mapping[str, str], tasks: Collection[str] | None
) -> list[Fault]:
    """Everything by which a clock would run unheard, count from itself, or ask for a task that nobody has words for."""
    return [
        Fault(files[rule_id], f"{rule_id}.{place}{key}", text)
        for rule_id, versions in rules.items()
        for place, rule in _versions(versions)
        for key, text in _of_one(rule, rules, tasks)
    ]


def sending_faults(
    uden_godkendelse: Iterable[str], fysisk_post: Varighed, letters: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each letter that is none, or that no municipality may let leave unapproved; and post that takes no time."""
    for slug in uden_godkendelse:
        if slug.startswith(_APPROVED):
            yield "afsendelse.uden_godkendelse", reason("brev_skal_godkendes", navn=slug)
        elif slug not in letters:
            yield "afsendelse.uden_godkendelse", reason("ukendt", navn=slug) + nearest(slug, letters)
    if not fysisk_post.antal:
        yield "modtagelse.fysisk_post", reason("varighed_nul")


def _each(changes: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "", changes
    for name in _NESTED:
        rows = changes.get(name, ())
        for number, inner in enumerate(rows if isinstance(rows, list) else (), 1):
            if isinstance(inner, Mapping):
                yield f"{name}.{number}.", inner


def _versions(versions: tuple[DeadlineRule, ...]) -> Iterator[tuple[str, DeadlineRule]]:
    for change, rule in enumerate(versions):
        yield f"aendringer.{change}." if change else "", rule
        yield from ((f"saerlige.{number}.", own.rule) for number, own in enumerate(rule.saerlige, 1))


def _of_one(
    rule: DeadlineRule, rules: Mapping[str, tuple[DeadlineRule, ...]], tasks: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    if unheard := _unheard(rule):
        yield "stige", reason(unheard)
    if rule.forfald and any(other.forfald for other in rules.get(rule.forfald.frist, ())):
        yield "forfald", reason("forfald_i_ring", navn=rule.forfald.frist)
    if isinstance(rule.varighed, Mapping):
        for name, varighed in rule.varighed.items():
            if rule.art is Art.LOV and not varighed.antal and not varighed.halv:
                yield f'varighed."{name}"', reason("varighed_nul")
            elif _days(varighed) > _LONGEST_DAYS:
                yield f'varighed."{name}"', reason("varighed_for_lang")
    for number, trin in enumerate(rule.stige, 1):
        if tasks is not None and trin.opgave is not None and trin.opgave not in tasks:
            yield f"stige.{number}.opgave", reason("ukendt", navn=trin.opgave) + nearest(trin.opgave, tasks)


def _unheard(rule: DeadlineRule) -> str | None:
    """Why nobody would hear of the deadline; None where somebody would.

    A citizen's own frist and an earliest date are nobody's to miss. A date of the law must be heard of in time, and
    again and again once it has passed.
    """
    if rule.tidligst or rule.ejer is Ejer.BORGER:
        return None
    heard = [trin for trin in rule.stige if trin.goer in _TELLS and (trin.til in _HERE or rule.kadence)]
    if not heard:
        return "ingen_hoerer"
    if rule.art is Art.LOKAL:
        return None
    if not any(trin.gentag for trin in heard):
        return "ingen_hoerer_igen"
    in_time = rule.ejer is Ejer.UDFOERER or any(map(_in_time, heard))
    return None if in_time else "ingen_hoerer_i_tide"


def _in_time(trin: Trin) -> bool:
    match trin.naar.anker:
        case Anker.START:
            return True
        case Anker.PROCENT:
            return trin.naar.antal <= _WHOLE
        case _:
            return trin.naar.antal <= 0


def _days(varighed: Varighed) -> float:
    return varighed.antal * _DAYS[varighed.enhed]
