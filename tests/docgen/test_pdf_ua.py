"""Every letter keeps PDF/UA-1, to every reader, and a letter that is broken by hand does not."""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from config.skrevne_breve import load_skrevne_breve
from docgen.letter import Letter
from docgen.pdf import to_pdf
from domain.letter_facts import LETTER_FACTS, LabelledLetterhead
from tests.docgen.conftest import CONFIG
from tests.docgen.pdf_ua import faults

READ_BY = sorted(
    {(slug, "borger") for slug in LETTER_FACTS}
    | {
        (brev.slug, til.value)
        for brev in load_skrevne_breve(CONFIG / "skrevne_breve.toml").values()
        for til in brev.til
    }
)


@pytest.mark.parametrize(("slug", "laeser"), READ_BY)
def test_every_letter_keeps_the_standard_to_every_reader(
    slug: str, laeser: str, a_letter: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    assert faults(to_pdf(a_letter(slug, with_images, laeser=laeser))) == []


def test_a_letter_of_small_print_alone_skips_no_level(written: Callable[..., Letter]) -> None:
    assert faults(to_pdf(written("Hej\n\n### Reglerne\n\nEfter loven.\n\n## Mere\n\nHej."))) == []


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_a_heading_without_words_is_no_heading(words: str, written: Callable[..., Letter]) -> None:
    letter = written("## {{ ord }}\n\nHej", ord=words)

    assert len(letter.blocks) == 1
    assert faults(to_pdf(letter)) == []


def test_every_heading_is_one_that_each_form_knows(written: Callable[..., Letter]) -> None:
    letter = written("# Et\n\n## To\n\n### Tre\n\n#### Fire\n\nHej")

    assert [block.level for block in letter.blocks if hasattr(block, "level")] == [2, 2, 3, 2]
    assert faults(to_pdf(letter)) == []


@pytest.fixture(scope="module")
def a_file(a_letter: Callable[..., Letter], with_images: LabelledLetterhead) -> bytes:
    return to_pdf(a_letter("handleplan", with_images))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    for inner in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(inner, pikepdf.Dictionary) and "/S" in inner:
            yield inner
            yield from elements(inner.get("/K", pikepdf.Array()))


def first(file: pikepdf.Pdf, kind: str) -> pikepdf.Dictionary:
    return next(found for found in elements(file.Root.StructTreeRoot.K) if kind == found.S)


def without_fonts(file: pikepdf.Pdf) -> None:
    for row in file.objects:
        if isinstance(row, pikepdf.Dictionary) and row.get("/Type") == "/FontDescriptor":
            for key in {"/FontFile2", "/FontFile3"} & set(row.keys()):
                del row[key]


def with_a_link(file: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    file.pages[0].obj.Annots = pikepdf.Array([file.make_indirect(link)])


def renamed(kind: str, name: str) -> Callable[[pikepdf.Pdf], None]:
    return lambda file: first(file, kind).__setitem__("/S", pikepdf.Name(name))


BROKEN: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "7.2 language": lambda file: file.Root.__delitem__("/Lang"),
    "7.1 title is shown": lambda file: file.Root.ViewerPreferences.__delitem__("/DisplayDocTitle"),
    "7.1 title": lambda file: file.Root.__delitem__("/Metadata"),
    "7.3 alternative text": lambda file: first(file, "/Figure").__delitem__("/Alt"),
    "7.4 heading levels": renamed("/H2", "/H4"),
    "7.2 nesting": renamed("/LI", "/P"),
    "7.1 standard kinds": renamed("/P", "/Ukendt"),
    "7.5 headers say what they head": lambda file: first(file, "/TH").__delitem__("/A"),
    "7.5 cells know their headers": lambda file: first(file, "/TD").__delitem__("/A"),
    "7.1 all is marked": lambda file: file.pages[0].contents_add(b"10 10 20 20 re f"),
    "7.18 order of tabs": lambda file: file.pages[0].obj.__delitem__("/Tabs"),
    "7.18 links are described": with_a_link,
    "7.21 fonts are inside": without_fonts,
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_letter_that_somebody_has_broken_is_found_out(rule: str, a_file: bytes) -> None:
    broken = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_file)) as file:
        BROKEN[rule](file)
        file.save(broken)

    assert rule in faults(broken.getvalue())
    assert faults(a_file) == []
