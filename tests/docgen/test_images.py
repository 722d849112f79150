"""The municipality's logo and signature, and pictures in a wording, in every format."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from docgen.blocks import Paragraph, Picture, Quote, Span
from docgen.docx import to_docx
from docgen.html import to_html
from docgen.images import own_picture
from docgen.letter import Letter
from docgen.parts import picture_size
from docgen.pdf import to_pdf
from docgen.text import body_text
from domain.letter_facts import LabelledLetterhead
from domain.letters import LetterImage
from tests.docgen.conftest import drawing

SIGNED = "Venlig hilsen\n\n> [!billede] afsender.underskrift\n> Sagsbehandler *Signe*\n\nSigne"
TRIN = {
    "slags": "tidslinje",
    "trin": [{"tekst": "Vi fik din ansøgning", "fra": date(2026, 1, 5), "tilstand": "gjort"}],
}


def alts(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as file:
        return [str(row.Alt) for row in file.objects if isinstance(row, pikepdf.Dictionary) and "/Alt" in row]


def test_a_picture_stands_where_the_wording_asks_for_it_with_its_caption(
    written: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    _, picture, last = written(SIGNED, with_images).blocks

    assert isinstance(picture, Picture)
    assert picture.caption == (Span("Sagsbehandler "), Span("Signe", italic=True))
    assert picture.png.startswith(b"\x89PNG")
    assert last == Paragraph((Span("Signe"),))


@pytest.mark.parametrize("name", ["afsender.underskrift", "netvaerk", "netvaerk.intet", ""])
def test_nothing_to_show_leaves_neither_picture_nor_caption(
    name: str, written: Callable[..., Letter]
) -> None:
    letter = written(f"Hej\n\n> [!billede] {name}\n> Sådan ser det ud", netvaerk=None)

    assert letter.blocks == (Paragraph((Span("Hej"),)),)


def test_a_fact_is_drawn(written: Callable[..., Letter]) -> None:
    (picture,) = written("> [!billede] trin", trin=TRIN).blocks

    assert isinstance(picture, Picture)
    assert "<svg" in picture.svg
    assert "Vi fik din ansøgning" in picture.alt


@pytest.mark.parametrize("mark", ["[!billede] afsender.underskrift", "[!boks] Boks"])
def test_a_citizen_who_writes_a_mark_has_written_words(
    mark: str, written: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    assert written("> {{ ord }}", with_images, ord=mark).blocks == (Quote((Span(mark),)),)


def test_word_has_logo_and_pictures_with_their_words(
    written: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    document = docx.Document(io.BytesIO(to_docx(written(SIGNED, with_images))))

    (logo,) = document.sections[0].first_page_header._element.iter(qn("wp:docPr"))
    (picture,) = document.inline_shapes
    assert logo.get("descr") == "Prøvestrups våben"
    assert picture._inline.docPr.get("descr") == "Signes underskrift"
    assert round(picture.width.mm) == 35
    assert round(picture.width / picture.height, 1) == 3.0
    (part,) = (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/image"))
    assert part.content_type == "image/png"


def test_pdf_has_logo_and_pictures_with_their_words(
    written: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    assert sorted(alts(to_pdf(written(SIGNED, with_images)))) == ["Prøvestrups våben", "Signes underskrift"]


def test_html_and_text_have_their_words(
    written: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    letter = written(SIGNED, with_images)

    for alt in ("Prøvestrups våben", "Signes underskrift"):
        assert f'alt="{alt}"' in to_html(letter)
    assert "<figcaption>Sagsbehandler <em>Signe</em></figcaption>" in to_html(letter)
    assert "[ Signes underskrift ]\nSagsbehandler Signe" in body_text(letter)


def test_dots_alone_are_a_picture_too(written: Callable[..., Letter], letterhead: LabelledLetterhead) -> None:
    drawn = own_picture(LetterImage(drawing(100, 40), is_svg=True, alt="", width_mm=40))
    assert drawn
    dots = LetterImage(drawn.png, is_svg=False, alt="Våben <1>", width_mm=40)
    letter = written("Hej", type(letterhead)(**{**vars(letterhead), "logo": dots}))

    assert alts(to_pdf(letter)) == ["Våben <1>"]
    assert '<img src="data:image/png;base64,' in to_html(letter)
    assert to_docx(letter)


def test_a_picture_is_never_larger_than_a_page_has_room_for() -> None:
    tall = own_picture(LetterImage(drawing(10, 100), is_svg=True, alt="", width_mm=50))
    assert tall

    width, height = picture_size(tall)

    assert (round(width), round(height)) == (20, 200)


def test_the_same_picture_gives_the_same_bytes(
    written: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    letter = written(SIGNED, with_images)

    assert to_pdf(letter) == to_pdf(letter)
    assert to_docx(letter) == to_docx(letter)
