"""A new henvendelse: everything the municipality hears at first, and the case it becomes."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.acts.sagsaabning import ModtagHenvendelse
from web.acting import act_fields, do_act, on_refusal, token_of
from web.desk import Posted, desk_of, go_to, render
from web.forms import read_fields
from web.refusals import Problem

router = APIRouter()
ACT = "modtag_henvendelse"


@router.get("/ny")
def blank(request: Request) -> Response:
    return _page(request, None, None)


@router.post("/ny")
def receive(request: Request, form: Posted) -> Response:
    """The henvendelse stands in its case, and the browser goes there."""
    fields = read_fields(ModtagHenvendelse, form)
    if token := token_of(form):
        # The register knows the form again, also when the pages have been started anew meanwhile.
        fields["noegle"] = token
    on_refusal(request, lambda problem: _page(request, fields, problem))
    done = do_act(request, ACT, fields, form)
    return go_to(f"/sager/{done.sagsnummer}", ACT)


def _page(request: Request, typed: Mapping[str, Any] | None, problem: Problem | None) -> Response:
    fields = act_fields(desk_of(request), ACT, None, typed, problem)
    return render(
        request,
        "pages/ny.html",
        status=problem.status if problem else 200,
        felter={field.navn: field for field in fields},
        problem=problem,
    )
