"""Post that comes in: a file is laid on the case, shown there, and given back as it came."""

import pytest
from httpx import Response
from starlette.testclient import TestClient

from tests.web.conftest import House
from tests.web.reading import hidden

PDF = b"%PDF-1.7\net scannet brev"


def lay(client: TestClient, number: str, content: bytes | None, **fields: str) -> Response:
    address = f"/sager/{number}/post"
    form = {**hidden(client.get(address).text), "slags": "scan", "fra": "borger", **fields}
    files = {"fil": ("Anna Prøvesens klage.pdf", content, "application/pdf")} if content is not None else None
    return client.post(address, data=form, files=files)


def test_a_file_is_on_the_case_and_comes_back_as_it_came_under_a_name_that_tells_nothing(
    house: House,
) -> None:
    client, number = house.client(), house.receive()
    assert lay(client, number, PDF, tekst="Hun er ked af svaret.").status_code == 303
    page = client.get(f"/sager/{number}").text
    assert "Hun er ked af svaret." in page
    assert "Anna Prøvesens klage" not in page
    answer = client.get(f"/sager/{number}/post/1")
    assert answer.content == PDF
    assert answer.headers["content-disposition"] == f'attachment; filename="{number}-post-1.pdf"'


def test_post_without_a_file_is_told_of_all_the_same(house: House) -> None:
    client, number = house.client(), house.receive()
    assert lay(client, number, None, tekst="Hun viste et brev frem.").status_code == 303
    assert "Hun viste et brev frem." in client.get(f"/sager/{number}").text
    assert client.get(f"/sager/{number}/post/1").status_code == 404


def test_a_bad_file_is_refused_on_the_forms_own_page_with_what_was_typed(house: House) -> None:
    client, number = house.client(), house.receive()
    answer = lay(client, number, b"MZ\x00 et program", tekst="Det skal blive stående.")
    assert answer.status_code == 409
    assert "Filen er ikke af en slags" in answer.text
    assert "Det skal blive stående." in answer.text
    assert "Der er ikke kommet noget endnu." in client.get(f"/sager/{number}").text


def test_somebody_who_is_not_the_citizen_has_a_name(house: House) -> None:
    client, number = house.client(), house.receive()
    answer = lay(client, number, PDF, fra="kilde")
    assert answer.status_code == 422
    assert "fra_hvem" in answer.text


def test_another_cases_post_is_not_found(house: House) -> None:
    client, number = house.client(), house.receive()
    lay(client, number, PDF)
    assert client.get("/sager/2026-999999/post/1").status_code == 404
    assert client.get(f"/sager/{number}/post/x").status_code == 404


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"<svg onload='alert(1)'/>"])
def test_a_page_or_a_drawing_that_somebody_sent_is_given_back_and_never_run(
    house: House, content: bytes
) -> None:
    client, number = house.client(), house.receive()
    assert lay(client, number, content).status_code == 303
    answer = client.get(f"/sager/{number}/post/1")
    assert answer.content == content
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
