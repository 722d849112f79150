import io
import re
import zipfile
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import NAVN, House
from tests.web.reading import hidden, read


def draft_of(client: TestClient, number: str, name: str = "") -> str:
    """The address of the case's first letter on the page with that name."""
    html = client.get(f"/sager/{number}").text
    found = re.findall(r'href="(/sager/[^"]+/breve/\d+)">([^<]*)', html)
    return next(address for address, label in found if label.startswith(name))


def test_a_draft_is_read_beside_the_form_that_approves_it(house: House) -> None:
    number = house.receive()
    house.engine()
    client = house.client()
    page = client.get(draft_of(client, number, "Indkaldelse"))
    assert page.status_code == 200
    assert '<article class="brev"' in page.text
    assert "Skal vi mødes?" in page.text
    assert "Godkend og send" in page.text


def test_signs_that_no_font_has_are_told_of_before_the_letter_is_approved(house: House) -> None:
    number = house.receive(navn="한국 Prøve")
    house.engine()
    client = house.client()
    page = client.get(draft_of(client, number, "Indkaldelse")).text
    assert "skriften mangler tegnene 한국, og der står □ i stedet" in page


def test_an_approved_letter_leaves_and_its_bytes_can_be_read_and_fetched(house: House) -> None:
    number = house.receive()
    house.engine()
    client = house.client()
    address = draft_of(client, number, "Indkaldelse")
    answer = client.post(address, data=hidden(client.get(address).text))
    assert answer.headers["location"] == f"/sager/{number}"
    assert "Brevet er godkendt" in client.get(f"/sager/{number}").text
    assert "Brevet bliver dannet" in client.get(address).text

    house.engine()
    assert "Godkendt: Indkaldelse til møde til borgeren." in client.get(f"/sager/{number}").text
    sent = client.get(address).text
    assert "af Signe Sagsen" in sent
    assert "Godkend og send" not in sent
    pdf, word = client.get(f"{address}/pdf"), client.get(f"{address}/docx")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["content-disposition"] == f'inline; filename="{number}-indkaldelse.pdf"'
    assert "frame-ancestors 'self'" in pdf.headers["content-security-policy"]
    assert zipfile.is_zipfile(io.BytesIO(word.content))
    assert word.headers["content-disposition"] == f'attachment; filename="{number}-indkaldelse.docx"'


def test_a_letter_that_changed_since_it_was_read_is_shown_again_instead_of_sent(house: House) -> None:
    number = house.receive()
    house.engine()
    client = house.client()
    address = draft_of(client, number, "Indkaldelse")
    form = hidden(client.get(address).text)
    house.now += timedelta(days=1)

    answer = client.post(address, data=form)

    assert answer.status_code == 409
    assert "Brevet er ændret, siden du så det" in answer.text
    assert "3. marts 2026" in answer.text
    assert client.post(address, data=hidden(answer.text)).status_code == 303


def test_an_older_draft_points_at_the_newest_and_cannot_be_approved(house: House) -> None:
    number = house.receive()
    for source in ("Lægen", "Sygehuset"):
        house.act("giv_samtykke", {"fra": source, "oplysninger": "helbred"})
        house.act("indhent", {"fra": source, "oplysninger": "helbred"})
    client = house.client()
    page = client.get(f"/sager/{number}").text
    links = [link for link in dict.fromkeys(read(page).links) if "/breve/" in link]
    newest, older = (link for link in links if not link.endswith("/nyt"))
    html = client.get(older).text
    assert f'href="{newest}"' in html
    assert "Godkend og send" not in html
    answer = client.post(older, data=hidden(client.get(newest).text))
    assert answer.status_code == 409
    assert "nyere kladde" in answer.text


def test_what_stops_a_letter_is_said_before_and_when_it_is_asked_for(house: House) -> None:
    number = house.receive()
    house.act("giv_samtykke", {"fra": "Lægen", "oplysninger": "helbred"})
    house.act("indhent", {"fra": "Lægen", "oplysninger": "helbred"})
    house.act("traek_samtykke_tilbage", {"fra": "Lægen"})
    client = house.client()
    address = draft_of(client, number, "Indhentning")
    page = client.get(address).text
    assert "Brevet kan ikke sendes endnu" in page
    assert "<strong>Borgeren har givet lov</strong>" in page
    answer = client.post(address, data=hidden(page))
    assert answer.status_code == 409
    assert "Samtykket til denne kilde er udløbet eller trukket tilbage" in answer.text
    assert 'data-grund="G3"' in answer.text
    assert "porten »Borgeren har givet lov«" in answer.text
    assert ">G3<" not in answer.text


@pytest.fixture
def late(house: House) -> tuple[House, str]:
    """A case whose svarfrist has passed, so that a letter about a longer one waits."""
    number = house.receive()
    house.engine()
    house.now += timedelta(days=56)
    house.engine()
    return house, number


def test_a_longer_svarfrist_needs_its_date_and_shows_it_in_the_letter(late: tuple[House, str]) -> None:
    house, number = late
    client = house.client()
    address = draft_of(client, number, "Brev om længere svarfrist")

    without = client.post(address, data=hidden(client.get(address).text))
    assert without.status_code == 422
    assert "Ny dato for svaret" in without.text
    assert "skal udfyldes" in without.text
    form, past = with_date(client, address, "2026-03-01"), "skal ligge efter i dag"
    assert past in client.post(address, data=form).text
    assert "20. maj 2026" in client.get(f"{address}?ny_dato=2026-05-20").text
    assert client.post(address, data=with_date(client, address, "2026-05-20")).status_code == 303
    house.engine()
    assert "Svar på ansøgningen (ny dato) (§ 85), senest 20. maj 2026." in client.get(f"/sager/{number}").text


def with_date(client: TestClient, address: str, day: str) -> dict[str, str]:
    """What the form sends once the letter has been shown with the day."""
    return {**hidden(client.get(f"{address}?ny_dato={day}").text), "ny_dato": day}


def test_a_date_the_letter_was_not_shown_with_is_shown_before_it_can_be_approved(
    late: tuple[House, str],
) -> None:
    house, number = late
    client = house.client()
    address = draft_of(client, number, "Brev om længere svarfrist")
    blank, another = hidden(client.get(address).text), with_date(client, address, "2026-05-06")

    for form in (blank, another):
        answer = client.post(address, data={**form, "ny_dato": "2026-05-20"})
        assert answer.status_code == 409
        assert "Datoen er en anden end den, brevet blev vist med" in answer.text
        assert "20. maj 2026" in answer.text
        assert "Godkend og send" in client.get(address).text

    assert client.post(address, data={**hidden(answer.text), "ny_dato": "2026-05-20"}).status_code == 303


def test_a_letter_of_another_case_is_not_shown(house: House) -> None:
    first = house.receive()
    second = house.receive("Bo Prøve", "6101800002")
    house.engine()
    client = house.client()
    address = draft_of(client, first, "Indkaldelse")
    assert client.get(address.replace(first, second)).status_code == 404
    assert client.post(address.replace(first, second), data={}).status_code == 404


def test_a_draft_has_no_bytes_to_fetch(house: House) -> None:
    number = house.receive()
    house.engine()
    client = house.client()
    assert client.get(f"{draft_of(client, number, 'Indkaldelse')}/pdf").status_code == 404


def test_a_letter_whose_bytes_are_gone_is_said_to_be_lost(house: House) -> None:
    number = house.receive()
    house.engine()
    client = house.client()
    for file in (house.settings.var / "dokumenter").glob("??/??/*"):
        file.unlink()
    answer = client.get(f"{draft_of(client, number, 'Kvittering')}/pdf")
    assert answer.status_code == 410
    assert "fil kan ikke findes" in answer.text


def test_a_letter_that_did_not_leave_says_why_and_is_counted(house: House) -> None:
    number = house.receive(borger={"digital_post": False, "adresse": None})
    house.engine()
    client = house.client()
    html = client.get(f"/sager/{number}").text
    assert "Kom ikke af sted" in html
    assert "mangler en adresse" in html
    assert "1</strong> brev kom ikke af sted" in client.get("/").text
    assert NAVN in client.get("/?vis=fejlet").text


def test_what_a_decision_does_not_tell_is_said_beside_its_draft(house: House) -> None:
    number = house.receive()
    for name, fields in (
        ("registrer_oenske", {"tekst": "Jeg vil kunne handle selv."}),
        ("luk_alle_punkter", {}),
        ("gaa_til", {"fase": "sagsoplysning"}),
        ("gaa_til", {"fase": "sagsvurdering"}),
        ("gennemgaa_care", {}),
        ("gaa_til", {"fase": "afgoerelse"}),
        ("traef_afgoerelse", {"paragraf": "85", "udfald": "bevilling"}),
    ):
        house.act(name, fields)
    client = house.client()
    page = client.get(draft_of(client, number, "Afgørelse")).text
    assert "Afgørelsen mangler: hvad og hvor meget, tilbud om handleplan." in page
    house.act("tilbyd_handleplan", {})
    house.act("traef_afgoerelse", {"paragraf": "85", "udfald": "bevilling", "omfang": "To besøg om ugen."})
    page = client.get(draft_of(client, number, "Afgørelse")).text
    assert "Afgørelsen mangler" not in page
    assert "To besøg om ugen." in page
