"""A municipality answers for the svarfrister it has adopted and published, and for no others."""

from dataclasses import replace
from datetime import date
from pathlib import Path

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


def own(text: str, folder: Path) -> Rulebook:
    path = folder / "deadlines.toml"
    path.write_text(text, encoding="utf-8")
    return load_rulebook(local=None, instead={"deadlines.toml": path})


CHANGE = '[[svarfrist.aendringer]]\ngyldig_fra = 2027-03-01\nvarighed."85" = "6 uger"\n'
DATES = 'vedtaget."85" = {vedtaget}\noffentliggjort."85" = {offentliggjort}\n'


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (CHANGE, ["vedtaget", "offentliggjort"]),
        (CHANGE + DATES.format(vedtaget="2027-01-10", offentliggjort="2027-02-01"), []),
        (CHANGE + DATES.format(vedtaget="2027-01-10", offentliggjort="2027-03-02"), ["offentliggjort"]),
        (CHANGE.replace('"6 uger"', '"8 uger"'), []),
    ],
)
def test_a_version_from_a_day_needs_dates_of_its_own_before_that_day(
    text: str, keys: list[str], tmp_path: Path
) -> None:
    found = []
    try:
        require_adopted(own(text, tmp_path))
    except BrokenConfig as refused:
        found = [fault.key for fault in refused.faults]
    assert found == [f'svarfrist.aendringer.1.{key}."85"' for key in keys]


@pytest.mark.parametrize(
    "text",
    [
        '[svarfrist]\nvarighed."85" = "6 uger"\n',
        '[[svarfrist.saerlige]]\nteam = "unge"\nvarighed."85" = "6 uger"\n',
    ],
)
def test_a_time_in_the_place_of_another_needs_dates_of_its_own(
    rulebook: Rulebook, text: str, tmp_path: Path
) -> None:
    with pytest.raises(BrokenConfig, match="selv være vedtaget og offentliggjort"):
        require_adopted(own(text, tmp_path), before=rulebook)
    dated = text + DATES.format(vedtaget="2027-01-10", offentliggjort="2027-02-01")
    require_adopted(own(dated, tmp_path), before=rulebook)


@pytest.mark.parametrize(
    "text",
    [
        '[svarfrist]\nvarighed."85" = "6 uger"\n',
        '[[svarfrist.saerlige]]\nteam = "unge"\nvarighed."85" = "6 uger"\n',
        '[svarfrist]\nvarighed."97" = "6 uger"\n',
    ],
)
def test_no_svarfrist_holds_before_the_day_it_is_published(
    rulebook: Rulebook, text: str, tmp_path: Path
) -> None:
    dates = DATES.format(vedtaget="2027-01-10", offentliggjort="2027-02-01")
    new = own(text + (dates.replace('"85"', '"97"') if '"97"' in text else dates), tmp_path)
    with pytest.raises(BrokenConfig, match="gælder fra 2027-01-31, men er først"):
        require_adopted(new, before=rulebook, fra=date(2027, 1, 31))
    require_adopted(new, before=rulebook, fra=date(2027, 2, 1))
