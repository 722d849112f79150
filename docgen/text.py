"""A letter as plain text: for goldens, for mail, for whoever cannot open the rest."""

from collections.abc import Iterator

from docgen.blocks import (
    Block,
    BulletList,
    FactBox,
    Heading,
    NumberedList,
    Paragraph,
    Picture,
    Quote,
    Table,
    entries,
    plain,
)
from docgen.letter import Letter
from docgen.parts import footer_text, meta_lines, sender_lines


def to_text(letter: Letter) -> str:
    head = [
        "\n".join([letter.sender.kommune, *sender_lines(letter.sender)]),
        "\n".join(line for line in (letter.recipient.name, *letter.recipient.address) if line),
        "\n".join(f"{label}: {text}" for label, text in meta_lines(letter)),
        f"# {letter.title}",
    ]
    return "\n\n".join([*filter(None, head), body_text(letter), footer_text(letter.sender)]) + "\n"


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
        case BulletList() | NumberedList():
            yield "\n".join(_items(block, ""))
        case Quote():
            label = f"\n> – {plain(block.label)}" if block.label else ""
            yield f"> {plain(block.text).replace(chr(10), chr(10) + '> ')}{label}"
        case Table():
            yield "\n".join(" | ".join(plain(cell) for cell in row) for row in (block.header, *block.rows))
        case FactBox():
            yield f"[ {plain(block.title)} ]"
            yield from _lines(block.blocks)
        case Picture():
            yield f"[ {block.alt} ]" + (f"\n{plain(block.caption)}" if block.caption else "")


def _items(found: BulletList | NumberedList, indent: str) -> Iterator[str]:
    for number, (text, inner) in enumerate(entries(found), 1):
        mark = "-" if isinstance(found, BulletList) else f"{number}."
        yield f"{indent}{mark} {plain(text)}"
        for lists in inner:
            yield from _items(lists, f"{indent}{' ' * (len(mark) + 1)}")
