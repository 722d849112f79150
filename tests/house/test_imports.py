"""Imports that a list of forbidden names cannot hold: what is allowed is told, and all else is found."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT


def imported(source: str) -> Iterator[str]:
    """The package behind each import of a module, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).partition(".")[0]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import os.path, pytz", ["os", "pytz"]),
        ("from attrs.validators import le", ["attrs"]),
        ("def late():\n    import attrs", ["attrs"]),
        ("from . import rules", []),
    ],
)
def test_an_import_is_found_wherever_it_stands(source: str, found: list[str]) -> None:
    assert list(imported(source)) == found


def test_the_domain_imports_the_standard_library_and_itself_only() -> None:
    allowed = sys.stdlib_module_names | {"domain"}
    modules = sorted((ROOT / "domain").rglob("*.py"))
    foreign = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in modules
        for name in imported(path.read_text(encoding="utf-8"))
        if name not in allowed
    }
    assert Path(ROOT, "domain", "rulebook.py") in modules
    assert foreign == set()


def test_the_contract_of_docx_covers_every_module_but_the_two_that_write_and_read_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(row for row in project["tool"]["importlinter"]["contracts"] if row["id"] == "docx-home")
    # A package stands for each of its modules, also those that come later.
    assert set(contract["source_modules"]) == set(PACKAGES)
    assert contract["ignore_imports"] == ["docgen.word.template -> docx", "docgen.docx_text -> docx"]
