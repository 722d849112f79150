"""The empty letter that python-docx makes once for each letterhead, taken apart: what is kept, and what has gaps."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from docgen.images import own_picture
from docgen.letter import LANGUAGE
from docgen.parts import footer_text, picture_size, sender_lines
from docgen.word.archive import Packed, pack
from domain.letter_facts import LabelledLetterhead

DOCUMENT: Final = "word/document.xml"
RELATIONS: Final = "word/_rels/document.xml.rels"
NUMBERING: Final = "word/numbering.xml"
CORE: Final = "docProps/core.xml"
HEADER: Final = "word/header1.xml"  # of every page but the first
_GAP: Final = "\ue000"
_GAPS: Final = {
    DOCUMENT: f"<w:p><w:r><w:t>{_GAP}</w:t></w:r></w:p>",
    RELATIONS: "</Relationships>",
    NUMBERING: "</w:numbering>",
    CORE: "",
    HEADER: _GAP,
}
_WORD: Final = Path(__file__).parent
_KEPT: Final = ("/styles", "/numbering", "/settings", "/theme", "/fontTable", "/header", "/footer")
_TITLE: Final = "\ue001"
_TIME: Final = "2013-12-23T23:15:00Z"  # python-docx's own
_LOGO_NUMBER: Final = "1000"  # the letter's own pictures are counted from one, and no two may share a number
# Spacing in twentieths of a point: as it is, and in a letter that is a little longer than its page.
_SPACING: Final = {
    "ABOVE1": (280, 180),
    "ABOVE2": (220, 140),
    "ABOVE3": (160, 100),
    "UNDER": (360, 240),
    "LEAD": (250, 235),
    "SMALLGAP": (60, 30),
    "GAP": (100, 60),
}
_BOTTOM: Final = (Mm(20), Mm(18))
_UNDER_LOGO: Final = Mm(2)
_PNG: Final = '<Default Extension="png" ContentType="image/png"/>'


@dataclass(frozen=True)
class Base:
    """The files of an empty letter in their order: packed for good, or None where each letter writes its own."""

    files: Mapping[str, Packed | None]
    texts: Mapping[str, tuple[str, str]]  # before and after the gap
    core: str

    def filled(self, name: str, content: str) -> Packed:
        """Give the file with the content in its gap."""
        before, after = self.texts[name]
        return pack(name, f"{before}{content}{after}".encode())

    def described(self, title: str, moment: str) -> Packed:
        """Give the file's own description."""
        return pack(CORE, self.core.replace(_TIME, moment).replace(_TITLE, title).encode())


@lru_cache(maxsize=16)
def base(sender: LabelledLetterhead, *, close: bool = False) -> Base:
    """Give the empty letter in the municipality's colour, with its sender, taken apart; `close` is set a little closer."""
    document = docx.Document()
    _slim(document, sender, close=close)
    _set_page(document.sections[0], close=close)
    _set_header_and_footer(document.sections[0], sender)
    _describe(document.core_properties, sender)
    document.add_paragraph(_GAP)
    saved = BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    texts = {name: _apart(parts[name].decode(), gap) for name, gap in _GAPS.items() if gap}
    # Whether or not this letter has a picture: what is the same in every letter is packed once.
    types = parts["[Content_Types].xml"].decode()
    if _PNG not in types:
        parts["[Content_Types].xml"] = types.replace("<Default ", f"{_PNG}<Default ", 1).encode()
    files = {name: None if name in _GAPS else pack(name, content) for name, content in parts.items()}
    return Base(files, texts, parts[CORE].decode())


def _apart(text: str, gap: str) -> tuple[str, str]:
    before, found, after = text.partition(gap)
    assert found
    return before, (gap if gap.startswith("</") else "") + after


def _slim(document: Any, sender: LabelledLetterhead, *, close: bool) -> None:
    part = document.part
    for rels in (part.rels, part.package.rels):
        for key in [key for key, rel in rels.items() if _spare(rel)]:
            del rels[key]
    colour = sender.farve
    styles = (_WORD / "styles.xml").read_text("utf-8")
    styles = styles.replace("COLOUR", colour.lstrip("#").upper()).replace("TINT", _tint(colour))
    for name, sizes in _SPACING.items():
        styles = styles.replace(f'"{name}"', f'"{sizes[close]}"')
    _replace_children(document.styles.element, styles)
    _replace_children(part.numbering_part.element, (_WORD / "numbering.xml").read_text("utf-8"))
    fonts = next(rel.target_part for rel in part.rels.values() if rel.reltype.endswith("/fontTable"))
    fonts._blob = (_WORD / "fonts.xml").read_bytes()  # noqa: SLF001 - python-docx has no table of fonts
    _replace_children(document.settings.element, (_WORD / "settings.xml").read_text("utf-8"))


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


def _set_page(section: Any, *, close: bool) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(24), _BOTTOM[close]
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    for piece in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        piece.is_linked_to_previous = False


def _describe(core: Any, sender: LabelledLetterhead) -> None:
    core.title = _TITLE
    core.author = core.last_modified_by = sender.kommune
    core.language = LANGUAGE
    core.comments = ""


def _set_header_and_footer(section: Any, sender: LabelledLetterhead) -> None:
    first = section.first_page_header
    name = first.paragraphs[0]
    _add_logo(first, name, sender)
    name.style = "Sender Name"
    name.text = sender.kommune
    for line in sender_lines(sender):
        first.add_paragraph(line, "header")
    section.header.paragraphs[0].text = f"{sender.etiketter.sagsnr} {_GAP}"
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.add_run(f"{footer_text(sender)}\t")
        before, _, rest = sender.etiketter.side.partition("{nr}")
        between, _, after = rest.partition("{antal}")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            paragraph.add_run(text)
            if field:
                _add_field(paragraph, field)


def _add_logo(header: Any, name: Any, sender: LabelledLetterhead) -> None:
    logo = own_picture(sender.logo)
    if logo is None:
        return
    paragraph = name.insert_paragraph_before("", "header")
    paragraph.paragraph_format.space_after = _UNDER_LOGO
    width, _ = picture_size(logo)
    paragraph.add_run().add_picture(BytesIO(logo.png), width=Mm(width))
    described = header._element.find(f".//{qn('wp:docPr')}")  # noqa: SLF001 - python-docx writes no alt text
    described.set("descr", logo.alt)
    described.set("id", _LOGO_NUMBER)


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx makes no fields
