"""A letter's blocks as WordprocessingML, written as text: building it element by element takes most of a letter's time."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

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
    Span,
    Spans,
    Table,
    entries,
    parted,
)
from docgen.parts import column_letters, is_short, kept_from, narrow_columns, picture_size, reads_from_right

FIRST_NUMBERING: Final = 3  # the template has one for bullets and one for numbers
_DEEPEST: Final = 8  # Word has nine levels in a list
_BULLETS: Final = 1
_EMU_PER_MM: Final = 36_000
_TEXT_WIDTH: Final = 9184  # 162 mm in twentieths of a point, as the rest
_LETTER_WIDTH: Final = 119
_CELL_PADDING: Final = 369
_CROSS: Final = 3  # letters that a cross by hand needs room for
_BOX_EDGE: Final = 227
_STEP: Final = 284
_TAB: Final = '<w:tabs><w:tab w:val="left" w:pos="{}"/></w:tabs>'
_AFTER_LIST: Final = 100
_FIELD_HEIGHT: Final = 567
_AFTER_BOX: Final = 180
_SHORT_QUOTE: Final = (
    600  # longer words may be parted from whose they are, rather than leave a page half empty
)
_LED_UP_TO: Final = (BulletList, NumberedList, Quote, Table, Picture)
_PICTURE: Final = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{id}" name="{id}" descr={alt}/><wp:cNvGraphicFramePr>'
    '<a:graphicFrameLocks xmlns:a="{a}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}"><pic:nvPicPr>'
    '<pic:cNvPr id="{id}" name="{id}" descr={alt}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"


class _Line:
    """One paragraph, until what follows it has had its say."""

    __slots__ = ("after", "kept", "numbered", "runs", "style", "way")

    def __init__(self, style: str, runs: str, numbered: str = "", way: str = "") -> None:
        self.style, self.runs, self.numbered, self.way = style, runs, numbered, way
        self.kept, self.after = False, ""

    def xml(self) -> str:
        kept = "<w:keepNext/>" if self.kept else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/>{kept}{self.numbered}{self.way}{self.after}</w:pPr>'
            f"{self.runs}</w:p>"
        )


class Body:
    """What has been written so far; `numberings` are the depths of its numbered lists, `pictures` stand in order."""

    def __init__(self) -> None:
        self.numberings: list[int] = []
        self.pictures: list[Picture] = []
        self._parts: list[_Line | str] = []
        self._last = _Line("Normal", "")
        self._prose = "Normal"

    def xml(self) -> str:
        return "".join(part if isinstance(part, str) else part.xml() for part in self._parts)

    def line(self, style: str, text: str) -> None:
        self._spans(style, (Span(text),))

    def blocks(self, blocks: Sequence[Block]) -> None:
        for part in parted(blocks):
            self._section(part)

    def _section(self, blocks: Sequence[Block]) -> None:
        end = kept_from(blocks)
        for place, block in enumerate(blocks):
            self._block(block)
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            leads = isinstance(block, Paragraph) and isinstance(following, _LED_UP_TO)
            if leads or (place >= end and following is not None):
                self._last.kept = True

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._spans(self._prose, block.text)
            case BulletList() | NumberedList():
                self._list(block, 0)
            case Quote():
                self._quote(block)
            case Table():
                self._table(block)
            case FactBox():
                self._box(block)
            case Picture():
                self._picture(block)

    def _heading(self, heading: Heading) -> None:
        new_page = "<w:pageBreakBefore/>" if heading.bilag else ""
        self._spans(f"Heading{heading.level}", heading.text, new_page)
        # What stands under a third-level heading is small print: the rules, after all that matters to the reader.
        self._prose = "SmallPrint" if heading.level == SMALL_PRINT else "Normal"

    def _spans(self, style: str, spans: Spans, numbered: str = "") -> None:
        self._last = _Line(style, _runs(spans), numbered, "<w:bidi/>" if reads_from_right(spans) else "")
        self._parts.append(self._last)

    def _list(self, found: BulletList | NumberedList, depth: int, style: str = "") -> None:
        level = min(depth, _DEEPEST)
        number = _BULLETS
        if isinstance(found, NumberedList):
            # Word counts on from one list to the next unless each list is its own numbering instance.
            number = FIRST_NUMBERING + len(self.numberings)
            self.numberings.append(level)
        own = "ListBullet" if isinstance(found, BulletList) else "ListNumber"
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        for text, lists in entries(found):
            self._spans(
                style or own, text, numbered + (_TAB.format(_BOX_EDGE + _STEP * (level + 1)) if style else "")
            )
            if style:
                # In a box each line begins at its edge, or the bar beside it would jump in and out.
                self._last.after = f'<w:ind w:left="{_BOX_EDGE}" w:firstLine="{_STEP * level}"/>'
            for inner in lists:
                self._list(inner, depth + 1, style)
        if not (depth or style):
            self._last.after = f'<w:spacing w:after="{_AFTER_LIST}"/>'

    def _quote(self, quote: Quote) -> None:
        self._spans("Quote", quote.text)
        if quote.label:
            self._last.kept = len(self._last.runs) < _SHORT_QUOTE
            self._spans("QuoteSource", quote.label)
        else:
            self._last.after = f'<w:spacing w:after="{_AFTER_BOX}"/>'

    def _box(self, box: FactBox) -> None:
        if box.title:
            self._spans("FactBoxTitle", box.title)
        for block in box.blocks:
            match block:
                case Paragraph() | Heading():
                    self._spans("FactBox", block.text)
                case BulletList() | NumberedList():
                    self._list(block, 0, "FactBox")
                case _:
                    self._block(block)
        if "<w:spacing " not in self._last.after:  # somebody's words that end the box have said it already
            self._last.after = f'<w:spacing w:after="{_AFTER_BOX}"/>{self._last.after}'

    def _picture(self, picture: Picture) -> None:
        self.pictures.append(picture)
        number = len(self.pictures)
        width, height = picture_size(picture)
        drawing = _PICTURE.format(
            cx=round(width * _EMU_PER_MM),
            cy=round(height * _EMU_PER_MM),
            id=number,
            alt=quoteattr(picture.alt),
            link=link(number),
            a=f"{_DRAWING}/main",
            pic=f"{_DRAWING}/picture",
        )
        self._last = _Line("Picture", drawing)
        self._parts.append(self._last)
        if picture.caption:
            self._last.kept = True
            self._spans("Caption", picture.caption)

    def _table(self, table: Table) -> None:
        widths = _column_widths(table)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(
            _row(cells, widths, heading=number == 0, kept=is_short(table) and number < len(table.rows))
            for number, cells in enumerate((table.header, *table.rows))
        )
        self._parts.append(
            '<w:tbl><w:tblPr><w:tblStyle w:val="LetterTable"/><w:tblW w:type="auto" w:w="0"/>'
            '<w:tblLook w:firstColumn="0" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="1" w:noVBand="1" '
            f'w:val="0620"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        )
        # Word would run two tables in a row together.
        self.line("Spacer", "")


def link(number: int) -> str:
    """Give the name by which the document refers to its picture of that number."""
    return f"picture{number}"


def _row(cells: Sequence[Spans], widths: Sequence[int], *, heading: bool, kept: bool) -> str:
    properties = "<w:pPr><w:keepNext/></w:pPr>" if kept else ""
    height = "" if all(cells) else f'<w:trHeight w:val="{_FIELD_HEIGHT}"/>'
    mark = "<w:tblHeader/>" if heading else ""
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr><w:p>{properties}{_runs(cell)}</w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{mark}</w:trPr>{filled}</w:tr>"


def _column_widths(table: Table) -> list[int]:
    narrow = narrow_columns(table)
    fixed = [
        _LETTER_WIDTH * max(letters, _CROSS) + _CELL_PADDING if short else 0
        for letters, short in zip(column_letters(table), narrow, strict=True)
    ]
    share = (_TEXT_WIDTH - sum(fixed)) // (narrow.count(False) or 1)
    return [width or share for width in fixed]


def _runs(spans: Spans) -> str:
    return "".join(_run(span) for span in spans)


def _run(span: Span) -> str:
    style = f"{'<w:b/>' * span.bold}{'<w:i/>' * span.italic}"
    properties = f"<w:rPr>{style}</w:rPr>" if style else ""
    lines = "<w:br/>".join(map(_text, span.text.split("\n")))
    return f"<w:r>{properties}{lines}</w:r>"


def _text(line: str) -> str:
    if not line:
        return ""
    kept = ' xml:space="preserve"' if line != line.strip() else ""
    return f"<w:t{kept}>{escape(line)}</w:t>"
