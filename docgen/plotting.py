"""The chart library, kept in one place: how it is loaded, what its bytes depend on, and how its SVG is made plain."""

import hashlib
import io
import logging
import re
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any
from xml.etree import ElementTree as ET

from docgen.glyphs import FAMILIES, FONTS

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_MEANT = re.compile(r"^(?:url\()?#([^)]+)\)?$")
_DRAWING = Lock()
_NAME_LENGTH = 8


def new_figure(width: float, height: float, paper: str) -> Any:
    """An empty figure of so many inches; the library is loaded the first time somebody asks."""
    return _figure_class()(figsize=(width, height), facecolor=paper)


def plotted_svg(draw: Callable[[], Any]) -> ET.Element:
    """The figure as one SVG element: no style that a page would have to allow, no names but those it uses itself."""
    content = io.BytesIO()
    _save(draw, content, "svg", {"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ET.fromstring(content.getvalue())  # noqa: S314 - our own drawing, of this moment
    for old in [child for child in root if child.tag.endswith("}metadata")]:
        root.remove(old)
    as_attributes(root)
    return root


def plotted_png(draw: Callable[[], Any], words: dict[str, str], dpi: int) -> bytes:
    """The same figure in dots, with what is said of it in the file."""
    content = io.BytesIO()
    _save(draw, content, "png", {**words, "Software": None}, dpi)
    return content.getvalue()


def as_text(root: ET.Element) -> str:
    """The SVG as a page takes it in."""
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    return ET.tostring(root, encoding="unicode")


def as_attributes(root: ET.Element) -> None:
    """What the library says in style attributes and a sheet stands in attributes of the picture's own."""
    for element in root.iter():
        for part in (element.attrib.pop("style", "")).split(";"):
            name, colon, value = part.partition(":")
            if colon:
                element.set(name.strip(), value.strip())
    for parent in list(root.iter()):
        for sheet in [child for child in parent if child.tag.endswith("}style")]:
            parent.remove(sheet)
    # What the sheet said of everything.
    root.set("stroke-linejoin", "round")
    # The page has names of its own: only those stay that the picture itself refers to.
    used = {
        name for element in root.iter() for value in element.attrib.values() for name in _MEANT.findall(value)
    }
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)
        if "d" in element.attrib:
            element.set("d", " ".join(element.attrib["d"].split()))


def name_apart(root: ET.Element) -> None:
    """The names that the picture refers to are its own, so that many pictures can stand on one page."""
    prefix = "b" + hashlib.sha256(ET.tostring(root)).hexdigest()[:_NAME_LENGTH]
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, f"{prefix}-{value}")
            elif value.startswith("url(#") or (value.startswith("#") and key.endswith("href")):
                element.set(key, value.replace("#", f"#{prefix}-", 1))


def _save(
    draw: Callable[[], Any], into: io.BytesIO, form: str, metadata: dict[str, str | None], dpi: int = 150
) -> None:
    # The library keeps its fonts in one place for all threads.
    with _DRAWING:
        draw().savefig(into, format=form, dpi=dpi, metadata=metadata)


@cache
def _figure_class() -> Any:
    # Loading the library takes a second, and few of those who start the house ever ask for a picture.
    from matplotlib import font_manager, rcParams  # noqa: PLC0415 - see above
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above

    # That a font has no weight of 600 and takes its nearest is meant so.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    for path in sorted(FONTS.iterdir()):
        if path.suffix in {".otf", ".ttf"}:
            font_manager.fontManager.addfont(path)
    # The letters' own fonts and no salt of the moment: the same chart gives the same bytes.
    rcParams.update(
        {
            "font.family": list(FAMILIES),
            "svg.hashsalt": "sagsgang",
            "svg.fonttype": "path",
            "hatch.linewidth": 0.7,
            "axes.unicode_minus": False,
            # A goal that names a price in dollars is words, not a formula.
            "text.parse_math": False,
        }
    )
    return Figure
