"""A letter that somebody has edited in Word, read back into blocks by the styles it was written with.

Every other form of the letter is made from what is read here, so nothing may be read that Word shows otherwise:
what cannot be read back is a complaint with its place, and the letter is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from docgen.blocks import (
    SMALL_PRINT,
    Block,
    FactBox,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Spans,
    Table,
    plain,
)
from docgen.docx_complaints import Complaint, W, excerpt, lost_from, of_package, of_text
from docgen.docx_lists import Item, Numbering, lists_of
from docgen.docx_spans import Reading, joined, merged
from docgen.docx_text import BROKEN, NotWord, open_word, style_names

_DRAWINGS: Final = (f"{W}drawing", f"{W}pict")
_DESCRIBED: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_NOT_TEXT: Final = frozenset(
    f"{W}{name}"
    for name in ("sectPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "altChunk")
)
_RESULT_ONLY: Final = (f"{W}fldSimple",)


@dataclass(frozen=True)
class ReadBack:
    """What the file says; `recipient` and `case_lines` are what stands above the title, `around` the page's head and foot."""

    recipient: tuple[str, ...]
    case_lines: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]
    around: frozenset[str]
    complaints: tuple[Complaint, ...]
    lost: tuple[Complaint, ...]


def read_back(content: bytes, pictures: Sequence[Picture] = ()) -> ReadBack:
    """The letter as Word shows it, its pictures known by what they say; raises NotWord or TooLarge."""
    document = open_word(content)
    try:
        reader = _Reader(document, {picture.alt: picture for picture in pictures})
        blocks = tuple(reader.blocks())
        body = document.element.body
        complaints = (*of_package(document), *of_text(body), *reader.complaints)
        return ReadBack(
            recipient=tuple(reader.recipient),
            case_lines=tuple(reader.case_lines),
            title=reader.title,
            blocks=blocks,
            around=frozenset(_around(document)),
            complaints=tuple(dict.fromkeys(complaints)),
            lost=tuple(dict.fromkeys((*reader.lost, *lost_from(body)))),
        )
    except BROKEN as error:
        raise NotWord from error


@dataclass
class _Piece:
    """One paragraph with its style's name, or a table that is read already."""

    style: str
    text: Spans = ()
    item: Item | None = None
    table: Table | None = None
    picture: Picture | None = None
    new_page: bool = False


@dataclass
class _Reader:
    document: Any
    known: dict[str, Picture]
    complaints: list[Complaint] = field(default_factory=list)
    lost: list[Complaint] = field(default_factory=list)
    recipient: list[str] = field(default_factory=list)
    case_lines: list[str] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        self.names = style_names(self.document)
        self.numbering = Numbering(self.document)
        self.reading = Reading(self.document)

    def blocks(self) -> Iterator[Block]:
        """Every block under the title."""
        pieces = self._under_title(list(self._pieces()))
        at = 0
        while at < len(pieces):
            block, at = self._block(pieces, at)
            yield from block

    def _under_title(self, pieces: Sequence[_Piece]) -> Sequence[_Piece]:
        for number, piece in enumerate(pieces):
            words = plain(piece.text)
            if _level(piece.style) == 1:
                self.title = " ".join(words.split())
                return pieces[number + 1 :]
            if piece.style == "recipient":
                self.recipient += words.split("\n")
            elif piece.style == "case line":
                self.case_lines.append(words)
            else:
                self.complaints.append(Complaint("foer_overskrift", words[:40]))
        self.complaints.append(Complaint("ingen_overskrift"))
        return ()

    def _block(  # noqa: PLR0911 - one line for each kind of block
        self, pieces: Sequence[_Piece], at: int
    ) -> tuple[Sequence[Block], int]:
        piece = pieces[at]
        if piece.table is not None:
            return [piece.table], at + 1
        if piece.picture is not None:
            return self._picture(piece.picture, pieces, at)
        if piece.style.startswith("fact box"):
            return self._box(pieces, at)
        if piece.item is not None:
            items = _items(pieces, at)
            return lists_of(items), at + len(items)
        if level := _level(piece.style):
            return [Heading(piece.text, self._within(level, piece), piece.new_page)], at + 1
        if piece.style in {"quote", "intense quote"}:
            return self._quote(pieces, at)
        return [Paragraph(piece.text)], at + 1

    def _within(self, level: int, piece: _Piece) -> int:
        if 1 < level <= SMALL_PRINT:
            return level
        self.lost.append(Complaint("overskrift_trin", plain(piece.text)[:40]))
        return 2

    def _picture(self, picture: Picture, pieces: Sequence[_Piece], at: int) -> tuple[Sequence[Block], int]:
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if after is not None and after.style == "caption":
            return [replace(picture, caption=after.text)], at + 2
        return [replace(picture, caption=())], at + 1

    def _quote(self, pieces: Sequence[_Piece], at: int) -> tuple[Sequence[Block], int]:
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if after is not None and after.style == "quote source":
            return [Quote(pieces[at].text, after.text)], at + 2
        return [Quote(pieces[at].text)], at + 1

    def _box(self, pieces: Sequence[_Piece], at: int) -> tuple[Sequence[Block], int]:
        title: Spans = ()
        if pieces[at].style == "fact box title":
            title, at = pieces[at].text, at + 1
        inside: list[Block] = []
        while at < len(pieces) and pieces[at].style == "fact box":
            items = _items(pieces, at)
            inside += lists_of(items) if items else [Paragraph(pieces[at].text)]
            at += len(items) or 1
        return [FactBox(title, tuple(inside))], at

    def _pieces(self) -> Iterator[_Piece]:
        for element in self._elements(self.document.element.body):
            if element.tag == f"{W}tbl":
                self.numbering.ends()
                yield _Piece("table", table=self._table(element))
            elif (piece := self._piece(element)) is not None:
                yield piece

    def _elements(self, above: Any) -> Iterator[Any]:
        for element in above:
            if element.tag in {f"{W}p", f"{W}tbl"}:
                yield element
            elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
                yield from self._elements(element)
            elif element.tag not in _NOT_TEXT and element.tag not in {f"{W}sdtPr", f"{W}sdtEndPr"}:
                self.complaints.append(Complaint("ukendt_indhold", excerpt(element)))

    def _piece(self, paragraph: Any) -> _Piece | None:
        style = _style_of(paragraph)
        name = self.names.get(style, "normal")
        picture = self._drawn(paragraph)
        text = self.reading.spans(paragraph)
        if picture is not None:
            if text:
                self.complaints.append(Complaint("billede_i_tekst", excerpt(paragraph)))
            return _Piece("picture", picture=picture)
        place = self.numbering.place_of(paragraph, style, name) if text else None
        if place is None:
            # An empty line between two items parts them for the eye only.
            if text:
                self.numbering.ends()
                return _Piece(name, text, new_page=_on_a_new_page(paragraph))
            return None
        if place.goes_on:
            self.complaints.append(Complaint("liste_fortsat", excerpt(paragraph)))
        return _Piece(name, text, Item(text, place.depth, place.ordered, place.number))

    def _drawn(self, paragraph: Any) -> Picture | None:
        drawings = list(paragraph.iter(*_DRAWINGS))
        if not drawings:
            return None
        said = [found.get("descr", "") for found in drawings[0].iter(_DESCRIBED)]
        picture = self.known.get(said[0]) if said and len(drawings) == 1 else None
        if picture is None:
            self.complaints.append(Complaint("billede", said[0][:40] if said else excerpt(paragraph)))
        return picture

    def _table(self, table: Any) -> Table:
        if next(table.iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"), None) is not None or any(
            inner is not table for inner in table.iter(f"{W}tbl")
        ):
            self.complaints.append(Complaint("tabel_flettet", excerpt(next(table.iter(f"{W}p"), table))))
        rows = [
            tuple(self._cell(cell) for cell in row.iter(f"{W}tc"))
            for row in table.iter(f"{W}tr")
            if next(row.iterancestors(f"{W}tbl")) is table
        ]
        if not rows or len({len(row) for row in rows}) != 1:
            self.complaints.append(Complaint("tabel_flettet", excerpt(next(table.iter(f"{W}p"), table))))
            return Table((), ())
        # Every form sets a header in bold by itself; some programs write that into its cells.
        header = tuple(merged([replace(span, bold=False) for span in cell]) for cell in rows[0])
        return Table(header, tuple(rows[1:]))

    def _cell(self, cell: Any) -> Spans:
        paragraphs = list(cell.iter(f"{W}p"))
        if any(True for _ in cell.iter(f"{W}numPr", *_DRAWINGS)):
            self.complaints.append(Complaint("tabel_indhold", excerpt(paragraphs[0])))
        return joined([self.reading.spans(paragraph) for paragraph in paragraphs])


def _items(pieces: Sequence[_Piece], at: int) -> list[Item]:
    """The items that stand together from there; none where no item stands there."""
    in_box = pieces[at].style.startswith("fact box")
    found: list[Item] = []
    for piece in pieces[at:]:
        if piece.item is None or piece.style.startswith("fact box") is not in_box:
            break
        found.append(piece.item)
    return found


def _level(style: str) -> int:
    """The heading's level; 0 where it is none."""
    if style == "title":
        return 1
    word, _, level = style.partition(" ")
    return int(level) if word == "heading" and level.isascii() and level.isdigit() else 0


def _style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _on_a_new_page(paragraph: Any) -> bool:
    found = paragraph.find(f"{W}pPr/{W}pageBreakBefore")
    return found is not None and found.get(f"{W}val", "1") not in {"0", "false", "off"}


def _around(document: Any) -> Iterator[str]:
    """Each line of the page's heads and feet, without what Word counts itself."""
    for rel in document.part.rels.values():
        if rel.is_external or not rel.reltype.endswith(("/header", "/footer")):
            continue
        for paragraph in rel.target_part.element.iter(f"{W}p"):
            if words := " ".join(_fixed(paragraph).split()):
                yield words


def _fixed(paragraph: Any) -> str:
    """The paragraph's text outside of fields."""
    parts: list[str] = []
    depth = 0
    for node in paragraph.iter(f"{W}fldChar", f"{W}t", f"{W}tab"):
        if node.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(node.get(f"{W}fldCharType", ""), 0)
        elif depth == 0 and not any(above.tag in _RESULT_ONLY for above in node.iterancestors()):
            parts.append((node.text or "") if node.tag == f"{W}t" else " ")
    return "".join(parts)
