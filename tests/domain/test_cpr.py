"""CPR numbers: what one can look like. Only fictive ones stand here."""

import pytest

from domain.cpr import is_fictive, normalise_cpr


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("6501850002", "6501850002"),
        (" 650185-0002 ", "6501850002"),
        ("8902043999", "8902043999"),  # 29. februar 1904
        ("8902044000", "8902044000"),  # 29. februar 2004
        ("8902054000", None),  # 29. februar 2005 findes ikke
        ("9112990000", "9112990000"),
        ("9212990000", None),  # den 32.
        ("6013850002", None),  # den 0.
        ("6113850002", None),  # måned 13
        ("650185000", None),
        ("65018500022", None),
        ("650185 0002", None),
        ("abcdefghij", None),
        ("", None),
    ],
)
def test_a_number_that_can_exist_is_ten_digits_and_any_other_is_nothing(
    text: str, digits: str | None
) -> None:
    assert normalise_cpr(text) == digits


def test_sixty_added_to_the_day_makes_it_nobodys() -> None:
    assert is_fictive("6501850002")
    assert not is_fictive("0000000000")
