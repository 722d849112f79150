"""The picture: the same in both forms, without colours, with its words inside, and no style that a page would forbid."""

import re
from xml.etree import ElementTree as ET

import pytest

from docgen.charts import Bar, Chart, Legend, Row, to_png, to_svg

PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"


def chart(columns: tuple[str, ...] = ("Nord",), rows: int = 1, title: str = "Frister <i> & uge 10") -> Chart:
    bars = (Bar(5, 1.5), Bar(3, 0.0, 2), Bar(0))
    return Chart(
        title=title,
        subtitle="Tallet er antallet.",
        alt="Uge 10: 5, heraf 1,5 for sent.",
        columns=columns,
        past_tick="forf.",
        ticks=("10", "11", "12"),
        rows=tuple(Row(f"Række {nr}", (2,) * len(columns), (bars,) * len(columns)) for nr in range(rows)),
        legend=Legend("forfaldne", "i tide", "for sent", "ukendt"),
    )


def test_the_title_and_what_the_picture_shows_stand_in_it() -> None:
    root = ET.fromstring(to_svg(chart()))
    named = root.get("aria-labelledby", "").split()
    said = {
        element.get("id"): element.text for element in root if element.tag in {f"{SVG}title", f"{SVG}desc"}
    }
    assert root.get("role") == "img"
    assert [said[key] for key in named] == ["Frister <i> & uge 10", "Uge 10: 5, heraf 1,5 for sent."]


def test_no_style_stands_in_it() -> None:
    text = to_svg(chart())
    root = ET.fromstring(text)
    assert [
        element for element in root.iter() if element.tag == f"{SVG}style" or "style" in element.attrib
    ] == []
    assert "<script" not in text
    assert "<!DOCTYPE" not in text


def test_there_are_shades_and_no_colours() -> None:
    colours = set(re.findall(r"#([0-9a-f]{6})\b", to_svg(chart())))
    assert len(colours) >= 3
    assert {colour for colour in colours if len({colour[:2], colour[2:4], colour[4:]}) != 1} == set()


def test_what_it_refers_to_is_in_it_and_no_other_names_are() -> None:
    root = ET.fromstring(to_svg(chart()))
    names = {element.get("id") for element in root.iter()} - {None, "figur-titel", "figur-tekst"}
    meant = {
        match
        for element in root.iter()
        for name, value in element.attrib.items()
        for match in re.findall(r"^#(.+)$" if name.endswith("href") else r"^url\(#(.+)\)$", value)
    }
    assert names == meant


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert to_svg(chart()) == to_svg(chart())
    assert to_png(chart()) == to_png(chart())


def test_the_dots_are_the_same_picture_with_the_same_words_in_the_file() -> None:
    content = to_png(chart())
    assert content.startswith(PNG)
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    _, _, wide, high = map(float, str(ET.fromstring(to_svg(chart())).get("viewBox")).split())
    assert abs(width / height - wide / high) < 0.01
    assert "Uge 10: 5, heraf 1,5 for sent.".encode("latin-1") in content


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (3, 9), (6, 2)])
def test_it_grows_with_its_columns_and_rows(columns: int, rows: int) -> None:
    names = tuple(f"Team {nr}" for nr in range(columns))
    _, _, wide, high = map(float, str(ET.fromstring(to_svg(chart(names, rows))).get("viewBox")).split())
    assert wide >= 72 * 3 * columns
    assert high >= 72 * 0.5 * rows


def test_an_empty_row_is_drawn_too() -> None:
    empty = Chart(**{**vars(chart()), "rows": (Row("Intet", (0,), ((Bar(0), Bar(0), Bar(0)),)),)})
    assert to_svg(empty)
