"""The pictures of a case as files: the same drawings that stand in its letters."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from casework.views.billeder_page import picture_data
from docgen.pictures import draw
from web.acting import require_nr
from web.desk import AtDesk

router = APIRouter()
_KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@router.get("/sager/{nummer}/billeder/{slags}.{endelse}")
def picture(desk: AtDesk, nummer: str, slags: str, endelse: str, forloeb: str = "") -> Response:
    """The drawing; its name tells the case's number and what it shows, and nobody's name."""
    data = picture_data(desk.office, nummer, require_nr(forloeb), slags, desk.clock())
    drawn = draw(slags, data, desk.office.rulebook.letterhead.etiketter) if endelse in _KINDS else None
    if drawn is None:
        raise HTTPException(404, "ingen_sag")
    return Response(
        drawn.svg if endelse == "svg" else drawn.png,
        media_type=_KINDS[endelse],
        headers={"content-disposition": f'inline; filename="{nummer}-{slags}.{endelse}"'},
    )
