"""Afgørelse: nobody is decided against unheard (G4), and a decision says why, how to complain, and was told first (G7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.case import Udfald
from domain.gates import Stop, stops

MOD_BORGEREN = frozenset({Udfald.NEDSAETTELSE, Udfald.OPHOER})
GIVER_HJAELP = frozenset({Udfald.BEVILLING, Udfald.DELVIS})


@dataclass(frozen=True)
class HoeringFacts:
    """One partshøring: answered or not, and the citizen's last day, known once the letter is received."""

    svaret: bool
    svar_senest: date | None


@dataclass(frozen=True)
class BegrundelseFacts:
    """`meddelt` are the times the citizen was told orally (or it is noted why not); `siden` is the earliest that counts."""

    regel: str | None
    hovedhensyn: str | None
    fakta: str | None
    meddelt: Sequence[datetime]
    siden: datetime


def g4(hoeringer: Sequence[HoeringFacts], day: date) -> tuple[Stop, ...]:
    """Every partshøring is answered, or its last day has passed (FVL § 19)."""
    return stops(Stop("G4", "G4") if any(_open(hoering, day) for hoering in hoeringer) else None)


def _open(hoering: HoeringFacts, day: date) -> bool:
    return not hoering.svaret and (hoering.svar_senest is None or day <= hoering.svar_senest)


def g7(facts: BegrundelseFacts) -> tuple[Stop, ...]:
    """The begrundelse has rule, hovedhensyn and facts, and the citizen was told orally first, or why not."""
    begrundet = all(part and part.strip() for part in (facts.regel, facts.hovedhensyn, facts.fakta))
    told = any(moment >= facts.siden for moment in facts.meddelt)
    return stops(
        None if begrundet else Stop("G7", "G7.begrundelse"),
        None if told else Stop("G7", "G7.mundtligt"),
    )
