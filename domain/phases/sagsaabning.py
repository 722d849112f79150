"""Sagsåbning: what must be clear before information is gathered (gate G1)."""

from dataclasses import dataclass

from domain.gates import Stop, stops

AELDRELOV_PARAGRAF = "83"


@dataclass(frozen=True)
class AabningFacts:
    """`paragraffer` are those applied for and not withdrawn; `med_svarfrist` those whose clock is set."""

    handlekommune: bool
    p82_overvejet: bool
    aeldrelov: bool
    paragraffer: frozenset[str]
    med_svarfrist: frozenset[str]


def g1(facts: AabningFacts) -> tuple[Stop, ...]:
    """Handlekommune checked, what was applied for known, svarfrist set, § 82 considered, ældrelov where § 83."""
    aeldrelov_missing = AELDRELOV_PARAGRAF in facts.paragraffer and not facts.aeldrelov
    return stops(
        None if facts.paragraffer else Stop("G1", "G1.ansoegning"),
        None if facts.paragraffer <= facts.med_svarfrist else Stop("G1", "G1.svarfrist"),
        None if facts.handlekommune else Stop("G1", "G1.handlekommune"),
        None if facts.p82_overvejet else Stop("G1", "G1.p82"),
        Stop("G1", "G1.aeldrelov") if aeldrelov_missing else None,
    )
