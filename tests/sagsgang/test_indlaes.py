"""`sagsgang indlaes`: what stands on the screen and in the report, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.sagsgang.conftest import Run

EXAMPLE = ROOT / "data" / "eksempelkommune"
HEADING, *ROWS = (EXAMPLE / "henvendelser.csv").read_text(encoding="utf-8").splitlines()
BAD = ROWS[0].replace("§85", "§84x").replace("6208035549", "9999999999")
LIMIT = 120


def a_file(folder: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = folder / "henvendelser.csv"
    path.write_bytes("\n".join([HEADING, *rows, ""]).encode(encoding))
    return path


def test_the_example_municipality_is_loaded_once(run: Run) -> None:
    for name in ("medarbejdere.toml", "udfoerere.toml"):
        assert run("indlaes", EXAMPLE / name).code == 0
    first = run("indlaes", EXAMPLE / "henvendelser.csv", "--json")
    again = run("indlaes", EXAMPLE / "henvendelser.csv", "--json")
    assert (first.code, first.json["nye"], first.json["rapport"]) == (0, 60, None)
    assert (again.code, again.json["nye"], again.json["fandtes_allerede"]) == (0, 0, 60)
    rows = run("sager", "--json").json
    assert len(rows) == 60
    assert {row["sagsbehandler"] for row in rows} == {"sb1", "sb2", "sb3"}


def test_bad_rows_stand_in_a_report_with_row_and_reason_and_nothing_about_anybody(
    run: Run, var: Path, tmp_path: Path
) -> None:
    done = run("indlaes", a_file(tmp_path, ROWS[1], BAD, ROWS[2]))
    assert done.code == 1
    assert done.out.startswith(
        "3 rækker læst: 2 nye henvendelser, 0 fandtes allerede, 1 blev ikke indlæst.\n"
    )
    (report,) = (var / "rapporter").iterdir()
    assert report.stat().st_mode & 0o077 == 0
    lines = [line.split("\t") for line in report.read_text(encoding="utf-8").splitlines()]
    assert lines[0] == ["raekke", "linje", "felt", "grund"]
    assert [line[:3] for line in lines[1:]] == [["3", "3", "cpr"]]
    said = done.out + report.read_text(encoding="utf-8") + report.name
    assert not [word for word in ("Ibrahim", "9999999999", "Øvelsesparken", "post længere") if word in said]


def test_the_report_lies_where_it_was_asked_to(run: Run, var: Path, tmp_path: Path) -> None:
    path = tmp_path / "rapport.tsv"
    assert run("indlaes", a_file(tmp_path, ROWS[1]), "--rapport", path).code == 0
    assert path.read_text(encoding="utf-8") == "raekke\tlinje\tfelt\tgrund\n"
    assert not (var / "rapporter").exists()


def test_a_report_that_cannot_lie_there_is_refused_before_a_row_is_loaded(run: Run, tmp_path: Path) -> None:
    for place in (tmp_path / "nix" / "rapport.tsv", tmp_path):
        ended = run("indlaes", a_file(tmp_path, ROWS[1]), "--rapport", place)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == f"{place}: --rapport: filen kan ikke skrives dér\n"
    assert run("sager", "--json").json == []


def test_a_file_that_cannot_be_read_leaves_an_older_report_as_it_was(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rapport.tsv"
    path.write_text("gammel", encoding="utf-8")
    assert run("indlaes", tmp_path / "nix.csv", "--rapport", path).code == 2
    assert path.read_text(encoding="utf-8") == "gammel"


def test_a_report_that_can_no_longer_be_written_stands_on_the_screen(
    run: Run, var: Path, tmp_path: Path
) -> None:
    var.mkdir()
    (var / "rapporter").write_text("en fil, hvor mappen skulle være", encoding="utf-8")
    done = run("indlaes", a_file(tmp_path, ROWS[1], BAD))
    assert done.code == 1
    assert done.out.startswith("2 rækker læst: 1 nye henvendelser")
    first, *report = done.err.splitlines()
    assert first.endswith("rapporten kan ikke skrives dér; her er den:")
    assert [line.split("\t")[:3] for line in report] == [["raekke", "linje", "felt"], ["3", "3", "cpr"]]


def test_a_file_in_windows_1252_is_loaded_and_the_report_says_so(run: Run, tmp_path: Path) -> None:
    done = run("indlaes", a_file(tmp_path, ROWS[0], encoding="cp1252"), "--json")
    assert (done.code, done.json["nye"], done.json["tegnsaet"]) == (0, 1, "windows-1252")
    assert "Windows-1252" in Path(done.json["rapport"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "filen er tom"),
        (HEADING.replace("cpr,", "").encode(), "kolonnerne mangler: cpr"),
        (b"\x7fELF\x00", "er ikke en tekstfil"),
    ],
)
def test_a_file_that_is_none_ends_with_2_and_loads_nothing(
    run: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(content)
    ended = run("indlaes", path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"fil.csv: {said}")
    assert len(ended.err.splitlines()) == 1


def test_a_folder_and_a_file_that_is_not_there_end_with_2(run: Run, tmp_path: Path) -> None:
    assert run("indlaes", tmp_path).code == 2
    assert run("indlaes", tmp_path / "nix.csv").err == "nix.csv: filen findes ikke\n"
    assert run("indlaes", tmp_path / "nix.toml").err == "nix.toml: filen findes ikke\n"


def test_staff_that_cannot_be_read_is_told_with_every_fault(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "folk.toml"
    path.write_text('[[medarbejder]]\nid = "sb1"\nrolle = "hest"\n[[udfoerer]]\nid = "x"\nhest = 1\n')
    ended = run("indlaes", path)
    assert ended.code == 2
    assert [line.split(": ")[1] for line in ended.err.splitlines()] == [
        "medarbejder.1.rolle",
        "udfoerer.1.navn",
        "udfoerer.1.hest",
    ]


def test_staff_loaded_again_is_changed_and_never_doubled(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "folk.toml"
    for team in ("voksen-nord", "voksen-syd"):
        path.write_text(f'[[medarbejder]]\nid = "sb1"\nrolle = "sagsbehandler"\nteam = "{team}"\n')
        assert run("indlaes", path, "--json").json == {"medarbejdere": 1, "udfoerere": 0}
    made = run("handling", "modtag_henvendelse", "borger.navn=Bo Testmand", "--json").json
    assert run("sager", made["sag"], "--json").json["team"] == "voksen-syd"


def test_killed_half_way_and_run_again_every_row_is_there_once(run: Run, var: Path, tmp_path: Path) -> None:
    rows = [row.replace("2025-1", f"2024-{month}", 1) for month in ("10", "11", "12") for row in ROWS]
    many = a_file(tmp_path, *dict.fromkeys(rows))
    run("migrate")
    command = [sys.executable, "-m", "sagsgang", "indlaes", str(many), "--json"]
    loading = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "SAGSGANG_VAR": str(var)}, stdout=subprocess.DEVNULL
    )
    end = time.monotonic() + LIMIT
    while len(run("sager", "--json").json) < 5 and time.monotonic() < end and loading.poll() is None:
        time.sleep(0.01)
    loading.send_signal(signal.SIGKILL)
    loading.wait(LIMIT)
    done = run("indlaes", many, "--json").json
    assert done["fandtes_allerede"] >= 5
    assert done["nye"] + done["fandtes_allerede"] + done["ikke_indlaest"] == done["laest"]
    again = run("indlaes", many, "--json").json
    assert (again["nye"], again["fandtes_allerede"]) == (0, done["nye"] + done["fandtes_allerede"])
    assert json.dumps(again["fejl"]) == json.dumps(done["fejl"])
