"""Post that has come in: a form that takes a file, and the stored bytes back again."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from casework.acts.post_ind import attach
from casework.registry import ACTS
from casework.views.case_post import post_lines
from web.acting import act_fields, do_and_return, forloeb_of, on_refusal, require_head
from web.desk import AtDesk, Posted, desk_of, render
from web.forms import Field, read_fields
from web.numbers import number_of
from web.refusals import Problem

router = APIRouter()
_ACT = "modtag_post"
_FILE = "fil"


@router.get("/sager/{nummer}/post")
def blank(request: Request, nummer: str, forloeb: str = "") -> Response:
    return _page(request, nummer, forloeb)


@router.post("/sager/{nummer}/post")
def take_in(request: Request, desk: AtDesk, nummer: str, form: Posted) -> Response:
    """The post stands in the case with its file; the file is read here and never kept under its own name."""
    chosen = forloeb_of(form)
    head = require_head(desk, nummer, chosen)
    fields = read_fields(ACTS[_ACT].model, form)
    fields.pop(_FILE, None)
    on_refusal(request, lambda problem: _page(request, nummer, chosen, fields, problem))
    content = _content(form)
    fil = {_FILE: attach(desk.office, desk.store, content).model_dump()} if content is not None else {}
    return do_and_return(request, _ACT, {**fields, **fil}, form, head)


@router.get("/sager/{nummer}/post/{post_id}")
def file(desk: AtDesk, nummer: str, post_id: str) -> Response:
    """The bytes as they came, under a name that says nothing of the citizen."""
    nr = number_of(post_id)
    line = next((row for row in post_lines(desk.office, desk.display, nummer) if row.id == nr), None)
    if line is None or line.sha256 is None:
        raise HTTPException(404, "intet_brev")
    return Response(
        desk.store.get(line.sha256),
        media_type=line.medietype,
        headers={"content-disposition": f'attachment; filename="{line.fil}"'},
    )


def _content(form: FormData) -> bytes | None:
    """What was chosen in the file's field; None where nothing was."""
    chosen = form.get(_FILE)
    if not isinstance(chosen, UploadFile) or not chosen.filename:
        return None
    return chosen.file.read()


def _page(
    request: Request,
    nummer: str,
    forloeb: str | None,
    typed: Mapping[str, Any] | None = None,
    problem: Problem | None = None,
) -> Response:
    desk = desk_of(request)
    head = require_head(desk, nummer, forloeb)
    return render(
        request,
        "pages/post.html",
        status=problem.status if problem else 200,
        hoved=head,
        handling=desk.display.acts[_ACT],
        felter=tuple(field for field in act_fields(desk, _ACT, head, typed, problem) if _is_own(field)),
        graenser=desk.office.rulebook.post_ind,
        problem=problem,
    )


def _is_own(field: Field) -> bool:
    """The file has a field of its own on the page."""
    return not field.navn.startswith(f"{_FILE}.")
