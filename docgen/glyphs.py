"""Which characters the shipped fonts can show: PDF/UA allows no others."""

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
# In the order that they are asked for a sign; letter.typ and the pictures' templates name the same.
FAMILIES: Final = (
    "Source Sans Pro",
    "DejaVu Sans",
    "Noto Emoji",
    "Noto Sans Tamil",
    "Noto Sans Ethiopic",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Droid Sans Fallback",
)
BOX: Final = "□"
_NO_CHARACTER: Final = "\ufeff"  # left behind where text was pasted; PDF/UA forbids it, and nobody sees it
_LONGEST_RUN: Final = 60  # a longer "word" is no word and would run off the page
_MARKS: Final = frozenset({"Mn", "Me"})
_CHANCE_TO_BREAK: Final = "\u200b"
# They shape or hide themselves and need no glyph: joiners, marks of direction, variation selectors.
_UNSEEN: Final = frozenset(
    {0x0A, 0x20, 0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, *range(0xFE00, 0xFE10)}
)


def showable(text: str, longest: int = _LONGEST_RUN) -> str:
    """Put a box for each character without a glyph, and let words of more letters than the longest break."""
    if not text.isascii():
        known = _known()
        text = text.replace(_NO_CHARACTER, "")
        text = "".join(char if ord(char) in known else BOX for char in text)
    if len(text) > longest:
        text = " ".join(_broken(word, longest) for word in text.split(" "))
    return text


def unshown(text: str) -> str:
    """Each sign that would be a box, once, in the order that they come."""
    known = _known()
    return "".join(dict.fromkeys(char for char in text if ord(char) not in known))


def without_stray_marks(text: str) -> str:
    """Leave out accents and the like that stand on no letter, as on an emoji: no font has drawn the two together."""
    kept: list[str] = []
    on_letter = False
    for char in text:
        if unicodedata.category(char) not in _MARKS:
            on_letter = char.isalpha()
        elif not on_letter:
            continue
        kept.append(char)
    return "".join(kept)


def in_main_font(text: str) -> str:
    """Put a box for each character that the letters' first font has not got, or that stands on another."""
    known = _main() | _UNSEEN
    return "".join(
        char if ord(char) in known and not unicodedata.combining(char) else BOX
        for char in unicodedata.normalize("NFC", text)
    )


def _broken(word: str, longest: int) -> str:
    if len(word) <= longest:
        return word
    pieces = (word[at : at + longest] for at in range(0, len(word), longest))
    return _CHANCE_TO_BREAK.join(pieces)


@cache
def _main() -> frozenset[int]:
    return frozenset({0x0A, *_character_map((FONTS / "SourceSansPro-Regular.otf").read_bytes())})


@cache
def _known() -> frozenset[int]:
    found = set(_UNSEEN)
    for path in sorted(FONTS.glob("*-Regular.otf")) + sorted(FONTS.glob("*.ttf")):
        found |= _character_map(path.read_bytes())
    return frozenset(found)


def _character_map(font: bytes) -> set[int]:
    """Read the font's widest Unicode table (OpenType cmap, format 12, else 4)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    places = [struct.unpack_from(">HHI", font, start + 4 + 8 * i)[2] + start for i in range(count)]
    by_format = {struct.unpack_from(">H", font, place)[0]: place for place in places}
    if 12 in by_format:  # noqa: PLR2004 - the format's own number
        return _format_12(font, by_format[12])
    return _format_4(font, by_format[4])


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for i in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * i)
        if tag == name:
            return int(offset)
    raise LookupError(name)


def _format_12(font: bytes, at: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", font, at + 12)
    found: set[int] = set()
    for i in range(groups):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * i)
        found.update(range(first, last + 1))
    return found


def _format_4(font: bytes, at: int) -> set[int]:
    (twice,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{twice // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}
