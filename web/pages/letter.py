"""A letter: a draft beside the form that approves it, or the bytes that went."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from markupsafe import Markup

from casework.letters.letter_order import LetterOrder, letter_order
from casework.letters.word_retur import WORD, FromWord, read_word
from casework.views.letter_page import LetterPage, letter_page
from config.faults import reason
from docgen.glyphs import unshown
from docgen.html import to_html
from docgen.letter import Letter, compose
from docgen.plain_language import check_letter
from docgen.text import to_text
from domain.calendar import local_date
from domain.errors import BadInput, Fault
from domain.klarsprog import Report
from persistence.documents_register import DOCX, PDF
from web.acting import do_and_return, on_refusal, require_head
from web.desk import AtDesk, Desk, Posted, render
from web.numbers import number_of
from web.refusals import FormChanged, Problem

router = APIRouter()
_ACT = "godkend_brev"
_MOST_SIGNS = 20
_FILES = {"pdf": (PDF, "inline"), "docx": (DOCX, "attachment")}


@dataclass(frozen=True)
class Preview:
    """The letter as it would be sent now, or what it lacks; `segl` tells what was shown, and with which new date.

    `uden` is what it is set without: what no font has, and what a file from Word loses.
    """

    html: Markup | None
    mangler: tuple[str, ...]
    segl: str
    klarsprog: Report | None = None
    uden: tuple[str, ...] = ()


@router.get("/sager/{nummer}/breve/{dokument_id}")
def letter(request: Request, desk: AtDesk, nummer: str, dokument_id: str, ny_dato: str = "") -> Response:
    page = require_letter(desk, nummer, dokument_id)
    return _page(request, nummer, page, {"ny_dato": ny_dato or _promised(page)})


@router.post("/sager/{nummer}/breve/{dokument_id}")
def approve(request: Request, desk: AtDesk, nummer: str, dokument_id: str, form: Posted) -> Response:
    """The draft that was shown is approved; one that has changed since is shown again instead."""
    page = require_letter(desk, nummer, dokument_id)
    head = require_head(desk, nummer, str(page.forloeb_nr))
    typed = {"ny_dato": str(form.get("ny_dato", ""))}
    on_refusal(
        request,
        lambda problem: _page(request, nummer, require_letter(desk, nummer, dokument_id), typed, problem),
    )
    if page.kraever_dato and not typed["ny_dato"]:
        raise BadInput([Fault("brev", "ny_dato", desk.display.say("felt_fejl", "mangler"))])
    fields = {"brev": page.linje.brev} | ({"ny_dato": typed["ny_dato"]} if typed["ny_dato"] else {})
    return do_and_return(
        request,
        _ACT,
        fields,
        form,
        head,
        lambda: _require_shown(desk, page, str(form.get("segl", "")), day_typed(typed["ny_dato"])),
    )


@router.get("/sager/{nummer}/breve/{dokument_id}/forsoeg/{nr}")
def earlier(desk: AtDesk, nummer: str, dokument_id: str, nr: str) -> Response:
    """The PDF that left with that try, whatever the letter has become since."""
    page = require_letter(desk, nummer, dokument_id)
    found = next((tried.pdf_sha256 for tried in page.forsoeg if str(tried.nr) == nr), None)
    if found is None:
        raise HTTPException(404, "intet_brev")
    name = f"{nummer}-{page.linje.brev}-{nr}.pdf"
    return Response(
        desk.store.get(found),
        media_type=PDF,
        headers={"content-disposition": f'inline; filename="{name}"'},
    )


@router.get("/sager/{nummer}/breve/{dokument_id}/{fil}")
def file(desk: AtDesk, nummer: str, dokument_id: str, fil: str) -> Response:
    """The stored bytes, under a name that says nothing of the citizen."""
    page = require_letter(desk, nummer, dokument_id)
    sha256 = {"pdf": page.pdf_sha256, "docx": page.docx_sha256}.get(fil)
    if sha256 is None:
        raise HTTPException(404, "intet_brev")
    media_type, disposition = _FILES[fil]
    name = f"{nummer}-{page.linje.brev}.{fil}"
    return Response(
        desk.store.get(sha256),
        media_type=media_type,
        headers={"content-disposition": f'{disposition}; filename="{name}"'},
    )


def require_letter(desk: Desk, nummer: str, dokument_id: str) -> LetterPage:
    """The letter of the case; a 404 where there is no such letter."""
    nr = number_of(dokument_id)
    page = letter_page(desk.office, desk.display, nummer, nr, desk.clock()) if nr is not None else None
    if page is None:
        raise HTTPException(404, "intet_brev")
    return page


def letter_and_problem(
    request: Request, nummer: str, dokument_id: str, problem: Problem, ny_dato: str = ""
) -> Response:
    """The letter's page with what was refused."""
    desk: Desk = request.app.state.desk
    page = require_letter(desk, nummer, dokument_id)
    return _page(request, nummer, page, {"ny_dato": ny_dato or _promised(page)}, problem)


def _require_shown(desk: Desk, page: LetterPage, segl: str, ny_dato: date | None) -> None:
    """Return where the newest draft is what was shown, with its date; raise FormChanged otherwise."""
    if page.nyere is not None:
        raise FormChanged("nyere_kladde")
    now = _preview(desk, page, ny_dato)
    if now.html is None:
        raise FormChanged("brev_ufaerdigt")
    if segl != now.segl:
        with_another_date = segl.partition(":")[0] != now.segl.partition(":")[0]
        raise FormChanged("dato_ikke_vist" if with_another_date else "brev_aendret")


def _page(
    request: Request, nummer: str, page: LetterPage, typed: Mapping[str, str], problem: Problem | None = None
) -> Response:
    desk: Desk = request.app.state.desk
    shown = _preview(desk, page, day_typed(typed["ny_dato"])) if page.linje.kladde else None
    return render(
        request,
        "pages/brev.html",
        status=problem.status if problem else 200,
        hoved=require_head(desk, nummer, str(page.forloeb_nr)),
        brev=page,
        visning=shown,
        ny_dato=typed["ny_dato"],
        dato_valgt=day_typed(typed["ny_dato"]) is not None,
        problem=problem,
    )


def _preview(desk: Desk, page: LetterPage, ny_dato: date | None = None) -> Preview:
    order = with_new_date(letter_order(desk.office, page.linje.id, desk.clock()), ny_dato)
    try:
        said = final_letter(desk, order)
        html = to_html(said.letter)
    except BadInput as error:
        return Preview(None, tuple(_missing(fault) for fault in error.faults), "")
    # docgen.html escapes every word that comes from a case.
    segl = f"{ny_dato or ''}:{hashlib.sha256(html.encode()).hexdigest()}"
    advice = check_letter(said.letter, desk.office.rulebook.klarsprog)
    return Preview(Markup(html), (), segl, advice, (*said.uden, *_boxes(said.letter)))  # noqa: S704 - see above


def _boxes(said: Letter) -> tuple[str, ...]:
    signs = unshown(to_text(said))
    return (reason("brev_tegn_uden_skrift", tegn=signs[:_MOST_SIGNS]),) if signs else ()


def final_letter(desk: Desk, order: LetterOrder) -> FromWord:
    """The letter as it would be sent now: as a caseworker's own Word file says, where there is one."""
    sender = desk.office.rulebook.letterhead
    if order.word_sha256 is None:
        return FromWord(compose(order.wording, order.facts, sender, order.recipient), ())
    return read_word(desk.store.get(order.word_sha256), order, sender, local_date(desk.clock()))


def with_new_date(order: LetterOrder, ny_dato: date | None) -> LetterOrder:
    """The order as it would be with the day that is being chosen for it."""
    facts: dict[str, Any] = {**order.facts, **({"ny_dato": ny_dato} if ny_dato else {})}
    return replace(order, facts=facts)


def _promised(page: LetterPage) -> str:
    return page.ny_dato.isoformat() if page.ny_dato else ""


def _missing(fault: Fault) -> str:
    return fault.reason if fault.file == WORD else f"{fault.key}: {fault.reason}"


def day_typed(text: str) -> date | None:
    """The day as a form sends it; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
