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


def g2(facts: OplysningFacts) -> tuple[Stop, ...]:
    """Every source asked has answered or been given up, and the citizen's wishes stand in the case."""
    return stops(
        Stop("G2", "G2.kilder") if facts.kilder_mangler else None,
        None if facts.oenske_registreret else Stop("G2", "G2.oensker"),
    )


def g3(
    samtykker: Sequence[SamtykkeFacts], kilde: str, oplysninger: str | None, day: date
) -> tuple[Stop, ...]:
    """A samtykke names this source and everything it is asked about, and neither is expired nor withdrawn."""
    if refused := g3_deling(samtykker, kilde, day):
        return refused
    asked = _kinds(oplysninger)
    standing = (samtykke for samtykke in samtykker if _stands(samtykke, kilde, day))
    covered = frozenset[str]().union(*(_kinds(samtykke.oplysninger) for samtykke in standing))
    if not asked or not asked <= covered:
        return (Stop("G3", "G3.ikke_specifikt"),)
    return ()


def g3_deling(samtykker: Sequence[SamtykkeFacts], kilde: str, day: date) -> tuple[Stop, ...]:
    """A samtykke that stands names whoever is told something; what may be told is in the letter for a person to read."""
    if not any(_same(samtykke.kilde, kilde) for samtykke in samtykker):
        return (Stop("G3", "G3.mangler"),)
    standing = any(_stands(samtykke, kilde, day) for samtykke in samtykker)
    return () if standing else (Stop("G3", "G3.gaelder_ikke"),)


def _stands(samtykke: SamtykkeFacts, kilde: str, day: date) -> bool:
    return _same(samtykke.kilde, kilde) and not samtykke.trukket and day <= samtykke.til_dato


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _kinds(text: str | None) -> frozenset[str]:
    return frozenset(part for part in _SEPARATORS.split((text or "").strip().casefold()) if part)
