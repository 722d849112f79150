"""The lines around a letter's text, the same in every format."""

import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from docgen.blocks import SMALL_PRINT, Block, FactBox, Heading, Paragraph, Picture, Spans, Table, plain
from docgen.letter import Letter
from domain.letter_facts import LabelledLetterhead

_FROM_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_WIDEST_MM: Final = 162
_TALLEST_MM: Final = 200
_NARROW: Final = 18  # letters
_KEPT_TOGETHER: Final = 10  # blocks
_SHORT_TABLE: Final = 6  # rows


def sender_lines(sender: LabelledLetterhead) -> list[str]:
    return [line for line in (sender.afdeling, *sender.adresse, sender.telefon, sender.web) if line]


def meta_lines(letter: Letter) -> list[tuple[str, str]]:
    labels = letter.labels
    contact = letter.contact
    lines = [
        (labels.dato, letter.date_text),
        (labels.sagsnr, letter.case_no),
        (labels.kontakt, contact.name),
        (labels.telefon, contact.phone),
    ]
    return [(label, text) for label, text in lines if text]


def footer_text(sender: LabelledLetterhead) -> str:
    labels = sender.etiketter
    return f"{sender.kommune} · {labels.cvr} {sender.cvr} · {labels.privatliv}: {sender.privatliv}"


def dots_of(png: bytes) -> tuple[int, int]:
    """Give how many dots the file has across and down."""
    across, down = struct.unpack_from(">II", png, 16)
    return across, down


def picture_size(picture: Picture) -> tuple[float, float]:
    """Give the width and height in millimetres, within what a page has room for."""
    across, down = dots_of(picture.png)
    width = min(picture.width_mm, _WIDEST_MM, _TALLEST_MM * across / down)
    return width, width * down / across


def column_letters(table: Table) -> list[int]:
    """Count the letters of each column's longest cell."""
    columns = zip(table.header, *table.rows, strict=True)
    return [max(len(plain(cell)) for cell in column) for column in columns]


def narrow_columns(table: Table) -> list[bool]:
    """Tell which columns need no more than their words.

    Where one is there to be filled in, all share the width but those for a cross: empty, under a heading of one sign.
    """
    empty = [not any(column) for column in zip(*table.rows, strict=True)]
    if any(empty):
        crosses = [
            is_empty and len(plain(head)) == 1 for is_empty, head in zip(empty, table.header, strict=True)
        ]
        return [cross and not all(crosses) for cross in crosses]
    widest = column_letters(table)
    return [width <= _NARROW and width < max(widest) for width in widest]


def is_short(table: Table) -> bool:
    """True where no page may part the table."""
    return len(table.rows) <= _SHORT_TABLE


def reads_from_right(spans: Spans) -> bool:
    """True where the first letter is of a script that is read from right to left, as browsers judge it too."""
    text = plain(spans)
    if text.isascii() or not _FROM_RIGHT.search(text):
        return False
    ways = map(unicodedata.bidirectional, text)
    return next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L"


def small_print_level(blocks: Sequence[Block]) -> int:
    """The level that the small print's heading is heard at: none may be skipped where it is the letter's first."""
    first = next(_headings(blocks), SMALL_PRINT - 1)
    return SMALL_PRINT - 1 if first == SMALL_PRINT else SMALL_PRINT


def _headings(blocks: Sequence[Block]) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.level
        elif isinstance(block, FactBox):
            yield from _headings(block.blocks)


def kept_from(blocks: Sequence[Block]) -> int:
    """Where what is not parted begins: the last section, or its last lines, with who signs and the small print."""
    sections = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level < SMALL_PRINT
    ]
    last = sections[-1] if sections else len(blocks)
    small = any(isinstance(block, Heading) and block.level == SMALL_PRINT for block in blocks[last:])
    others = [
        place
        for place, block in enumerate(blocks[last:], last)
        if not isinstance(block, Heading | Paragraph | Picture)
    ]
    start = others[-1] + 1 if others else last
    return start if small and len(blocks) - start <= _KEPT_TOGETHER else len(blocks)
