"""A new henvendelse: everything the municipality hears at first, and the case it becomes."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.sagsaabning import ModtagHenvendelse
from domain.cpr import is_fictive, normalise_cpr
from domain.errors import BadInput, Fault
from web.acting import act_fields, do_act, on_refusal
from web.desk import AtDesk, Desk, Posted, desk_of, go_to, render
from web.forms import read_fields
from web.refusals import Problem

router = APIRouter()
ACT = "modtag_henvendelse"


@router.get("/ny")
def blank(request: Request) -> Response:
    return _page(request, None, None)


@router.post("/ny")
def receive(request: Request, desk: AtDesk, form: Posted) -> Response:
    """The henvendelse stands in its case, and the browser goes there."""
    fields = read_fields(ModtagHenvendelse, form)
    on_refusal(request, lambda problem: _page(request, fields, problem))
    _require_fictive(desk, fields["borger"].get("cpr"))
    done = do_act(request, ACT, fields, form)
    return go_to(f"/sager/{done.sagsnummer}" if done else "/", ACT)


def _require_fictive(desk: Desk, text: str | None) -> None:
    """Before there is a login nobody's real number comes in."""
    cpr = normalise_cpr(text) if text else None
    if cpr is not None and not is_fictive(cpr):
        raise BadInput([Fault("henvendelse", "borger.cpr", desk.display.say("side", "kun_fiktive"))])


def _page(request: Request, typed: Mapping[str, Any] | None, problem: Problem | None) -> Response:
    fields = act_fields(desk_of(request), ACT, None, typed, problem)
    return render(
        request,
        "pages/ny.html",
        status=problem.status if problem else 200,
        felter={field.navn: field for field in fields},
        problem=problem,
    )
