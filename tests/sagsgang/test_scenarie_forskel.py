"""`sagsgang scenarie --regler`: the same case under two rule sets, and what the new one would change."""

from pathlib import Path

import pytest

from tests.sagsgang.conftest import Run
from tests.sagsgang.test_scenarie import GOOD, written

LONGER = GOOD.replace("2026-01-06T12:00:00", "2026-02-06T12:00:00", 1)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path / "god.toml", LONGER)


@pytest.fixture
def sooner(tmp_path: Path) -> Path:
    return written(tmp_path / "nye.toml", 'foerste_samtale.varighed = "5 arbejdsdage"\n')


def lines(text: str, word: str) -> list[list[str]]:
    """The lines with the word, each cut at its columns."""
    return [
        [cell.strip() for cell in line.split("  ") if cell.strip()]
        for line in text.splitlines()
        if word in line
    ]


def test_what_moves_stands_with_both_times_and_the_deadline_with_both_dates(
    run: Run, good: Path, sooner: Path
) -> None:
    shown = run("scenarie", good, "--regler", sooner)
    assert shown.code == 0
    moved = lines(shown.out, "flyttet")
    assert moved[0] == [
        "flyttet", "14.01.2026 07:00", "07.01.2026 07:00", "paamind", "foerste_samtale", "1",
        "trin: -3 arbejdsdage, til: sagsbehandler",
    ]  # fmt: skip
    assert ["foerste_samtale", "19.01.2026", "12.01.2026", "-7"] in lines(shown.out, "foerste_samtale")
    assert "svarfrist" not in shown.out


def test_a_table_sums_up_every_scenario(run: Run, good: Path, sooner: Path, tmp_path: Path) -> None:
    short = written(tmp_path / "kort.toml", GOOD)
    shown = run("scenarie", good, short, "--regler", sooner)
    (first,), (second,), (total, *_) = (
        lines(shown.out, word) for word in ("god.toml", "kort.toml", "I alt ")
    )
    counts = lines(shown.out.splitlines()[-1], "I alt")[0][1:]
    assert total[0] == "I alt med nye.toml"
    assert [int(one) + int(other) for one, other in zip(first[1:], second[1:], strict=True)] == [
        int(count) for count in counts
    ]
    assert second[1:] == ["0", "0", "0", "0", "1"]


def test_rules_that_change_nothing_say_so(run: Run, good: Path, tmp_path: Path) -> None:
    same = written(tmp_path / "samme.toml", 'foerste_samtale.varighed = "10 arbejdsdage"\n')
    shown = run("scenarie", good, "--regler", same)
    assert shown.code == 0
    assert "Ingen forskel med samme.toml." in shown.out


def test_a_rule_that_the_scenario_has_itself_makes_no_difference(
    run: Run, sooner: Path, tmp_path: Path
) -> None:
    own = LONGER.replace("[[trin]]", '[regler]\nfoerste_samtale.varighed = "4 arbejdsdage"\n[[trin]]', 1)
    shown = run("scenarie", written(tmp_path / "egne.toml", own), "--regler", sooner)
    assert "Ingen forskel" in shown.out


def test_the_object_is_the_case_under_the_new_rules_with_the_difference_beside_it(
    run: Run, good: Path, sooner: Path
) -> None:
    first = run("scenarie", good, "--regler", sooner, "--json")
    assert first == run("scenarie", good, "--regler", sooner, "--json")
    plain = run("scenarie", good, "--json").json
    assert set(first.json) - set(plain) == {"forskel"}
    found = first.json["forskel"]
    assert set(found) == {"antal", "kun_foer", "kun_efter", "flyttet", "aendret", "frister"}
    assert found["frister"] == [
        {
            "noegle": "foerste_samtale",
            "fra": {"forfald": "2026-01-19", "tilstand": "aktiv"},
            "til": {"forfald": "2026-01-12", "tilstand": "aktiv"},
        }
    ]
    assert (first.code, first.err) == (0, "")


def test_every_scenario_of_several_has_its_own_difference(run: Run, good: Path, sooner: Path) -> None:
    shown = run("scenarie", good, good, "--regler", sooner, "--json")
    one, other = (result["forskel"] for result in shown.json)
    assert one == other
    assert one["antal"]["frister"] == 1


def test_expectations_are_held_against_the_new_rules(run: Run, sooner: Path, tmp_path: Path) -> None:
    wants = LONGER + '[[forvent]]\ntid = 2026-01-07\nart = "paamind"\nnoegle = "foerste_samtale"\n'
    path = written(tmp_path / "venter.toml", wants)
    assert run("scenarie", "--tjek", path).code == 1
    checked = run("scenarie", "--tjek", path, "--regler", sooner)
    assert (checked.code, checked.out) == (0, "venter.toml: alt er, som ventet (3 forventninger)\n")


def test_a_rule_of_law_in_the_file_is_refused_before_anything_is_played(
    run: Run, good: Path, tmp_path: Path
) -> None:
    hard = written(tmp_path / "haard.toml", 'klage.varighed = "1 uger"\n')
    ended = run("scenarie", good, "--regler", hard)
    assert (ended.code, ended.out) == (2, "")
    assert "haard.toml: klage.varighed: er fastsat ved lov" in ended.err
