"""`sagsgang prognose`: a table, an object, and a picture in a file."""

from pathlib import Path

import pytest

from tests.sagsgang.conftest import Run


def test_an_empty_register_has_nothing_to_tell(staffed: Run, tmp_path: Path) -> None:
    shown = staffed("prognose", "--ud", tmp_path / "p.svg")
    assert shown.code == 0
    assert "Ingen" in shown.out.splitlines()[1]
    assert "intet at tegne" in shown.out
    assert not (tmp_path / "p.svg").exists()


def test_what_falls_due_stands_by_team_rule_and_week(staffed: Run, case: str) -> None:
    shown = staffed("prognose", "--json")
    assert case
    found = {line["frist"]: line for line in shown.json["linjer"]}
    assert {line["team"] for line in shown.json["linjer"]} == {"voksen-nord"}
    assert len(shown.json["uger"]) == 8
    # Ten working days lie inside eight weeks whatever day it is.
    talk = found["foerste_samtale"]
    assert (talk["antal"], talk["overskredet"], talk["sene"]) == (1, 0, None)
    assert talk["tempo"] == {"andel": None, "grundlag": "for_lidt", "antal": 0}
    assert sum(week["antal"] for week in talk["uger"]) == 1
    total = sum(line["antal"] for line in found.values() if line["tempo"]["grundlag"] != "ingens")
    assert sum(week["antal"] for week in shown.json["i_alt"]["uger"]) == total
    assert shown.err == ""


def test_the_table_is_danish_and_explains_itself(staffed: Run, case: str) -> None:
    shown = staffed("prognose")
    lines = shown.out.splitlines()
    assert lines[0].startswith("Frister, der forfalder ")
    assert lines[1].strip() == "Voksen Nord"
    assert lines[2].split()[:3] == ["Frist", "Overskr.", "Uge"]
    assert [line for line in lines if line.startswith("Første samtale")]
    assert [line for line in lines if line.startswith("»For sent« er")]
    assert case not in shown.out


def test_the_number_of_weeks_can_be_chosen(staffed: Run, case: str) -> None:
    assert len(staffed("prognose", "--uger", "12", "--json").json["uger"]) == 12
    assert len(staffed("prognose", "--uger", "1", "--json").json["uger"]) == 1


def test_one_team_can_be_chosen(staffed: Run, case: str) -> None:
    assert staffed("prognose", "--team", "voksen-nord", "--json").json["linjer"]
    assert staffed("prognose", "--team", "voksen-syd", "--json").json["linjer"] == []


@pytest.mark.parametrize(
    ("ending", "begins"), [("svg", b"<svg"), ("SVG", b"<svg"), ("png", b"\x89PNG\r\n\x1a\n")]
)
def test_the_picture_is_written_as_its_ending_says(
    staffed: Run, case: str, tmp_path: Path, ending: str, begins: bytes
) -> None:
    path = tmp_path / f"p.{ending}"
    shown = staffed("prognose", "--ud", path)
    content = path.read_bytes()
    assert content.startswith(begins)
    assert shown.out.splitlines()[-1] == f"{path}: {len(content)} byte"


def test_with_a_picture_the_object_is_still_all_that_is_printed(
    staffed: Run, case: str, tmp_path: Path
) -> None:
    shown = staffed("prognose", "--json", "--ud", tmp_path / "p.png")
    assert set(shown.json) == {"dato", "uger", "tempo", "linjer", "i_alt"}
    assert (tmp_path / "p.png").exists()


def test_everything_that_cannot_be_done_is_told_at_once(staffed: Run, tmp_path: Path) -> None:
    ended = staffed("prognose", "--uger", "99", "--team", "månen", "--ud", tmp_path / "p.gif")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        "prognose: --uger: skal være fra 1 til 26",
        "prognose: --team: kender ikke 'månen'; vælg voksen-nord, voksen-syd",
        "prognose: --ud: filen skal ende på .svg eller .png",
    ]


def test_a_place_that_cannot_be_written_is_named(staffed: Run, case: str, tmp_path: Path) -> None:
    ended = staffed("prognose", "--ud", tmp_path / "findes-ikke" / "p.svg")
    assert ended.code == 2
    assert "filen kan ikke skrives dér" in ended.err
