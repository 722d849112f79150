"""A ward tells that the citizen will be discharged."""

import pytest

from tests.builders import a_case


@pytest.mark.parametrize(
    ("med", "ends"),
    [
        (["borger"], True),
        (["afdeling"], True),
        (["afdeling p2"], True),
        (["netværk"], False),
        (["P3"], False),
    ],
)
def test_the_clock_waits_for_contact_with_the_ward_or_the_citizen(med: list[str], ends: bool) -> None:
    desk = a_case()
    desk.act("varsle_udskrivning", afdeling="Afdeling P2", dato="2026-02-06")
    assert desk.told("opgave", "tjek_udskrivningsaftale") == ["2026-02-02"]
    assert desk.due("udskrivning").isoformat() == "2026-02-04"
    desk.act("registrer_kontakt", med=med)
    assert desk.clock_of("udskrivning").state == ("overholdt" if ends else "aktiv")


def test_two_notices_are_both_answered_by_one_contact() -> None:
    desk = a_case()
    for _ in range(2):
        desk.act("varsle_udskrivning")
    desk.act("registrer_kontakt")
    assert {clock.state for clock in desk.clocks("udskrivning")} == {"overholdt"}
