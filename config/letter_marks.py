"""Marks that a letter would show as they are typed: a slip of the hand that every reader would see."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from config.letter_text import Source

# What stands in {{ }}, {% %} and {# #} is the template's, and a sign behind a backslash is meant.
_TEMPLATE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\\.", re.DOTALL)
_LINES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("tegn_forside", re.compile(r"^\+\+\+\s*$")),
    ("tegn_html", re.compile(r"</?[A-Za-z!][^<>\n]*>")),
    ("tegn_link", re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)?")),
    ("tegn_kode", re.compile(r"`+|^\s*~~~")),
    ("tegn_streget", re.compile(r"~~[^~\n]+~~")),
    ("tegn_streg", re.compile(r"^\s{0,3}([-*_])(?:\s*\1){2,}\s*$")),
    ("tegn_overskrift", re.compile(r"^\s{0,3}(?:#{1,6}[^#\s].{0,20}|#{7,})")),
    (
        "tegn_boks",
        re.compile(
            r"\[!(?!(?:boks|billede|bilag)\])[^\]\n]*\]?|^(?!\s{0,3}>).*\[!(?:boks|billede)\]|^(?!#{1,6} \[!bilag\]).*\[!bilag\]"
        ),
    ),
)
_ROW: Final = re.compile(r"^\s*\|.*\|\s*$")
_UNDER_HEADER: Final = re.compile(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_BOLD: Final = "**"
# Stands for {% … %}: what comes between two of them may not be in the letter.
_TAG: Final = "\x01"


def check_marks(file: str, first_line: int, text: str, source: Source) -> None:
    """Note each mark that no letter can set, with its line."""
    for number, key, reason in _marks(text):
        source.blame(file, key, reason, linje=first_line + number)


@lru_cache(maxsize=512)
def _marks(text: str) -> tuple[tuple[int, str, str], ...]:
    """Looked for once: most of what is read is the same each time."""
    # Everything of the template's becomes one sign and the same lines, so that lines and cells can be counted.
    lines = _TEMPLATE.sub(_hidden, text).split("\n")
    return (*_of_lines(lines), *_of_bold(lines), *_of_tables(lines))


def _hidden(found: re.Match[str]) -> str:
    return (_TAG if found[0].startswith("{%") else "x") + "\n" * found[0].count("\n")


def _of_lines(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(lines):
        for reason, pattern in _LINES:
            if (found := pattern.search(line)) is not None:
                yield number, found[0].strip()[:40], reason


def _of_bold(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Two stars that no other two close within the paragraph."""
    opened: int | None = None
    for number, line in enumerate([*lines, ""]):
        for _ in range(line.count(_BOLD)):
            opened = number if opened is None else None
        if not line.strip(" >") and opened is not None:
            yield opened, _BOLD, "tegn_fed"
            opened = None


def _of_tables(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """A table without the line under its header, and a row with more or fewer cells than the header."""
    begun, cells = False, 0
    for number, line in enumerate(lines):
        if not _ROW.match(line.replace(_TAG, "")):
            # A loop's tag between two rows leaves no line behind.
            begun = begun and bool(line) and not line.strip().strip(_TAG)
            continue
        if _TAG in line:
            # Nobody can count the cells of a row that has some of them under a condition.
            begun, cells = True, cells if begun else 0
            continue
        here = line.strip().count("|") - 1
        # A table begins where the line under it says so, also right after the end of another's branch.
        if _UNDER_HEADER.match("".join(lines[number + 1 : number + 2])):
            begun, cells = True, here
        elif not begun:
            begun, cells = True, here
            yield number, "|", "tegn_tabel"
        elif cells and here != cells:
            yield number, "|", "tegn_celler"
