"""Asking to move a case to its next phase, what stops it, and the small forms that answer."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from casework.registry import ACTS
from casework.views.gates_page import gates_page
from web.acting import act_fields, do_act, forloeb_of, on_refusal, require_head
from web.desk import AtDesk, Posted, case_address, desk_of, go_to, render
from web.forms import read_fields
from web.refusals import Problem

router = APIRouter()
_MOVE = "gaa_til"


@router.get("/sager/{nummer}/fase")
def ask(request: Request, nummer: str, forloeb: str = "") -> Response:
    return _page(request, nummer, forloeb)


@router.post("/sager/{nummer}/fase")
def move(request: Request, desk: AtDesk, nummer: str, form: Posted) -> Response:
    """The case is in the phase, or the page says what stops it."""
    chosen = forloeb_of(form)
    head = require_head(desk, nummer, chosen)
    on_refusal(request, lambda problem: _page(request, nummer, chosen, problem))
    fields = {"fase": str(form.get("fase", ""))}
    do_act(request, _MOVE, fields, form, head)
    return go_to(case_address(head.nummer, head.forloeb_nr), _MOVE)


@router.post("/sager/{nummer}/fase/{navn}")
def answer(request: Request, desk: AtDesk, nummer: str, navn: str, form: Posted) -> Response:
    """What was missing is answered, and the browser is back at what is left."""
    if not any(navn in acts for acts in desk.display.answers.values()):
        raise HTTPException(404, "ingen_handling")
    chosen = forloeb_of(form)
    head = require_head(desk, nummer, chosen)
    fields = read_fields(ACTS[navn].model, form)
    on_refusal(request, lambda problem: _page(request, nummer, chosen, problem, navn, fields))
    do_act(request, navn, fields, form, head)
    return go_to(case_address(head.nummer, head.forloeb_nr, "/fase"), navn)


def _page(
    request: Request,
    nummer: str,
    forloeb: str | None,
    problem: Problem | None = None,
    answered: str | None = None,
    typed: Mapping[str, Any] | None = None,
) -> Response:
    desk = desk_of(request)
    head = require_head(desk, nummer, forloeb)
    gates = gates_page(desk.office, desk.display, nummer, head.forloeb_nr, desk.clock())
    assert gates is not None
    forms = {
        name: act_fields(
            desk, name, head, typed if name == answered else None, problem if name == answered else None
        )
        for name in gates.svar
    }
    return render(
        request,
        "pages/fase.html",
        status=problem.status if problem else 200,
        hoved=head,
        porte=gates,
        formularer=forms,
        handlinger=desk.display.acts,
        portnavne={port.id: port.titel for port in desk.office.rulebook.gates.values()},
        svaret=answered,
        problem=problem,
    )
