"""G5: own resources first. G6: a handleplan that is the citizen's."""

import pytest

from domain.phases.sagsvurdering import HandleplanFacts, VurderingFacts, g5, g6


def test_g5_asks_for_the_care_order_and_a_leader_may_lift_it() -> None:
    assert g5(VurderingFacts(care_gennemgaaet=True)) == ()
    assert [(stop.key, stop.lovbundet) for stop in g5(VurderingFacts(care_gennemgaaet=False))] == [
        ("G5", False)
    ]


@pytest.mark.parametrize(
    ("bekraeftet", "tilbudt", "svar", "keys"),
    [
        (True, True, "ja", []),
        (False, True, "ja", [("G6.ressourcer", False)]),
        (True, True, "nej", [("G6.svar", True)]),
        (True, True, None, [("G6.svar", True)]),
        (False, False, None, [("G6.tilbud", True), ("G6.svar", True), ("G6.ressourcer", False)]),
    ],
)
def test_g6_asks_for_the_offer_the_yes_and_the_confirmed_resources(
    bekraeftet: bool, tilbudt: bool, svar: str | None, keys: list[tuple[str, bool]]
) -> None:
    found = g6(HandleplanFacts(ressourcer_bekraeftet=bekraeftet, tilbudt=tilbudt, svar=svar))
    assert [(stop.key, stop.lovbundet) for stop in found] == keys
