"""The lock names every package once, with hashes, and fits what pyproject.toml asks for."""

import re
import tomllib
from itertools import takewhile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.tree import ROOT

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
# One entry per package: continued lines belong to the one before.
LINES = LOCK.replace("\\\n", " ").splitlines()
ENTRIES = [line for line in LINES if line.strip() and not line.startswith("#")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


def pins() -> dict[str, Version]:
    found: dict[str, Version] = {}
    for entry in ENTRIES:
        requirement = Requirement(HASH.sub("", entry).strip())
        (only,) = requirement.specifier
        assert only.operator == "==", entry
        assert canonicalize_name(requirement.name) not in found, requirement.name
        found[canonicalize_name(requirement.name)] = Version(only.version)
    return found


def test_every_pin_has_a_hash() -> None:
    assert [entry.split()[0] for entry in ENTRIES if not HASH.search(entry)] == []


def test_the_lock_names_no_place_to_fetch_from() -> None:
    assert not re.search(
        r"://|--(extra-)?index|--find-links|--trusted-host|^-[ief]\b|\s@\s", LOCK, re.MULTILINE
    )


@pytest.mark.parametrize("asked", ASKED)
def test_a_pin_lies_in_the_range_that_the_project_asks_for(asked: str) -> None:
    requirement = Requirement(asked)
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)], prereleases=True)


@pytest.mark.parametrize("path", ["requirements.lock", "bench/requirements.lock"])
def test_a_lock_says_itself_which_pythons_it_covers_and_what_it_is_made_from(path: str) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    header = " ".join(takewhile(lambda line: line.startswith("#"), lines))
    lowest, ended = (int(minor) for minor in re.findall(r"3\.(\d+)", PROJECT["requires-python"]))
    assert re.findall(r"3\.\d+", header) == [f"3.{minor}" for minor in range(lowest, ended)]
    source = {"requirements.lock": "pyproject.toml", "bench/requirements.lock": "bench/requirements.in"}[path]
    assert f"ompiled from {source}" in header
    assert "hashes for every platform" in header


def test_the_project_and_its_pages_name_the_same_pythons() -> None:
    """The lock was resolved for 3.11 to 3.13; the pages and the set-up script say the same."""
    assert PROJECT["requires-python"] == ">=3.11,<3.14"
    assert "(3, 11) <= sys.version_info < (3, 14)" in (ROOT / "deploy" / "setup.sh").read_text(
        encoding="utf-8"
    )
    for page in ("README.md", "deploy/README.md", "docs/adr/0005-version-pins.md"):
        assert "3.11–3.13" in (ROOT / page).read_text(encoding="utf-8"), page
