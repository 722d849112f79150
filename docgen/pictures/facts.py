"""The facts of a picture read from plain data: what is not as it should be is as if it were not there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from docgen.fill import clean
from docgen.glyphs import showable


def tables(value: object) -> list[Mapping[str, Any]]:
    """The tables of a list."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return []
    return [part for part in value if isinstance(part, Mapping)]


def words(value: object) -> str:
    """A text on one line, without what steers a device; empty where there is none."""
    return " ".join(clean(str(value)).split()) if value is not None else ""


def drawable(text: str) -> str:
    """The text with a box for each character that no font of ours has."""
    return showable(text)


def day(value: object) -> date | None:
    """The day; one that was kept as text is read."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def decimal(value: float) -> str:
    """At most one decimal, with a comma; whole numbers bare."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def sentence(text: str) -> str:
    """The text with its first letter large; the rest as it was written."""
    return text[:1].upper() + text[1:]


def short(text: str, longest: int) -> str:
    """The text, cut at a word with three dots where it is too long for its place."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[longest // 2 :] else cut).rstrip(" ,.;:") + "…"
