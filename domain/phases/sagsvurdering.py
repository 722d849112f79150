"""Sagsvurdering: own resources first (G5), and a handleplan that is the citizen's (G6)."""

from dataclasses import dataclass

from domain.gates import Stop, stops

JA = "ja"


@dataclass(frozen=True)
class VurderingFacts:
    care_gennemgaaet: bool


@dataclass(frozen=True)
class HandleplanFacts:
    ressourcer_bekraeftet: bool
    tilbudt: bool
    svar: str | None


def g5(facts: VurderingFacts) -> tuple[Stop, ...]:
    """The CARe order has been gone through: own, network's, community's resources; never a reason to refuse."""
    return stops(None if facts.care_gennemgaaet else Stop("G5", "G5", lovbundet=False))


def g6(facts: HandleplanFacts) -> tuple[Stop, ...]:
    """The citizen confirmed the description of own resources; the offer of § 141 and a yes are logged."""
    return stops(
        None if facts.tilbudt else Stop("G6", "G6.tilbud"),
        None if facts.svar == JA else Stop("G6", "G6.svar"),
        None if facts.ressourcer_bekraeftet else Stop("G6", "G6.ressourcer", lovbundet=False),
    )
