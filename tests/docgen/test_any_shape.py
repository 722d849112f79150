"""Whatever a letter's blocks are and however they stand in one another, it is whole in every form."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from docgen.blocks import Block, BulletList, FactBox, Heading, NumberedList, Paragraph, Quote, Span, Table
from docgen.docx import to_docx
from docgen.docx_reader import read_back
from docgen.html import to_html
from docgen.letter import Letter
from docgen.pdf import to_pdf
from docgen.text import to_text
from tests.docgen.pdf_ua import faults
from tests.docgen.test_any_words import said

ONE = (Span("ord"),)
spans = st.lists(
    st.builds(
        Span,
        st.sampled_from(["a", "Hej med dig", "ord " * 40, "x" * 100, "a\nb"]),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
perhaps = st.one_of(st.just(()), spans)
kinds = st.sampled_from([BulletList, NumberedList])
lists = st.recursive(
    st.builds(lambda kind, items: kind(tuple(items)), kinds, st.lists(spans, min_size=1, max_size=3)),
    lambda inner: st.builds(
        lambda kind, rows: kind(tuple(row[0] for row in rows), tuple(tuple(row[1]) for row in rows)),
        kinds,
        st.lists(st.tuples(spans, st.lists(inner, max_size=2)), min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def rows_of(width: int) -> st.SearchStrategy[tuple[tuple[Span, ...], ...]]:
    return st.lists(perhaps, min_size=width, max_size=width).map(tuple)


tables = st.integers(1, 5).flatmap(
    lambda width: st.builds(Table, rows_of(width), st.lists(rows_of(width), max_size=8).map(tuple))
)
flat = st.one_of(
    st.builds(Heading, spans, st.sampled_from([2, 3])),
    st.builds(Paragraph, spans),
    lists,
    st.builds(Quote, spans, perhaps),
    tables,
)
letters = st.lists(
    st.one_of(flat, st.builds(FactBox, perhaps, st.lists(flat, max_size=3).map(tuple))), max_size=6
).map(tuple)


@pytest.fixture(scope="module")
def validator() -> OpenXmlValidator:
    return OpenXmlValidator()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(letters)
@example((Table((ONE,), ()),))
@example((FactBox((), (Quote(ONE),)),))
@example((Heading(ONE, 3), Heading(ONE, 2), Heading(ONE, 3)))
def test_any_letter_keeps_both_standards_and_comes_back_from_word(
    written: Callable[..., Letter], validator: OpenXmlValidator, tmp_path: Path, blocks: tuple[Block, ...]
) -> None:
    letter = replace(written("Hej"), blocks=blocks)
    word = to_docx(letter)
    (tmp_path / "brev.docx").write_bytes(word)

    assert faults(to_pdf(letter)) == []
    assert [error.description for error in validator.validate(tmp_path / "brev.docx").errors] == []
    back = read_back(word)
    assert back.complaints == ()
    # Two lists in a row may come back as one within the other.
    assert sorted(said(back.blocks)) == sorted(said(blocks))
    assert to_html(letter).endswith("</article>")
    assert to_text(letter)
