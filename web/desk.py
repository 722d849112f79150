"""What every page works with, and how a page is made: office, words, store, clock and templates."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, cast

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment
from starlette.datastructures import FormData

from casework.office import Office
from casework.views.case_list import Person, staff_list
from config.display import Display
from config.kommune import Kommune
from persistence.documents import DocumentStore
from web.once import Once
from web.progress import progress

JEG, BESKED = "jeg", "besked"
_BESKED_SECONDS = 60


@dataclass(frozen=True)
class Desk:
    """`clock` is the one place where the pages read the time."""

    office: Office
    display: Display
    kommune: Kommune
    store: DocumentStore
    var: Path
    clock: Callable[[], datetime]
    templates: Environment
    once: Once


def desk_of(request: Request) -> Desk:
    """The desk, under the rules that are in force now."""
    state = request.app.state
    desk = cast("Desk", state.desk)
    if (standing := state.standing) is not None and (office := standing.current()) is not desk.office:
        state.desk = desk = replace(desk, office=office)
    return desk


async def posted(request: Request) -> FormData:
    """The form as it was sent."""
    return await request.form()


AtDesk = Annotated[Desk, Depends(desk_of)]
Posted = Annotated[FormData, Depends(posted)]


def acting(request: Request, people: tuple[Person, ...]) -> Person | None:
    """Who acts: the one chosen under 'Jeg er', else the first sagsbehandler; None where nobody works here yet."""
    chosen = request.cookies.get(JEG)
    return next((who for who in people if who.id == chosen), people[0] if people else None)


def render(request: Request, template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """The page, with what every page shows: who acts, what was just done, and the demo's progress."""
    desk = desk_of(request)
    people = staff_list(desk.office)
    done = desk.display.acts.get(request.cookies.get(BESKED, ""))
    html = desk.templates.get_template(template).render(
        request=request,
        sti=request.url.path,
        kommune=desk.kommune,
        personale=people,
        jeg=acting(request, people),
        besked=done.gjort if done else None,
        fremdrift=progress(desk.var),
        i_dag=desk.clock(),
        **facts,
    )
    response = HTMLResponse(html, status_code=status)
    if done:
        response.delete_cookie(BESKED)
    return response


def part(request: Request, template: str, **facts: Any) -> HTMLResponse:
    """A piece of a page."""
    return HTMLResponse(desk_of(request).templates.get_template(template).render(**facts))


def go_to(address: str, done: str | None = None) -> Response:
    """The browser reads the page anew; `done` is the act that the page then confirms."""
    response = RedirectResponse(address, status_code=303)
    if done:
        response.set_cookie(BESKED, done, max_age=_BESKED_SECONDS, httponly=True, samesite="strict")
    return response


def case_address(nummer: str, forloeb_nr: int = 1, page: str = "") -> str:
    """Where the case is found: by its number, never by a name."""
    return f"/sager/{nummer}{page}" + (f"?forloeb={forloeb_nr}" if forloeb_nr > 1 else "")
