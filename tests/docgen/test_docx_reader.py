"""A letter read back from Word: nothing is lost, and what would be shown otherwise is told with its place."""

from collections.abc import Callable, Mapping

import pytest

from docgen.blocks import BulletList, Paragraph, Picture, Span
from docgen.docx import to_docx
from docgen.docx_reader import ReadBack, read_back
from docgen.docx_text import NotWord
from docgen.letter import Letter
from domain.letters import Wording
from tests.docgen.word_files import changed, with_paragraph, with_part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def of(letter: Letter) -> ReadBack:
    return read_back(to_docx(letter), [block for block in letter.blocks if isinstance(block, Picture)])


def test_every_letter_comes_back_from_word_as_it_went(
    a_letter: Callable[..., Letter], wordings: Mapping[str, Wording]
) -> None:
    for slug in wordings:
        letter = a_letter(slug)
        found = of(letter)
        assert (slug, found.title, found.blocks) == (slug, letter.title, letter.blocks)
        assert (found.complaints, found.lost) == ((), ())


def test_the_citizens_own_signs_and_lines_come_back(written: Callable[..., Letter]) -> None:
    letter = written(
        "> {{ ord }}\n>\n> Evas ord\n\n- Et\n  - To\n    1. Tre\n    2. Fire\n- Fem\n\nTekst **fed** og *skrå*\n",
        ord="Hej 👋 <b>&amp; {{ x }}\nמזל טוב  to mellemrum",
    )

    assert of(letter).blocks == letter.blocks


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ('<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>Nyt</w:t></w:r></w:ins></w:p>', "rettelser"),
        (
            '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>Nyt</w:delText></w:r></w:del></w:p>',
            "rettelser",
        ),
        ('<w:p><w:r><w:t>Nyt</w:t><w:commentReference w:id="1"/></w:r></w:p>', "kommentarer"),
        ('<w:p><w:r><w:t>Nyt</w:t><w:footnoteReference w:id="1"/></w:r></w:p>', "noter"),
        ("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>Nyt</w:t></w:r></w:p>", "overstreget"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Nyt</w:t></w:r></w:p>", "skjult"),
        ("<w:p><w:r><w:t>Nyt</w:t><w:drawing/></w:r></w:p>", "billede"),
        (
            (
                '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Nyt</w:t></w:r></w:p>'
                "</w:tc></w:tr></w:tbl>"
            ),
            "tabel_flettet",
        ),
    ],
)
def test_what_word_shows_otherwise_is_told_with_its_place(
    a_letter: Callable[..., Letter], xml: str, reason: str
) -> None:
    found = read_back(with_paragraph(to_docx(a_letter("ventebrev")), xml))

    assert (reason, "Nyt") in [(complaint.reason, complaint.about) for complaint in found.complaints]


def test_a_switch_that_is_off_is_no_complaint(a_letter: Callable[..., Letter]) -> None:
    xml = '<w:p><w:r><w:rPr><w:strike w:val="0"/><w:b w:val="false"/></w:rPr><w:t>Nyt</w:t></w:r></w:p>'
    found = read_back(with_paragraph(to_docx(a_letter("ventebrev")), xml))

    assert found.complaints == ()
    assert found.blocks[0] == Paragraph((Span("Nyt"),))


def test_colour_and_underlining_are_told_as_lost(a_letter: Callable[..., Letter]) -> None:
    xml = '<w:p><w:r><w:rPr><w:u w:val="single"/><w:highlight w:val="yellow"/></w:rPr><w:t>Nyt</w:t></w:r></w:p>'
    found = read_back(with_paragraph(to_docx(a_letter("ventebrev")), xml))

    assert {lost.reason for lost in found.lost} == {"understreget", "fremhaevet"}
    assert found.complaints == ()


def test_macros_are_told_of(a_letter: Callable[..., Letter]) -> None:
    content = with_part(to_docx(a_letter("ventebrev")), "word/vbaProject.bin", b"x")
    types = changed(
        content,
        "<Default ",
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default ',
        "[Content_Types].xml",
    )
    linked = changed(
        types,
        "</Relationships>",
        '<Relationship Id="m1" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        'Target="vbaProject.bin"/></Relationships>',
        "word/_rels/document.xml.rels",
    )

    assert "makro" in {complaint.reason for complaint in read_back(linked).complaints}


def test_a_template_from_elsewhere_is_told_of(a_letter: Callable[..., Letter]) -> None:
    content = changed(
        to_docx(a_letter("ventebrev")),
        "</Relationships>",
        '<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="https://x.example/spor.png" TargetMode="External"/></Relationships>',
        "word/_rels/document.xml.rels",
    )

    assert [complaint.reason for complaint in read_back(content).complaints] == ["udefra"]


def test_items_that_word_numbers_on_from_an_earlier_list_are_told_of(written: Callable[..., Letter]) -> None:
    content = to_docx(written("1. En\n2. To\n\nImens\n\n1. Tre\n"))
    going_on = changed(content, '<w:numId w:val="4"/>', '<w:numId w:val="3"/>')

    assert [complaint.reason for complaint in read_back(content).complaints] == []
    assert [complaint.reason for complaint in read_back(going_on).complaints] == ["liste_fortsat"]


def test_a_list_that_libreoffice_has_saved_is_still_one_list(written: Callable[..., Letter]) -> None:
    letter = written("1. En\n2. To\n")
    first, second, rest = to_docx(letter), '<w:numId w:val="3"/>', '<w:numId w:val="2"/>'
    # Its first item keeps the number that starts over; the others have that of the list itself.
    split = changed(first, f"{second}</w:numPr>", "<FIRST/></w:numPr>")
    split = changed(split, second, rest)
    found = read_back(changed(split, "<FIRST/>", second))

    assert (found.blocks, found.complaints) == (letter.blocks, ())


def test_words_own_list_style_is_read_as_a_list(a_letter: Callable[..., Letter]) -> None:
    xml = '<w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:t>Et punkt</w:t></w:r></w:p>'
    found = read_back(with_paragraph(to_docx(a_letter("ventebrev")), xml))

    assert found.blocks[0] == BulletList(((Span("Et punkt"),),))


def test_a_letter_without_its_title_cannot_be_read(a_letter: Callable[..., Letter]) -> None:
    content = changed(to_docx(a_letter("ventebrev")), '<w:pStyle w:val="Heading1"/>', "")

    assert "ingen_overskrift" in {complaint.reason for complaint in read_back(content).complaints}


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(NotWord):
        read_back(content)
