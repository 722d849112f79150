"""How wide the columns of a table are where somebody is to write in it."""

from docgen.blocks import Span, Spans, Table
from docgen.parts import narrow_columns


def table(*rows: tuple[str, ...]) -> Table:
    header, *others = [tuple(map(said, row)) for row in rows]
    return Table(header, tuple(others))


def said(text: str) -> Spans:
    return (Span(text),) if text else ()


def test_columns_for_a_cross_leave_the_width_to_what_is_to_be_read() -> None:
    assert narrow_columns(table(("Sådan er det", "1", "2"), ("Jeg er tryg her", "", ""))) == [
        False,
        True,
        True,
    ]


def test_a_column_to_be_written_in_shares_the_width_with_the_others() -> None:
    assert narrow_columns(table(("Dag", "Søvn"), ("Mandag", ""))) == [False, False]
    assert narrow_columns(table(("1", "2"), ("", ""))) == [False, False]
