"""The command as a whole: quick to ask, in Danish, with numbers that mean something."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.sagsgang.conftest import Run

COMMANDS = (
    "serve",
    "demo",
    "scenarie",
    "indlaes",
    "sager",
    "handling",
    "regler",
    "brev",
    "status",
    "prognose",
    "migrate",
)


def in_a_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_help_names_every_command_and_every_ending(run: Run) -> None:
    shown = run("--help")
    assert shown.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in shown.out] == []
    assert "Slutkoder: 0 gjort" in shown.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(run: Run, name: str) -> None:
    assert f"sagsgang {name}" in run(name, "--help").out


def test_the_command_also_runs_as_a_module() -> None:
    assert "Slutkoder" in in_a_process("-m", "sagsgang", "--help").stdout


@pytest.mark.parametrize("words", [["--help"], ["brev", "--liste"], ["handling", "--liste"], ["sager"]])
def test_what_needs_no_engine_does_not_wait_for_it(words: list[str], tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        f"os.environ['SAGSGANG_VAR'] = {str(tmp_path / 'var')!r}\n"
        "from sagsgang.cli import main\n"
        f"try:\n    main({words!r})\n"
        "finally:\n    print([name for name in ('prefect', 'fastapi') if name in sys.modules])\n"
    )
    assert in_a_process("-c", program).stdout.endswith("[]\n")


@pytest.mark.parametrize(
    "words", [["findesikke"], ["scenarie"], ["sager", "--findesikke"], ["regler", "findesikke"], ["handling"]]
)
def test_words_that_mean_nothing_end_with_2(run: Run, words: list[str]) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["findesikke"], "sagsgang: kender ikke 'findesikke'"),
        (["sagr"], "sagsgang: kender ikke 'sagr'; mener du 'sager'?"),
        (["regler", "vs"], "sagsgang regler: kender ikke 'vs'; mener du 'vis'?"),
        (["regler", "tjek", "/nope"], "sagsgang regler tjek: kan ikke bruge '/nope' her"),
        (["sager", "--fas", "x"], "sagsgang sager: kender ikke valget '--fas'; mener du '--fase'?"),
        (["scenarie"], "sagsgang scenarie: FIL: mangler"),
        (
            ["handling", "x", "gaa_til", "--forloeb", "q"],
            "sagsgang handling: --forloeb: skal være et helt tal",
        ),
        (["scenarie", "a.toml", "--regler"], "--regler: værdien mangler"),
        (["sager", "--json=1"], "--json: har ingen værdi"),
    ],
)
def test_words_that_cannot_be_understood_are_answered_in_danish(
    run: Run, words: list[str], said: str
) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    first, second = ended.err.splitlines()
    assert first.endswith(said)
    assert re.fullmatch(r"Se 'sagsgang[a-z ]* --help'\.", second)


def test_a_command_of_several_shows_its_help_when_nothing_is_asked(run: Run) -> None:
    for words in ([], ["regler"]):
        ended = run(*words)
        assert (ended.code, ended.out) == (2, "")
        assert "--help" in ended.err


def test_a_setting_that_cannot_be_used_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAGSGANG_PORT", "hest")
    ended = run("sager")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "miljøvariabler: SAGSGANG_PORT: skal være et helt tal\n"


def test_a_place_that_cannot_hold_the_register_is_refused(run: Run, var: Path) -> None:
    var.write_text("en fil")
    ended = run("sager")
    assert (ended.code, ended.err) == (2, "SAGSGANG_VAR: kan ikke bruges som mappe\n")


def test_first_use_makes_keys_and_tables_that_only_the_owner_reads(run: Run, var: Path) -> None:
    assert run("sager", "--json").json == []
    assert (var / "noegler.json").stat().st_mode & 0o077 == 0
    assert var.stat().st_mode & 0o077 == 0
    assert run("migrate").out == "Registeret er af denne version.\n"


def test_keys_that_others_can_read_are_refused(run: Run, var: Path) -> None:
    run("sager")
    (var / "noegler.json").chmod(0o644)
    ended = run("sager")
    assert ended.code == 2
    assert "noegler.json" in ended.err


def test_migrate_says_what_it_applied(run: Run) -> None:
    first, second = run("migrate"), run("migrate")
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("anvendt: ")
    assert "anvendt" not in second.out


def test_serving_to_the_world_before_there_is_a_login_is_refused_with_3(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAGSGANG_VAERT", "0.0.0.0")
    ended = run("serve")
    assert (ended.code, ended.out) == (3, "")
    assert "SAGSGANG_VAERT" in ended.err
