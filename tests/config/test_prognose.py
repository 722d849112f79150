"""prognose.toml: a strict file that a municipality may have of its own."""

from pathlib import Path

import pytest

from config.loader import CONFIG, load_rulebook
from config.prognose import load_plan
from domain.errors import BrokenConfig

SHIPPED = (CONFIG / "prognose.toml").read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    path = folder / "prognose.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_plan_looks_eight_weeks_ahead_and_half_a_year_back() -> None:
    plan = load_plan(CONFIG / "prognose.toml")
    assert (plan.uger, plan.tempo_uger) == (8, 26)


def test_a_municipality_has_its_own(tmp_path: Path) -> None:
    written(tmp_path, SHIPPED.replace("mindst = 10", "mindst = 25"))
    assert load_rulebook(local=tmp_path).prognose.mindst == 25


@pytest.mark.parametrize(
    ("was", "becomes", "key"),
    [
        ("mindst = 10", "mindst = 0", "mindst"),
        ("mindst = 10", "", "mindst"),
        ("uger = 8", "uger = 27", "uger"),
        ("uger = 8", "uger = 8\nhest = 1", "hest"),
        ("teams = 3", "teams = 7", "teams"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(tmp_path: Path, was: str, becomes: str, key: str) -> None:
    with pytest.raises(BrokenConfig) as refused:
        load_plan(written(tmp_path, SHIPPED.replace(f"\n{was}\n", f"\n{becomes}\n")))
    assert [fault.key for fault in refused.value.faults] == [key]
