"""The pages as one application: built from the settings, or refused before anything is served."""

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.staticfiles import StaticFiles

from casework.adoption.i_kraft import Standing, heed
from casework.office import Office
from casework.set_up import keys_of, kommune_of, new_key, office_from
from config.display import Display, load_display
from config.settings import Settings
from domain.errors import BrokenConfig, Fault
from domain.letter_facts import LetterLabels
from persistence.documents import FolderStore
from web.borders import LOOPBACK, Borders
from web.danish import Dates
from web.desk import Desk
from web.once import Once
from web.pages import (
    act,
    beside,
    billeder,
    case,
    cases,
    draft,
    klarsprog,
    letter,
    new,
    phase,
    post,
    prognose,
    skriv_brev,
)
from web.refusals import answer_refusals

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"


def wall_clock() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings, *, office: Office | None = None, clock: Callable[[], datetime] = wall_clock
) -> FastAPI:
    """The pages of the register that the settings name.

    Raises BrokenConfig where it is not marked as demo or would be shown beyond this machine: there is no
    login yet.
    """
    display = load_display()
    _require_loopback(settings, display)
    works = office or heed(office_from(settings), settings.lokal, clock())
    _require_demo(works, display)
    desk = Desk(
        office=works,
        display=display,
        kommune=kommune_of(settings),
        store=FolderStore(
            settings.var / "dokumenter", keys_of(settings) if office is None else works.register.keys
        ),
        var=settings.var,
        clock=clock,
        templates=_templates(works.rulebook.letterhead.etiketter),
        once=Once(),
    )
    return _app(desk, Standing(works, settings.lokal, time.monotonic) if office is None else None)


def _app(desk: Desk, standing: Standing | None) -> FastAPI:
    app = FastAPI(title="Sagsgang", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk, app.state.standing = desk, standing
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for page in (
        cases,
        new,
        phase,
        skriv_brev,
        draft,
        letter,
        act,
        case,
        billeder,
        prognose,
        klarsprog,
        post,
        beside,
    ):
        app.include_router(page.router)
    answer_refusals(app)
    app.add_middleware(Borders, say=_plain_page(desk))
    return app


def _require_demo(office: Office, display: Display) -> None:
    if not office.register.is_demo():
        raise BrokenConfig([Fault("register", "demo", display.say("side", "ikke_demo"))])


def _require_loopback(settings: Settings, display: Display) -> None:
    if settings.vaert not in LOOPBACK:
        raise BrokenConfig([Fault("miljøvariabler", "SAGSGANG_VAERT", display.say("side", "ikke_lokal"))])


def _plain_page(desk: Desk) -> Callable[[int, str], str]:
    """A page that needs nothing of the register."""
    template = desk.templates.get_template("pages/afvist.html")
    return lambda status, key: template.render(status=status, tekst=desk.display.say("side", key))


@cache
def _templates(labels: LetterLabels) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    dates = Dates(labels)
    environment.filters |= {
        "dato": dates.dato,
        "dato_lang": dates.dato_lang,
        "ugedag": dates.ugedag,
        "kl": dates.kl,
    }
    environment.globals |= {"sig": load_display().say, "udgave": _edition(), "engang": new_key}
    return environment


def _edition() -> str:
    """A short name of the static files' content, so that a browser never mixes old style with new pages."""
    content = b"".join(path.read_bytes() for path in sorted(_STATIC.iterdir()) if path.is_file())
    return hashlib.sha256(content).hexdigest()[:8]
