"""A letter as Word: real styles, Danish, marked header rows, and the same bytes every time."""

import struct
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from docgen.blocks import (
    SMALL_PRINT,
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
)
from docgen.letter import LANGUAGE, Letter
from docgen.parts import column_letters, footer_text, kept_from, meta_lines, narrow_columns, sender_lines

_WORD: Final = Path(__file__).parent / "word"
# Midnight on 1 January 1980, as an archive writes time and date.
_ZIP_TIME: Final = (0, 0x21)
_SPACE: Final = qn("xml:space")
_KEPT: Final = ("/styles", "/numbering", "/settings", "/theme", "/header", "/footer")
_FIELD_HEIGHT: Final = Mm(10)
_TEXT_WIDTH: Final = Mm(162)
_LETTER_WIDTH: Final = Mm(2.1)
_CELL_PADDING: Final = Mm(6.5)
_AFTER_BOX: Final = Pt(9)
_LED_UP_TO: Final = (BulletList, NumberedList, Quote, Table)


def to_docx(letter: Letter) -> bytes:
    """Set the letter; the same letter gives the same bytes."""
    document = docx.Document(BytesIO(_base(letter.sender.farve)))
    _set_properties(document, letter)
    _set_header_and_footer(document.sections[0], letter)
    writer = _Writer(document)
    writer.line("Recipient", "\n".join((letter.recipient.name, *letter.recipient.address)))
    for label, text in meta_lines(letter):
        writer.line("Case Line", f"{label}: {text}")
    writer.line("Heading 1", letter.title)
    writer.blocks(letter.blocks)
    return _packed(document)


class _Writer:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._prose = "Normal"
        self._last: Any = None

    def line(self, style: str, text: str) -> None:
        self._spans(style, (Span(text),))

    def blocks(self, blocks: Sequence[Block]) -> None:
        end = kept_from(blocks)
        for place, block in enumerate(blocks):
            self._block(block)
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            leads = isinstance(block, Paragraph) and isinstance(following, _LED_UP_TO)
            if leads or (place >= end and following is not None):
                _keep_with_next(self._last)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._spans(self._prose, block.text)
            case BulletList():
                for item in block.items:
                    self._spans("List Bullet", item)
            case NumberedList():
                self._numbered(block)
            case Quote():
                self._spans("Quote", block.text)
                self._spans("Quote Source", block.label)
            case Table():
                self._table(block)
            case FactBox():
                self._box(block)

    def _heading(self, heading: Heading) -> None:
        self._spans(f"Heading {heading.level}", heading.text)
        # What stands under a third-level heading is small print: the rules, after all that matters to the reader.
        self._prose = "Small Print" if heading.level == SMALL_PRINT else "Normal"

    def _spans(self, style: str, spans: Spans) -> Any:
        paragraph = self._document.add_paragraph()
        _set_style(paragraph, style)
        _add_runs(paragraph, spans)
        self._last = paragraph
        return paragraph

    def _numbered(self, block: NumberedList) -> None:
        # Word counts on from one list to the next unless each list is its own numbering instance.
        numbering = self._document.part.numbering_part.element
        instance = numbering.add_num(2)
        instance.add_lvlOverride(ilvl=0).add_startOverride(1)
        for item in block.items:
            properties = self._spans("List Number", item)._p.get_or_add_pPr()  # noqa: SLF001 - no public door to a list
            numbered = properties.get_or_add_numPr()
            numbered.get_or_add_ilvl().val = 0
            numbered.get_or_add_numId().val = instance.numId

    def _box(self, box: FactBox) -> None:
        if box.title:
            self._spans("Fact Box Title", box.title)
        for block in box.blocks:
            match block:
                case Paragraph() | Heading():
                    self._spans("Fact Box", block.text)
                case BulletList() | NumberedList():
                    for item in block.items:
                        _join_list(self._spans("Fact Box", item))
                case _:
                    self._block(block)
        self._last.paragraph_format.space_after = _AFTER_BOX

    def _table(self, table: Table) -> None:
        widths = _column_widths(table)
        made = self._document.add_table(rows=0, cols=len(table.header), style="Letter Table")
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for cells in (table.header, *table.rows):
            row = made.add_row()
            if not all(cells):
                row.height = _FIELD_HEIGHT
            for cell, spans, width in zip(row.cells, cells, widths, strict=True):
                cell.width = width
                _add_runs(cell.paragraphs[0], spans)
        heading = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no door to a repeated header row
        heading.append(OxmlElement("w:tblHeader"))
        # Word would run two tables in a row together.
        self.line("Spacer", "")


def _keep_with_next(paragraph: Any) -> None:
    paragraph._p.get_or_add_pPr().get_or_add_keepNext()  # noqa: SLF001 - python-docx's own way looks the style up


def _column_widths(table: Table) -> list[int]:
    narrow = narrow_columns(table)
    fixed = [
        _LETTER_WIDTH * letters + _CELL_PADDING if short else 0
        for letters, short in zip(column_letters(table), narrow, strict=True)
    ]
    share = (_TEXT_WIDTH - sum(fixed)) // (narrow.count(False) or 1)
    return [width or share for width in fixed]


def _set_style(paragraph: Any, style: str) -> None:
    # By its id: python-docx's own way looks every style through, for each paragraph.
    paragraph._p.get_or_add_pPr().style = style.replace(" ", "")  # noqa: SLF001 - see above


def _add_runs(paragraph: Any, spans: Spans) -> None:
    # As elements: python-docx's own way goes through the text letter by letter, which is most of a letter's time.
    for span in spans:
        run = _added(paragraph._p, "w:r")  # noqa: SLF001 - see above
        if span.bold or span.italic:
            properties = _added(run, "w:rPr")
            for style in ("w:b",) * span.bold + ("w:i",) * span.italic:
                _added(properties, style)
        for number, line in enumerate(span.text.split("\n")):
            if number:
                _added(run, "w:br")
            if line:
                text = _added(run, "w:t")
                text.text = line
                if line != line.strip():
                    text.set(_SPACE, "preserve")


def _added(element: Any, name: str) -> Any:
    made = element.makeelement(qn(name))
    element.append(made)
    return made


def _join_list(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public door to a list
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = 1


def _set_properties(document: Any, letter: Letter) -> None:
    noon = datetime.combine(letter.date, time(12), UTC).replace(tzinfo=None)
    core = document.core_properties
    core.title = letter.title
    core.author = letter.sender.kommune
    core.last_modified_by = letter.sender.kommune
    core.language = LANGUAGE
    core.comments = ""
    core.created = noon
    core.modified = noon


def _set_header_and_footer(section: Any, letter: Letter) -> None:
    first = section.first_page_header
    _set_style(first.paragraphs[0], "Sender Name")
    first.paragraphs[0].text = letter.sender.kommune
    for line in sender_lines(letter.sender):
        _set_style(first.add_paragraph(line), "Header")
    section.header.paragraphs[0].text = f"{letter.labels.sagsnr} {letter.case_no}"
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.add_run(f"{footer_text(letter.sender)}\t")
        before, _, rest = letter.labels.side.partition("{nr}")
        between, _, after = rest.partition("{antal}")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            paragraph.add_run(text)
            if field:
                _add_field(paragraph, field)


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx makes no fields


@lru_cache(maxsize=8)
def _base(colour: str) -> bytes:
    """Make an empty letter in the municipality's colour, slim enough to parse once per letter."""
    document = docx.Document()
    part = document.part
    for rels in (part.rels, part.package.rels):
        for key in [key for key, rel in rels.items() if _spare(rel)]:
            del rels[key]
    styles = (_WORD / "styles.xml").read_text("utf-8")
    styles = styles.replace("COLOUR", colour.lstrip("#").upper()).replace("TINT", _tint(colour))
    _replace_children(document.styles.element, styles)
    _replace_children(part.numbering_part.element, (_WORD / "numbering.xml").read_text("utf-8"))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    for piece in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        piece.is_linked_to_previous = False
    return _packed(document)


def _spare(rel: Any) -> bool:
    kind = rel.reltype
    return not kind.endswith((*_KEPT, "/officeDocument", "/core-properties"))


def _tint(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "".join(f"{255 - (255 - part) * 8 // 100:02X}" for part in parts)


def _replace_children(element: Any, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _packed(document: Any) -> bytes:
    """Save with fixed times inside the archive, which python-docx fills from the clock."""
    saved = BytesIO()
    document.save(saved)
    packed = bytearray(saved.getvalue())
    with zipfile.ZipFile(saved) as archive:
        entries, at = archive.infolist(), archive.start_dir
    # Each file's time stands before the file and once more in the archive's table of contents.
    for entry in entries:
        struct.pack_into("<HH", packed, entry.header_offset + 10, *_ZIP_TIME)
        struct.pack_into("<HH", packed, at + 12, *_ZIP_TIME)
        at += 46 + sum(struct.unpack_from("<HHH", packed, at + 28))
    return bytes(packed)
