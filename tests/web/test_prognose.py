"""The page /prognose: the figure inside it, the table below, and the figure as a file."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import CPR, NAVN, House


def test_the_page_shows_the_figure_and_below_it_the_table(house: House) -> None:
    house.receive()
    html = house.client().get("/prognose").text
    figure, table = html.index("<svg"), html.index('<table class="uger"')
    assert figure < table
    assert "Første samtale" in html[table:]
    assert "Voksen Nord" in html[table:]
    assert 'href="/prognose" aria-current="page"' in html


def test_no_style_that_the_pages_own_policy_forbids_is_in_it(house: House) -> None:
    house.receive()
    answer = house.client().get("/prognose")
    assert "style-src 'self'" in answer.headers["content-security-policy"]
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
    assert not re.search(r"<style|\sstyle=|<script(?! src)", answer.text)


def test_no_name_stands_on_it_twice(house: House) -> None:
    house.receive()
    names = re.findall(r'\sid="([^"]+)"', house.client().get("/prognose").text)
    assert len(names) == len(set(names))


def test_nobody_is_named(house: House) -> None:
    number = house.receive()
    client = house.client()
    for path in ("/prognose", "/prognose.svg"):
        text = client.get(path).text
        assert [word for word in (NAVN, CPR, number) if word in text] == []


def test_what_is_overdue_has_a_column_of_its_own(house: House) -> None:
    house.receive()
    house.now += timedelta(days=28)
    html = house.client().get("/prognose").text
    row = html[html.index('<th scope="row">Første samtale') :]
    assert row[: row.index("</tr>")].count('<td class="sen">1</td>') == 1


def test_a_team_can_be_chosen_and_an_unknown_one_is_all(house: House) -> None:
    house.receive()
    client = house.client()
    assert "Ingen frister forfalder" in client.get("/prognose?team=voksen-syd").text
    assert "Første samtale" in client.get("/prognose?team=vrøvl").text
    assert "/prognose.svg?team=voksen-nord" in client.get("/prognose?team=voksen-nord").text


@pytest.mark.parametrize(
    ("ending", "kind", "begins"),
    [("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG\r\n\x1a\n")],
)
def test_the_figure_can_be_fetched_as_a_file(house: House, ending: str, kind: str, begins: bytes) -> None:
    house.receive()
    answer = house.client().get(f"/prognose.{ending}?team=voksen-nord")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"] == f'attachment; filename="prognose-2026-03-02.{ending}"'
    assert answer.content.startswith(begins)


def test_where_nothing_falls_due_there_is_no_figure(client: TestClient) -> None:
    assert "<svg" not in client.get("/prognose").text
    assert client.get("/prognose.svg").status_code == 404
    assert client.get("/prognose.png").status_code == 404
