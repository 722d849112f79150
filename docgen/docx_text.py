"""The words of a Word file that somebody else has written, with what each paragraph is; nothing in it is run or fetched."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from docgen.klarsprog.passages import Part, Passages, part_of_item, part_of_paragraph, passages_of

MOST_BYTES: Final = 20_000_000
# What it may unpack to: a letter with pictures has a few million, a bomb has thousands of millions.
_MOST_UNPACKED: Final = 100_000_000
_MOST_XML: Final = 20_000_000
_MOST_PARTS: Final = 2_000
_PARAGRAPH, _TABLE_CELL, _OTHER_CHOICE = (
    qn("w:p"),
    qn("w:tc"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_TEXT: Final = qn("w:t")
_RUN, _RUN_STYLE, _HIDDEN = qn("w:r"), qn("w:rPr"), qn("w:vanish")
# What was moved away stands where it came to.
_MOVED_AWAY: Final = qn("w:moveFrom")
_SIGNS: Final = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_STYLE, _NAME, _VALUE, _ID = qn("w:pStyle"), qn("w:name"), qn("w:val"), qn("w:styleId")
_NUMBERED: Final = qn("w:numPr")
# Word stores the names of its own styles in English, whatever language it speaks.
_HEADINGS: Final = ("heading", "title", "subtitle", "fact box title", "toc")
_QUOTES: Final = ("quot", "intense quote", "citat", "block text")
_ITEMS: Final = ("list",)
_SMALL: Final = ("small print",)
_ADDRESSES: Final = (
    *("recipient", "sender name", "case line", "header", "footer"),
    *("addressee", "sender", "envelope", "signature", "salutation", "closing", "date", "footnote", "endnote"),
)
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    KeyError,
    ValueError,
    AttributeError,
    RuntimeError,
    EOFError,
    OSError,
    SyntaxError,
)


class NotWord(Exception):
    """The file is no Word document, or one that cannot be opened safely."""


class TooLarge(Exception):
    """The file would unpack to more than any letter does."""


def of_docx(content: bytes, small_print: frozenset[str]) -> Passages:
    """The document's body with its passages; a heading among `small_print` stands over what is measured apart."""
    try:
        return passages_of(_pieces(open_word(content), small_print))
    except BROKEN as error:
        raise NotWord from error


def open_word(content: bytes) -> Any:
    """The document as python-docx has it; raises NotWord or TooLarge before anything is unpacked that should not be."""
    try:
        _require_modest(content)
        return docx.Document(BytesIO(content))
    except BROKEN as error:
        raise NotWord from error


def _require_modest(content: bytes) -> None:
    """Return where what is packed says that it is no larger than a letter; what says less than it is, does not unpack."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
    xml = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > _MOST_PARTS or xml > _MOST_XML or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise TooLarge


def _pieces(document: Any, small_print: frozenset[str]) -> Iterator[tuple[Part, str]]:
    names = style_names(document)
    small = False
    for paragraph in document.element.body.iter(_PARAGRAPH):
        if any(above.tag == _OTHER_CHOICE for above in paragraph.iterancestors()):
            continue
        text = "".join(_signs(paragraph))
        style = names.get(_style(paragraph), "")
        heading = style.startswith(_HEADINGS)
        if heading or text.strip().strip(":").lower() in small_print:
            small = text.strip().strip(":").lower() in small_print
            yield Part.FRAGMENT, text
            continue
        part = _part(paragraph, style, text)
        yield (Part.RULES if small and part is not Part.QUOTED else part), text


def _part(paragraph: Any, style: str, text: str) -> Part:
    if style.startswith(_QUOTES):
        return Part.QUOTED
    if style.startswith(_SMALL):
        return Part.RULES
    if style.startswith(_ADDRESSES):
        return Part.ADDRESS
    if style.startswith(_ITEMS) or paragraph.find(f".//{_NUMBERED}") is not None:
        return part_of_item(text)
    if any(above.tag == _TABLE_CELL for above in paragraph.iterancestors()):
        return part_of_item(text)
    return part_of_paragraph(text)


def _signs(paragraph: Any) -> Iterator[str]:
    """Its own text: not what stands in a box that is anchored in it, was struck out or moved away, or is hidden."""
    for node in paragraph.iter(_TEXT, *_SIGNS):
        if next(node.iterancestors(_PARAGRAPH)) is paragraph and not _is_unseen(node):
            yield (node.text or "") if node.tag == _TEXT else _SIGNS[node.tag]


def _is_unseen(node: Any) -> bool:
    if next(node.iterancestors(_MOVED_AWAY), None) is not None:
        return True
    run = next(node.iterancestors(_RUN), None)
    look = run.find(_RUN_STYLE) if run is not None else None
    hidden = look.find(_HIDDEN) if look is not None else None
    return hidden is not None and hidden.get(_VALUE, "true") not in {"0", "false", "off"}


def _style(paragraph: Any) -> str:
    found = paragraph.find(f".//{_STYLE}")
    return found.get(_VALUE, "") if found is not None else ""


def style_names(document: Any) -> Mapping[str, str]:
    """Each style's name in small letters, by its id."""
    return {
        style.get(_ID, ""): name.get(_VALUE, "").lower()
        for style in document.styles.element
        if (name := style.find(_NAME)) is not None
    }
