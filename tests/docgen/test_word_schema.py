"""Every Word letter is one that the format's own schemas allow, and one that is broken by hand is found out."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from docgen.docx import to_docx
from docgen.letter import Letter
from domain.letter_facts import LabelledLetterhead
from tests.docgen.test_pdf_ua import READ_BY
from tests.docgen.word_files import changed

HEADING = '<w:pStyle w:val="Heading2"/>'


@pytest.fixture(scope="module")
def validator() -> OpenXmlValidator:
    return OpenXmlValidator()


@pytest.fixture
def complaints(validator: OpenXmlValidator, tmp_path: Path) -> Callable[[bytes], list[str]]:
    """What is wrong with the file: warnings too."""

    def found(content: bytes) -> list[str]:
        path = tmp_path / "brev.docx"
        path.write_bytes(content)
        return [error.description for error in validator.validate(path).errors]

    return found


@pytest.mark.parametrize(("slug", "laeser"), READ_BY)
def test_every_letter_keeps_the_schemas_to_every_reader(
    slug: str,
    laeser: str,
    a_letter: Callable[..., Letter],
    with_images: LabelledLetterhead,
    complaints: Callable[[bytes], list[str]],
) -> None:
    assert complaints(to_docx(a_letter(slug, with_images, laeser=laeser))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HEADING, f'<w:spacing w:after="1"/>{HEADING}'),
        (HEADING, '<w:pStyle w:val="NoSuchStyle"/>'),
        ("<w:body>", "<w:body><w:nosuch/>"),
        ("<w:body>", '<w:body><w:p><w:pPr><w:jc w:val="sideways"/></w:pPr></w:p>'),
        ("<w:body>", "<w:body><w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc/></w:tr></w:tbl>"),
        ('r:embed="picture1"', 'r:embed="picture9"'),
        ('<w:numId w:val="1"/>', '<w:numId w:val="999"/>'),
    ],
)
def test_a_file_that_somebody_has_broken_is_found_out(
    old: str,
    new: str,
    a_letter: Callable[..., Letter],
    with_images: LabelledLetterhead,
    complaints: Callable[[bytes], list[str]],
) -> None:
    assert complaints(changed(to_docx(a_letter("handleplan", with_images)), old, new))


def test_words_from_the_right_keep_the_schemas_in_every_kind_of_block(
    written: Callable[..., Letter], complaints: Callable[[bytes], list[str]]
) -> None:
    body = "{{ ord }}\n\n- {{ ord }}\n\n> {{ ord }}\n>\n> Dine ord\n\n> [!boks] {{ ord }}\n>\n> - {{ ord }}"
    word = to_docx(written(body, ord="أريد أن أعيش في بيتي."))

    assert complaints(word) == []
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        assert file.read("word/document.xml").count(b"<w:bidi/>") == 5
