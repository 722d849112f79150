"""A draft as a file: fetched as PDF or Word, and laid in again from Word as the letter that will be sent."""

from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from casework.letters.letter_order import letter_order
from casework.letters.word_retur import MOST_BYTES, WORD, keep_word, read_word
from docgen.docx import to_docx
from docgen.pdf import to_pdf
from domain.calendar import local_date
from domain.errors import BadInput, Fault
from persistence.documents_register import DOCX, PDF
from web.acting import do_act, on_refusal, require_head
from web.desk import AtDesk, Desk, Posted, go_to
from web.pages.letter import day_typed, final_letter, letter_and_problem, require_letter, with_new_date
from web.refusals import FormChanged

router = APIRouter()
_ACT = "erstat_med_word"
_FORMS = {"pdf": (PDF, "inline"), "docx": (DOCX, "attachment")}


@router.get("/sager/{nummer}/breve/{dokument_id}/kladde/{form}")
def draft_as_file(desk: AtDesk, nummer: str, dokument_id: str, form: str, ny_dato: str = "") -> Response:
    """The draft as it would be sent now; in Word the very file that was laid in, where one was."""
    page = require_letter(desk, nummer, dokument_id)
    if not page.linje.kladde or form not in _FORMS:
        raise HTTPException(404, "intet_brev")
    media_type, disposition = _FORMS[form]
    name = f"{nummer}-{page.linje.brev}-kladde.{form}"
    return Response(
        _as_file(desk, page.linje.id, form, day_typed(ny_dato)),
        media_type=media_type,
        headers={"content-disposition": f'{disposition}; filename="{name}"'},
    )


@router.post("/sager/{nummer}/breve/{dokument_id}/word")
def lay_in(request: Request, desk: AtDesk, nummer: str, dokument_id: str, form: Posted) -> Response:
    """The file is what will be sent, once it has been read and found whole; without one the program's letter is again."""
    page = require_letter(desk, nummer, dokument_id)
    head = require_head(desk, nummer, str(page.forloeb_nr))
    typed = str(form.get("ny_dato", ""))
    on_refusal(request, lambda problem: letter_and_problem(request, nummer, dokument_id, problem, typed))
    if page.nyere is not None:
        raise FormChanged("nyere_kladde")
    fields: dict[str, Any] = {"brev": page.linje.brev}
    if "fortryd" not in form:
        if page.kraever_dato and day_typed(typed) is None:
            raise BadInput([Fault("brev", "ny_dato", desk.display.say("felt_fejl", "mangler"))])
        fields["sha256"] = _kept(desk, page.linje.id, _content(desk, form), day_typed(typed))
        if page.kraever_dato and typed:
            fields["ny_dato"] = typed
    do_act(request, _ACT, fields, form, head)
    return go_to(f"/sager/{nummer}/breve/{dokument_id}", _ACT)


def _as_file(desk: Desk, dokument_id: int, form: str, ny_dato: date | None) -> bytes:
    order = with_new_date(letter_order(desk.office, dokument_id, desk.clock()), ny_dato)
    if form == "docx" and order.word_sha256:
        return desk.store.get(order.word_sha256)
    letter = final_letter(desk, order).letter
    return to_pdf(letter) if form == "pdf" else to_docx(letter)


def _content(desk: Desk, form: FormData) -> bytes:
    sent = form.get("fil")
    content = sent.file.read(MOST_BYTES + 1) if isinstance(sent, UploadFile) else b""
    if not content:
        raise BadInput([Fault(WORD, "fil", desk.display.say("felt_fejl", "mangler"))])
    return content


def _kept(desk: Desk, dokument_id: int, content: bytes, ny_dato: date | None) -> str:
    now = desk.clock()
    order = with_new_date(letter_order(desk.office, dokument_id, now), ny_dato)
    read_word(content, order, desk.office.rulebook.letterhead, local_date(now))
    return keep_word(desk.office, desk.store, content, now)
