"""A letter's preview as a browser shows it under the pages' own policy: every picture is there, and nothing is complained of."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, sync_playwright

from config.loader import CONFIG
from config.wording import load_letterhead, load_samples, load_wordings
from docgen.html import to_html
from docgen.letter import Letter, compose
from domain.letters import LetterImage, Recipient
from web.borders import _PAGE

pytestmark = pytest.mark.browser
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><rect width="100" height="40"/></svg>'


def png(width: int, height: int) -> bytes:
    """A white picture of that shape."""

    def piece(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = zlib.compress((b"\x00" + b"\xff" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + piece(b"IHDR", head) + piece(b"IDAT", rows) + piece(b"IEND", b"")


@pytest.fixture
def shown(chromium_path: str) -> Iterator[Callable[[Letter, int], tuple[Page, list[str]]]]:
    """The letter on a page of that width, and what the browser said."""
    complaints: list[str] = []
    css = (CONFIG.parent / "web" / "static" / "sagsgang.css").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])

        def show(letter: Letter, width: int) -> tuple[Page, list[str]]:
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.on("console", lambda said: complaints.append(said.text))
            page.route(
                "**/*.css", lambda asked: asked.fulfill(body=css, content_type="text/css; charset=utf-8")
            )
            head = '<!doctype html><html lang="da"><meta charset="utf-8"><title>Brev</title><link rel="stylesheet" href="/a.css">'
            page.route(
                "**/brev",
                lambda asked: asked.fulfill(
                    body=f"{head}<main>{to_html(letter)}</main>",
                    content_type="text/html; charset=utf-8",
                    headers={"content-security-policy": _PAGE},
                ),
            )
            page.goto("http://127.0.0.1/brev")
            return page, complaints

        yield show
        browser.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_logo_signature_and_drawings_are_shown_and_fit_the_page(
    width: int, shown: Callable[[Letter, int], tuple[Page, list[str]]]
) -> None:
    letterhead = replace(
        load_letterhead(CONFIG / "letterhead.toml"),
        logo=LetterImage(png(600, 240), is_svg=False, alt="Våben", width_mm=40),
        underskrift=LetterImage(DRAWN, is_svg=True, alt="Underskrift", width_mm=35),
    )
    wording = load_wordings([CONFIG / "letters"])["handleplan"]
    facts = load_samples(CONFIG / "letters" / "eksempler.toml")["handleplan"]

    page, complaints = shown(compose(wording, facts, letterhead, Recipient("Anna Prøvesen")), width)

    assert page.locator("img").evaluate_all("all => all.map(img => img.naturalWidth)") == [600, 413]
    boxes = [page.locator("figure").nth(at).bounding_box() for at in range(page.locator("figure").count())]
    assert len(boxes) == 3
    assert all(box is not None and box["height"] > 10 for box in boxes)
    # As wide as on paper, whatever the file says of itself.
    widths = page.locator("img").evaluate_all("all => all.map(img => img.getBoundingClientRect().width)")
    assert [round(wide) for wide in widths] == [151, 132]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
