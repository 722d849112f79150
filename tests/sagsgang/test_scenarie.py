"""`sagsgang scenarie`: played, shown, checked; and refused before the first act where the file is wrong."""

import json
from pathlib import Path

import pytest

from tests.sagsgang.conftest import Run

GOOD = """
titel = "Æblegrød på § 85"
slut = 2026-01-06T12:00:00
[[trin]]
tid = 2026-01-05T09:00:00
goer = "modtag_henvendelse"
borger = { navn = "Bo Testmand" }
ansoegt = ["85"]
[[trin]]
tid = 2026-01-05T10:00:00
goer = "gaa_til"
fase = "sagsoplysning"
[[forvent]]
tid = 2026-01-05
art = "sendt"
noegle = "kvittering"
[[forvent]]
art = "afvist"
noegle = "gaa_til"
grund = "G1"
antal = 1
"""
MISSING = """
[[forvent]]
art = "sendt"
noegle = "ventebrev"
[[forvent_ikke]]
art = "frist"
noegle = "svarfrist"
"""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path / "god.toml", GOOD)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_timeline_is_a_table(run: Run, good: Path) -> None:
    shown = run("scenarie", good)
    assert shown.code == 0
    assert shown.out.startswith("Æblegrød på § 85")
    assert [
        line for line in shown.out.splitlines() if line.startswith("05.01.2026 09:00") and "svarfrist" in line
    ]
    assert "Fase: sagsaabning" in shown.out


def test_json_is_the_object_and_nothing_else_to_the_byte(run: Run, good: Path) -> None:
    first, second = run("scenarie", good, "--json"), run("scenarie", good, "--json")
    assert first == second
    assert set(first.json) == {"titel", "tidslinje", "frister", "fase", "dokumenter"}
    assert first.json["fase"] == "sagsaabning"
    assert {
        "noegle": "svarfrist",
        "paragraf": "85",
        "forfald": "2026-03-02",
        "tilstand": "aktiv",
        "hjemmel": "RSL § 3, stk. 2",
    } in first.json["frister"]
    assert "Æblegrød på § 85" in first.out
    assert first.err == ""


def test_several_files_are_a_list(run: Run, good: Path) -> None:
    shown = run("scenarie", good, good, "--json")
    assert [result["titel"] for result in shown.json] == ["Æblegrød på § 85"] * 2
    assert shown.err == ""


def test_a_scenario_that_goes_as_expected_ends_with_0(run: Run, good: Path) -> None:
    shown = run("scenarie", "--tjek", good)
    assert (shown.code, shown.out) == (0, "god.toml: alt er, som ventet (2 forventninger)\n")


def test_a_scenario_that_does_not_ends_with_1_and_says_what_is_missing(
    run: Run, good: Path, tmp_path: Path
) -> None:
    bad = written(tmp_path / "mangler.toml", GOOD + MISSING)
    shown = run("scenarie", "--tjek", good, bad)
    assert shown.code == 1
    assert shown.out.splitlines() == [
        "god.toml: alt er, som ventet (2 forventninger)",
        "mangler.toml: ventede: art = sendt, noegle = ventebrev (fandt 0)",
        "mangler.toml: ventede ikke: art = frist, noegle = svarfrist (fandt 1)",
    ]


def test_checking_with_json_leaves_the_object_alone(run: Run, good: Path, tmp_path: Path) -> None:
    bad = written(tmp_path / "mangler.toml", GOOD + MISSING)
    shown = run("scenarie", "--tjek", "--json", bad)
    assert (shown.code, shown.json["titel"]) == (1, "Æblegrød på § 85")
    assert "ventede: art = sendt" in shown.err


def test_rules_of_another_file_hold_instead(run: Run, good: Path, tmp_path: Path) -> None:
    regler = written(tmp_path / "regler.toml", 'foerste_samtale.varighed = "3 arbejdsdage"\n')
    frister = {
        row["noegle"]: row["forfald"]
        for row in run("scenarie", good, "--json", "--regler", regler).json["frister"]
    }
    assert frister["foerste_samtale"] == "2026-01-08"


def test_the_scenarios_own_rules_stand_above_them(run: Run, tmp_path: Path) -> None:
    regler = written(
        tmp_path / "regler.toml",
        'foerste_samtale.varighed = "3 arbejdsdage"\nkvittering.varighed = "2 arbejdsdage"\n',
    )
    own = GOOD.replace("[[trin]]", '[regler]\nfoerste_samtale.varighed = "4 arbejdsdage"\n[[trin]]', 1)
    scenario = written(tmp_path / "egne.toml", own)
    frister = {
        row["noegle"]: row["forfald"]
        for row in run("scenarie", scenario, "--json", "--regler", regler).json["frister"]
    }
    assert (frister["foerste_samtale"], frister["kvittering"]) == ("2026-01-09", "2026-01-07")


TRIN = '[[trin]]\ntid = 2026-01-05T09:00:00\ngoer = "{goer}"\n'
HEAD = 'titel = "x"\nslut = 2026-01-06T12:00:00\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = ", "s.toml: "),
        ("", "s.toml: titel: mangler"),
        (HEAD + "hest = 1\n", "s.toml: hest: ukendt nøgle"),
        (HEAD + TRIN.format(goer="ryst_posen"), "s.toml: trin 1 (ryst_posen) goer: "),
        (
            HEAD + TRIN.format(goer="modtag_henvendelse"),
            "s.toml: trin 1 (modtag_henvendelse) borger: mangler",
        ),
        (
            HEAD + TRIN.format(goer="gaa_til") + 'fase = "bestilling"\nhest = 1\n',
            "s.toml: trin 1 (gaa_til) hest: ukendt nøgle",
        ),
        (HEAD + TRIN.format(goer="gaa_til") + 'fase = "nirvana"\n', "s.toml: trin 1 (gaa_til) fase: "),
        (HEAD + TRIN.format(goer="motor"), "s.toml: trin 1 (motor) tilstand: mangler"),
        (HEAD + '[[trin]]\ngoer = "motor"\n', "s.toml: trin 1.tid: mangler"),
        (
            HEAD
            + TRIN.format(goer="gennemgaa_care")
            + '[[trin]]\ntid = 2026-01-04T09:00:00\ngoer = "gennemgaa_care"\n',
            "s.toml: trin 2.tid: tiden går baglæns",
        ),
        (
            HEAD + TRIN.format(goer="gennemgaa_care") + "forloeb = 0\n",
            "s.toml: trin 1.forloeb: skal være 1 eller mere",
        ),
        (
            HEAD + 2 * '[[medarbejder]]\nid = "sb1"\nrolle = "leder"\n',
            "s.toml: medarbejder.2.id: 'sb1' er også id for medarbejder 1",
        ),
        (HEAD.replace("2026", "2045"), "s.toml: slut: ligger uden for kalenderen, der går fra 2020 til 2044"),
        (
            HEAD + TRIN.format(goer="motor").replace("T09:00:00", ""),
            "s.toml: trin 1.tid: skal være en dato med klokkeslæt uden anførselstegn",
        ),
        (HEAD + '[regler]\nhest.varighed = "1 dage"\n', "s.toml: hest: kender ingen regel med det navn"),
        (HEAD + '[regler]\nklage.varighed = "1 uger"\n', "s.toml: klage.varighed: er fastsat ved lov"),
    ],
)
def test_a_file_that_is_wrong_stops_before_the_first_act(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    ended = run("scenarie", written(tmp_path / "s.toml", text), "--json")
    assert (ended.code, ended.out) == (2, "")
    assert [line for line in ended.err.splitlines() if line.startswith(said)]


def test_every_fault_of_every_file_is_told_at_once(run: Run, good: Path, tmp_path: Path) -> None:
    two = written(tmp_path / "to.toml", HEAD + TRIN.format(goer="gaa_til") + TRIN.format(goer="ryst_posen"))
    ended = run("scenarie", good, two, tmp_path / "findes-ikke.toml")
    assert (ended.code, ended.out) == (2, "")
    assert [line.split(":")[0] for line in ended.err.splitlines()] == [
        "to.toml",
        "to.toml",
        "findes-ikke.toml",
    ]


def test_every_file_beyond_the_calendar_is_told_before_any_is_played(
    run: Run, good: Path, tmp_path: Path
) -> None:
    files = [written(tmp_path / f"{name}.toml", HEAD.replace("2026", "2045")) for name in ("en", "to")]
    ended = run("scenarie", good, *files)
    assert (ended.code, ended.out) == (2, "")
    assert [line.split(": ")[:2] for line in ended.err.splitlines()] == [
        ["en.toml", "slut"],
        ["to.toml", "slut"],
    ]


def test_a_file_of_rules_that_is_not_there_is_named(run: Run, good: Path, tmp_path: Path) -> None:
    ended = run("scenarie", good, "--regler", tmp_path / "nix.toml")
    assert (ended.code, ended.err) == (2, "nix.toml: filen findes ikke\n")


def test_playing_touches_no_register(run: Run, good: Path, var: Path) -> None:
    assert run("scenarie", good).code == 0
    assert not var.exists()


def test_no_line_of_the_object_names_the_citizen(run: Run, good: Path) -> None:
    assert "Testmand" not in json.dumps(run("scenarie", good, "--json").json, ensure_ascii=False)
