"""What stands beside the cases: who acts, how far the demo is, and whether the pages are well."""

import re

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from casework.views.case_list import staff_list
from web.desk import JEG, AtDesk, Posted, go_to, part
from web.progress import progress

router = APIRouter()
# An address of ours: one slash, and nothing that a browser could read as another host.
_OWN_ADDRESS = re.compile(r"/(?![/\\])[A-Za-z0-9/_.=&?-]*")
_YEAR_SECONDS = 365 * 24 * 3600


@router.post("/jeg-er")
def choose(desk: AtDesk, form: Posted) -> Response:
    """From now on this browser acts as the chosen member of staff."""
    back = str(form.get("retur", "/"))
    response = go_to(back if _OWN_ADDRESS.fullmatch(back) else "/")
    chosen = str(form.get("medarbejder", ""))
    if chosen in {who.id for who in staff_list(desk.office)}:
        response.set_cookie(JEG, chosen, max_age=_YEAR_SECONDS, httponly=True, samesite="strict")
    return response


@router.get("/fremdrift")
def how_far(request: Request, desk: AtDesk) -> Response:
    """The demo's progress, asked for while it plays."""
    return part(request, "parts/fremdrift.html", fremdrift=progress(desk.var))


@router.get("/sundhed")
def health(desk: AtDesk) -> Response:
    """200 while the register answers."""
    demo = desk.office.register.is_demo()
    return JSONResponse({"tilstand": "ok", "demo": demo})
