"""The pages and the engine live long: they follow the rules that somebody adopts meanwhile, without a restart."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from casework.adoption.i_kraft import remembered
from config.settings import load_settings
from sagsgang.commands.installation import the_office
from tasks import runtime
from tests.sagsgang.conftest import Run
from web.app import create_app

TALK = '[foerste_samtale]\nvarighed = "5 arbejdsdage"\n'
CLOSED = '[[lukkedage]]\nfra = 2030-05-31\nnavn = "Lukket"\n'
AT_MOST = 10.0


@pytest.fixture
def adopt(staffed: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[str, str]]:
    """Adopts new rules and a new calendar, as another process would; gives the versions in force."""
    lokal = tmp_path / "lokal"
    lokal.mkdir()
    monkeypatch.setenv("SAGSGANG_LOKAL", str(lokal))
    the_office().register.mark("demo", "ja")

    def now() -> tuple[str, str]:
        for kind, text in (("regler", TALK), ("kalender", CLOSED)):
            path = tmp_path / f"{kind}.toml"
            path.write_text(text, encoding="utf-8")
            assert staffed(kind, "indfoer", "--ny", path, "--af", "leder1").code == 0
        with the_office().register.read() as uow:
            found = remembered(uow)
        return tuple(str(found[kind] and found[kind].version) for kind in ("regler", "kalender"))  # type: ignore[union-attr,return-value]  # both are remembered

    return now


@pytest.fixture
def fresh_process() -> Iterator[None]:
    """What this process has kept of another test's settings is forgotten, before and after."""
    runtime._from_settings.cache_clear()
    yield
    runtime._from_settings.cache_clear()


def in_time(follows: Callable[[], bool]) -> bool:
    until = time.monotonic() + AT_MOST
    while not follows():
        if time.monotonic() > until:
            return False
    return True


def test_the_pages_answer_under_the_new_rules(adopt: Callable[[], tuple[str, str]]) -> None:
    settings = load_settings()
    app = create_app(settings)
    browser = TestClient(app, base_url=settings.adresse, headers={"sec-fetch-site": "same-origin"})

    def versions() -> tuple[str, str]:
        assert browser.get("/").status_code == 200
        book = app.state.desk.office.rulebook
        return book.version, book.calendars.version

    before = versions()
    adopted = adopt()
    assert adopted != before
    assert in_time(lambda: versions() == adopted)


@pytest.mark.usefixtures("fresh_process")
def test_the_engine_works_under_the_new_rules(adopt: Callable[[], tuple[str, str]]) -> None:
    def versions() -> tuple[str, str]:
        book = runtime.current().office.rulebook
        return book.version, book.calendars.version

    before = versions()
    register = runtime.current().office.register
    adopted = adopt()
    assert adopted != before
    assert in_time(lambda: versions() == adopted)
    assert runtime.current().office.register is register
