"""The forecast: its figure with the table below it, and the figure as a file."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from markupsafe import Markup

from casework.deadlines.prognose import forecast
from casework.views.act_form import Option
from casework.views.case_list import staff_list
from casework.views.prognose_page import PrognosePage, Words, prognose_page
from docgen.charts import to_png, to_svg
from web.desk import AtDesk, Desk, render

router = APIRouter()
_EVERYWHERE = "alle"


@router.get("/prognose")
def show(request: Request, desk: AtDesk, team: str = "") -> Response:
    """What falls due in the weeks ahead, for all teams or one."""
    teams = _teams(desk)
    chosen = team if team in teams else None
    side = _page(desk, chosen)
    return render(
        request,
        "pages/prognose.html",
        side=side,
        # Our own drawing, made with every text escaped.
        figur=Markup(to_svg(side.figur)) if side.figur else None,  # noqa: S704 - see above
        valgt=chosen,
        teams=[Option(key, title) for key, title in teams.items()],
    )


@router.get("/prognose.svg")
def as_svg(desk: AtDesk, team: str = "") -> Response:
    page = _page(desk, team if team in _teams(desk) else None)
    if page.figur is None:
        raise HTTPException(404)
    return _file(to_svg(page.figur), "image/svg+xml", page, "svg")


@router.get("/prognose.png")
def as_png(desk: AtDesk, team: str = "") -> Response:
    page = _page(desk, team if team in _teams(desk) else None)
    if page.figur is None:
        raise HTTPException(404)
    return _file(to_png(page.figur), "image/png", page, "png")


def _page(desk: Desk, team: str | None) -> PrognosePage:
    words = Words(desk.display, {row.id: row.titel for row in desk.kommune.teams})
    return prognose_page(forecast(desk.office, desk.clock(), team=team), desk.office.rulebook.prognose, words)


def _teams(desk: Desk) -> dict[str, str]:
    """The teams that can be chosen, by id: the municipality's, and those its staff are in."""
    named = {team.id: team.titel for team in desk.kommune.teams}
    return named | {
        who.team: who.team
        for who in staff_list(desk.office)
        if who.team not in named and who.team != _EVERYWHERE
    }


def _file(content: str | bytes, kind: str, page: PrognosePage, ending: str) -> Response:
    name = f"prognose-{page.uger[0].fra.isoformat()}.{ending}"
    return Response(
        content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )
