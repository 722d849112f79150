"""Filled Markdown to blocks; a value comes back only as text, never as markup."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from docgen.blocks import (
    Block,
    BulletList,
    FactBox,
    Heading,
    NumberedList,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
    plain,
)
from docgen.fill import FIRST_TOKEN, LAST_TOKEN

BOX_MARK: Final = "[!boks]"
_BREAK: Final = Span("\n")
# No HTML, links, code or images: a letter has none, and each would be a door.
_PARSER: Final = MarkdownIt("zero").enable(
    ["heading", "list", "blockquote", "table", "emphasis", "newline", "escape"]
)


def to_blocks(text: str, values: Sequence[str]) -> tuple[Block, ...]:
    """Set the values in where their tokens stand in the text."""
    return tuple(_Reader(values).blocks(_parsed(text).children))


@lru_cache(maxsize=256)
def _parsed(text: str) -> SyntaxTreeNode:
    """Read once: letters of one wording have the same text, since what differs stands behind tokens."""
    return SyntaxTreeNode(_PARSER.parse(text))


class _Reader:
    def __init__(self, values: Sequence[str]) -> None:
        self._values = values

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            block = self._block(node)
            if block is not None:
                yield block

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        match node.type:
            case "heading":
                return Heading(self._inline(node), int(node.tag[1:]))
            case "bullet_list":
                return BulletList(self._items(node))
            case "ordered_list":
                return NumberedList(self._items(node))
            case "blockquote":
                return self._quote_or_box(node)
            case "table":
                return self._table(node)
            case _:
                spans = self._inline(node)
                return Paragraph(spans) if plain(spans).strip() else None

    def _items(self, node: SyntaxTreeNode) -> tuple[Spans, ...]:
        """Give each item as one run of text; an item inside an item stands after it."""
        found: list[Spans] = []
        for item in node.children:
            lists = [child for child in item.children if child.type in {"bullet_list", "ordered_list"}]
            found.append(self._joined([child for child in item.children if child not in lists]))
            for inner in lists:
                found.extend(self._items(inner))
        return tuple(found)

    def _quote_or_box(self, node: SyntaxTreeNode) -> Block:
        first = self._inline(node.children[0]) if node.children else ()
        if plain(first).startswith(BOX_MARK):
            return self._box(first, node.children[1:])
        if len(node.children) == 1:
            return Quote(first)
        return Quote(self._joined(node.children[:-1]), self._inline(node.children[-1]))

    def _box(self, first: Spans, rest: Sequence[SyntaxTreeNode]) -> FactBox:
        title = (Span(first[0].text.removeprefix(BOX_MARK).lstrip(), first[0].bold), *first[1:])
        return FactBox(tuple(span for span in title if span.text), tuple(self.blocks(rest)))

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [
            tuple(self._inline(cell) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return Table(rows[0], tuple(rows[1:]))

    def _joined(self, nodes: Sequence[SyntaxTreeNode]) -> Spans:
        found: list[Span] = []
        for node in nodes:
            found += [_BREAK, *self._inline(node)] if found else self._inline(node)
        return _merged(found)

    def _inline(self, node: SyntaxTreeNode) -> Spans:
        found: list[Span] = []
        for child in node.children:
            found.extend(self._spans(child, bold=False, italic=False))
        return _merged(found)

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


def _merged(spans: Sequence[Span]) -> Spans:
    groups = groupby((span for span in spans if span.text), key=lambda span: (span.bold, span.italic))
    return tuple(Span("".join(span.text for span in group), *style) for style, group in groups)
