"""What PDF/UA-1 asks and a machine can see (ISO 14289-1, clauses 7.1-7.21), in every letter."""

import io
from collections.abc import Callable, Iterator
from itertools import pairwise

import pikepdf
import pytest

from docgen.blocks import Heading, plain
from docgen.letter import Letter
from docgen.pdf import to_pdf
from domain.letter_facts import LETTER_FACTS, LabelledLetterhead

ALL = sorted(LETTER_FACTS)
_HEADINGS = {"/H1", "/H2", "/H3"}


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure, in reading order."""
    if isinstance(node, pikepdf.Array):
        for inner in node:
            yield from elements(inner)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def bookmarks(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from bookmarks(item.children)


def texts(letter: Letter) -> list[str]:
    return [letter.title, *(plain(block.text) for block in letter.blocks if isinstance(block, Heading))]


@pytest.mark.parametrize("slug", ALL)
def test_the_structure_is_whole(slug: str, a_letter: Callable[..., Letter]) -> None:
    letter = a_letter(slug)

    with pikepdf.open(io.BytesIO(to_pdf(letter))) as file:
        tree = file.Root.StructTreeRoot
        found = list(elements(tree.K))
        kinds = [str(tree.get("/RoleMap", {}).get(element.S, element.S)) for element in found]

        assert kinds[0] == "/Document"
        headings = [kind for kind in kinds if kind in _HEADINGS]
        assert headings[0] == "/H1"
        assert headings.count("/H1") == 1
        # No level is skipped on the way down.
        levels = [int(kind[2:]) for kind in headings]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all("/Alt" in element for element, kind in zip(found, kinds, strict=True) if kind == "/Figure")
        assert kinds.count("/Table") == kinds.count("/THead")
        assert all("/A" in element for element, kind in zip(found, kinds, strict=True) if kind == "/TH")
        assert "/ParentTree" in tree
        for page in file.pages:
            assert page.Tabs == "/S"
            assert "/StructParents" in page


@pytest.mark.parametrize("slug", ALL)
def test_every_heading_is_a_bookmark_and_every_font_is_inside(
    slug: str, a_letter: Callable[..., Letter]
) -> None:
    letter = a_letter(slug)

    with pikepdf.open(io.BytesIO(to_pdf(letter))) as file:
        with file.open_outline() as outline:
            assert list(bookmarks(outline.root)) == texts(letter)
        fonts = [
            row
            for row in file.objects
            if isinstance(row, pikepdf.Dictionary) and row.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        used = [
            row for row in file.objects if isinstance(row, pikepdf.Dictionary) and row.get("/Type") == "/Font"
        ]
        # What is copied out or read aloud are letters, not shapes.
        assert all("/ToUnicode" in font for font in used if font.Subtype == "/Type0")


def test_decoration_is_not_read_aloud_and_nothing_stands_outside_the_structure(
    written: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    letter = written("Hej\n\n> [!boks] Husk\n>\n> noget\n\n> [!billede] afsender.underskrift", with_images)

    with pikepdf.open(io.BytesIO(to_pdf(letter))) as file:
        depth, outside = 0, []
        for operands, operator in pikepdf.parse_content_stream(file.pages[0]):
            match str(operator):
                case "BDC" | "BMC":
                    depth += 1
                case "EMC":
                    depth -= 1
                case "Tj" | "TJ" | "S" | "f" | "f*" | "B" | "Do" | "sh":
                    outside += [] if depth else [(operands, operator)]

    assert outside == []
