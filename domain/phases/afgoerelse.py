"""Afgørelse: nobody is decided against unheard (G4), and a decision says why, how to complain, and was told first (G7)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.case import Udfald
from domain.gates import Stop, stops

MOD_BORGEREN = frozenset({Udfald.NEDSAETTELSE, Udfald.OPHOER})
GIVER_HJAELP = frozenset({Udfald.BEVILLING, Udfald.DELVIS})
# Help that may be given for a time; all other help runs until a new afgørelse (DUKH, Praksisnyt 48).
TIDSBEGRAENSET = frozenset({"82 b", "107"})
# What law asks a decision to tell besides the begrundelse; the letter says nothing of what nobody wrote.
_FORTAELLER: Final[Mapping[Udfald, tuple[str, ...]]] = {
    Udfald.BEVILLING: ("omfang", "handleplan"),
    Udfald.DELVIS: ("omfang", "ikke_bevilget", "anden_hjaelp", "borgerens_syn", "handleplan"),
    Udfald.AFSLAG: ("anden_hjaelp", "borgerens_syn"),
    Udfald.NEDSAETTELSE: ("omfang", "aendret_siden", "anden_hjaelp", "borgerens_syn", "partshoering"),
    Udfald.OPHOER: ("aendret_siden", "anden_hjaelp", "borgerens_syn", "partshoering"),
}


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


def mangler(udfald: Udfald, paragraf: str, told: Collection[str]) -> tuple[str, ...]:
    """What a decision should tell and does not; never a stop, for only the caseworker knows whether it fits."""
    slut = ("slut",) if udfald in GIVER_HJAELP and paragraf == "82 b" else ()
    return tuple(name for name in (*_FORTAELLER[udfald], *slut) if name not in told)


def virkning(udfald: Udfald, given: date | None, modtages: date, varslet: date | None) -> date:
    """The first day the decision holds; against the citizen never before they have it, nor before the notice is over."""
    if udfald in MOD_BORGEREN:
        return max(day for day in (given, modtages, varslet) if day is not None)
    return given or modtages
