"""The pictures that stand in a Word file, each with the words that say the same."""

from typing import Any, Final

from docx.oxml.ns import qn

from docgen.blocks import Picture
from docgen.docx_text import open_word

_EMU_PER_MM: Final = 36_000


def pictures_in(content: bytes) -> tuple[Picture, ...]:
    """Each drawing of the file's text as its dots and its words; raises NotWord or TooLarge."""
    document = open_word(content)
    drawn = (_picture(document, drawing) for drawing in document.element.body.iter(qn("w:drawing")))
    return tuple(picture for picture in drawn if picture is not None)


def _picture(document: Any, drawing: Any) -> Picture | None:
    described, size, dots = (next(drawing.iter(qn(tag)), None) for tag in ("wp:docPr", "wp:extent", "a:blip"))
    if described is None or size is None or dots is None:
        return None
    part = document.part.related_parts.get(dots.get(qn("r:embed"), ""))
    if part is None:
        return None
    width = round(int(size.get("cx")) / _EMU_PER_MM)
    return Picture("", part.blob, described.get("descr", ""), width_mm=width)
