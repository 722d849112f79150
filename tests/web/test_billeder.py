"""The pictures on a case's page: drawn as files, said in words, with their numbers in a table."""

import html as html_text
import re

import pytest

from tests.web.conftest import CPR, NAVN, House

FREMMED = "Birthe Fremmed"


@pytest.fixture
def number(house: House) -> str:
    """A case with a goal that has a number, and somebody on the netværkskort."""
    number = house.receive()
    house.act("registrer_oenske", {"tekst": "Jeg vil sove."})
    house.act("saet_maal", {"maal": "At sove om natten", "oenske": 1})
    house.act("vurder_maal", {"maal": 1, "tal": 3.5, "tekst": "Det er svært endnu."})
    house.act(
        "registrer_netvaerk",
        {
            "navn": FREMMED,
            "sektor": "familie",
            "kontakt": "ofte",
            "relation": "søster",
            "maa_kontaktes": True,
        },
    )
    return number


def shown(house: House, number: str) -> str:
    return str(house.client().get(f"/sager/{number}").text)


def test_the_three_pictures_stand_on_the_page_with_words_that_say_the_same(house: House, number: str) -> None:
    text = html_text.unescape(shown(house, number))
    alts = dict(re.findall(r'<img src="/sager/[^"]+/billeder/(\w+)\.svg"\s+alt="([^"]+)"', text))
    assert set(alts) == {"tidslinje", "fremgang", "netvaerk"}
    assert "borgerens tal er 3,5 den 2. marts 2026" in alts["fremgang"]
    assert f"{FREMMED} (søster, kontakt ofte)" in alts["netvaerk"]


def test_the_same_stands_in_tables(house: House, number: str) -> None:
    text = shown(house, number)
    tables = "".join(re.findall(r'<table class="billedtabel">.*?</table>', text, re.DOTALL))
    assert "3,5" in tables
    assert "Det er svært endnu." in tables
    assert FREMMED in tables
    assert "Ja, siden" in tables
    assert "Ansøgning om" in tables


@pytest.mark.parametrize("slags", ["tidslinje", "fremgang", "netvaerk"])
def test_a_picture_is_a_file_under_a_name_that_says_nothing_of_anybody(
    house: House, number: str, slags: str
) -> None:
    client = house.client()
    svg, png = (client.get(f"/sager/{number}/billeder/{slags}.{form}") for form in ("svg", "png"))
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert svg.text.startswith("<svg")
    assert png.content.startswith(b"\x89PNG")
    named = svg.headers["content-disposition"] + str(svg.url)
    assert [word for word in (NAVN, CPR, FREMMED) if word in named] == []


def test_there_are_no_pictures_of_other_kinds_or_of_cases_that_are_not(house: House, number: str) -> None:
    client = house.client()
    for address in (
        f"{number}/billeder/kage.svg",
        f"{number}/billeder/netvaerk.gif",
        "9999-9/billeder/netvaerk.svg",
    ):
        assert client.get(f"/sager/{address}").status_code == 404


def test_a_case_with_nothing_to_draw_says_where_to_begin(house: House) -> None:
    number = house.receive()
    text = shown(house, number)
    assert "Ingen på kortet endnu." in text
    assert f"/sager/{number}/handling/registrer_netvaerk" in text
    assert "billeder/netvaerk.svg" not in text
    assert house.client().get(f"/sager/{number}/billeder/netvaerk.svg").status_code == 404


def test_the_pages_own_policy_holds_with_the_pictures(house: House, number: str) -> None:
    answer = house.client().get(f"/sager/{number}")
    assert "img-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"<style|\sstyle=|<script(?! src)", answer.text)


def test_a_name_with_markup_is_only_a_name(house: House, number: str) -> None:
    house.act("registrer_netvaerk", {"navn": '"><script>x', "sektor": "venner", "kontakt": "ofte"})
    assert "<script>x" not in shown(house, number)
    assert "<script" not in house.client().get(f"/sager/{number}/billeder/netvaerk.svg").text
