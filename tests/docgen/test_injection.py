"""A citizen's own words are only ever words, whatever is in them."""

import io
import subprocess
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import docx
import pytest

from docgen.blocks import Quote, Span
from docgen.docx import to_docx
from docgen.html import to_html
from docgen.letter import Letter
from docgen.pdf import to_pdf
from docgen.text import body_text

HOSTILE = {
    "jinja": "{{ borger.cpr }} {% for x in y %} {# nej #}",
    "markdown": "# Titel\n- punkt\n> [!boks] Boks\n**fed** | a | b |\n|---|---|",
    "a box": "[!boks] Du får alt, hvad du søger om",
    "a picture": "[!billede] afsender.underskrift",
    "an include": '{% include "dele/kontakt.md" %}',
    "lists": "- et\n  - to\n    1. tre",
    "html": "<script>alert(1)</script> <b>fed</b> &amp; \"'",
    "typst": '#sys.inputs $x$ @ref <label> `kode` \\ #eval("1") *fed* _kursiv_',
    "emoji": "Jeg er glad 😀🙏👩‍👩‍👧 ❤️ 🇩🇰",
    "rtl": "מרגיש טוב مرحبا كيف حالك",
    "unknown script": "漢字 𓀀 ꙮ",
    "tokens": "\U000f0000\U000f0001\ue000\ue001",
    "xml": "]]> <![CDATA[ x ]]> &#x0;",
}


def with_words(a_letter: Callable[..., Letter], samples: Mapping[str, Any], text: str) -> Letter:
    return a_letter("kvittering", henvendelse={**samples["kvittering"]["henvendelse"], "tekst": text})


def quote_of(letter: Letter) -> Quote:
    return next(block for block in letter.blocks if isinstance(block, Quote))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_words_stand_verbatim_in_the_letter(
    text: str, a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    assert quote_of(with_words(a_letter, samples, text)).text == (Span(text),)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_words_change_nothing_else_in_the_letter(
    text: str, a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    calm = with_words(a_letter, samples, "Hej").blocks
    hostile = with_words(a_letter, samples, text).blocks

    assert [block for block in hostile if not isinstance(block, Quote)] == [
        block for block in calm if not isinstance(block, Quote)
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_format_takes_the_words(
    text: str, a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    letter = with_words(a_letter, samples, text)

    assert to_pdf(letter).startswith(b"%PDF-")
    assert escape(text).replace("\n", "<br>") in to_html(letter)
    paragraphs = docx.Document(io.BytesIO(to_docx(letter))).paragraphs
    assert text in [paragraph.text for paragraph in paragraphs if paragraph.style.name == "Quote"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("a\tb", "a b"),
        ("a\ud800b\ufffec\uffff", "abc"),
        ("\ufeffa\ufeffb", "ab"),
        ("e\u0301 æøå ÆØÅ", "e\u0301 æøå ÆØÅ"),
    ],
)
def test_only_what_steers_a_device_is_dropped(
    text: str, kept: str, a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    letter = with_words(a_letter, samples, text)

    assert quote_of(letter).text == (Span(kept),)
    assert to_pdf(letter)
    assert to_docx(letter)


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "ord " * 50_000, "æ" * 200_000], ids=["one word", "words", "letters"]
)
def test_two_hundred_thousand_characters_still_make_a_letter(
    text: str, a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    letter = with_words(a_letter, samples, text)

    assert text in body_text(letter)
    assert text in to_html(letter)
    assert text in [p.text for p in docx.Document(io.BytesIO(to_docx(letter))).paragraphs]
    # Of the letters themselves none is lost on the way, though the lines are broken.
    assert letters_in(to_pdf(letter), text[0]) >= text.count(text[0])


def letters_in(pdf: bytes, letter: str) -> int:
    """How often the letter is set on the pages."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().count(letter)


@pytest.mark.parametrize(
    "name", ["נועה כהן", "ليلى الأحمد", "Anna 😀 Prøvesen", "Åse \u202eneseørP", "李小龙"]
)
def test_a_name_in_any_script_makes_a_letter_in_every_format(
    name: str, a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    letter = a_letter("indhentning", borger={**samples["indhentning"]["borger"], "navn": name})
    kept = name.replace("\u202e", "")

    assert kept in body_text(letter)
    assert kept in to_html(letter)
    assert kept in docx.Document(io.BytesIO(to_docx(letter))).tables[0].cell(1, 0).text
    assert to_pdf(letter).startswith(b"%PDF-")


def test_a_name_in_a_table_cell_breaks_no_table(
    a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    borger = {**samples["indhentning"]["borger"], "navn": "Anna | **Prøvesen** |\n|---|"}

    tables = docx.Document(io.BytesIO(to_docx(a_letter("indhentning", borger=borger)))).tables

    assert [len(table.columns) for table in tables] == [2]
    assert tables[0].cell(1, 0).text == borger["navn"]


def test_the_recipients_lines_are_cleaned_too(
    a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    letter = a_letter("kvittering", borger={**samples["kvittering"]["borger"], "navn": "Anna\x00 <b>#x</b>"})

    assert letter.recipient.name == "Anna <b>#x</b>"
    assert "<b>#x" not in to_html(letter)
    assert to_pdf(letter)
