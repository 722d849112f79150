import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from config.own_files import require_known_files
from config.wording import load_letterhead
from domain.errors import BrokenConfig

CONFIG = Path(__file__).parents[2] / "config"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def dots(
    width: int = 4, height: int = 4, packed_rows: bytes | None = None, more: tuple[bytes, bytes] | None = None
) -> bytes:
    rows = zlib.compress(bytes((width + 1) * height)) if packed_rows is None else packed_rows
    pieces = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        *([more] if more else []),
        (b"IDAT", rows),
        (b"IEND", b""),
    ]
    packed = (
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in pieces
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.fixture
def letterhead(tmp_path: Path) -> Callable[..., Path]:
    """A municipality's letterhead with a logo of that content."""

    def make(content: bytes | None, fil: str = "logo.svg", width: int = 40, alt: str = "Våben") -> Path:
        path = tmp_path / "letterhead.toml"
        row = f'logo = {{ fil = "{fil}", tekst = "{alt}", bredde_mm = {width} }}\n'
        path.write_text(row + (CONFIG / "letterhead.toml").read_text("utf-8"), "utf-8")
        (tmp_path / "billeder").mkdir(exist_ok=True)
        if content is not None:
            (tmp_path / "billeder" / fil).write_bytes(content)
        return path

    return make


def fault(path: Path) -> tuple[str, str]:
    with pytest.raises(BrokenConfig) as caught:
        load_letterhead(path)
    (found,) = caught.value.faults
    return found.key, found.reason


@pytest.mark.parametrize(
    ("fil", "content"),
    [
        ("logo.svg", DRAWING.format('<path d="M0 0h9v9z" fill="url(#a)"/>').encode()),
        ("logo.svg", b"\xef\xbb\xbf" + DRAWING.format("").encode()),
        ("logo.png", dots()),
    ],
)
def test_a_logo_is_read_with_its_words_and_its_width(
    fil: str, content: bytes, letterhead: Callable[..., Path]
) -> None:
    logo = load_letterhead(letterhead(content, fil)).logo

    assert logo
    assert (logo.content, logo.alt, logo.width_mm) == (content, "Våben", 40)
    assert logo.is_svg == (fil == "logo.svg")
    assert load_letterhead(CONFIG / "letterhead.toml").logo is None


@pytest.mark.parametrize(
    ("fil", "content", "says"),
    [
        ("logo.svg", None, "billeder/logo.svg findes ikke"),
        ("logo.svg", b"", "kan ikke bruges"),
        ("logo.svg", b"<svg", "kan ikke bruges"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "kan ikke bruges"),
        ("logo.svg", b'<html viewBox="0 0 1 1"/>', "kan ikke bruges"),
        ("logo.svg", DRAWING.format("<script>alert(1)</script>").encode(), "kan ikke bruges"),
        ("logo.svg", DRAWING.format('<rect onclick="x()"/>').encode(), "kan ikke bruges"),
        ("logo.svg", DRAWING.format('<image href="https://x.example/1.png"/>').encode(), "kan ikke bruges"),
        ("logo.svg", DRAWING.format('<rect fill="url(https://x.example)"/>').encode(), "kan ikke bruges"),
        (
            "logo.svg",
            b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING.format("&a;").encode(),
            "kan ikke bruges",
        ),
        ("logo.svg", DRAWING.format(" " * 300_000).encode(), "fylder for meget: højst 300 kB"),
        ("logo.png", DRAWING.format("").encode(), "kan ikke bruges"),
        ("logo.png", dots()[:-4], "kan ikke bruges"),
        ("logo.png", dots().replace(b"IDAT", b"IDAX"), "kan ikke bruges"),
        ("logo.png", dots(3_001, 1), "højst 3000 punkter"),
        ("logo.png", dots(0, 1), "kan ikke bruges"),
        # Each piece is whole, and yet there is no picture in them, too little of one, or one that moves.
        ("logo.png", dots(packed_rows=b"ikke pakket"), "kan ikke bruges"),
        ("logo.png", dots(packed_rows=zlib.compress(b"x")), "kan ikke bruges"),
        ("logo.png", dots(more=(b"acTL", struct.pack(">II", 2, 0))), "kan ikke bruges"),
        (
            "logo.svg",
            DRAWING.format('<animateMotion dur="1s"/>').encode(),
            "uden scripts, stilark, bevægelse",
        ),
        ("logo.svg", DRAWING.format("<g>" * 3_000 + "</g>" * 3_000).encode(), "kan ikke bruges"),
        ("logo.svg", DRAWING.format("").replace("0 0 10 10", "0 0 0 10").encode(), "kan ikke bruges"),
        ("logo.svg", DRAWING.format("").encode("utf-16"), "kan ikke bruges"),
        (
            "logo.svg",
            b'<?xml-stylesheet href="https://x.example/a.css"?>' + DRAWING.format("").encode(),
            "kan ikke bruges",
        ),
    ],
)
def test_a_bad_file_is_one_clear_fault(
    fil: str, content: bytes | None, says: str, letterhead: Callable[..., Path]
) -> None:
    key, reason = fault(letterhead(content, fil))

    assert key == "logo.fil"
    assert says in reason


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"width": 9}, "logo.bredde_mm"),
        ({"width": 59}, "logo.bredde_mm"),
        ({"alt": ""}, "logo.tekst"),
        ({"fil": "../logo.svg"}, "logo.fil"),
        ({"fil": "logo.jpg"}, "logo.fil"),
    ],
)
def test_a_picture_without_words_or_of_another_kind_or_size_is_refused(
    changed: dict[str, str | int], key: str, letterhead: Callable[..., Path], tmp_path: Path
) -> None:
    path = letterhead(None, **changed)

    assert fault(path)[0] == key


def test_what_a_colour_and_a_files_name_look_like_is_said(letterhead: Callable[..., Path]) -> None:
    path = letterhead(None, fil="LOGO.PNG")
    assert "ender på .svg eller .png med små bogstaver" in fault(path)[1]
    text = (CONFIG / "letterhead.toml").read_text("utf-8")
    path.write_text(text.replace("#1f4e5f", "blå"), "utf-8")
    assert fault(path) == ("farve", "skal skrives som # og seks tegn, fx #1f4e5f")


def test_the_pictures_of_a_municipality_are_files_that_somebody_reads(tmp_path: Path) -> None:
    (tmp_path / "billeder").mkdir()
    (tmp_path / "billeder" / "logo.svg").write_text(DRAWING)
    shutil.copy(CONFIG / "letterhead.toml", tmp_path)

    assert require_known_files(tmp_path)

    (tmp_path / "billeder" / "logo.jpg").write_text("x")
    with pytest.raises(BrokenConfig, match=r"billeder/logo\.jpg"):
        require_known_files(tmp_path)
