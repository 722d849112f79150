"""Klage: how long the municipality has to look again."""

from domain.case import Udfald
from domain.phases.afgoerelse import MOD_BORGEREN

VARSLING = "varsling"


def genvurdering_keys(udfald: str, *, varsling: bool) -> tuple[str, ...]:
    """Which entry of the rule counts: the short one where help under a varslings-paragraf is cut (SEL § 3 a)."""
    return (VARSLING,) if varsling and Udfald(udfald) in MOD_BORGEREN else ()
