"""A letter as Word: real styles, Danish, marked header rows, and the same bytes every time."""

from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from docgen.letter import Letter
from docgen.page_room import is_set_close
from docgen.parts import meta_lines
from docgen.word.archive import Packed, archive, pack
from docgen.word.body import FIRST_NUMBERING, Body, link
from docgen.word.template import CORE, DOCUMENT, HEADER, NUMBERING, RELATIONS, Base, base
from domain.letter_facts import LabelledLetterhead

_NUMBERS: Final = 2  # the template's list of numbers, which every numbered list is an instance of
_LESS: Final = (
    5  # lines that the page in Word has room for less: what it is about stands in lines, not side by side
)
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def to_docx(letter: Letter) -> bytes:
    """Set the letter; the same letter gives the same bytes."""
    body = Body()
    recipient = [line for line in (letter.recipient.name, *letter.recipient.address) if line]
    if recipient:
        body.line("Recipient", "\n".join(recipient))
    for label, text in meta_lines(letter):
        body.line("CaseLine", f"{label}: {text}")
    body.line("Heading1", letter.title)
    body.blocks(letter.blocks)
    close = is_set_close(letter, _LESS)
    empty = base(letter.sender, close=close)
    own = {
        DOCUMENT: empty.filled(DOCUMENT, body.xml()),
        RELATIONS: _relations(letter.sender, len(body.pictures), close=close),
        NUMBERING: _numbering(letter.sender, tuple(body.numberings), close=close),
        CORE: _described(empty, letter),
        HEADER: empty.filled(HEADER, escape(letter.case_no)),
    }
    pictures = [pack(f"word/{_file(number)}", made.png) for number, made in enumerate(body.pictures, 1)]
    return archive([*(packed or own[name] for name, packed in empty.files.items()), *pictures])


def _described(empty: Base, letter: Letter) -> Packed:
    noon = datetime.combine(letter.date, time(12), UTC)
    return empty.described(escape(letter.title), f"{noon:%Y-%m-%dT%H:%M:%SZ}")


@lru_cache(maxsize=32)
def _relations(sender: LabelledLetterhead, pictures: int, *, close: bool) -> Packed:
    rows = (
        f'<Relationship Id="{link(number)}" Type="{_IMAGE}" Target="{_file(number)}"/>'
        for number in range(1, pictures + 1)
    )
    return base(sender, close=close).filled(RELATIONS, "".join(rows))


@lru_cache(maxsize=64)
def _numbering(sender: LabelledLetterhead, depths: tuple[int, ...], *, close: bool) -> Packed:
    rows = (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_NUMBERS}"/><w:lvlOverride w:ilvl="{depth}">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number, depth in enumerate(depths, FIRST_NUMBERING)
    )
    return base(sender, close=close).filled(NUMBERING, "".join(rows))


def _file(number: int) -> str:
    return f"media/letter{number}.png"
