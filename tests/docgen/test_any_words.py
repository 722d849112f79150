"""Whatever anybody has written, every form of the letter holds it, and none is broken by it."""

import io
import re
import subprocess
from collections.abc import Callable
from typing import Final

import docx
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

from docgen.blocks import (
    Block,
    BulletList,
    FactBox,
    Heading,
    NumberedList,
    Paragraph,
    Quote,
    Table,
    entries,
    plain,
)
from docgen.docx import to_docx
from docgen.docx_reader import read_back
from docgen.html import to_html
from docgen.letter import Letter
from docgen.pdf import to_pdf
from docgen.text import to_text
from tests.docgen.pdf_ua import faults

EVERYWHERE: Final = """
Kære {{ ord }}

## {{ ord }}

- {{ ord }}
  1. {{ ord }}

> {{ ord }}
>
> Dine egne ord

> [!boks] {{ ord }}
>
> {{ ord }}

| A | B |
|---|---|
| {{ ord }} | **{{ ord }}** |

### Reglerne

{{ ord }}
"""
ANY: Final = st.text(st.characters(), max_size=60)
DANISH: Final = st.lists(st.text("abcdefghijklmnopqrstuvwxyzæøåÆØÅéü", min_size=1, max_size=12), min_size=1)
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def said(blocks: tuple[Block, ...]) -> list[str]:
    """Each piece of text in its order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                found.append(plain(block.text))
            case Quote():
                found += [plain(block.text), plain(block.label)]
            case Table():
                found += [plain(cell) for row in (block.header, *block.rows) for cell in row]
            case FactBox():
                found += [plain(block.title), *said(block.blocks)]
            case BulletList() | NumberedList():
                for text, inner in entries(block):
                    found += [plain(text), *said(inner)]
    return [text for text in map(squeezed, found) if text]


def squeezed(text: str) -> str:
    return "".join(text.split())


@few
@given(ANY)
@example("")
@example(" ")
@example("\ud83d\ufeff\x00\u202e")
@example("👩\u05b7 – € “x”")
@example("👩‍👩‍👧‍👦 🇩🇰 1️⃣ e\u0301")
@example('$x$ #read("/etc/passwd") @a <b> \\u{1F600} {{ ord }} [!boks] | **x** &lt; ]]>')
def test_no_words_break_a_form_or_are_lost(written: Callable[..., Letter], ord: str) -> None:  # noqa: A002 - the fact's own name
    letter = written(EVERYWHERE, ord=ord)
    wanted = said(letter.blocks)
    everything = squeezed("".join(wanted))

    shown = squeezed(html.fromstring(to_html(letter)).text_content())
    assert all(text in shown for text in wanted)
    assert all(text in squeezed(to_text(letter).replace("\n> ", "\n")) for text in wanted)
    assert faults(to_pdf(letter)) == []
    back = read_back(to_docx(letter))
    assert squeezed("".join(said(back.blocks))) == everything
    assert back.complaints == ()


@few
@given(DANISH)
def test_every_word_is_read_out_of_the_pdf(written: Callable[..., Letter], ord: list[str]) -> None:  # noqa: A002 - the fact's own name
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"],
        input=to_pdf(written("{{ ord }}", ord=" ".join(ord))),
        capture_output=True,
        check=True,
    )

    assert squeezed("".join(ord)) in squeezed(done.stdout.decode())


@few
@given(ANY)
def test_a_name_in_any_signs_is_one_line_above_the_letter(a_letter: Callable[..., Letter], name: str) -> None:
    borger = {"navn": name, "fornavn": name, "cpr": None, "digital_post": True}
    letter = a_letter("handleplan", borger=borger, fremgang=None)

    assert faults(to_pdf(letter)) == []
    text = " ".join(p.text for p in docx.Document(io.BytesIO(to_docx(letter))).paragraphs)
    assert squeezed(letter.recipient.name) in squeezed(text)
    assert re.sub(r"\s+", "", letter.recipient.name) in squeezed(
        html.fromstring(to_html(letter)).text_content()
    )


def test_a_thousand_headings_and_a_table_of_forty_long_rows_make_a_letter(
    written: Callable[..., Letter],
) -> None:
    headings = "\n\n".join(f"## Overskrift {number}\n\nTekst." for number in range(1000))
    rows = "\n".join(f"| {number} | {{{{ ord }}}} |" for number in range(40))
    letter = written(f"{headings}\n\n| Nr. | Hvad |\n|---|---|\n{rows}", ord="ord " * 1250)

    assert faults(to_pdf(letter)) == []
    assert said(read_back(to_docx(letter)).blocks) == said(letter.blocks)
