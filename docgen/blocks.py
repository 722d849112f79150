"""What a letter's body is made of: plain values that every format can set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

SMALL_PRINT: Final = 3  # the heading level under which the rules stand, last and small


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; a newline in it is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`bilag` begins what lies beside the letter, such as a sheet to fill in: a page of its own."""

    text: Spans
    level: int
    bilag: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Spans


@dataclass(frozen=True, slots=True)
class BulletList:
    """`under` has the lists that stand within each item; it is empty where none has any."""

    items: tuple[Spans, ...]
    under: "tuple[tuple[BulletList | NumberedList, ...], ...]" = ()


@dataclass(frozen=True, slots=True)
class NumberedList:
    """`under` has the lists that stand within each item; it is empty where none has any."""

    items: tuple[Spans, ...]
    under: "tuple[tuple[BulletList | NumberedList, ...], ...]" = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, unchanged, and whose they are."""

    text: Spans
    label: Spans = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A header row and rows as wide as it; an empty cell is a field to fill in."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class FactBox:
    """What the reader must not overlook."""

    title: Spans
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and the words that say the same; `svg` is empty where there are only dots.

    `own` is a file of the municipality's: it has names and a size that a page knows nothing of.
    """

    svg: str
    png: bytes
    alt: str
    caption: Spans = ()
    width_mm: int = 162
    own: bool = False


Block: TypeAlias = Heading | Paragraph | BulletList | NumberedList | Quote | Table | FactBox | Picture


def entries(
    found: BulletList | NumberedList,
) -> Iterator[tuple[Spans, tuple[BulletList | NumberedList, ...]]]:
    """Give each item with the lists within it."""
    return zip(found.items, found.under or ((),) * len(found.items), strict=True)


def parted(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Give the letter itself and what lies beside it."""
    start = next(
        (place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.bilag),
        len(blocks),
    )
    return blocks[:start], blocks[start:]


def plain(spans: Spans) -> str:
    return "".join(span.text for span in spans)
