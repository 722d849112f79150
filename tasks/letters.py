"""Letters: made and stored, then sent; each half may run twice and leaves one letter."""

import logging
from datetime import datetime

from casework.drafts import RENDER, SEND
from casework.letters.letter_order import LetterOrder, letter_order
from casework.sending.delivery import StoredFile, mark_done, mark_sent, mark_stored, receive
from docgen.docx import to_docx
from docgen.letter import Letter, compose
from docgen.pdf import to_pdf
from domain.case import DokumentTilstand
from domain.errors import AlreadySent, Final
from tasks.channels.port import Envelope
from tasks.effects import Effect, attempt_each, surprise
from tasks.runtime import Runtime, current
from tasks.step import step

log = logging.getLogger("sagsgang.breve")


@step("dan breve")
def render_letters(effects: list[Effect]) -> None:
    """Every approved letter is stored as bytes, Word and PDF, and waits to be sent."""
    attempt_each((effect for effect in effects if effect.kind == RENDER), _render)


@step("send breve")
def send_letters(effects: list[Effect]) -> None:
    """Every stored letter has left by the recipient's channel."""
    attempt_each((effect for effect in effects if effect.kind == SEND), _send)


def receive_letters(until: datetime) -> int:
    """Letters by post that count as received at or before `until` are so; says how many."""
    runtime = current()
    with runtime.office.register.read() as uow:
        due = uow.documents.receipts_due(until, 500)
    return sum(_receive_one(runtime, dokument_id) for dokument_id in due)


def _receive_one(runtime: Runtime, dokument_id: int) -> bool:
    try:
        receive(runtime.office, dokument_id, runtime.now())
    except Exception as error:  # noqa: BLE001 - one case's surprise must not stop the sweep; it is logged by kind and place
        log.warning("modtagelse_udsat", extra={"dokument": dokument_id, **surprise(error)})
        return False
    return True


def letter_of(order: LetterOrder, runtime: Runtime) -> Letter:
    """The letter as it would be sent now."""
    return compose(order.wording, order.facts, runtime.office.rulebook.letterhead, order.recipient)


def _render(runtime: Runtime, effect: Effect) -> None:
    order = letter_order(runtime.office, effect.dokument_id, runtime.now())
    if order.tilstand != DokumentTilstand.GODKENDT:
        mark_done(runtime.office, effect.row_id, runtime.now())
        return
    letter = letter_of(order, runtime)
    pdf, docx = (runtime.store.put(content) for content in (to_pdf(letter), to_docx(letter)))
    mark_stored(
        runtime.office,
        effect.row_id,
        order,
        StoredFile(pdf.sha256, pdf.size, pdf.key_id),
        StoredFile(docx.sha256, docx.size, docx.key_id),
        runtime.now(),
    )


def _send(runtime: Runtime, effect: Effect) -> None:
    order = letter_order(runtime.office, effect.dokument_id, runtime.now())
    if order.tilstand != DokumentTilstand.DANNET:
        mark_done(runtime.office, effect.row_id, runtime.now())
        return
    if order.borger_doed:
        raise Final("modtager_doed")
    assert order.pdf_sha256 is not None and order.docx_sha256 is not None  # noqa: PT018 - stored together
    envelope = Envelope(
        key=effect.key,
        slug=order.brev,
        sagsnr=order.sagsnummer,
        reader=order.reader,
        recipient_name=order.recipient.name,
        recipient_id=order.recipient_id,
        recipient_address=order.recipient.address,
        kanal=order.kanal.value,
        title=order.wording.title,
        pdf=runtime.store.get(order.pdf_sha256),
        docx=runtime.store.get(order.docx_sha256),
        sent_at=runtime.now(),
    )
    try:
        receipt = runtime.letters.send(envelope).reference
    except AlreadySent:
        receipt = effect.key
    mark_sent(runtime.office, effect.row_id, order.dokument_id, order.kanal, receipt, runtime.now())
