"""The municipality's logo and signature: files in billeder/ beside its letterhead, checked before any letter has them."""

import re
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
# A whole picture of that many dots unpacks to no more; what would unpack to more is a bomb.
_MOST_UNPACKED: Final = _MOST_DOTS * _MOST_DOTS * 4 + _MOST_DOTS
_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the PNG's kind of colour
_PALETTE: Final = 3
_SVG: Final = "{http://www.w3.org/2000/svg}svg"
# A drawing only: nothing that runs, nothing from elsewhere, no page within the page.
_REFUSED: Final = frozenset({"script", "foreignObject", "iframe", "style", "set", "handler"})
_MOVES: Final = "animate"  # and animateTransform, animateMotion
_DEEPEST: Final = 60
_SIZE: Final = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[a-z]*\s*")


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
    at, kinds, dots = 8, [], []
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        piece = content[at + 4 : at + 8 + length]
        if content[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(piece)):
            return False
        kinds.append(piece[:4])
        if piece[:4] == b"IDAT":
            dots.append(piece[4:])
        at += 12 + length
    return (
        kinds[-1:] == [b"IEND"]
        and b"acTL" not in kinds
        and min(width, height) > 0
        and max(width, height) <= _MOST_DOTS
        and _has_dots(content, b"".join(dots), has_palette=b"PLTE" in kinds)
    )


def _has_dots(content: bytes, packed: bytes, *, has_palette: bool) -> bool:
    """True where the picture's rows can be unpacked and are all there."""
    width, height, depth, colour, _, _, interlaced = struct.unpack_from(">IIBBBBB", content, 16)
    if colour not in _SAMPLES or (colour == _PALETTE and not has_palette):
        return False
    unpacker = zlib.decompressobj()
    try:
        rows = unpacker.decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return False
    row = (width * _SAMPLES[colour] * depth + 7) // 8 + 1
    return unpacker.eof and (bool(interlaced) or len(rows) == row * height)


def _is_drawing(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
        # An entity could grow without end, and a style sheet comes from elsewhere; no drawing program writes any.
        if "<!DOCTYPE" in text or "<!ENTITY" in text or "<?" in text.removeprefix("<?xml "):
            return False
        root = ET.fromstring(text.encode())  # noqa: S314 - without a document type there are no entities
        if root.tag != _SVG or not _has_size(root) or _is_deep(root):
            return False
        return all(_is_harmless(element) for element in root.iter())
    except (ET.ParseError, ValueError, RecursionError):
        return False


def _has_size(root: ET.Element) -> bool:
    """True where there is something to draw on."""
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]  # noqa: PLR2004 - x, y, and the two sides
    found = [_SIZE.fullmatch(side) for side in sides]
    return all(side is not None and float(side[1]) > 0 for side in found)


def _is_deep(root: ET.Element) -> bool:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _is_harmless(element: ET.Element) -> bool:
    name = element.tag.rpartition("}")[2]
    if name in _REFUSED or name.startswith(_MOVES):
        return False
    return all(
        not name.startswith("on")
        and name != "style"
        and "url(" not in value.replace("url(#", "")
        and (not name.endswith("href") or value.startswith("#"))
        for name, value in element.attrib.items()
    )
