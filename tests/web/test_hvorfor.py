"""The case's page says of each deadline why it is that day."""

import re

from starlette.testclient import TestClient

from tests.web.conftest import House


def test_each_deadline_says_why_behind_a_summary_that_names_it(house: House, client: TestClient) -> None:
    number = house.receive()
    house.engine()
    page = client.get(f"/sager/{number}").text
    summaries = re.findall(
        r"<summary>Hvorfor den dag\?<span class=\"usynlig\"> ([^<]+)</span></summary>", page
    )
    assert "Svar på ansøgningen" in summaries
    assert len(summaries) == page.count('class="hvorfor"') > 2
    assert "fordi ansøgningen blev modtaget" in page
    assert "8 uger for § 85 (RSL § 3, stk. 2, kommunens egen frist)" in page
    assert "Næste skridt er" in page


def test_an_ended_deadline_says_how_it_ended(house: House, client: TestClient) -> None:
    number = house.receive()
    house.act("traek_ansoegning", {"paragraf": "85"})
    page = client.get(f"/sager/{number}").text
    assert "Fristen »Svar på ansøgningen« (§ 85) var " in page
    assert "Den blev overholdt" in page


def test_what_a_source_is_called_stays_text_in_the_reason(house: House, client: TestClient) -> None:
    number = house.receive()
    house.act("giv_samtykke", {"fra": "<b>læge</b>", "oplysninger": "helbred"})
    page = client.get(f"/sager/{number}").text
    assert "<b>læge</b>" not in page
    assert "(&lt;b&gt;læge&lt;/b&gt;) er " in page
