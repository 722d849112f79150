"""A list within a list stays within it, in every format."""

import io
from collections.abc import Callable, Iterator

import docx
import pikepdf
import pytest

from docgen.docx import to_docx
from docgen.html import to_html
from docgen.letter import Letter
from docgen.pdf import to_pdf
from docgen.text import body_text

LISTS = """
- et
  1. to
  2. tre
     - fire
- fem

1. seks
   1. syv
"""


@pytest.fixture
def letter(written: Callable[..., Letter]) -> Letter:
    return written(LISTS)


def test_text_indents_them(letter: Letter) -> None:
    assert body_text(letter).splitlines() == [
        "- et",
        "  1. to",
        "  2. tre",
        "     - fire",
        "- fem",
        "",
        "1. seks",
        "   1. syv",
    ]


def test_html_nests_them(letter: Letter) -> None:
    html = to_html(letter).replace(' dir="auto"', "")

    assert (
        "<ul><li>et<ol><li>to</li><li>tre<ul><li>fire</li></ul></li></ol></li><li>fem</li></ul>"
        "<ol><li>seks<ol><li>syv</li></ol></li></ol>"
    ) in html


def test_word_gives_each_its_level_and_each_numbered_list_numbers_of_its_own(letter: Letter) -> None:
    document = docx.Document(io.BytesIO(to_docx(letter)))
    numbered = [
        (p.text, p.style.name, p._p.pPr.numPr.ilvl.val, p._p.pPr.numPr.numId.val)
        for p in document.paragraphs
        if p.style.name.startswith("List")
    ]

    assert [(text, style, level) for text, style, level, _ in numbered] == [
        ("et", "List Bullet", 0),
        ("to", "List Number", 1),
        ("tre", "List Number", 1),
        ("fire", "List Bullet", 2),
        ("fem", "List Bullet", 0),
        ("seks", "List Number", 0),
        ("syv", "List Number", 1),
    ]
    numbers = {text: number for text, _, _, number in numbered}
    assert numbers["to"] == numbers["tre"]
    assert len({numbers["to"], numbers["seks"], numbers["syv"]}) == 3


def test_pdf_tags_them_as_lists_within_list_items(letter: Letter) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(letter))) as file:
        deepest = max(path.count("/L") for path in paths(file.Root.StructTreeRoot.K))

    assert deepest == 3


def test_a_list_deeper_than_word_can_count_keeps_its_words(written: Callable[..., Letter]) -> None:
    letter = written("\n".join(f"{'  ' * depth}- lag {depth}" for depth in range(9)))

    for text in (body_text(letter), to_html(letter), words(to_docx(letter))):
        assert all(f"lag {depth}" in text for depth in range(9))
    assert to_pdf(letter)


def words(content: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


def paths(node: pikepdf.Object, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The kinds of element above each element of the tree, and its own."""
    if isinstance(node, pikepdf.Array):
        for inner in node:
            yield from paths(inner, above)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        here = (*above, str(node.S))
        yield here
        yield from paths(node.get("/K", pikepdf.Array()), here)
