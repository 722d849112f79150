"""Pictures of words and lines, set by typst: as SVG and as dots, the same bytes each time."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, Literal
from xml.etree import ElementTree as ET

import typst

from docgen.glyphs import FONTS
from docgen.plotting import as_text, name_apart

_HERE: Final = Path(__file__).parent
_PPI: Final = 200.0
# A compiler keeps its parsed template and fonts warm, and cannot be borrowed by two threads at once.
_ONE_AT_A_TIME: Final = Lock()


def set_picture(template: str, content: str) -> tuple[str, bytes]:
    """The template with the JSON content in it, as SVG and as PNG; raises typst.TypstError where no font can."""
    svg, png = (_compiled(template, content, form) for form in ("svg", "png"))
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing, of this moment
    name_apart(root)
    return as_text(root), png


def in_dots(svg: str) -> bytes:
    """The drawing as PNG, as sharp as the others."""
    return _compiled("punkter", svg, "png")


def _compiled(template: str, content: str, form: Literal["svg", "png"]) -> bytes:
    with _ONE_AT_A_TIME:
        made = _compiler(template).compile(format=form, sys_inputs={"billede": content}, ppi=_PPI)
    # A picture is one page.
    assert isinstance(made, bytes)
    return made


@cache
def _compiler(template: str) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(_HERE / f"{template}.typ", root=_HERE, font_paths=fonts, ignore_system_fonts=True)
