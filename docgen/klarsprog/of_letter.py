"""A letter's passages: its blocks tell what is whose."""

from collections.abc import Iterator

from docgen.blocks import (
    SMALL_PRINT,
    Block,
    BulletList,
    FactBox,
    Heading,
    NumberedList,
    Paragraph,
    Quote,
    Table,
    entries,
    plain,
)
from docgen.klarsprog.passages import Part, Passages, part_of_item, part_of_paragraph, passages_of
from docgen.letter import Letter


def of_letter(letter: Letter) -> Passages:
    """What the letter says, from its title to its small print."""
    return passages_of([(Part.FRAGMENT, letter.title), *_pieces(letter.blocks)])


def _pieces(blocks: tuple[Block, ...]) -> Iterator[tuple[Part, str]]:
    small = False
    for block in blocks:
        if isinstance(block, Heading):
            small = block.level >= SMALL_PRINT
        for part, text in _piece(block):
            counted = part in {Part.PROSE, Part.FRAGMENT} and not isinstance(block, Heading)
            yield (Part.RULES if small and counted else part), text


def _piece(block: Block) -> Iterator[tuple[Part, str]]:
    match block:
        case Heading():
            yield Part.FRAGMENT, plain(block.text)
        case Paragraph():
            text = plain(block.text)
            yield part_of_paragraph(text), text
        case BulletList() | NumberedList():
            for item, under in entries(block):
                text = plain(item)
                yield part_of_item(text), text
                yield from _pieces(under)
        case Quote():
            yield Part.QUOTED, plain(block.text)
        case Table():
            for row in (block.header, *block.rows):
                for cell in row:
                    yield part_of_item(plain(cell)), plain(cell)
        case FactBox():
            yield Part.FRAGMENT, plain(block.title)
            yield from _pieces(block.blocks)
        case _:
            return
