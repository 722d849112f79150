"""vaerge.toml: what a guardian gets copies of, checked before any letter can go out with it."""

from pathlib import Path

import pytest

from config.vaerge import load_vaergepost
from domain.errors import BrokenConfig
from tests.config.conftest import CONFIG

SHIPPED = CONFIG / "vaerge.toml"


def test_the_shipped_file_is_read() -> None:
    assert "indkaldelse_opfoelgning" in load_vaergepost(SHIPPED).altid


@pytest.mark.parametrize(
    ("says", "instead"),
    [
        ('altid = ["indkaldelse_opfoelgning"]', 'altid = ["indkaldelse_opfølgning"]'),
        ("værge for {borger}", "værge for {navn}"),
        ("oekonomiske", "okonomiske"),
    ],
)
def test_a_letter_nobody_knows_or_another_placeholder_is_refused(
    tmp_path: Path, says: str, instead: str
) -> None:
    own = tmp_path / "vaerge.toml"
    own.write_text(SHIPPED.read_text(encoding="utf-8").replace(says, instead, 1), encoding="utf-8")
    with pytest.raises(BrokenConfig, match=r"vaerge\.toml"):
        load_vaergepost(own)
