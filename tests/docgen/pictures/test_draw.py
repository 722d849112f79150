"""Every picture: the same in both forms, in shades alone, with words that say the same, and nothing a page forbids."""

import re
import struct
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from docgen.blocks import Picture
from docgen.pictures import describe, draw
from docgen.pictures.netvaerk import layout_data, read_map
from tests.docgen.pictures.samples import EVERY, LABELS, goal, network, person, profile, progress, timeline

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<b>{{ x }}</b> \u202egalt\u0000 \U0001f600 שלום مرحبا \ue000 & \"'"
every = pytest.mark.parametrize("data", EVERY.values(), ids=EVERY.keys())


def drawn(data: Any) -> Picture:
    picture = draw("billede", data, LABELS)
    assert picture is not None
    return picture


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@every
def test_no_style_script_or_outer_address_stands_in_it(data: Any) -> None:
    root = ET.fromstring(drawn(data).svg)
    assert [part for part in root.iter() if part.tag in {f"{SVG}style", f"{SVG}script", f"{SVG}image"}] == []
    assert [part for part in root.iter() if "style" in part.attrib] == []
    hrefs = [value for part in root.iter() for key, value in part.attrib.items() if key.endswith("href")]
    assert [href for href in hrefs if not href.startswith("#")] == []


@every
def test_words_are_outlines_so_that_it_looks_the_same_everywhere(data: Any) -> None:
    root = ET.fromstring(drawn(data).svg)
    assert [part for part in root.iter() if part.tag in {f"{SVG}text", f"{SVG}foreignObject"}] == []


@every
def test_there_are_shades_and_no_colours(data: Any) -> None:
    colours = set(re.findall(r"#([0-9a-f]{6})\b", drawn(data).svg))
    assert {colour for colour in colours if len({colour[:2], colour[2:4], colour[4:]}) != 1} == set()


@every
def test_the_same_facts_give_the_same_bytes_and_are_drawn_once(data: Any) -> None:
    one, other = drawn(data), drawn({**data})
    assert one == other
    assert one.svg is other.svg


@every
def test_the_dots_are_the_same_picture_at_the_width_of_a_letter(data: Any) -> None:
    picture = drawn(data)
    width, height = size_of(picture.png)
    _, _, wide, high = map(float, str(ET.fromstring(picture.svg).get("viewBox")).split())
    assert abs(width / height - wide / high) < 0.01
    assert abs(width - picture.width_mm / 25.4 * 200) < 2


@every
def test_what_it_says_can_be_had_without_drawing_it(data: Any) -> None:
    assert describe(data, LABELS) == drawn(data).alt


def test_two_pictures_on_one_page_share_no_names() -> None:
    names = [
        {part.get("id") for part in ET.fromstring(drawn(data).svg).iter()} - {None} for data in EVERY.values()
    ]
    assert all(names)
    assert len(set.union(*names)) == sum(len(own) for own in names)


@every
def test_every_name_it_refers_to_is_its_own(data: Any) -> None:
    root = ET.fromstring(drawn(data).svg)
    names = {part.get("id") for part in root.iter()} - {None}
    meant = {
        found
        for part in root.iter()
        for key, value in part.attrib.items()
        for found in re.findall(r"^#(.+)$" if key.endswith("href") else r"^url\(#(.+)\)$", value)
    }
    assert meant <= names


@pytest.mark.parametrize(
    "data",
    [
        None,
        "fremgang",
        [],
        {},
        {"slags": "kage"},
        progress(),
        progress(goal(serier=[])),
        progress(goal(mest=0)),
        network(),
        network(person("A", "rummet")),
        timeline(),
        timeline(("glemt", "intet", None, None)),
    ],
)
def test_nothing_to_show_is_no_picture(data: Any) -> None:
    assert draw("billede", data, LABELS) is None
    assert describe(data, LABELS) is None


@pytest.mark.parametrize(
    "data",
    [
        progress(goal(navn=NASTY * 50), profiler=(profile(punkter=[NASTY, NASTY]),)),
        network(*(person(NASTY * 20, relation=NASTY * 20, hjaelp=NASTY * 20) for _ in range(30)), navn=NASTY),
        timeline(("gjort", NASTY * 20, date(2026, 2, 2), None), ("naeste", "x" * 5000, None, None)),
    ],
)
def test_a_citizens_own_words_are_only_words(data: Any) -> None:
    picture = drawn(data)
    assert size_of(picture.png)[1] < 5000
    assert "\u202e" not in picture.alt
    assert "\x00" not in picture.alt
    assert "{{ x }}" in picture.alt or "xxxx" in picture.alt


def test_progress_is_said_with_first_last_direction_and_how_many() -> None:
    words = drawn(progress(goal())).alt
    assert "Mål 1: Jeg handler ind selv: dit tal er skrevet ned 3 gange." in words
    assert "Det første var 2 den 10. februar 2026. Det seneste er 7 den 2. september 2026." in words
    assert "Tallet er steget. Et højt tal er godt." in words
    assert "din støttes tal er skrevet ned 2 gange" in words


def test_a_number_that_fell_on_a_scale_where_low_is_good_says_so() -> None:
    falling = goal(
        hoejere_er_bedre=False,
        serier=[
            {
                "hvem": "borger",
                "punkter": [{"dato": "2026-02-10", "tal": 9}, {"dato": "2026-03-10", "tal": 4.5}],
            }
        ],
    )
    assert "er 4,5 den 10. marts 2026. Tallet er faldet. Et lavt tal er godt." in drawn(progress(falling)).alt


def test_those_who_work_with_the_case_are_told_of_the_citizen_and_not_of_you() -> None:
    words = drawn({**progress(goal()), "til": "sag"}).alt
    assert "borgerens tal" in words
    assert "udførerens tal" in words
    assert "dit tal" not in words


def test_one_number_is_no_development() -> None:
    one = goal(serier=[{"hvem": "borger", "punkter": [{"dato": "2026-02-10", "tal": 9}]}])
    words = drawn(progress(one)).alt
    assert "Der er kun ét tal endnu." in words
    assert "steget" not in words


def test_a_profile_is_said_item_by_item() -> None:
    words = drawn(progress(profiler=(profile(),))).alt
    assert "Samhørighed fra 3 til 5,5, Håb fra 4 til 4" in words


def test_the_map_is_said_field_by_field_nearest_first() -> None:
    people = (
        person("Jens", kontakt="afbrudt"),
        person("Birthe", relation="mor"),
        person("Lis", "fagpersoner"),
    )
    words = drawn(network(*people)).alt
    assert words.index("Familie: Birthe (mor, kontakt ofte); Jens (kontakt ikke nu)") < words.index(
        "Fagpersoner: Lis"
    )
    assert "Venner" not in words


def test_who_there_is_no_room_for_on_the_map_is_said_in_its_words() -> None:
    crowd = [person(f"Fætter {nr}") for nr in range(1, 21)]
    words = drawn(network(*crowd)).alt
    assert all(f"Fætter {nr} " in words for nr in range(1, 21))


def test_the_timeline_is_said_by_what_is_done_going_on_and_next() -> None:
    words = drawn(EVERY["tidslinje"]).alt
    places = [words.index(word) for word in ("Gjort:", "I gang nu:", "Det næste:")]
    assert places == sorted(places)
    assert "Du får svar (senest 13. april 2026), ansvarlig: Signe Sagsen" in words
    assert "Hjælpen begynder (dato følger)" in words


def test_a_long_time_and_a_short_one_can_both_be_read() -> None:
    years = goal(
        serier=[
            {"hvem": "borger", "punkter": [{"dato": f"{year}-05-01", "tal": 5} for year in range(2010, 2027)]}
        ]
    )
    days = goal(
        serier=[{"hvem": "borger", "punkter": [{"dato": f"2026-02-{day:02d}", "tal": 5} for day in (3, 9)]}]
    )
    assert size_of(drawn(progress(years)).png) == size_of(drawn(progress(days)).png)


def test_panels_stand_two_and_two() -> None:
    two, three, four = (progress(*(goal(nr) for nr in range(many))) for many in (2, 3, 4))
    assert size_of(drawn(two).png)[1] < size_of(drawn(three).png)[1] == size_of(drawn(four).png)[1]


@pytest.mark.parametrize(
    ("name", "same_length"), [("Spare $1 og $2", "Spare k1 og k2"), ("$\\frac{1}{$", "kkkkkkkkkkk")]
)
def test_a_goal_with_signs_of_a_formula_is_drawn_letter_by_letter(name: str, same_length: str) -> None:
    letters = [drawn(progress(goal(navn=navn))).svg.count("<use") for navn in (name, same_length)]
    assert letters[0] == letters[1]


def test_a_long_word_on_the_map_is_parted_rather_than_cut_at_the_edge() -> None:
    name = "Donaudampfschifffahrtselektrizitäten"
    shown = read_map(network(person(name, kontakt="afbrudt")), LABELS)
    assert shown is not None
    (drawn_name,) = [
        one["navn"] for field in layout_data(shown, LABELS)["felter"] for one in field["personer"]
    ]
    assert drawn_name.replace("\u200b", "") == name
    assert max(map(len, drawn_name.split("\u200b"))) <= 16
