"""Klage: how long the municipality has to look again."""

import pytest

from domain.phases.klage import genvurdering_keys


@pytest.mark.parametrize(
    ("udfald", "varsling", "keys"),
    [
        ("ophoer", True, ("varsling",)),
        ("nedsaettelse", True, ("varsling",)),
        ("ophoer", False, ()),
        ("afslag", True, ()),
        ("delvis", True, ()),
        ("bevilling", True, ()),
    ],
)
def test_the_short_time_is_for_help_that_is_cut_under_a_paragraf_with_notice(
    udfald: str, varsling: bool, keys: tuple[str, ...]
) -> None:
    assert genvurdering_keys(udfald, varsling=varsling) == keys
