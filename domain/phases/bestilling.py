"""Bestilling: an order names who holds it together, when it is followed up, and what the citizen wants (G8)."""

from dataclasses import dataclass

from domain.gates import Stop, stops


@dataclass(frozen=True)
class BestillingFacts:
    """`maal_med_oenske` counts goals that point at a wish; `opfoelgning_kendt` by date or by the rule."""

    koordinator: str | None
    opfoelgning_kendt: bool
    maal_med_oenske: int


def g8(facts: BestillingFacts) -> tuple[Stop, ...]:
    """Coordinator named, follow-up known, and at least one goal linked to one of the citizen's wishes."""
    return stops(
        None if facts.koordinator else Stop("G8", "G8.koordinator", lovbundet=False),
        None if facts.opfoelgning_kendt else Stop("G8", "G8.opfoelgning"),
        None if facts.maal_med_oenske else Stop("G8", "G8.maal", lovbundet=False),
    )
