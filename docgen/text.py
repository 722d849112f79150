"""A letter as plain text: for goldens, for mail, for whoever cannot open the rest."""

from collections.abc import Iterator

from docgen.blocks import Block, BulletList, FactBox, Heading, NumberedList, Paragraph, Quote, Table, plain
from docgen.letter import Letter
from docgen.parts import footer_text, meta_lines, sender_lines


def to_text(letter: Letter) -> str:
    head = [
        "\n".join([letter.sender.kommune, *sender_lines(letter.sender)]),
        "\n".join([letter.recipient.name, *letter.recipient.address]),
        "\n".join(f"{label}: {text}" for label, text in meta_lines(letter)),
        f"# {letter.title}",
    ]
    return "\n\n".join([*head, body_text(letter), footer_text(letter.sender)]) + "\n"


def body_text(letter: Letter) -> str:
    return "\n\n".join(_lines(letter.blocks))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {plain(block.text)}"
        case Paragraph():
            yield plain(block.text)
        case BulletList():
            yield "\n".join(f"- {plain(item)}" for item in block.items)
        case NumberedList():
            yield "\n".join(f"{number}. {plain(item)}" for number, item in enumerate(block.items, 1))
        case Quote():
            label = f"\n> – {plain(block.label)}" if block.label else ""
            yield f"> {plain(block.text).replace(chr(10), chr(10) + '> ')}{label}"
        case Table():
            yield "\n".join(" | ".join(plain(cell) for cell in row) for row in (block.header, *block.rows))
        case FactBox():
            yield f"[ {plain(block.title)} ]"
            yield from _lines(block.blocks)
