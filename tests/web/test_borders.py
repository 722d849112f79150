import logging
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from domain.errors import BrokenConfig
from tests.web.conftest import NAVN, House
from web.app import create_app

FORM = {"borger.navn": "Nora Prøve", "tekst": "Hej"}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "localhost:8123", "[::1]:8000"])
def test_this_machine_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["ond.example", "127.0.0.1.ond.example", "ond.example:8000", "10.0.0.7:8000", "[::2]:8000", ""]
)
def test_a_name_from_elsewhere_that_points_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "kun åbnes på denne maskine" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
        {"origin": "http://ond.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {},
    ],
)
@pytest.mark.parametrize("address", ["/ny", "/jeg-er", "/soeg"])
def test_a_form_from_another_page_changes_nothing(
    house: House, address: str, headers: dict[str, str]
) -> None:
    client = house.client()
    del client.headers["sec-fetch-site"]
    answer = client.post(address, data=FORM, headers=headers)
    assert answer.status_code == 403
    assert "ikke modtaget" in answer.text
    assert "0</strong> åbne" in client.get("/").text


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1:8000"}])
def test_our_own_form_is_received(house: House, headers: dict[str, str]) -> None:
    client = house.client()
    del client.headers["sec-fetch-site"]
    assert client.post("/ny", data=FORM, headers=headers).status_code == 303


def test_a_form_beyond_reason_is_not_read(client: TestClient) -> None:
    for length in ("999999999", "9" * 5000, "²"):
        answer = client.post("/ny", content=b"", headers={"content-length": length.encode()})
        assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/", "/ny", "/findes-ikke", "/static/sagsgang.css"])
def test_every_answer_carries_its_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "img-src 'self' data:;" in policy
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("no-cache" if address.startswith("/static") else "no-store")


def test_no_page_asks_another_machine_for_anything(house: House) -> None:
    number = house.receive()
    client = house.client()
    for address in ("/", "/ny", f"/sager/{number}", f"/sager/{number}/fase"):
        html = client.get(address).text
        assert "//" not in html.replace("<!doctype", "").replace("http://www.w3.org", "")
        assert "<script>" not in html
        assert " style=" not in html


def test_a_register_that_is_not_marked_as_demo_is_refused(house: House) -> None:
    house.office.register.mark("demo", "nej")
    with pytest.raises(BrokenConfig, match="ikke mærket som demo"):
        create_app(house.settings, office=house.office)


def test_the_pages_are_never_shown_beyond_this_machine(house: House) -> None:
    open_to_all = Settings(var=house.settings.var, vaert="0.0.0.0")
    with pytest.raises(BrokenConfig, match="kun vises på denne maskine"):
        create_app(open_to_all, office=house.office)


def test_the_settings_alone_are_enough(lasting_house: House) -> None:
    client = TestClient(create_app(lasting_house.settings), base_url="http://127.0.0.1:8000")
    assert client.get("/sundhed").json() == {"tilstand": "ok", "demo": True}


def test_a_surprise_tells_no_log_who_it_was_about(house: House, caplog: pytest.LogCaptureFixture) -> None:
    number = house.receive()

    def broken() -> object:
        raise RuntimeError(NAVN)

    client = house.client()
    client.app.state.desk = replace(client.app.state.desk, clock=broken)  # type: ignore[attr-defined]  # the client hides whose app it is
    with caplog.at_level(logging.DEBUG):
        answer = client.get(f"/sager/{number}")
    assert answer.status_code == 500
    assert "Intet er gemt" in answer.text
    assert "side_fejlede" in caplog.text
    assert NAVN not in caplog.text + answer.text + "".join(str(vars(record)) for record in caplog.records)
