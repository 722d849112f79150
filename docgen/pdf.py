"""A letter as PDF/UA-1: tagged, in Danish, with its title, and the same bytes every time."""

import json
from calendar import timegm
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

from docgen.blocks import (
    Block,
    BulletList,
    FactBox,
    Heading,
    NumberedList,
    Paragraph,
    Quote,
    Spans,
    Table,
)
from docgen.glyphs import BOX, FONTS, showable
from docgen.letter import Letter
from docgen.parts import footer_text, meta_lines, narrow_columns, sender_lines

_TEMPLATE: Final = Path(__file__).with_name("letter.typ")
_LAST_LATIN: Final = 0x024F
# A compiler keeps its parsed template and fonts warm, and cannot be borrowed by two threads at once.
_ONE_AT_A_TIME: Final = Lock()


def to_pdf(letter: Letter) -> bytes:
    """Set the letter; the same letter gives the same bytes."""
    text = json.dumps(_letter(letter), ensure_ascii=False)
    stamp = timegm((*letter.date.timetuple()[:3], 12, 0, 0))
    try:
        return _compile(text, stamp)
    except typst.TypstError:
        # A cluster of characters that no font can shape together: a letter with boxes beats no letter.
        return _compile("".join(char if ord(char) <= _LAST_LATIN else BOX for char in text), stamp)


def _compile(text: str, stamp: int) -> bytes:
    with _ONE_AT_A_TIME:
        made = _compiler().compile(
            format="pdf", sys_inputs={"letter": text}, pdf_standards="ua-1", timestamp=stamp
        )
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)


def _letter(letter: Letter) -> dict[str, Any]:
    sender = letter.sender
    return {
        "title": showable(letter.title),
        "date": [letter.date.year, letter.date.month, letter.date.day],
        "colour": sender.farve,
        "labels": {"side": letter.labels.side},
        "sender": {"name": sender.kommune, "lines": sender_lines(sender)},
        "recipient": {
            "name": showable(letter.recipient.name),
            "address": [showable(line) for line in letter.recipient.address],
        },
        "meta": [[label, showable(text)] for label, text in meta_lines(letter)],
        "footer": footer_text(sender),
        "blocks": [_block(block) for block in letter.blocks],
    }


def _block(block: Block) -> dict[str, Any]:  # noqa: PLR0911 - one line per kind of block
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _spans(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "text": _spans(block.text)}
        case BulletList():
            return {"kind": "bullets", "items": [_spans(item) for item in block.items]}
        case NumberedList():
            return {"kind": "numbers", "items": [_spans(item) for item in block.items]}
        case Quote():
            return {"kind": "quote", "text": _spans(block.text), "label": _spans(block.label)}
        case Table():
            rows = [[_spans(cell) for cell in row] for row in block.rows]
            header = [_spans(cell) for cell in block.header]
            return {"kind": "table", "header": header, "rows": rows, "narrow": narrow_columns(block)}
        case FactBox():
            inner = [_block(part) for part in block.blocks]
            return {"kind": "box", "title": _spans(block.title), "blocks": inner}


def _spans(spans: Spans) -> list[list[str]]:
    return [[showable(span.text), "b" * span.bold + "i" * span.italic] for span in spans]
