"""Filled Markdown to blocks; a value comes back only as text, never as markup."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from docgen.blocks import (
    SMALL_PRINT,
    Block,
    BulletList,
    FactBox,
    Heading,
    NumberedList,
    Paragraph,
    Picture,
    Quote,
    Span,
    Spans,
    Table,
    plain,
)
from docgen.fill import FIRST_TOKEN, LAST_TOKEN

BOX_MARK: Final = "[!boks]"
PICTURE_MARK: Final = "[!billede]"
BILAG_MARK: Final = "[!bilag]"
Draw: TypeAlias = Callable[[str], Picture | None]
_PICTURE: Final = re.compile(rf"{re.escape(PICTURE_MARK)}\s+([\w.]+)\s*")
_LISTS: Final = frozenset({"bullet_list", "ordered_list"})
_BREAK: Final = Span("\n")
# No HTML, links, code or images: a letter has none, and each would be a door.
_PARSER: Final = MarkdownIt("zero").enable(
    ["heading", "list", "blockquote", "table", "emphasis", "newline", "escape"]
)


def to_blocks(text: str, values: Sequence[str], draw: Draw) -> tuple[Block, ...]:
    """Set the values in where their tokens stand, and where a picture is asked for what `draw` makes of its name."""
    return tuple(_Reader(values, draw).blocks(_parsed(text).children))


@lru_cache(maxsize=256)
def _parsed(text: str) -> SyntaxTreeNode:
    """Read once: letters of one wording have the same text, since what differs stands behind tokens."""
    return SyntaxTreeNode(_PARSER.parse(text))


class _Reader:
    def __init__(self, values: Sequence[str], draw: Draw) -> None:
        self._values = values
        self._draw = draw

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            block = self._block(node)
            if block is not None:
                yield block

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        match node.type:
            case "heading":
                return self._heading(node)
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "blockquote":
                return self._marked_or_quote(node)
            case "table":
                return self._table(node)
            case _:
                spans = self._inline(node)
                return Paragraph(spans) if plain(spans).strip() else None

    def _heading(self, node: SyntaxTreeNode) -> Heading | None:
        text, bilag = self._inline(node), _first_words(node).startswith(BILAG_MARK)
        shown = _without(BILAG_MARK, text) if bilag else text
        return Heading(shown, _level(node), bilag) if plain(shown).strip() else None

    def _list(self, node: SyntaxTreeNode) -> BulletList | NumberedList:
        made = BulletList if node.type == "bullet_list" else NumberedList
        items, under = [], []
        for item in node.children:
            lists = [child for child in item.children if child.type in _LISTS]
            items.append(self._joined([child for child in item.children if child.type not in _LISTS]))
            under.append(tuple(self._list(inner) for inner in lists))
        return made(tuple(items), tuple(under) if any(under) else ())

    def _marked_or_quote(self, node: SyntaxTreeNode) -> Block | None:
        # The mark is looked for in the wording alone: a citizen who writes one has written words.
        mark = _first_words(node)
        if mark.startswith(PICTURE_MARK):
            return self._picture(mark, node)
        first = self._inline(node.children[0]) if node.children else ()
        if mark.startswith(BOX_MARK):
            return self._box(first, node.children[1:])
        if len(node.children) == 1:
            return Quote(first)
        return Quote(self._joined(node.children[:-1]), self._inline(node.children[-1]))

    def _picture(self, mark: str, node: SyntaxTreeNode) -> Picture | None:
        named = _PICTURE.fullmatch(mark)
        drawn = self._draw(named[1]) if named else None
        if drawn is None:
            return None
        first, *rest = node.children
        # After the mark and the end of its line.
        beside = self._runs(first.children[0].children[2:])
        caption = (beside, *map(self._inline, rest))
        return replace(drawn, caption=_with_breaks(caption) or drawn.caption)

    def _box(self, first: Spans, rest: Sequence[SyntaxTreeNode]) -> FactBox:
        return FactBox(_without(BOX_MARK, first), tuple(self.blocks(rest)))

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [
            tuple(self._inline(cell) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return Table(rows[0], tuple(rows[1:]))

    def _joined(self, nodes: Sequence[SyntaxTreeNode]) -> Spans:
        return _with_breaks([self._inline(node) for node in nodes])

    def _inline(self, node: SyntaxTreeNode) -> Spans:
        return self._runs(node.children)

    def _runs(self, nodes: Sequence[SyntaxTreeNode]) -> Spans:
        return _merged([span for node in nodes for span in self._spans(node, bold=False, italic=False)])

    def _spans(self, node: SyntaxTreeNode, *, bold: bool, italic: bool) -> Iterator[Span]:
        match node.type:
            case "text":
                yield Span(self._restored(node.content), bold, italic)
            case "softbreak":
                yield Span(" ", bold, italic)
            case "hardbreak":
                yield Span("\n", bold, italic)
            case _:
                for child in node.children:
                    yield from self._spans(
                        child, bold=bold or node.type == "strong", italic=italic or node.type == "em"
                    )

    def _restored(self, text: str) -> str:
        return "".join(self._value(char) if FIRST_TOKEN <= ord(char) <= LAST_TOKEN else char for char in text)

    def _value(self, token: str) -> str:
        number = ord(token) - FIRST_TOKEN
        return self._values[number] if number < len(self._values) else ""


def _level(node: SyntaxTreeNode) -> int:
    """The letter's title alone stands at the first level, and under the small print's there is none."""
    level = int(node.tag[1:])
    return level if 1 < level <= SMALL_PRINT else SMALL_PRINT - 1


def _merged(spans: Sequence[Span]) -> Spans:
    groups = groupby((span for span in spans if span.text), key=lambda span: (span.bold, span.italic))
    return tuple(Span("".join(span.text for span in group), *style) for style, group in groups)


def _with_breaks(lines: Sequence[Spans]) -> Spans:
    found: list[Span] = []
    for line in lines:
        found += [_BREAK, *line] if found and line else line
    return _merged(found)


def _without(mark: str, text: Spans) -> Spans:
    """The words after the mark that they begin with."""
    spans = (Span(text[0].text.removeprefix(mark).lstrip(), text[0].bold), *text[1:])
    return tuple(span for span in spans if span.text)


def _first_words(node: SyntaxTreeNode) -> str:
    """The text that the wording itself begins a block with."""
    while node.children:
        node = node.children[0]
    return node.content if node.type == "text" else ""
