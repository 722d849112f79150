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
from web.once import FIELD
from web.refusals import Problem

FormPage = Callable[[Problem], Response]


def on_refusal(request: Request, page: FormPage) -> None:
    """A refusal of what follows is shown by `page`."""
    request.state.form_page = page


def do_act(
    request: Request, name: str, fields: Mapping[str, Any], form: FormData, head: CaseHead | None = None
) -> Done | None:
    """The act is done by whoever is chosen under 'Jeg er'; None where this very form was received before."""
    desk = desk_of(request)
    who = acting(request, staff_list(desk.office))
    if who is None:
        raise ActRefused("ukendt", tekst=desk.display.say("side", "ingen_medarbejder"))
    act, token = read_act(name, fields), str(form.get(FIELD, ""))
    if not desk.once.first(token):
        return None
    try:
        return perform(
            desk.office,
            name,
            act,
            forloeb_id=head.forloeb_id if head else None,
            by=who.id,
            now=desk.clock(),
            version=version_of(form),
        )
    except Exception:
        desk.once.again(token)
        raise


def do_and_return(
    request: Request, name: str, fields: Mapping[str, Any], form: FormData, head: CaseHead
) -> Response:
    """The act is done, and the browser goes to the case."""
    do_act(request, name, fields, form, head)
    return go_to(case_address(head.nummer, head.forloeb_nr), name)


def require_head(desk: Desk, nummer: str, forloeb: str | None) -> CaseHead:
    """The top of the case's page; a 404 where there is no such case."""
    nr = int(forloeb) if forloeb and forloeb.isascii() and forloeb.isdigit() else None
    head = case_head(desk.office, desk.display, nummer, nr, desk.clock())
    if head is None:
        raise HTTPException(404, "ingen_sag")
    return head


def act_fields(
    desk: Desk,
    name: str,
    head: CaseHead | None,
    typed: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
) -> tuple[Field, ...]:
    """The act's form, filled with what was typed and what was wrong with it."""
    filled = Filled(_options(desk, head), typed, problem.felter if problem else None)
    return fields_of(ACTS[name].model, name, desk.display, filled)


def version_of(form: FormData) -> int | None:
    """The forløb's version as the form's page showed it."""
    text = str(form.get("_version", ""))
    return int(text) if text.isascii() and text.isdigit() else None


def forloeb_of(form: FormData) -> str | None:
    return str(form.get("_forloeb", "")) or None


def _options(desk: Desk, head: CaseHead | None) -> Options:
    found = dict(municipal_options(desk.office, desk.display))
    if head is not None:
        found |= case_options(desk.office, desk.display, head.forloeb_id)
    return found
