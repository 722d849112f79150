"""The command as a person runs it, in this process, on a folder of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sagsgang.cli import main

STAFF = """
[[medarbejder]]
id = "sb1"
navn = "Signe Sagsen"
rolle = "sagsbehandler"
team = "voksen-nord"
[[medarbejder]]
id = "leder1"
rolle = "leder"
team = "voksen-nord"
[[udfoerer]]
id = "bostoette-birken"
navn = "Bostøtten Birken"
paragraffer = ["85"]
"""


@dataclass(frozen=True)
class Ended:
    """How the command ended: its number, and what stood on the screen."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's installation keeps what lasts."""
    for name in ("DATABASE", "NOEGLER", "LOKAL", "PORT"):
        monkeypatch.delenv(f"SAGSGANG_{name}", raising=False)
    monkeypatch.setenv("SAGSGANG_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def run(var: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> Ended:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return Ended(int(ended.value.code or 0), shown.out, shown.err)

    return call


@pytest.fixture
def staffed(run: Run, tmp_path: Path) -> Run:
    """The command, on a register with a sagsbehandler, a leader and an udfører."""
    path = tmp_path / "medarbejdere.toml"
    path.write_text(STAFF, encoding="utf-8")
    assert run("indlaes", path).code == 0
    return run


@pytest.fixture
def case(staffed: Run) -> str:
    """The number of a case in sagsåbning, opened by the command itself."""
    done = staffed(
        "handling",
        "modtag_henvendelse",
        "borger.navn=Bo Testmand",
        "borger.cpr=6801650001",
        "ansoegt=85",
        "--json",
    )
    return str(done.json["sag"])
