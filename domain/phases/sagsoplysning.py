"""Sagsoplysning: enough known (G2), and nobody asked without the citizen's samtykke (G3)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.gates import Stop, stops

_SEPARATORS = re.compile(r"\s*(?:,|;|\bog\b)\s*")


@dataclass(frozen=True)
class OplysningFacts:
    """`kilder_mangler` counts sources asked that have neither answered nor been given up."""

    kilder_mangler: int
    oenske_registreret: bool


@dataclass(frozen=True)
class SamtykkeFacts:
    """One samtykke: from whom, about what, and whether it stands (RSL § 11 a)."""

    kilde: str
    oplysninger: str | None
    til_dato: date
    trukket: bool


@dataclass(frozen=True)
class UndtagelseFacts:
    """A leader's word that the law lets somebody be asked or told without a samtykke, and until when (RSL § 11 c)."""

    hvem: str
    til_dato: date


def g2(facts: OplysningFacts) -> tuple[Stop, ...]:
    """Every source asked has answered or been given up, and the citizen's wishes stand in the case."""
    return stops(
        Stop("G2", "G2.kilder") if facts.kilder_mangler else None,
        None if facts.oenske_registreret else Stop("G2", "G2.oensker"),
    )


def g3(
    samtykker: Sequence[SamtykkeFacts],
    kilde: str,
    oplysninger: str | None,
    day: date,
    undtagelser: Sequence[UndtagelseFacts] = (),
) -> tuple[Stop, ...]:
    """A samtykke names this source and everything it is asked about, and neither is expired nor withdrawn.

    Or a leader has written which exception of the law lets it be asked without (RSL § 11 c).
    """
    if _excepted(undtagelser, (kilde,), day):
        return ()
    if not any(_same(samtykke.kilde, kilde) for samtykke in samtykker):
        return (Stop("G3", "G3.mangler"),)
    standing = [samtykke for samtykke in samtykker if _stands(samtykke, (kilde,), day)]
    if not standing:
        return (Stop("G3", "G3.gaelder_ikke"),)
    asked = _kinds(oplysninger)
    covered = frozenset[str]().union(*(_kinds(samtykke.oplysninger) for samtykke in standing))
    return () if asked and asked <= covered else (Stop("G3", "G3.ikke_specifikt"),)


def g3_deling(
    samtykker: Sequence[SamtykkeFacts],
    navne: Sequence[str],
    day: date,
    undtagelser: Sequence[UndtagelseFacts] = (),
) -> tuple[Stop, ...]:
    """A samtykke that stands names whoever is told something and what they may know; or a leader's exception does.

    `navne` is every name of theirs. Whether the letter keeps to what may be known is for a person to read.
    """
    if _excepted(undtagelser, navne, day):
        return ()
    if not any(_same(samtykke.kilde, navn) for samtykke in samtykker for navn in navne):
        return (Stop("G3", "G3.deling_mangler"),)
    standing = [samtykke for samtykke in samtykker if _stands(samtykke, navne, day)]
    if not standing:
        return (Stop("G3", "G3.deling_gaelder_ikke"),)
    said = any(_kinds(samtykke.oplysninger) for samtykke in standing)
    return () if said else (Stop("G3", "G3.deling_ikke_specifikt"),)


def _excepted(undtagelser: Sequence[UndtagelseFacts], navne: Sequence[str], day: date) -> bool:
    return any(
        _same(undtagelse.hvem, navn) and day <= undtagelse.til_dato
        for undtagelse in undtagelser
        for navn in navne
    )


def _stands(samtykke: SamtykkeFacts, navne: Sequence[str], day: date) -> bool:
    named = any(_same(samtykke.kilde, navn) for navn in navne)
    return named and not samtykke.trukket and day <= samtykke.til_dato


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _kinds(text: str | None) -> frozenset[str]:
    return frozenset(part for part in _SEPARATORS.split((text or "").strip().casefold()) if part)
