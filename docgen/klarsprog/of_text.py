"""The passages of a plain text or of Markdown, told by how its lines begin and end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docgen.klarsprog.passages import Part, Passage, Passages, part_of_item, part_of_paragraph, tidy

_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s")
_ITEM: Final = re.compile(r"\s*(?:[-*+•–]|\d{1,3}[.)])\s+(?=\S)")
_QUOTE: Final = re.compile(r"\s{0,3}>\s?")
_BOX: Final = re.compile(r"\s{0,3}>\s?\[!\w+\]")
_RULES: Final = (
    frozenset("-=*_ \t"),
    frozenset("|-: \t"),
)  # lines across the page, and that under a table's header
_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")
# A law's own text as it is set in a law: »§ 141. Kommunalbestyrelsen …«, »Stk. 2. …«.
_LAW: Final = re.compile(r"\s*(?:§+\s*\d+\s?[a-zæøå]?\.|[Ss]tk\.\s*\d+\.)\s+\S")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    kind: str


def of_text(raw: str, small_print: frozenset[str]) -> Passages:
    """The text with its passages; a heading among `small_print` stands over what is measured apart."""
    text = tidy(raw)
    passages: list[Passage] = []
    small = False
    for kind, lines in _groups(text):
        start, end = lines[0].start, lines[-1].start + len(lines[-1].text)
        if kind == "heading" or _is_heading(lines, text[start:end], small_print):
            small = _bare(lines[0].text) in small_print
            passages.append(Passage(start, end, Part.FRAGMENT))
            continue
        part = _part(kind, text[start:end])
        passages.append(Passage(start, end, Part.RULES if small and part is not Part.QUOTED else part))
    return Passages(text, tuple(passages))


def _part(kind: str, text: str) -> Part:
    match kind:
        case "quote" | "code":
            return Part.QUOTED
        case "item" | "table":
            return part_of_item(text)
        case _:
            return Part.QUOTED if _LAW.match(text) else part_of_paragraph(text)


def _is_heading(lines: list[_Line], text: str, small_print: frozenset[str]) -> bool:
    return len(lines) == 1 and lines[0].kind == "plain" and _bare(text) in small_print


def _bare(line: str) -> str:
    return line.strip().strip("#*_: ").lower()


def _groups(text: str) -> Iterator[tuple[str, list[_Line]]]:
    """Lines that belong together: a paragraph, an item with the lines it goes on over, a whole quote."""
    group: list[_Line] = []
    for line in _lines(text):
        if group and not _goes_on(group[-1], line):
            yield group[0].kind, group
            group = []
        if line.kind != "blank":
            group.append(line if not group else _Line(line.start, line.text, group[0].kind))
    if group:
        yield group[0].kind, group


def _goes_on(before: _Line, line: _Line) -> bool:
    if before.kind == "item":
        return line.kind == "plain"
    return before.kind == line.kind and line.kind in {"plain", "quote", "box", "code"}


def _lines(text: str) -> Iterator[_Line]:
    at, fenced, boxed = 0, False, False
    for line in text.split("\n"):
        fence = bool(_FENCE.match(line))
        boxed = bool(_QUOTE.match(line)) and (boxed or bool(_BOX.match(line)))
        yield _Line(at, line, "code" if fenced or fence else _kind(line, boxed=boxed))
        fenced ^= fence
        at += len(line) + 1


def _kind(line: str, *, boxed: bool) -> str:
    if any(signs.issuperset(line) for signs in _RULES):
        return "blank"
    if _HEADING.match(line):
        return "heading"
    if _QUOTE.match(line):
        if not boxed:
            return "quote"
        # A box is the municipality's own words in a frame, under a heading.
        return "heading" if _BOX.match(line) else _kind(line.replace(">", " ", 1), boxed=True)
    if line.lstrip().startswith("|"):
        return "table"
    return "item" if _ITEM.match(line) else "plain"
