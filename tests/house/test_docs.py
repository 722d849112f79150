"""The pages hold together: links lead somewhere, decisions have their form, one version number."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

PAGES = [path for path in files(".md") if "config" not in path.relative_to(ROOT).parts]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
ADR_PARTS = ["Context", "Decision", "Consequences", "Alternatives", "Check"]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", ADRS, ids=lambda page: page.stem)
def test_a_decision_has_its_form(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.match(rf"# {int(page.name[:4])}\. .+\n\nStatus: \w+, \d{{4}}-\d\d-\d\d\n", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ADR_PARTS


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(page.name[:4]) for page in ADRS] == list(range(1, len(ADRS) + 1))


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f'softwareVersion: "{version}"' in (ROOT / "publiccode.yaml").read_text(encoding="utf-8")
