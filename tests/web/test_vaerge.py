"""A citizen's guardian on the pages: what they get is said before a letter is approved, and shown after."""

import re
from datetime import timedelta

from casework.views.egen_kopi import egen_kopi
from config.display import load_display
from persistence.tables import Dokument
from tests.web.conftest import House
from tests.web.reading import hidden
from tests.web.test_letters import draft_of

ADRESSE = "Værgevej 3\n9990 Prøvestrup"


def approve(house: House, address: str) -> None:
    client = house.client()
    client.post(address, data=hidden(client.get(address).text))
    house.engine()


def test_a_guardian_nobody_knows_enough_of_is_said_to_get_nothing_before_it_is_approved(house: House) -> None:
    number = house.receive(borger={"vaerge": "Vita Værgesen"})
    house.engine()
    client = house.client()
    page = client.get(draft_of(client, number, "Indkaldelse")).text
    assert "Borgerens værge, Vita Værgesen, får ingen kopi, hvis du godkender nu." in page
    assert "Kontakt borgerens værge" in client.get(f"/sager/{number}").text


def test_the_card_is_filled_in_on_its_form_and_the_copy_is_one_click_from_the_letter(house: House) -> None:
    number = house.receive(borger={"vaerge": "Vita Værgesen"})
    house.engine()
    client = house.client()
    form = f"/sager/{number}/handling/ret_borger"
    answer = client.post(
        form,
        data={
            **hidden(client.get(form).text),
            "vaerge_omfang": "personlige",
            "vaerge_adresse": ADRESSE,
        },
    )
    assert answer.status_code == 303, answer.text
    head = client.get(f"/sager/{number}").text
    assert "Vita Værgesen (personlige forhold; brev med posten)" in head
    assert "Værgevej" not in head
    address = draft_of(client, number, "Indkaldelse")
    assert "Værgen Vita Værgesen får en kopi i sin egen kuvert." in client.get(address).text
    house.now += timedelta(minutes=1)
    approve(house, address)
    found = re.search(
        rf'Kopi til værgen Vita Værgesen</dt><dd><a href="(/sager/{number}/breve/\d+)">',
        client.get(address).text,
    )
    assert found is not None
    copy = client.get(found[1]).text
    assert "Værgevej 3" in copy
    assert f'<a href="{address}">borgerens brev</a>' in copy
    assert client.get(f"{found[1]}/pdf").content.startswith(b"%PDF")


def test_there_is_no_guardian_any_more_when_the_box_is_ticked(house: House) -> None:
    number = house.receive(borger={"vaerge": "Vita Værgesen"})
    client = house.client()
    form = f"/sager/{number}/handling/ret_borger"
    client.post(form, data={**hidden(client.get(form).text), "vaerge_ophoert": "ja"})
    assert "Vita Værgesen" not in client.get(f"/sager/{number}").text


def test_what_the_post_said_is_told_of_letters_that_have_left_and_what_went_each_time_is_shown(
    house: House,
) -> None:
    number = house.receive()
    house.engine()
    client = house.client()
    address = draft_of(client, number, "Indkaldelse")
    form = f"/sager/{number}/handling/meld_postsvar"
    assert 'value="indkaldelse"' not in client.get(form).text
    approve(house, address)
    assert form in client.get(address).text
    page = client.get(form).text
    assert 'value="indkaldelse"' in page
    house.now += timedelta(days=2)
    client.post(form, data={**hidden(page), "brev": "indkaldelse", "svar": "kom_retur"})
    assert "Send brevet igen" in client.get(address).text
    house.act("send_brev_igen", {"brev": "indkaldelse"})
    house.engine()
    shown = client.get(address).text
    assert "Brevet er sendt 2 gange" in shown
    first, second = (client.get(f"{address}/forsoeg/{nr}").content for nr in (1, 2))
    assert first.startswith(b"%PDF")
    assert second.startswith(b"%PDF")
    assert client.get(f"{address}/forsoeg/3").status_code == 404


def test_the_citizens_own_copy_has_their_letters_and_never_where_the_guardian_lives(
    lasting_house: House,
) -> None:
    house = lasting_house
    number = house.receive(borger={"vaerge": "Vita Værgesen"})
    house.act("ret_borger", {"vaerge_omfang": "personlige", "vaerge_adresse": ADRESSE})
    house.now += timedelta(minutes=1)
    house.engine()
    house.act("godkend_brev", {"brev": "indkaldelse"})
    house.engine()
    copy = egen_kopi(house.office, load_display(), number)
    with house.office.register.read() as uow:
        letters = uow.of_forloeb(Dokument, 1)
    theirs = {letter.pdf_sha256 for letter in letters if letter.kopi_af is not None}
    assert theirs
    assert not theirs & {fil.sha256 for fil in copy.breve}
    assert copy.kort["vaerge_omfang"] == "personlige"
    assert "Værgevej" not in str(copy)
