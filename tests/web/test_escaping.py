import re
from collections.abc import Iterator

from tests.web.conftest import House
from tests.web.reading import hidden, read

NASTY = '<script>alert("x")</script>'
MARKUP = '"><img src=x onerror=alert(1)> {{ 7*7 }} <b>fed</b> javascript:alert(1)'


def pages(house: House) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links, a search and a refused form."""
    client = house.client()
    seen, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen or not address.startswith("/") or address.startswith("/static"):
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            yield address, answer.text
            waiting += read(answer.text).links
        elif "location" in answer.headers:
            waiting.append(answer.headers["location"])
    yield "søgning", client.post("/soeg", data={"q": "script"}).text
    form = {"borger.navn": NASTY, "borger.cpr": MARKUP, "tekst": MARKUP, "borger.adresse": NASTY}
    yield "afvist", client.post("/ny", data=form).text


def test_what_people_write_is_shown_as_they_wrote_it_and_never_run(house: House) -> None:
    number = house.receive(
        navn=NASTY, tekst=MARKUP, borger={"vaerge": MARKUP, "moedeoenske": NASTY, "adresse": MARKUP}
    )
    house.act("registrer_kontakt", {"med": ["borger", NASTY], "notat": MARKUP})
    house.act("registrer_oenske", {"tekst": MARKUP, "perspektiv": 2, "hvem_siger": NASTY})
    house.act("saet_maal", {"maal": MARKUP, "oenske": 1})
    house.act("giv_samtykke", {"fra": NASTY, "oplysninger": MARKUP})
    house.act("indhent", {"fra": NASTY, "oplysninger": MARKUP})
    house.act("partshoer", {"oplysning": MARKUP})
    house.act("indkald_moede", {"art": "foerste_samtale", "sted": MARKUP, "deltagere": [NASTY]})
    house.engine()

    found = dict(pages(house))

    assert any("/breve/" in address for address in found)
    for address, html in found.items():
        assert "<script>" not in html, address
        assert "<img src=x" not in html, address
        assert "<b>" not in html, address
        assert "49" not in re.findall(r"onerror[^<]{0,60}", html), address
        assert not [link for link in read(html).links if link.startswith("javascript")], address
    assert "&lt;script&gt;" in found[f"/sager/{number}"]
    assert "&lt;img src=x" in found[f"/sager/{number}"]
    assert "{{ 7*7 }}" in found[f"/sager/{number}"]


def test_a_refused_value_is_shown_escaped_in_its_field(house: House) -> None:
    number = house.receive()
    client = house.client()
    address = f"/sager/{number}/handling/giv_samtykke"
    form = hidden(client.get(address).text)
    answer = client.post(address, data={**form, "fra": MARKUP, "til_dato": NASTY})
    assert answer.status_code == 422
    assert "<img" not in answer.text
    assert "&lt;img" in answer.text
