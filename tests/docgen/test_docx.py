import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from docgen.docx import to_docx
from docgen.letter import Letter
from domain.letter_facts import LETTER_FACTS
from domain.letters import Recipient

ALL = sorted(LETTER_FACTS)


def opened(letter: Letter) -> Any:
    return docx.Document(io.BytesIO(to_docx(letter)))


@pytest.mark.parametrize("slug", ALL)
def test_the_document_is_titled_danish_and_filled(slug: str, a_letter: Callable[..., Letter]) -> None:
    letter = a_letter(slug)

    document = opened(letter)

    assert document.core_properties.title == letter.title
    assert document.core_properties.language == "da-DK"
    assert document.core_properties.author == "Prøvestrup Kommune"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "da-DK"
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "{{" not in text
    assert "{%" not in text
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [letter.title]


@pytest.mark.parametrize("slug", ALL)
def test_the_same_letter_gives_the_same_bytes(slug: str, a_letter: Callable[..., Letter]) -> None:
    assert to_docx(a_letter(slug)) == to_docx(a_letter(slug))


def test_the_archive_tells_no_time(a_letter: Callable[..., Letter]) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(a_letter("kvittering")))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_tables_header_row_is_marked(a_letter: Callable[..., Letter]) -> None:
    for table in opened(a_letter("bestilling")).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_letterhead_stands_in_the_header_and_the_page_number_in_the_footer(
    a_letter: Callable[..., Letter],
) -> None:
    section = opened(a_letter("kvittering")).sections[0]

    assert section.first_page_header.paragraphs[0].text == "Prøvestrup Kommune"
    assert "2026-000117" in section.header.paragraphs[0].text
    for footer in (section.first_page_footer, section.footer):
        fields = footer._element.findall(f".//{qn('w:fldSimple')}")
        assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_every_numbered_list_starts_at_one(written: Callable[..., Letter]) -> None:
    document = opened(written("1. et\n2. to\n\nså\n\n1. tre"))
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Number"
    ]

    assert numbers[0] == numbers[1] != numbers[2]
    for number in numbers:
        instance = document.part.numbering_part.element.num_having_numId(number)
        (start,) = instance.iter(qn("w:startOverride"))
        assert start.get(qn("w:val")) == "1"


def test_the_citizens_words_are_a_quote_with_a_source(a_letter: Callable[..., Letter]) -> None:
    styles = {p.text: p.style.name for p in opened(a_letter("handleplan")).paragraphs}

    assert styles["Jeg vil gerne kunne handle selv og se min søster igen."] == "Quote"
    assert styles["Ønske 1 · Dine egne ord"] == "Quote Source"


def test_the_municipalitys_colour_is_in_the_headings(a_letter: Callable[..., Letter]) -> None:
    assert str(opened(a_letter("kvittering")).styles["Heading 1"].font.color.rgb) == "1F4E5F"


def test_a_short_table_stays_on_its_page_and_a_long_one_may_be_parted(written: Callable[..., Letter]) -> None:
    row = "| noget | nu |\n"
    short, long = (
        opened(written("| Hvad | Hvornår |\n|---|---|\n" + row * rows)).tables[0] for rows in (3, 30)
    )

    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in short.rows] == [
        True,
        True,
        True,
        None,
    ]
    assert not any(row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in long.rows)


def test_a_letter_that_stays_in_the_case_has_no_recipient(a_letter: Callable[..., Letter]) -> None:
    sent = a_letter("kvittering")
    kept_in_case = replace(sent, recipient=Recipient(""))

    styles = [p.style.name for p in opened(kept_in_case).paragraphs]

    assert "Recipient" not in styles
    assert styles.count("Case Line") == [p.style.name for p in opened(sent).paragraphs].count("Case Line")


def kept(document: Any) -> list[str]:
    """The paragraphs that stay on the page of what follows them, by themselves or by their style."""
    return [
        p.text
        for p in document.paragraphs
        if p.paragraph_format.keep_with_next or p.style.paragraph_format.keep_with_next
    ]


@pytest.mark.parametrize("slug", ["afgoerelse_afslag", "handleplan"])
def test_the_signature_never_stands_alone_on_a_page(slug: str, a_letter: Callable[..., Letter]) -> None:
    held = kept(opened(a_letter(slug)))

    assert "Ring eller skriv til mig" in held
    assert any(text.startswith("Du kan ringe til mig") for text in held)
    assert any(text.startswith("Venlig hilsen") for text in held)
    assert "Reglerne" in held


def test_what_leads_up_to_a_list_stays_with_it(a_letter: Callable[..., Letter]) -> None:
    held = kept(opened(a_letter("afgoerelse_afslag")))

    assert "Sådan klager du" in held
    assert any(text.startswith("Er du uenig, kan du klage.") for text in held)
    assert not any(text.startswith("Vores beslutning gælder normalt") for text in held)


def test_a_letter_a_little_longer_than_its_page_is_set_closer_in_word_too(
    written: Callable[..., Letter],
) -> None:
    def spacing(lines: int) -> str:
        styles = docx.Document(io.BytesIO(to_docx(written("Hej.\n\n" * lines)))).styles
        return str(styles.element.find(f".//{qn('w:pPrDefault')}//{qn('w:spacing')}").get(qn("w:after")))

    assert spacing(3) == spacing(60)
    assert int(spacing(31)) < int(spacing(3))
