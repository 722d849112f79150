"""The shape of the house: small files, telling names, whole slices, no loose ends."""

import io
import re
import tokenize
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, PHASES, ROOT, files, texts

MOST_LINES = 300
DUMP_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
SLICE = (
    "domain/phases/{slug}.py",
    "config/phases/{slug}.toml",
    "casework/acts/{slug}.py",
    "tasks/{slug}.py",
    "flows/case_phases/{slug}.py",
    "tests/domain/phases/test_{slug}.py",
    "tests/casework/acts/test_{slug}.py",
    "tests/flows/test_{slug}.py",
)
# Written in halves, so that this file passes its own test.
LOOSE_ENDS = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")) + r")\b")
CPR_LIKE = re.compile(r"\b(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{2}-?[0-9]{4}\b")
SILENCED = (
    re.compile(r"#\s*(?:ruff:\s*)?noqa:\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*(?P<reason>.*)"),
    re.compile(r"#\s*type:\s*ignore\[[a-z-]+(?:,\s*[a-z-]+)*\](?P<reason>.*)"),
)
IS_SILENCED = re.compile(r"#\s*(?:ruff:\s*)?noqa\b|#\s*type:\s*ignore\b")


def reason_for_silence(comment: str) -> str | None:
    """The words behind a noqa or a type: ignore; None when it names no rule."""
    for pattern in SILENCED:
        if match := pattern.search(comment):
            return match["reason"].strip(" #-–:")
    return None


def comments(path: Path) -> list[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def test_no_python_file_is_longer_than_a_person_reads() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(".py")
        if "migrations" not in path.parts
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in files(".py")
        if any(DUMP_NAMES & set(part.split("_")) for part in path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert found == []


def test_every_package_is_drawn_in_the_floor_plan() -> None:
    drawn = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    standing = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert standing == set(PACKAGES) == set(drawn["root_packages"])


@pytest.mark.parametrize("slug", PHASES)
def test_a_phase_is_whole(slug: str) -> None:
    wanted = [place.format(slug=slug) for place in SLICE]
    assert [place for place in wanted if not (ROOT / place).is_file()] == []


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("# noqa: PLR0913  # facts are named one by one", "facts are named one by one"),
        ("# noqa: F401, E402 - Alembic reads the tables", "Alembic reads the tables"),
        ("# type: ignore[arg-type]  # the stubs are wrong", "the stubs are wrong"),
        ("# noqa: F401", ""),
        ("# type: ignore[arg-type]", ""),
        ("# noqa  # everything", None),
        ("# type: ignore  # everything", None),
    ],
)
def test_the_reason_is_found(comment: str, reason: str | None) -> None:
    assert IS_SILENCED.search(comment)
    assert reason_for_silence(comment) == reason


def test_every_silenced_check_names_its_rule_and_its_reason() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{line} {comment}"
        for path in files(".py")
        for line, comment in comments(path)
        if IS_SILENCED.search(comment) and not reason_for_silence(comment)
    ]
    assert silent == []


def test_nothing_is_left_for_later_in_the_text() -> None:
    found = [path for path, text in texts(without=(".lock",)) if LOOSE_ENDS.search(text)]
    assert found == []


def test_every_cpr_number_is_fictive() -> None:
    """Fictive numbers have 60 added to the day, so that they can be nobody's."""
    found = [
        f"{path}: {match[0][:4]}…"
        for path, text in texts(without=(".lock", ".svg", ".css", ".js"))
        for match in CPR_LIKE.finditer(text)
    ]
    assert found == []
