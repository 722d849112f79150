"""The municipality's logo and signature: files in billeder/ beside its letterhead, checked before any letter has them."""

import struct
import zlib
from pathlib import Path
from typing import Annotated, Final
from xml.etree import ElementTree as ET

from pydantic import BaseModel, ConfigDict, Field

from config.letter_text import Source
from config.own_files import PICTURES
from domain.letters import LetterImage

_MOST_BYTES: Final = 300_000
_MOST_DOTS: Final = 3_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SVG: Final = "{http://www.w3.org/2000/svg}svg"
# A drawing only: nothing that runs, nothing from elsewhere, no page within the page.
_REFUSED: Final = frozenset({"script", "foreignObject", "iframe", "style", "animate", "set", "handler"})


class LetterImageRow(BaseModel):
    """One picture as letterhead.toml names it; `bredde_mm` is its width on paper."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    fil: str = Field(pattern=r"^\w[\w-]*\.(svg|png)$")
    tekst: str = Field(min_length=1)
    bredde_mm: Annotated[int, Field(ge=10, le=58)]


def load_image(row: LetterImageRow | None, key: str, letterhead: Path, source: Source) -> LetterImage | None:
    """Give the picture, or note the one thing that is wrong with its file."""
    if row is None:
        return None
    path = letterhead.parent / PICTURES / row.fil
    try:
        content = path.read_bytes()
    except OSError:
        source.blame(letterhead.name, f"{key}.fil", "intet_billede", fil=f"{PICTURES}/{row.fil}")
        return None
    is_svg = path.suffix == ".svg"
    if len(content) > _MOST_BYTES:
        source.blame(letterhead.name, f"{key}.fil", "billede_for_stort", fil=row.fil, max=_MOST_BYTES // 1000)
    elif not (_is_drawing(content) if is_svg else _is_png(content)):
        source.blame(letterhead.name, f"{key}.fil", "intet_godt_billede", fil=row.fil, max=_MOST_DOTS)
    return LetterImage(content, is_svg, row.tekst, row.bredde_mm)


def _is_png(content: bytes) -> bool:
    """True where every piece of the file is whole, and the picture is no larger than a letter needs."""
    if content[:8] != _PNG or content[12:16] != b"IHDR":
        return False
    width, height = struct.unpack_from(">II", content, 16)
    at, kinds = 8, []
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        piece = content[at + 4 : at + 8 + length]
        if content[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(piece)):
            return False
        kinds.append(piece[:4])
        at += 12 + length
    return (
        b"IDAT" in kinds
        and kinds[-1] == b"IEND"
        and min(width, height) > 0
        and max(width, height) <= _MOST_DOTS
    )


def _is_drawing(content: bytes) -> bool:
    # An entity could grow without end, and no drawing program writes any.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return False
    try:
        root = ET.fromstring(content)  # noqa: S314 - without a document type there are no entities
    except (ET.ParseError, ValueError):
        return False
    sized = "viewBox" in root.attrib or {"width", "height"} <= root.attrib.keys()
    return root.tag == _SVG and sized and all(_is_harmless(element) for element in root.iter())


def _is_harmless(element: ET.Element) -> bool:
    if element.tag.rpartition("}")[2] in _REFUSED:
        return False
    return all(
        not name.startswith("on")
        and name != "style"
        and "url(" not in value.replace("url(#", "")
        and (not name.endswith("href") or value.startswith("#"))
        for name, value in element.attrib.items()
    )
