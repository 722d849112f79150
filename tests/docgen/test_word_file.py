"""The Word file as a whole: what Word, LibreOffice and python-docx ask of an archive and of its parts."""

import io
import posixpath
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from docgen.docx import to_docx
from docgen.letter import Letter
from docgen.word.archive import archive, pack
from domain.letter_facts import LabelledLetterhead

EVERYTHING = """
Kære Anna

Her er det hele:

- et
  1. to
- tre

> {{ ord }}
>
> Dine egne ord

> [!boks] Husk
>
> Det her:
>
> - en
>   - to

| Hvad | Hvornår |
|---|---|
| noget | |

> [!billede] afsender.underskrift
> Sådan

## Ring eller skriv til mig

Ring.

### Reglerne

Efter loven.
"""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The order that the format's own schema gives a paragraph's properties.
_ORDER = ["pStyle", "keepNext", "numPr", "tabs", "bidi", "spacing", "ind"]


@pytest.fixture
def content(written: Callable[..., Letter], with_images: LabelledLetterhead) -> bytes:
    return to_docx(written(EVERYTHING, with_images, ord="Jeg vil <b>hjem</b> & ud"))


def test_an_archive_is_one_that_everybody_can_read() -> None:
    files = {"a.xml": b"<a/>", "b/c.xml": b"x" * 70_000, "d": b""}

    with zipfile.ZipFile(io.BytesIO(archive(pack(*file) for file in files.items()))) as made:
        assert made.testzip() is None
        assert {name: made.read(name) for name in made.namelist()} == files


def test_every_part_is_xml_of_a_known_kind_and_every_relation_has_its_part(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        names = made.namelist()
        trees = {name: etree.fromstring(made.read(name)) for name in names if not name.endswith(".png")}

    assert len(set(names)) == len(names)
    kinds = trees["[Content_Types].xml"]
    known = {row.get("PartName", "").lstrip("/") for row in kinds}
    known_endings = {row.get("Extension") for row in kinds}
    assert all(name in known or name.rpartition(".")[2] in known_endings for name in names)
    for name, tree in trees.items():
        folder = posixpath.dirname(posixpath.dirname(name))
        for row in tree.iter(_RELATION):
            assert posixpath.normpath(posixpath.join(folder, row.get("Target"))) in names


def test_properties_stand_in_the_order_that_the_format_asks_for(content: bytes) -> None:
    for properties in docx.Document(io.BytesIO(content)).element.iter(qn("w:pPr")):
        found = [etree.QName(child).localname for child in properties]
        assert found == sorted(found, key=_ORDER.index)


def test_every_style_and_number_that_is_used_is_there(content: bytes) -> None:
    document = docx.Document(io.BytesIO(content))
    styles = {style.style_id for style in document.styles}
    numbers = {num.numId for num in document.part.numbering_part.element.num_lst}

    assert {row.get(qn("w:val")) for row in document.element.iter(qn("w:pStyle"))} <= styles
    assert {int(row.get(qn("w:val"))) for row in document.element.iter(qn("w:numId"))} <= numbers


def test_word_is_told_that_the_letter_is_danish_and_of_this_time(content: bytes) -> None:
    settings = docx.Document(io.BytesIO(content)).settings.element

    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == "da-DK"
    assert settings.find(f".//{qn('w:compatSetting')}").get(qn("w:val")) == "15"


def test_no_row_of_a_table_is_parted_by_a_page(content: bytes) -> None:
    (table,) = docx.Document(io.BytesIO(content)).tables

    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_nothing_of_one_letter_is_left_in_the_next(
    written: Callable[..., Letter], with_images: LabelledLetterhead
) -> None:
    first = written("1. et\n\n> [!billede] afsender.underskrift", with_images)
    other = to_docx(written("Hej", with_images))

    made = to_docx(first), to_docx(written("Hej", with_images))

    assert made[1] == other
    assert to_docx(first) == made[0]
    assert len(docx.Document(io.BytesIO(other)).inline_shapes) == 0


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the pages with poppler")
def test_libreoffice_opens_it_with_all_its_words(content: bytes, soffice_path: str, tmp_path: Path) -> None:
    (tmp_path / "brev.docx").write_bytes(content)
    command = [
        soffice_path,
        f"-env:UserInstallation=file://{tmp_path}/profil",
        "--headless",
        "--convert-to",
        "pdf",
    ]

    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "brev.docx"], check=True, capture_output=True)

    with pikepdf.open(tmp_path / "brev.pdf") as file:
        assert 1 <= len(file.pages) <= 2
        pictures = [
            row for row in file.objects if isinstance(row, pikepdf.Stream) and row.get("/Subtype") == "/Image"
        ]
        assert pictures
    done = subprocess.run(
        ["pdftotext", tmp_path / "brev.pdf", "-"], capture_output=True, check=True, text=True
    )
    for words in ("Jeg vil <b>hjem</b> & ud", "Dine egne ord", "Husk", "Hvornår", "Reglerne", "Side 1 af"):
        assert words in done.stdout
