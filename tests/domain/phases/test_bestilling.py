"""G8: an order names who holds it together, when it is followed up, and what the citizen wants."""

import pytest

from domain.phases.bestilling import BestillingFacts, g8


@pytest.mark.parametrize(
    ("koordinator", "opfoelgning", "maal", "keys"),
    [
        ("sb1", True, 1, []),
        (None, True, 1, [("G8.koordinator", False)]),
        ("", True, 1, [("G8.koordinator", False)]),
        ("sb1", False, 1, [("G8.opfoelgning", True)]),
        ("sb1", True, 0, [("G8.maal", False)]),
        (None, False, 0, [("G8.koordinator", False), ("G8.opfoelgning", True), ("G8.maal", False)]),
    ],
)
def test_g8_says_what_the_order_lacks(
    koordinator: str | None, opfoelgning: bool, maal: int, keys: list[tuple[str, bool]]
) -> None:
    found = g8(BestillingFacts(koordinator, opfoelgning, maal))
    assert [(stop.key, stop.lovbundet) for stop in found] == keys
