"""Every import contract bites: an offending import in a copy of the packages breaks it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT

CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}
# Contract, and the files that break it. One import stands in a function: those count too.
OFFENCES = [
    ("floors", {"domain/offence.py": "import config\n"}),
    ("floors", {"docgen/offence.py": "import persistence\n"}),
    ("floors", {"tasks/offence.py": "def run():\n    import web\n"}),
    ("web-runs-no-flow", {"web/offence.py": "import prefect\n"}),
    ("web-runs-no-flow", {"casework/offence.py": "import tasks\n"}),
    ("pure-domain", {"domain/offence.py": "import pydantic\n"}),
    ("sqlalchemy-home", {"casework/offence.py": "from sqlalchemy import select\n"}),
    ("prefect-home", {"sagsgang/offence.py": "from prefect import flow\n"}),
    ("docx-home", {"tasks/offence.py": "import docx\n"}),
    ("docx-home", {"docgen/offence.py": "from docx import Document\n"}),
    ("matplotlib-home", {"web/offence.py": "def draw():\n    import matplotlib\n"}),
    ("matplotlib-home", {"docgen/offence.py": "from matplotlib.figure import Figure\n"}),
    ("fastapi-home", {"casework/offence.py": "import fastapi\n"}),
    (
        "no-circles",
        {"domain/one.py": "from domain import other\n", "domain/other.py": "from domain import one\n"},
    ),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            place = folder / path.relative_to(ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
    return folder


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--contract", contract, "--no-cache"],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_every_contract_has_an_offence() -> None:
    assert {contract for contract, _ in OFFENCES} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "offence"), OFFENCES)
def test_an_offending_import_breaks_its_contract(copy: Path, contract: str, offence: dict[str, str]) -> None:
    for path, text in offence.items():
        (copy / path).write_text(text, encoding="utf-8")
    try:
        said = lint(copy, contract)
    finally:
        for path in offence:
            (copy / path).unlink()
    assert said.returncode == 1, said.stdout
    assert f"{CONTRACTS[contract]} BROKEN" in said.stdout
    assert all(Path(path).stem in said.stdout for path in offence)
