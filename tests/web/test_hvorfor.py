"""The case's page says of each deadline why it is that day."""

import re
from datetime import timedelta

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
    assert "8 uger for § 85 (retssikkerhedslovens § 3, stk. 2, kommunens egen frist)" in page
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


def test_what_is_overdue_by_law_stands_above_what_has_been_overdue_for_longer(
    house: House, client: TestClient
) -> None:
    number = house.receive(ansoegt=("99",))
    house.receive("Bo Prøve", "6101800002", ())
    house.now += timedelta(weeks=8)
    names = re.findall(r"<strong>([^<]+)</strong>", client.get(f"/sager/{number}").text)
    assert names.index("Svar på ansøgningen") < names.index("Første samtale")


def test_a_count_of_hours_says_the_hour_and_is_overdue_from_that_minute(
    house: House, client: TestClient
) -> None:
    number = house.receive()
    house.act("meld_brud", {"note": "Et brev gik forkert."})
    house.now += timedelta(hours=71, minutes=59)
    before = client.get(f"/sager/{number}").text
    assert "5. mar. 2026 kl. 10.00" in before
    assert ">i dag</span>" in before
    house.now += timedelta(minutes=2)
    assert ">overskredet</span>" in client.get(f"/sager/{number}").text
