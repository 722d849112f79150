"""A first visitor at the pages, in a real browser."""

import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.conftest import CPR, NAVN, House
from web.app import create_app

pytestmark = pytest.mark.browser
PATIENCE_MS = 15_000
MOST_TABS = 60


@dataclass
class Visit:
    """A visitor's page, the house behind it, and what the browser complained of."""

    house: House
    browser: Browser
    address: str
    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.address}{path}")
        return self.page

    def narrow(self, **options: object) -> Page:
        """A page of a phone's width."""
        context = self.browser.new_context(viewport={"width": 360, "height": 740}, **options)  # type: ignore[arg-type]  # options are the browser's own
        return self._watched(context.new_page())

    def engine(self) -> None:
        # The browser's own loop runs in this thread.
        with ThreadPoolExecutor(1) as other:
            other.submit(self.house.engine).result()

    def _watched(self, page: Page) -> Page:
        page.set_default_timeout(PATIENCE_MS)
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: self.complaints.append(asked.url) if self._is_elsewhere(asked.url) else None,
        )
        return page

    def _is_elsewhere(self, url: str) -> bool:
        """The browser's own parts, such as its reader of PDF files, are not asked of anybody."""
        return url.startswith("http") and not url.startswith(self.address)


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture
def visit(lasting_house: House, browser: Browser) -> Iterator[Visit]:
    house = lasting_house
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(house.settings, office=house.office, clock=lambda: house.now)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    serving.start()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK")
    made = Visit(house, browser, f"http://127.0.0.1:{listening.getsockname()[1]}", context.new_page())
    made._watched(made.page)
    yield made
    for open_context in browser.contexts:
        open_context.close()
    server.should_exit = True
    serving.join()
    listening.close()
    assert made.complaints == []


def test_a_new_henvendelse_stands_on_the_first_page(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_role("link", name="Ny henvendelse").first.click()
    page.get_by_label("Navn").fill(NAVN)
    page.get_by_label("CPR-nummer").fill(CPR)
    page.get_by_label("Hvad siger borgeren?").fill("Jeg vil gerne have hjælp til min post.")
    page.get_by_label("§ 85").check()
    page.get_by_role("button", name="Registrér henvendelsen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAVN)
    expect(page.get_by_role("status").first).to_contain_text("Henvendelsen er registreret")

    page.get_by_role("link", name="Sager").first.click()
    expect(page.get_by_role("row", name=re.compile(NAVN))).to_contain_text("Sagsåbning")


def test_a_letter_is_approved_beside_its_preview_and_the_page_follows_it_out(visit: Visit) -> None:
    number = visit.house.receive()
    visit.engine()
    page = visit.open(f"/sager/{number}")
    page.get_by_role("link", name=re.compile("Læs og godkend")).click()
    expect(page.locator("article.brev")).to_contain_text("Skal vi mødes?")
    page.get_by_role("button", name="Godkend og send").click()
    expect(page.get_by_text("Programmet er ved at gøre sit")).to_be_visible()

    visit.engine()

    letters = page.get_by_role("region", name="Breve")
    expect(letters.get_by_role("listitem").filter(has_text="Indkaldelse til møde")).to_contain_text(
        "Modtaget 2. mar. 2026"
    )
    expect(page.get_by_text("Programmet er ved at gøre sit")).to_have_count(0)


def test_the_new_date_shows_in_the_letter_before_it_is_approved(visit: Visit) -> None:
    number = visit.house.receive()
    visit.house.now += timedelta(days=56)
    visit.engine()
    page = visit.open(f"/sager/{number}")
    page.get_by_role("link", name="Brev om længere svarfrist", exact=True).click()
    expect(page.locator("article.brev")).not_to_contain_text("20. maj 2026")
    page.get_by_label("Ny dato for svaret").fill("2026-05-20")
    page.get_by_label("Ny dato for svaret").blur()
    expect(page.locator("article.brev")).to_contain_text("20. maj 2026")
    page.get_by_role("button", name="Godkend og send").click()
    expect(page.get_by_text("Brevet er godkendt")).to_be_visible()


def test_without_javascript_the_new_date_is_shown_before_it_can_be_approved(visit: Visit) -> None:
    number = visit.house.receive()
    visit.house.now += timedelta(days=56)
    visit.engine()
    page = visit.narrow(java_script_enabled=False)
    page.goto(f"{visit.address}/sager/{number}")
    page.get_by_role("link", name="Brev om længere svarfrist", exact=True).click()
    page.get_by_label("Ny dato for svaret").fill("2026-05-20")
    visit.complaints.clear()
    page.get_by_role("button", name="Godkend og send").click()
    expect(page.get_by_role("alert")).to_contain_text("Datoen er en anden")
    # A browser notes every refused answer in its console.
    assert all("409" in said for said in visit.complaints)
    visit.complaints.clear()
    expect(page.locator("article.brev")).to_contain_text("20. maj 2026")
    page.get_by_label("Ny dato for svaret").fill("2026-05-21")
    page.get_by_role("button", name="Vis brevet med datoen").click()
    expect(page.locator("article.brev")).to_contain_text("21. maj 2026")
    page.get_by_role("button", name="Godkend og send").click()
    expect(page.get_by_text("Brevet er godkendt")).to_be_visible()


def test_a_button_pressed_twice_at_once_leads_to_the_one_case(visit: Visit) -> None:
    page = visit.open("/ny")
    page.get_by_label("Hvad siger borgeren?").fill("Uden navn")
    page.get_by_role("button", name="Registrér henvendelsen").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ukendt borger")
    page.goto(f"{visit.address}/")
    expect(page.get_by_role("row", name=re.compile("Ukendt borger"))).to_have_count(1)


def test_a_phase_move_is_refused_and_then_possible(visit: Visit) -> None:
    number = visit.house.receive()
    page = visit.open(f"/sager/{number}")
    page.get_by_role("link", name="Se, hvad næste fase kræver").click()
    visit.complaints.clear()
    page.get_by_role("button", name="Flyt sagen til sagsoplysning").click()
    expect(page.get_by_role("alert")).to_contain_text("Handlekommunen er ikke tjekket")
    # A browser notes every refused answer in its console.
    assert all("409" in said for said in visit.complaints)
    visit.complaints.clear()
    page.get_by_label("Handlekommunen er tjekket").check()
    page.get_by_label("§§ 82 a-82 d er overvejet").check()
    page.get_by_role("button", name="Afklar sagsåbningen").click()
    expect(page.get_by_role("heading", name="Alt er på plads")).to_be_visible()
    page.get_by_role("button", name="Flyt sagen til sagsoplysning").click()
    expect(page.locator('[aria-current="step"]')).to_contain_text("Sagsoplysning")


def tab_to(page: Page, name: str) -> None:
    """The focus has gone, key by key, to the field or button with that id or text."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.id, document.activeElement.innerText || ''].join('|')")
        if name in here:
            seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert seen != "none", f"no visible focus at {name}"
            return
    pytest.fail(f"the keyboard never reached {name}")


def test_everything_can_be_done_with_the_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    tab_to(page, "Gå til indholdet")
    page.keyboard.press("Enter")
    tab_to(page, "Ny henvendelse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny henvendelse")
    tab_to(page, "modtag_henvendelse-borger-navn")
    page.keyboard.type(NAVN)
    tab_to(page, "modtag_henvendelse-tekst")
    page.keyboard.type("Jeg ringer fra et tastatur.")
    tab_to(page, "Registrér henvendelsen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Jeg ringer fra et tastatur.").first).to_be_visible()


def test_no_page_scrolls_sideways_on_a_phone(visit: Visit) -> None:
    number = visit.house.receive(
        navn="Annemargrethe-Vilhelmine Eksempelsdatter Øvelsesparkensen", tekst="Langtordudenmellemrum" * 12
    )
    visit.house.act("registrer_kontakt", {"notat": "Nummerudenmellemrum" * 15})
    visit.engine()
    page = visit.narrow()
    page.goto(f"{visit.address}/sager/{number}")
    letters = page.locator('a[href*="/breve/"]').evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    paths = ["/", "/ny", "/prognose", f"/sager/{number}", f"/sager/{number}?alt=1", f"/sager/{number}/fase", f"/sager/{number}/kontakt",
             f"/sager/{number}/handling/traef_afgoerelse", *{link for link in letters if link[-1].isdigit()}]  # fmt: skip
    for path in paths:
        page.goto(f"{visit.address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_the_pages_work_without_javascript(visit: Visit) -> None:
    page = visit.narrow(java_script_enabled=False)
    page.goto(f"{visit.address}/ny")
    page.get_by_label("Navn").fill(NAVN)
    page.get_by_role("button", name="Registrér henvendelsen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAVN)
    page.goto(f"{visit.address}/")
    page.get_by_label("Fase").select_option("opfoelgning")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_text("Ingen sager her.")).to_be_visible()


def test_the_list_narrows_as_soon_as_a_filter_is_chosen(visit: Visit) -> None:
    visit.house.receive()
    page = visit.open("/")
    page.get_by_label("Fase").select_option("opfoelgning")
    expect(page.get_by_text("Ingen sager her.")).to_be_visible()
    assert "fase=opfoelgning" in page.url
