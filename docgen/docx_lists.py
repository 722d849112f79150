"""Word's lists read back: which paragraphs are items, of what list, how deep, and whether it begins at one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen.blocks import BulletList, NumberedList, Spans
from docgen.docx_complaints import W

_NO_LIST: Final = "0"
_BULLET: Final = "bullet"
_NONE: Final = "none"
_BY_NAME: Final = {"list bullet": False, "list number": True}


@dataclass(frozen=True, slots=True)
class Item:
    """`number` tells one numbered list from the next; a list of bullets has none."""

    text: Spans
    depth: int
    ordered: bool
    number: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its lists a paragraph stands; `goes_on` is True where its list does not begin at one."""

    depth: int
    ordered: bool
    number: str
    goes_on: bool


class Numbering:
    """The document's lists by their ids; asked paragraph by paragraph from the top."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(f"{W}styleId", ""): style for style in document.styles.element.iter(f"{W}style")
        }
        found = next((rel for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        root = found.target_part.element if found is not None else None
        rows = [] if root is None else list(root)
        self._abstract = {row.get(f"{W}abstractNumId"): row for row in rows if row.tag == f"{W}abstractNum"}
        self._lists = {row.get(f"{W}numId"): row for row in rows if row.tag == f"{W}num"}
        self._begun: set[str] = set()
        # By list and level: the number of the newest item, and of the first.
        self._open: dict[tuple[str, int], tuple[str, str]] = {}

    def place_of(self, paragraph: Any, style: str, name: str) -> Place | None:
        """Where the paragraph stands; None where it is no item of a list."""
        number, level = self._numbered(paragraph, style)
        by_name = next((ordered for start, ordered in _BY_NAME.items() if name.startswith(start)), None)
        if number in {None, _NO_LIST}:
            if by_name is None or number == _NO_LIST:
                return None
            return Place(_depth_in(name), by_name, name, goes_on=False)
        assert number is not None
        level = max(level, _depth_in(name))
        kind = self._kind(number, level)
        if kind == _NONE:
            return None
        if kind == _BULLET:
            return Place(level, ordered=False, number="", goes_on=False)
        return self._numbered_place(number, level)

    def ends(self) -> None:
        """Something that is no item stands here: what comes after is read as another list."""
        self._open.clear()

    def _numbered_place(self, number: str, level: int) -> Place:
        """An item of the list that is open here, or the first of another; LibreOffice gives the first a number of its own."""
        abstract = self._abstract_of(number)
        deeper = [key for key in self._open if key[1] > level]
        for key in deeper:
            del self._open[key]
        last, first = self._open.get((abstract, level), ("", ""))
        if last and (number == last or not self._starts_over(number, level)):
            self._open[abstract, level] = (number, first)
            return Place(level, ordered=True, number=first, goes_on=False)
        self._open[abstract, level] = (number, number)
        return Place(level, ordered=True, number=number, goes_on=self._goes_on(abstract, number, level))

    def _goes_on(self, abstract: str, number: str, level: int) -> bool:
        """True where Word would not write 1 before the first item of what is read as a list of its own."""
        if level:
            return False
        counted_on = abstract in self._begun and (
            number in self._begun or not self._starts_over(number, level)
        )
        self._begun |= {abstract, number}
        return counted_on or self._start(number, level) != "1"

    def _numbered(self, paragraph: Any, style: str) -> tuple[str | None, int]:
        properties = paragraph.find(f"{W}pPr")
        for element in (properties, *self._chain(style)):
            found = element.find(f".//{W}numPr") if element is not None else None
            if found is not None:
                number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
                depth = int(level.get(f"{W}val", "0")) if level is not None else 0
                return (number.get(f"{W}val") if number is not None else None), depth
        return None, 0

    def _chain(self, style: str) -> Sequence[Any]:
        """The style and those it is based on."""
        found: list[Any] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            base = found[-1].find(f"{W}basedOn")
            style = base.get(f"{W}val", "") if base is not None else ""
        return found

    def _abstract_of(self, number: str) -> str:
        row = self._lists.get(number)
        link = row.find(f"{W}abstractNumId") if row is not None else None
        return f"abstract {link.get(f'{W}val')}" if link is not None else ""

    def _override(self, number: str, level: int) -> Any:
        row = self._lists.get(number)
        for one in row.iter(f"{W}lvlOverride") if row is not None else ():
            if one.get(f"{W}ilvl") == str(level):
                return one
        return None

    def _starts_over(self, number: str, level: int) -> bool:
        found = self._override(number, level)
        return found is not None and found.find(f"{W}startOverride") is not None

    def _level(self, number: str, level: int) -> Any:
        found = self._override(number, level)
        if found is not None and found.find(f"{W}lvl") is not None:
            return found.find(f"{W}lvl")
        abstract = self._abstract.get(self._abstract_of(number).removeprefix("abstract "))
        for one in abstract.iter(f"{W}lvl") if abstract is not None else ():
            if one.get(f"{W}ilvl") == str(level):
                return one
        return None

    def _kind(self, number: str, level: int) -> str:
        found = self._level(number, level)
        kind = found.find(f"{W}numFmt") if found is not None else None
        return kind.get(f"{W}val", _BULLET) if kind is not None else _BULLET

    def _start(self, number: str, level: int) -> str:
        found = self._override(number, level)
        start = found.find(f"{W}startOverride") if found is not None else None
        if start is None:
            row = self._level(number, level)
            start = row.find(f"{W}start") if row is not None else None
        return start.get(f"{W}val", "1") if start is not None else "1"


def lists_of(items: Sequence[Item]) -> tuple[BulletList | NumberedList, ...]:
    """The items as lists, each with those that stand within it."""
    found, at = [], 0
    while at < len(items):
        made, at = _list(items, at)
        found.append(made)
    return tuple(found)


def _list(items: Sequence[Item], at: int) -> tuple[BulletList | NumberedList, int]:
    first = items[at]
    texts: list[Spans] = []
    under: list[list[BulletList | NumberedList]] = []
    while at < len(items) and items[at].depth >= first.depth:
        item = items[at]
        if item.depth > first.depth:
            inner, at = _list(items, at)
            under[-1].append(inner)
            continue
        if (item.ordered, item.number) != (first.ordered, first.number):
            break
        texts.append(item.text)
        under.append([])
        at += 1
    made: type[BulletList | NumberedList] = NumberedList if first.ordered else BulletList
    return made(tuple(texts), tuple(map(tuple, under)) if any(under) else ()), at


def _depth_in(name: str) -> int:
    """How deep a style such as "list bullet 2" stands by its name."""
    last = name.rpartition(" ")[2]
    return int(last) - 1 if last.isascii() and last.isdigit() and last != "0" and len(last) == 1 else 0
