"""G1: what must be clear before information is gathered."""

from dataclasses import replace

import pytest

from domain.phases.sagsaabning import AabningFacts, g1

CLEAR = AabningFacts(
    handlekommune=True,
    p82_overvejet=True,
    aeldrelov=True,
    paragraffer=frozenset({"85"}),
    med_svarfrist=frozenset({"85"}),
)


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        (CLEAR, []),
        (replace(CLEAR, aeldrelov=False), []),  # der er ikke søgt om § 83
        (replace(CLEAR, paragraffer=frozenset()), ["G1.ansoegning"]),
        (replace(CLEAR, med_svarfrist=frozenset()), ["G1.svarfrist"]),
        (replace(CLEAR, paragraffer=frozenset({"85", "99"})), ["G1.svarfrist"]),
        (replace(CLEAR, handlekommune=False), ["G1.handlekommune"]),
        (replace(CLEAR, p82_overvejet=False), ["G1.p82"]),
        (
            AabningFacts(
                handlekommune=False,
                p82_overvejet=False,
                aeldrelov=False,
                paragraffer=frozenset({"83"}),
                med_svarfrist=frozenset({"83"}),
            ),
            ["G1.handlekommune", "G1.p82", "G1.aeldrelov"],
        ),
    ],
)
def test_g1_says_what_is_not_clear(facts: AabningFacts, keys: list[str]) -> None:
    found = g1(facts)
    assert [stop.key for stop in found] == keys
    assert all(stop.port == "G1" and stop.lovbundet for stop in found)
