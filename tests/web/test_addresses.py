import re
from urllib.parse import unquote

from tests.web.conftest import CPR, NAVN, House
from tests.web.reading import hidden, read

TEXT = "Jeg hører stemmer"
ADRESSE = "Prøvevej 22\n9990 Prøvestrup"
PERSONAL = [NAVN, *NAVN.split(), CPR, CPR[:6], "stemmer", "Prøvevej", "Lægen"]


def test_no_address_of_any_page_says_who_it_is_about(house: House) -> None:
    number = house.receive(tekst=TEXT, borger={"adresse": ADRESSE})
    house.act("giv_samtykke", {"fra": "Lægen", "oplysninger": "helbred"})
    house.act("indhent", {"fra": "Lægen", "oplysninger": "helbred"})
    house.act("registrer_oenske", {"tekst": TEXT})
    house.engine()
    client = house.client()

    seen: set[str] = set()
    waiting = ["/", f"/sager/{number}"]
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen or not address.startswith("/"):
            continue
        seen.add(address)
        answer = client.get(address)
        waiting += [answer.headers["location"]] if "location" in answer.headers else []
        seen.add(answer.headers.get("content-disposition", "/"))
        if answer.headers.get("content-type", "").startswith("text/html"):
            page = read(answer.text)
            waiting += page.links
            seen |= set(page.actions)

    assert len(seen) > 60
    told = [
        (address, word) for address in seen for word in PERSONAL if word.lower() in unquote(address).lower()
    ]
    assert told == []
    assert [address for address in seen if re.search(r"\d{6}-?\d{4}", address)] == []


def test_no_form_leads_to_an_address_that_says_who_it_was_about(house: House) -> None:
    client = house.client()
    new = {"borger.navn": NAVN, "borger.cpr": CPR, "tekst": TEXT}
    addresses = [client.post("/ny", data=new).headers["location"]]
    number = addresses[0].rpartition("/")[2]
    searches = (client.post("/soeg", data={"q": text}) for text in (NAVN, CPR, number))
    addresses += [answer.headers.get("location", "/soeg") for answer in searches]
    form = hidden(client.get(f"/sager/{number}/kontakt").text)
    contact = client.post(f"/sager/{number}/kontakt", data={**form, "notat": TEXT})
    addresses.append(contact.headers["location"])
    said = " ".join([*addresses, *(f"{name} {value}" for name, value in client.cookies.items())])
    assert [word for word in PERSONAL if word in said] == []
