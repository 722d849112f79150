"""What people in Denmark write can be shown in a PDF, and what cannot is a box and never a letter less."""

import re
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import pytest

import docgen
from docgen.blocks import Span
from docgen.glyphs import BOX, FAMILIES, FONTS, in_main_font, showable, without_stray_marks
from docgen.letter import Letter
from docgen.parts import reads_from_right
from docgen.pdf import to_pdf
from tests.docgen.pdf_ua import faults

HERE = Path(docgen.__file__).parent
WRITTEN = {
    "dansk, færøsk, grønlandsk": "æøåÆØÅé ðíýú qĸ",
    "arabisk, farsi, urdu": "السلام پښتو گچ ٹڈ",
    "ukrainsk": "Дякую їєґ",
    "tigrinja": "ሰላም ትግርኛ",
    "tamil": "தமிழ் மொழி",
    "thai": "ภาษาไทย",
    "nepali og hindi": "नमस्ते",
    "bengali": "বাংলা ভাষা",
    "kinesisk": "漢字 李小龙",
    "japansk": "ひらがな カタカナ",
    "vietnamesisk": "Nguyễn Thị Ánh",
    "hebraisk": "שלום",
    "georgisk og armensk": "ქართული հայերեն",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_what_people_here_write_is_shown_letter_by_letter(text: str, written: Callable[..., Letter]) -> None:
    assert showable(text) == text
    assert faults(to_pdf(written("{{ ord }}\n\n> {{ ord }}\n>\n> Dine egne ord", ord=text))) == []


@pytest.mark.parametrize("template", ["letter.typ", "pictures/netvaerk.typ", "pictures/tidslinje.typ"])
def test_every_template_asks_the_same_fonts_in_the_same_order(template: str) -> None:
    named = re.search(r"font: \(([^)]*)\)", (HERE / template).read_text("utf-8"))
    assert named is not None
    assert tuple(re.findall(r'"([^"]+)"', named[1])) == FAMILIES


def test_every_font_in_the_folder_has_its_licence_named() -> None:
    named = re.findall(r"^(\S+\.[ot]tf) ", (FONTS / "LICENSES.txt").read_text("utf-8"), re.MULTILINE)
    fonts = {path.name for path in FONTS.glob("*.[ot]tf")}
    assert {font for font in fonts if not any(fnmatch(font, name) for name in named)} == set()


def test_an_accent_on_no_letter_is_left_out_and_one_on_a_letter_stays() -> None:
    assert without_stray_marks("👩\u0301 e\u0301 – €") == "👩 e\u0301 – €"


def test_what_every_letter_is_made_of_is_never_a_box() -> None:
    assert in_main_font("Kære Åse – “x” · § 85 … €\n") == "Kære Åse – “x” · § 85 … €\n"
    assert in_main_font("שלום") == BOX * 4


@pytest.mark.parametrize(
    ("text", "from_right"),
    [
        ("أريد أن أعيش في بيتي.", True),
        ("12. שלום", True),
        ("Anna شكرا", False),
        ("Hej – æøå", False),
        ("", False),
    ],
)
def test_the_first_letter_says_which_way_a_paragraph_is_read(text: str, from_right: bool) -> None:
    assert reads_from_right((Span(text),)) is from_right


def test_words_from_the_right_keep_the_standard_wherever_they_stand(written: Callable[..., Letter]) -> None:
    body = "Om:\n\n- {{ ord }}\n  - {{ ord }}\n\n{{ ord }}\n\n> {{ ord }}\n>\n> Dine ord\n\n> [!boks] {{ ord }}\n>\n> {{ ord }}"
    assert faults(to_pdf(written(body, ord="أريد أن أعيش في بيتي."))) == []
