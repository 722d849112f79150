"""A municipality answers for the svarfrister it has adopted and published, and for no others."""

from dataclasses import replace

import pytest

from config.loader import load_rulebook
from config.publication import require_adopted
from domain.errors import BrokenConfig
from domain.rulebook import Rulebook


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(local=None)


def test_the_example_municipality_has_adopted_and_published_every_svarfrist(rulebook: Rulebook) -> None:
    require_adopted(rulebook)


@pytest.mark.parametrize("key", ["vedtaget", "offentliggjort"])
def test_a_svarfrist_without_its_date_stops_production_and_is_named(rulebook: Rulebook, key: str) -> None:
    (rule,) = rulebook.deadlines["svarfrist"]
    dates = {paragraf: day for paragraf, day in getattr(rule, key).items() if paragraf != "85"}
    broken = replace(
        rulebook, deadlines={**rulebook.deadlines, "svarfrist": (replace(rule, **{key: dates}),)}
    )
    with pytest.raises(BrokenConfig) as refused:
        require_adopted(broken)
    assert [(fault.file, fault.key) for fault in refused.value.faults] == [
        ("deadlines.toml", f'svarfrist.{key}."85"')
    ]
