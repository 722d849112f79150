"""A letter as PDF/UA-1: tagged, in Danish, with its title, and the same bytes every time."""

import json
from base64 import b64encode
from calendar import timegm
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

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
)
from docgen.glyphs import FONTS, in_main_font, showable, without_stray_marks
from docgen.images import own_picture
from docgen.letter import Letter
from docgen.page_room import is_set_close
from docgen.parts import (
    dots_of,
    footer_text,
    is_short,
    meta_lines,
    narrow_columns,
    picture_size,
    reads_from_right,
    sender_lines,
    small_print_level,
)

# The library's hints know files on disk only; it takes a mapping of them as well.
_EMPTY: Final[Any] = {"main.typ": b""}
_TEMPLATE: Final = Path(__file__).with_name("letter.typ").read_bytes()
# A compiler keeps its parsed template and fonts warm, and cannot be borrowed by two threads at once.
_ONE_AT_A_TIME: Final = Lock()


def to_pdf(letter: Letter) -> bytes:
    """Set the letter; the same letter gives the same bytes."""
    pictures = _Pictures()
    text = json.dumps(_letter(letter, pictures), ensure_ascii=False)
    stamp = timegm((*letter.date.timetuple()[:3], 12, 0, 0))
    # A cluster of characters that no font can shape together: a letter with a box in it beats no letter.
    for plainer in (without_stray_marks, in_main_font):
        try:
            return _compile(text, pictures.files, stamp)
        except typst.TypstError:
            text = plainer(text)
    return _compile(text, pictures.files, stamp)


class _Pictures:
    """The letter's pictures as files beside it, each named where it stands."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def placed(self, picture: Picture) -> dict[str, Any]:
        file = f"{len(self.files)}.svg"
        self.files[file] = (picture.svg or _framed(picture.png)).encode()
        return {"file": file, "alt": showable(picture.alt), "width": picture_size(picture)[0]}


def _framed(png: bytes) -> str:
    """The dots in a drawing: a file beside a letter has to be text."""
    width, height = dots_of(png)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/png;base64,{b64encode(png).decode()}"/></svg>'
    )


def _compile(text: str, pictures: Mapping[str, bytes], stamp: int) -> bytes:
    # As files and not as inputs: those are part of the language itself, which would be made anew for each letter.
    files: Any = {"main.typ": _TEMPLATE, "letter.json": text.encode(), **pictures}
    with _ONE_AT_A_TIME:
        made = _compiler().compile(input=files, format="pdf", pdf_standards="ua-1", timestamp=stamp)
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(_EMPTY, font_paths=fonts, ignore_system_fonts=True)


def _letter(letter: Letter, pictures: _Pictures) -> dict[str, Any]:
    sender = letter.sender
    logo = own_picture(sender.logo)
    itself, beside = parted(letter.blocks)
    small = small_print_level(letter.blocks)
    return {
        "title": showable(letter.title),
        "date": [letter.date.year, letter.date.month, letter.date.day],
        "close": is_set_close(letter),
        "colour": sender.farve,
        "labels": {"side": letter.labels.side},
        "sender": {"name": sender.kommune, "lines": sender_lines(sender)},
        "recipient": {
            "name": showable(letter.recipient.name),
            "address": [showable(line) for line in letter.recipient.address],
        },
        "meta": [[label, showable(text)] for label, text in meta_lines(letter)],
        "logo": pictures.placed(logo) if logo else None,
        "footer": footer_text(sender),
        "blocks": _blocks(itself, pictures, small),
        "beside": _blocks(beside, pictures, small),
    }


def _blocks(blocks: Sequence[Block], pictures: _Pictures, small: int) -> list[dict[str, Any]]:
    return [_block(block, pictures, small) for block in blocks]


def _block(block: Block, pictures: _Pictures, small: int) -> dict[str, Any]:  # noqa: PLR0911 - one line per kind of block
    match block:
        case Heading():
            is_small = block.level == SMALL_PRINT
            level = small if is_small else block.level
            return {"kind": "heading", "level": level, "small": is_small, "text": _spans(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "text": _spans(block.text), **_way(block.text)}
        case BulletList() | NumberedList():
            return _list(block)
        case Quote():
            return {
                "kind": "quote",
                "text": _spans(block.text),
                "label": _spans(block.label),
                **_way(block.text),
            }
        case Table():
            rows = [[_spans(cell) for cell in row] for row in block.rows]
            header = [_spans(cell) for cell in block.header]
            shape = {"narrow": narrow_columns(block), "whole": is_short(block)}
            return {"kind": "table", "header": header, "rows": rows, **shape}
        case FactBox():
            inner = _blocks(block.blocks, pictures, small)
            return {"kind": "box", "title": _spans(block.title), "blocks": inner}
        case Picture():
            return {"kind": "picture", "caption": _spans(block.caption), **pictures.placed(block)}


def _way(spans: Spans) -> dict[str, bool]:
    return {"rtl": True} if reads_from_right(spans) else {}


def _list(found: BulletList | NumberedList) -> dict[str, Any]:
    items = [_item(text, lists) for text, lists in entries(found)]
    return {"kind": "bullets" if isinstance(found, BulletList) else "numbers", "items": items}


def _item(text: Spans, lists: Sequence[BulletList | NumberedList]) -> Any:
    way = _way(text)
    return (
        {"text": _spans(text), "lists": [_list(inner) for inner in lists], **way}
        if lists or way
        else _spans(text)
    )


def _spans(spans: Spans) -> str | list[list[str]]:
    if len(spans) == 1 and not (spans[0].bold or spans[0].italic or "\n" in spans[0].text):
        return showable(spans[0].text)
    return [[showable(span.text), "b" * span.bold + "i" * span.italic] for span in spans]
