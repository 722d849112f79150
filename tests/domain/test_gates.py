"""What a gate answers when several reasons apply."""

import pytest

from domain.errors import ActRefused
from domain.gates import Stop, refuse_first, stops


def test_an_open_gate_says_nothing() -> None:
    refuse_first(stops(None, None))


@pytest.mark.parametrize(
    ("found", "first"),
    [
        ((Stop("G5", "G5"), Stop("G4", "G4")), "G4"),
        ((Stop("G10", "G10"), Stop("G9", "G9.status")), "G9.status"),  # som tal, ikke som tekst
        ((Stop("G8", "G8.maal", lovbundet=False), Stop("G8", "G8.opfoelgning")), "G8.opfoelgning"),
        ((Stop("G7", "G7.begrundelse"), Stop("G7", "G7.mundtligt")), "G7.begrundelse"),
    ],
)
def test_the_lowest_gate_is_named_and_the_laws_reason_before_others(
    found: tuple[Stop, ...], first: str
) -> None:
    with pytest.raises(ActRefused) as refusal:
        refuse_first(found)
    assert refusal.value.key == first
    assert refusal.value.grund == first.split(".", maxsplit=1)[0]
