"""Doing an act from a form: read, done through the one door, and back to the case."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from casework.perform import Done, perform, read_act
from casework.registry import ACTS
from casework.views.act_form import Options, case_options, municipal_options
from casework.views.case_list import staff_list
from casework.views.case_page import CaseHead, case_head
from domain.errors import ActRefused
from web.desk import Desk, acting, case_address, desk_of, go_to
from web.forms import Field, Filled, fields_of
from web.numbers import number_of
from web.once import FIELD
from web.refusals import Problem

FormPage = Callable[[Problem], Response]


def on_refusal(request: Request, page: FormPage) -> None:
    """A refusal of what follows is shown by `page`."""
    request.state.form_page = page


def do_act(
    request: Request,
    name: str,
    fields: Mapping[str, Any],
    form: FormData,
    head: CaseHead | None = None,
    first_ask: Callable[[], None] | None = None,
) -> Done:
    """The act is done by whoever is chosen under 'Jeg er', once: the same form again comes to the same end.

    `first_ask` refuses by an error what may not be done now; of a form that was done before it asks nothing.
    """
    desk = desk_of(request)
    who = acting(request, staff_list(desk.office))
    if who is None:
        raise ActRefused("ukendt", tekst=desk.display.say("side", "ingen_medarbejder"))
    act, version = read_act(name, fields), version_of(form)
    forloeb_id = head.forloeb_id if head else None

    def now() -> Done:
        if first_ask is not None:
            first_ask()
        return perform(
            desk.office, name, act, forloeb_id=forloeb_id, by=who.id, now=desk.clock(), version=version
        )

    return desk.once.do(token_of(form), f"{name}|{forloeb_id}|{act.model_dump_json()}", now)


def do_and_return(
    request: Request,
    name: str,
    fields: Mapping[str, Any],
    form: FormData,
    head: CaseHead,
    first_ask: Callable[[], None] | None = None,
) -> Response:
    """The act is done, and the browser goes to the case."""
    do_act(request, name, fields, form, head, first_ask)
    return go_to(case_address(head.nummer, head.forloeb_nr), name)


def require_head(desk: Desk, nummer: str, forloeb: str | None) -> CaseHead:
    """The top of the case's page; a 404 where there is no such case."""
    head = case_head(desk.office, desk.display, nummer, require_nr(forloeb), desk.clock())
    if head is None:
        raise HTTPException(404, "ingen_sag")
    return head


def require_nr(forloeb: str | None) -> int | None:
    """The forløb's number, None where none is named; a 404 where what is named is no number."""
    nr = number_of(forloeb) if forloeb else None
    if forloeb and nr is None:
        raise HTTPException(404, "intet_forloeb")
    return nr


def act_fields(
    desk: Desk,
    name: str,
    head: CaseHead | None,
    typed: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
) -> tuple[Field, ...]:
    """The act's form, filled with what was typed and what was wrong with it."""
    in_letters = desk.office.rulebook.klarsprog.felter
    filled = Filled(_options(desk, head), typed, problem.felter if problem else None, in_letters)
    return fields_of(ACTS[name].model, name, desk.display, filled)


def version_of(form: FormData) -> int | None:
    """The forløb's version as the form's page showed it; a 422 where it is none."""
    text = str(form.get("_version", ""))
    version = number_of(text) if text else None
    if text and version is None:
        raise HTTPException(422, "ulaeselig_formular")
    return version


def token_of(form: FormData) -> str:
    """The page's own mark on its form."""
    return str(form.get(FIELD, ""))


def forloeb_of(form: FormData) -> str | None:
    return str(form.get("_forloeb", "")) or None


def _options(desk: Desk, head: CaseHead | None) -> Options:
    found = dict(municipal_options(desk.office, desk.display))
    if head is not None:
        found |= case_options(desk.office, desk.display, head.forloeb_id)
    return found
