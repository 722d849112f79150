"""A house with pages: a demo register on disk, a clock that stands still, and the engine run by hand."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from casework.office import Office
from casework.perform import Done, perform, read_act
from casework.set_up import first_set_up, keys_of, new_key
from config.loader import load_rulebook
from config.settings import Settings
from domain.calendar import COPENHAGEN
from domain.rulebook import Rulebook
from persistence.register import Register
from persistence.tables import Medarbejder, Udfoerer
from web.app import create_app

ADDRESS = "http://127.0.0.1:8000"
CPR = "6101800007"
NAVN = "Asta Øvelse"
STAFF = (("sb1", "Signe Sagsen", "sagsbehandler"), ("leder1", "Lise Ledersen", "leder"))


@dataclass
class House:
    """`now` is the time everywhere in it."""

    office: Office
    settings: Settings
    now: datetime

    def client(self, **headers: str) -> TestClient:
        """A browser on this machine, as `headers` say otherwise."""
        app = create_app(self.settings, office=self.office, clock=lambda: self.now)
        own = {
            "sec-fetch-site": "same-origin",
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        return TestClient(app, base_url=ADDRESS, headers=own, follow_redirects=False)

    def act(
        self, name: str, fields: Mapping[str, Any] | None = None, *, forloeb: int = 1, by: str = "sb1"
    ) -> Done:
        act = read_act(name, fields or {})
        return perform(self.office, name, act, forloeb_id=forloeb, by=by, now=self.now)

    def receive(
        self, navn: str = NAVN, cpr: str | None = CPR, ansoegt: tuple[str, ...] = ("85",), **fields: Any
    ) -> str:
        """The number of the case that the henvendelse became."""
        borger = {"navn": navn, "cpr": cpr, **fields.pop("borger", {})}
        done = self.act("modtag_henvendelse", {"borger": borger, "ansoegt": list(ansoegt), **fields})
        assert done.sagsnummer is not None
        return done.sagsnummer

    def engine(self) -> None:
        """Everything due by now has been done, by plain calls."""
        # Loading the engine costs seconds that tests without it need not pay.
        from flows.catch_up import catch_up  # noqa: PLC0415 - see above
        from flows.story import tell  # noqa: PLC0415 - see above
        from tasks.runtime import runtime_from, use  # noqa: PLC0415 - see above

        runtime = replace(runtime_from(self.settings), office=self.office, now=lambda: self.now)
        with use(runtime):
            asyncio.run(tell(catch_up))


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook(local=None)


def a_house(var: Path, rulebook: Rulebook, url: str | None = None) -> House:
    """A demo register with staff and a udfører; on disk where no other `url` is given."""
    settings = Settings(var=var, lokal=var / "ingen")
    first_set_up(settings)
    register = Register(url or settings.database_url, keys_of(settings))
    register.create_tables()
    register.mark("demo", "ja")
    with register.write() as uow:
        for staff_id, navn, rolle in STAFF:
            uow.add_later(Medarbejder(id=staff_id, navn=navn, rolle=rolle, team="voksen-nord"))
        uow.add_later(Udfoerer(id="bostoette-birken", navn="Bostøtten Birken"))
    # A Monday.
    return House(
        Office(register, rulebook, new_key), settings, datetime(2026, 3, 2, 10, 0, tzinfo=COPENHAGEN)
    )


@pytest.fixture
def house(tmp_path: Path, rulebook: Rulebook) -> Iterator[House]:
    """A register in memory allows one unit of work at a time: a page that opens two at once would fail."""
    made = a_house(tmp_path / "var", rulebook, "sqlite://")
    yield made
    made.office.register.close()


@pytest.fixture
def lasting_house(tmp_path: Path, rulebook: Rulebook) -> Iterator[House]:
    made = a_house(tmp_path / "var", rulebook)
    yield made
    made.office.register.close()


@pytest.fixture
def client(house: House) -> TestClient:
    return house.client()
