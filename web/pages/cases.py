"""The list of cases: filters in the address by id, a search that is posted so that no name stands in one."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from casework.views.act_form import Option
from casework.views.case_list import case_list, case_number, staff_list
from domain.case import FASER, Fase, Stilling
from persistence.read import CaseFilter, Vis
from web.desk import AtDesk, Desk, Posted, go_to, render
from web.numbers import number_of

router = APIRouter()


@router.get("/")
def cases(
    request: Request,
    desk: AtDesk,
    team: str = "",
    fase: str = "",
    sagsbehandler: str = "",
    vis: str = "",
    side: Annotated[str, Query()] = "1",
) -> Response:
    """The cases, sorted by what hurts a citizen most."""
    wanted = CaseFilter(
        team=team or None,
        fase=fase if fase in {*Fase} else None,
        sagsbehandler=sagsbehandler or None,
        vis=Vis(vis) if vis in {*Vis} else Vis.AABNE,
    )
    return _page(request, desk, wanted, number_of(side) or 1)


@router.post("/soeg")
def search(request: Request, desk: AtDesk, form: Posted) -> Response:
    """Straight to the case where the number (or a CPR) names one, else the cases whose citizen has the name."""
    text = " ".join(str(form.get("q", "")).split())
    if not text:
        return go_to("/")
    if nummer := case_number(desk.office, text):
        return go_to(f"/sager/{nummer}")
    return _page(request, desk, CaseFilter(navn=text), 1)


def _page(request: Request, desk: Desk, wanted: CaseFilter, side: int) -> Response:
    people = staff_list(desk.office)
    phases = desk.office.rulebook.phases
    teams = {team.id: team.titel for team in desk.kommune.teams}
    return render(
        request,
        "pages/sager.html",
        liste=case_list(desk.office, desk.display, wanted, side, desk.clock()),
        valgt=wanted,
        faser=[Option(fase.value, phases[fase.value].titel) for fase in FASER],
        teams=[
            Option(team, teams.get(team, team)) for team in sorted({who.team for who in people} - {"alle"})
        ],
        sagsbehandlere=[Option(who.id, who.navn) for who in people if who.rolle == Stilling.SAGSBEHANDLER],
        holdnavne=teams,
    )
