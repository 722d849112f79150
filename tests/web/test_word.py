"""A draft edited in Word: fetched, laid in again, read before it is approved, and sent exactly as it is."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import timedelta

from httpx import Response
from starlette.testclient import TestClient

from persistence.tables import Dokument
from tests.docgen.word_files import with_paragraph
from tests.web.conftest import House
from tests.web.reading import hidden
from tests.web.test_letters import draft_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MINE = "<w:p><w:r><w:t>Du må gerne tage din hund med.</w:t></w:r></w:p>"


def a_draft(house: House) -> tuple[TestClient, str, str]:
    number = house.receive()
    house.engine()
    client = house.client()
    return client, number, draft_of(client, number, "Indkaldelse")


def a_postponed_answer(house: House) -> tuple[TestClient, str]:
    """A case whose svarfrist has passed, so that a letter about a longer one waits."""
    number = house.receive()
    house.engine()
    house.now += timedelta(days=56)
    house.engine()
    client = house.client()
    return client, draft_of(client, number, "Brev om længere svarfrist")


def lay_in(client: TestClient, address: str, content: bytes, **more: str) -> Response:
    form = {**hidden(client.get(address).text), **more}
    return client.post(f"{address}/word", data=form, files={"fil": ("brev.docx", content, WORD)})


def test_a_file_from_word_is_what_is_shown_approved_and_sent(house: House) -> None:
    client, number, address = a_draft(house)
    edited = with_paragraph(client.get(f"{address}/kladde/docx").content, MINE)

    assert lay_in(client, address, edited).headers["location"] == address
    page = client.get(address).text
    assert "Du må gerne tage din hund med." in page
    assert client.get(f"{address}/kladde/docx").content == edited
    assert client.get(f"{address}/kladde/pdf").content.startswith(b"%PDF")

    assert client.post(address, data=hidden(page)).status_code == 303
    house.engine()
    assert client.get(f"{address}/docx").content == edited
    sent = client.get(address).text
    assert hashlib.sha256(edited).hexdigest() in sent
    assert "Rettet i Word: Indkaldelse til møde til borgeren." in client.get(f"/sager/{number}").text


def test_a_file_that_cannot_be_sent_is_refused_on_the_letters_own_page_with_every_reason(
    house: House,
) -> None:
    client, _, address = a_draft(house)
    draft = client.get(f"{address}/kladde/docx").content
    tracked = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>Nyt</w:t></w:r></w:ins></w:p>'

    answer = lay_in(client, address, with_paragraph(draft, tracked))

    assert answer.status_code == 422
    assert "der er rettelser, som ikke er accepteret" in answer.text
    assert lay_in(client, address, b"hej").status_code == 422
    with house.office.register.read() as uow:
        assert all(row.word_sha256 is None for row in uow.session.query(Dokument))


def test_a_letter_with_a_new_date_goes_to_word_and_back_with_the_date_that_was_chosen(house: House) -> None:
    client, address = a_postponed_answer(house)
    assert "vælg først den nye dato" in client.get(address).text
    assert "/kladde/docx" not in client.get(address).text
    chosen = f"{address}?ny_dato=2026-05-20"
    page = client.get(chosen).text
    assert "/kladde/docx?ny_dato=2026-05-20" in page
    edited = with_paragraph(client.get(f"{address}/kladde/docx?ny_dato=2026-05-20").content, MINE)

    assert lay_in(client, address, edited, ny_dato="").status_code == 422
    # The file says one date, and cannot be laid in as if it said another.
    other = lay_in(client, address, edited, ny_dato="2026-05-27")
    assert other.status_code == 422
    assert "27. maj 2026" in other.text
    assert "Du må gerne tage din hund med." not in client.get(address).text
    assert lay_in(client, address, edited, ny_dato="2026-05-20").status_code == 303

    page = client.get(address).text
    assert "Du må gerne tage din hund med." in page
    assert "Det er den dato, der står i din Word-fil." in page
    again = client.post(address, data={**hidden(page), "ny_dato": "2026-05-27"})
    assert again.status_code != 303
    assert client.post(address, data={**hidden(page), "ny_dato": "2026-05-20"}).status_code == 303
    house.engine()
    assert client.get(f"{address}/docx").content == edited


def test_a_date_is_free_again_when_the_file_is_taken_back(house: House) -> None:
    client, address = a_postponed_answer(house)
    edited = with_paragraph(client.get(f"{address}/kladde/docx?ny_dato=2026-05-20").content, MINE)
    assert lay_in(client, address, edited, ny_dato="2026-05-20").status_code == 303

    form = hidden(client.get(address).text)
    assert client.post(f"{address}/word", data={**form, "fortryd": "ja"}).status_code == 303
    page = client.get(f"{address}?ny_dato=2026-05-27").text
    assert "27. maj 2026" in page
    assert "Det er den dato, der står i din Word-fil." not in page


def test_the_programs_letter_is_the_final_one_again_when_the_file_is_taken_back(house: House) -> None:
    client, _, address = a_draft(house)
    edited = with_paragraph(client.get(f"{address}/kladde/docx").content, MINE)
    lay_in(client, address, edited)

    form = {**hidden(client.get(address).text), "fortryd": "ja"}
    assert client.post(f"{address}/word", data=form).status_code == 303

    assert "din hund" not in client.get(address).text


def test_a_case_that_changed_since_stops_the_file_and_says_so(house: House) -> None:
    client, _, address = a_draft(house)
    lay_in(client, address, with_paragraph(client.get(f"{address}/kladde/docx").content, MINE))
    house.act("ret_borger", {"navn": "Asta Nyøvelse"})

    page = client.get(address).text

    assert "Word-filen passer ikke længere med sagen" in page
    assert "modtagerens navn eller adresse" in page
    assert "disabled" in page


def test_another_cases_file_is_never_taken(house: House) -> None:
    client, _, address = a_draft(house)
    other, _, elsewhere = a_draft_of_another(house)
    theirs = other.get(f"{elsewhere}/kladde/docx").content

    answer = lay_in(client, address, theirs)

    assert answer.status_code == 422
    assert "modtagerens navn eller adresse" in answer.text


def a_draft_of_another(house: House) -> tuple[TestClient, str, str]:
    number = house.receive(navn="Bo Øvelse", cpr="6201800003")
    house.engine()
    client = house.client()
    return client, number, draft_of(client, number, "Indkaldelse")


def test_a_sent_letter_is_shown_with_what_was_kept_of_it_years_later_without_its_wording(
    house: House,
) -> None:
    client, number, address = a_draft(house)
    client.post(address, data=hidden(client.get(address).text))
    house.engine()
    pdf = client.get(f"{address}/pdf").content
    del_ordlyd(house)
    later = house.client()

    page = later.get(address)

    assert page.status_code == 200
    assert hashlib.sha256(pdf).hexdigest() in page.text
    assert "Asta Øvelse" in page.text
    assert later.get(f"{address}/pdf").content == pdf
    assert zipfile.is_zipfile(io.BytesIO(later.get(f"{address}/docx").content))
    assert later.get(f"/sager/{number}").status_code == 200


def del_ordlyd(house: House) -> None:
    """The program has no wording of its letters any more."""
    house.office = replace(house.office, rulebook=replace(house.office.rulebook, wordings={}))
