"""Random lives leave out nothing that a person can do, and say it in words that are understood."""

import pytest

from casework.perform import read_act
from casework.registry import ACTS
from tests.builders import MONDAY
from tests.flows.deeds import DEEDS, Deed, on_the_day


def test_every_act_may_happen_in_a_random_life() -> None:
    assert ACTS.keys() - {name for name, _ in DEEDS} == set()


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed[0])
def test_a_deed_has_the_fields_of_its_act(deed: Deed) -> None:
    name, fields = deed
    said = {key: value for key, value in on_the_day(fields, MONDAY.date()).items() if key != "by"}
    assert read_act(name, said)
