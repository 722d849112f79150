"""How far it has come with a goal, said with a number by the citizen and by those who help."""

from datetime import date

import pytest

from persistence.tables import MaalVurdering
from tests.builders import Desk, a_case, in_afgoerelse


@pytest.fixture
def desk() -> Desk:
    """A case with one goal."""
    return in_afgoerelse()


def test_the_number_stands_by_the_goal_with_whose_it_is_and_what_was_said(desk: Desk) -> None:
    desk.act("vurder_maal", maal=1, tal=3.5, tekst="Det går fremad.")
    (row,) = desk.all(MaalVurdering)
    assert (row.maal_nr, row.tal, row.hvem, row.ord, row.dag) == (
        1,
        3.5,
        "borger",
        "Det går fremad.",
        date(2026, 2, 2),
    )
    assert "maal_vurderet" in desk.events()


def test_the_same_persons_number_of_the_same_day_is_told_of_anew(desk: Desk) -> None:
    desk.act("vurder_maal", maal=1, tal=3)
    desk.act("vurder_maal", maal=1, tal=4)
    desk.act("vurder_maal", maal=1, tal=6, hvem="udfoerer")
    assert [(row.hvem, row.tal) for row in desk.all(MaalVurdering)] == [("borger", 4), ("udfoerer", 6)]


def test_a_number_that_was_said_earlier_stands_on_its_day(desk: Desk) -> None:
    desk.act("vurder_maal", maal=1, tal=3, dato="2026-01-20")
    assert desk.all(MaalVurdering)[0].dag == date(2026, 1, 20)
    assert desk.refused("vurder_maal", maal=1, tal=3, dato="2026-02-03") == "ugyldig_dato"
    assert desk.refused("vurder_maal", maal=1, tal=3, dato="1899-02-03") == "ugyldig_dato"


@pytest.mark.parametrize("tal", [-1, 10.5, float("nan"), float("inf")])
def test_a_number_outside_the_scale_is_refused(desk: Desk, tal: float) -> None:
    assert desk.refused("vurder_maal", maal=1, tal=tal) == "ugyldig_vaerdi"


def test_a_goal_that_nobody_has_set_takes_no_number(desk: Desk) -> None:
    assert desk.refused("vurder_maal", maal=2, tal=3) == "ukendt"
    assert a_case().refused("vurder_maal", maal=1, tal=3) == "ukendt"


def test_the_goals_own_scale_is_no_instrument_to_measure_with(desk: Desk) -> None:
    assert desk.refused("registrer_maaling", instrument="maal", vaerdi=3) == "ukendt"
