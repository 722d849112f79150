import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
import typst

from docgen import pdf
from docgen.glyphs import showable
from docgen.letter import Letter
from docgen.pdf import to_pdf
from domain.letter_facts import LETTER_FACTS

ALL = sorted(LETTER_FACTS)
ONE_PAGE = {
    "afslutning", "aktindsigt", "aktindsigt_forsinket", "forlaenget_svarfrist", "genvurdering", "indhentning", "indkaldelse",
    "klagekvittering", "kvittering", "partshoering", "rykker_oplysninger",
    "ventebrev",
}  # fmt: skip


@pytest.mark.parametrize("slug", ALL)
def test_the_pdf_is_tagged_danish_titled_and_claims_pdf_ua(
    slug: str, a_letter: Callable[..., Letter]
) -> None:
    letter = a_letter(slug)

    with pikepdf.open(io.BytesIO(to_pdf(letter))) as file:
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        assert str(file.Root.Lang).lower() == "da-dk"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == letter.title
            assert str(metadata["pdfuaid:part"]) == "1"


@pytest.mark.parametrize("slug", sorted(ONE_PAGE))
def test_a_short_letter_fills_one_page(slug: str, a_letter: Callable[..., Letter]) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(a_letter(slug)))) as file:
        assert len(file.pages) == 1


def test_a_table_that_nothing_was_written_in_yet_is_set_with_its_header(
    written: Callable[..., Letter],
) -> None:
    letter = written("Hej\n\n| Dato | Aftale |\n|---|---|\n\nRing.\n")

    assert to_pdf(letter).startswith(b"%PDF")


def test_the_same_letter_gives_the_same_bytes(a_letter: Callable[..., Letter]) -> None:
    assert to_pdf(a_letter("bestilling")) == to_pdf(a_letter("bestilling"))


def test_the_date_inside_is_the_letters_own(a_letter: Callable[..., Letter]) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(a_letter("kvittering")))) as file:
        assert str(file.docinfo["/CreationDate"]).startswith("D:20260105")


def test_letters_set_at_the_same_time_do_not_mix(a_letter: Callable[..., Letter]) -> None:
    letters = [a_letter("kvittering", sagsnr=f"2026-{number}") for number in range(8)]
    alone = [to_pdf(letter) for letter in letters]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(to_pdf, letters)) == alone


def test_a_text_that_no_font_can_set_still_becomes_a_letter(
    a_letter: Callable[..., Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_, tried = pdf._compile, []

    def refuse_once(text: str, pictures: Mapping[str, bytes], stamp: int) -> bytes:
        tried.append(text)
        if len(tried) == 1:
            raise typst.TypstError("no glyph")
        return compile_(text, pictures, stamp)

    monkeypatch.setattr(pdf, "_compile", refuse_once)

    assert to_pdf(a_letter("kvittering")).startswith(b"%PDF-")
    assert len(tried) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Æble på øen", "Æble på øen"),
        ("😀 שלום سلام ❤️", "😀 שלום سلام ❤️"),
        ("漢字", "□□"),
        ("x" * 61, "x" * 60 + "\u200bx"),
    ],
)
def test_what_no_font_knows_becomes_a_box_and_endless_words_may_break(text: str, shown: str) -> None:
    assert showable(text) == shown


def page_texts(letter: Letter, folder: Path) -> list[str]:
    """The words on each page, as a reader's program finds them."""
    path = folder / "brev.pdf"
    path.write_bytes(to_pdf(letter))
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True)
    return done.stdout.split("\f")[:-1]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the pages with poppler")
@pytest.mark.parametrize("lines", range(0, 30, 3))
@pytest.mark.parametrize("slug", ["handleplan", "afgoerelse_bevilling"])
def test_wherever_the_page_ends_the_signature_has_its_section_and_the_rules_their_letter(
    slug: str, lines: int, a_letter: Callable[..., Letter], tmp_path: Path
) -> None:
    wish = {"nr": 1, "tekst": "Jeg vil hjem.\n" * (lines + 1), "perspektiv": 1, "hvem": None}
    pages = page_texts(a_letter(slug, oensker=[wish]), tmp_path)

    with_signature = next(page for page in pages if "Venlig hilsen" in page)
    for part in ("Ring eller skriv til mig", "Du kan ringe til mig", "Støtte til voksne, Prøve", "Reglerne"):
        assert part in with_signature
    complaint = [page for page in pages if "Sådan klager du" in page]
    assert all("Er du uenig" in page and "Du klager til os" in page for page in complaint)
