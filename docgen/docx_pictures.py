"""The pictures that stand in a Word file, each with the words that say the same."""

from typing import Any, Final

from docgen.blocks import Picture
from docgen.docx_complaints import W
from docgen.docx_text import open_word

_PLACED: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DOTS: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBEDDED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_EMU_PER_MM: Final = 36_000


def pictures_in(content: bytes) -> tuple[Picture, ...]:
    """Each drawing of the file's text as its dots and its words; raises NotWord or TooLarge."""
    document = open_word(content)
    drawn = (_picture(document, drawing) for drawing in document.element.body.iter(f"{W}drawing"))
    return tuple(picture for picture in drawn if picture is not None)


def _picture(document: Any, drawing: Any) -> Picture | None:
    described, size, dots = (
        next(drawing.iter(tag), None) for tag in (f"{_PLACED}docPr", f"{_PLACED}extent", _DOTS)
    )
    if described is None or size is None or dots is None:
        return None
    part = document.part.related_parts.get(dots.get(_EMBEDDED, ""))
    if part is None:
        return None
    width = round(int(size.get("cx")) / _EMU_PER_MM)
    return Picture("", part.blob, described.get("descr", ""), width_mm=width)
