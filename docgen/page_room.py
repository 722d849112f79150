"""How much of a page a letter takes, counted in lines: a few too many are worth setting it closer, a whole page is not."""

from collections.abc import Sequence
from typing import Final

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
    Spans,
    Table,
    entries,
    parted,
    plain,
)
from docgen.letter import Letter
from docgen.parts import picture_size

# Counted on the shipped letters as they are set: letters to a line, and lines that each kind of block takes besides.
_WIDE: Final = 105
_SMALL_WIDE: Final = 125
_INDENTED: Final = 98
_SMALL: Final = 0.85
_GAP: Final = 0.4
_HEADING: Final = 2.2
_FRAME: Final = 2.2
_BOX: Final = 3
_ROW: Final = 2
_MM: Final = 5
_ROOM: Final = 46  # on the first page, under the envelope's window
_WINDOW: Final = 6  # so many more where there is none
_SPARED: Final = 6  # so many lines come of setting it closer


def is_set_close(letter: Letter, less: int = 0) -> bool:
    """True where the letter is a little longer than its first page has room for; `less` lines of it are taken already."""
    room = _ROOM + (0 if letter.recipient.name else _WINDOW)
    itself, _ = parted(letter.blocks)
    return room - less < _lines(itself) <= room + _SPARED


def _lines(blocks: Sequence[Block]) -> float:
    found, small = 0.0, False
    for block in blocks:
        small = small or (isinstance(block, Heading) and block.level == SMALL_PRINT)
        found += (
            _SMALL * _rows(block.text, _SMALL_WIDE) + _GAP
            if small and isinstance(block, Paragraph)
            else _of(block)
        )
    return found


def _of(block: Block) -> float:  # noqa: PLR0911 - one line per kind of block
    match block:
        case Heading():
            return _HEADING
        case Paragraph():
            return _rows(block.text, _WIDE) + _GAP
        case BulletList() | NumberedList():
            return _GAP + sum(_rows(text, _INDENTED) + sum(map(_of, lists)) for text, lists in entries(block))
        case Quote():
            return _rows(block.text, _INDENTED) + _FRAME
        case Table():
            return _ROW * (1 + len(block.rows)) + 1
        case FactBox():
            return _BOX + _lines(block.blocks)
        case Picture():
            return picture_size(block)[1] / _MM + _FRAME


def _rows(spans: Spans, wide: int) -> int:
    return sum(max(1, -(-len(line) // wide)) for line in plain(spans).split("\n"))
