"""One case: its page, and the part of it that follows what the engine does."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from casework.registry import ACTS
from casework.views.billeder_page import case_pictures
from casework.views.case_page import CasePage, case_page
from casework.views.case_post import post_lines
from config.display import ActLabel
from web.acting import require_nr
from web.desk import AtDesk, Desk, part, render

router = APIRouter()


@router.get("/sager/{nummer}")
def case(request: Request, desk: AtDesk, nummer: str, forloeb: str = "", alt: str = "") -> Response:
    """The case; `alt` shows the quiet lines of the timeline too."""
    page = _page(desk, nummer, forloeb, alt)
    return render(
        request,
        "pages/sag.html",
        side=page,
        alt=bool(alt),
        grupper=_groups(desk, aabent=page.hoved.aabent),
        sprognavne=desk.display.choices["sprog"],
        post=post_lines(desk.office, desk.display, nummer),
        billeder=case_pictures(desk.office, desk.display, nummer, require_nr(forloeb), desk.clock()),
    )


@router.get("/sager/{nummer}/indhold")
def content(request: Request, desk: AtDesk, nummer: str, forloeb: str = "", alt: str = "") -> Response:
    """Deadlines, letters, tasks and timeline as they stand now."""
    page = _page(desk, nummer, forloeb, alt)
    return part(request, "parts/indhold.html", side=page, alt=bool(alt))


def _page(desk: Desk, nummer: str, forloeb: str, alt: str) -> CasePage:
    page = case_page(desk.office, desk.display, nummer, require_nr(forloeb), desk.clock(), alt=bool(alt))
    if page is None:
        raise HTTPException(404, "ingen_sag")
    return page


def _groups(desk: Desk, *, aabent: bool) -> list[tuple[str, list[ActLabel]]]:
    """Every act that can be done in a case, by its group."""
    labels = desk.display.acts
    possible = [
        labels[name]
        for name, spec in ACTS.items()
        if spec.needs_forloeb
        and not labels[name].kun_scenarier
        and name not in {"godkend_brev", "erstat_med_word", "gaa_til"}
        and (aabent or spec.when_closed)
        and (name == "genaabn") != aabent
    ]
    groups = [
        (title, [label for label in possible if label.gruppe == group])
        for group, title in desk.display.words["gruppe"].items()
    ]
    return [(title, acts) for title, acts in groups if acts]
