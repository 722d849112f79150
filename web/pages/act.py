"""Every act of the registry as a page of its own, made from the act's model."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from casework.registry import ACTS
from web.acting import act_fields, do_act, do_and_return, forloeb_of, on_refusal, require_head
from web.desk import AtDesk, Desk, Posted, case_address, desk_of, go_to, render
from web.forms import read_fields
from web.refusals import Problem

router = APIRouter()
_KONTAKT = "registrer_kontakt"
# These have a page of their own; the generic one would show less.
_ELSEWHERE = {"gaa_til": "/fase", "skriv_brev": "/breve/nyt", _KONTAKT: "/kontakt", "modtag_post": "/post"}


@router.get("/sager/{nummer}/kontakt")
def contact(request: Request, nummer: str, forloeb: str = "") -> Response:
    return _page(request, _KONTAKT, nummer, forloeb)


@router.post("/sager/{nummer}/kontakt")
def record_contact(request: Request, desk: AtDesk, nummer: str, form: Posted) -> Response:
    return _do(request, desk, _KONTAKT, nummer, form)


@router.get("/sager/{nummer}/handling/{navn}")
def blank(request: Request, desk: AtDesk, nummer: str, navn: str, forloeb: str = "") -> Response:
    if navn in _ELSEWHERE:
        head = require_head(desk, nummer, forloeb)
        return go_to(case_address(head.nummer, head.forloeb_nr, _ELSEWHERE[navn]))
    return _page(request, _require(desk, navn, in_case=True), nummer, forloeb)


@router.post("/sager/{nummer}/handling/{navn}")
def done(request: Request, desk: AtDesk, nummer: str, navn: str, form: Posted) -> Response:
    return _do(request, desk, _require(desk, navn, in_case=True), nummer, form)


@router.get("/handling/{navn}")
def blank_beside(request: Request, desk: AtDesk, navn: str) -> Response:
    """An act that is about no case, such as fravær."""
    return _page(request, _require(desk, navn, in_case=False), None, None)


@router.post("/handling/{navn}")
def done_beside(request: Request, desk: AtDesk, navn: str, form: Posted) -> Response:
    name = _require(desk, navn, in_case=False)
    fields = read_fields(ACTS[name].model, form)
    on_refusal(request, lambda problem: _page(request, name, None, None, fields, problem))
    do_act(request, name, fields, form)
    return go_to("/", name)


def _do(request: Request, desk: Desk, name: str, nummer: str, form: Posted) -> Response:
    chosen = forloeb_of(form)
    head = require_head(desk, nummer, chosen)
    fields = read_fields(ACTS[name].model, form)
    on_refusal(request, lambda problem: _page(request, name, nummer, chosen, fields, problem))
    return do_and_return(request, name, fields, form, head)


def _require(desk: Desk, name: str, *, in_case: bool) -> str:
    spec = ACTS.get(name)
    special = name == "modtag_henvendelse" or (spec is not None and desk.display.acts[name].kun_scenarier)
    if spec is None or special or spec.needs_forloeb != in_case:
        raise HTTPException(404, "ingen_handling")
    return name


def _page(
    request: Request,
    name: str,
    nummer: str | None,
    forloeb: str | None,
    typed: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
) -> Response:
    desk = desk_of(request)
    head = require_head(desk, nummer, forloeb) if nummer else None
    return render(
        request,
        "pages/handling.html",
        status=problem.status if problem else 200,
        hoved=head,
        handling=desk.display.acts[name],
        felter=act_fields(desk, name, head, typed, problem),
        problem=problem,
    )
