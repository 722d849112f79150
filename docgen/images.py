"""The municipality's own pictures, its logo and signature, made ready for every format."""

from functools import lru_cache
from typing import Final

import typst

from docgen.blocks import Picture
from docgen.glyphs import FONTS
from domain.letters import LetterImage

_PPI: Final = 300.0
# The picture stands in a string of its own, so no word of it is ever read as code.
_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)"""


@lru_cache(maxsize=16)
def own_picture(image: LetterImage | None) -> Picture | None:
    """The picture with its dots; None where the municipality has none."""
    if image is None:
        return None
    if not image.is_svg:
        return Picture("", image.content, image.alt, width_mm=image.width_mm, own=True)
    svg = image.content.decode("utf-8-sig")
    return Picture(svg, _dots(svg, image.width_mm), image.alt, width_mm=image.width_mm, own=True)


def _dots(svg: str, width_mm: int) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    made = typst.compile(
        _PAGE,
        format="png",
        ppi=_PPI,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"svg": svg, "width": str(width_mm)},
    )
    assert isinstance(made, bytes)
    return made
