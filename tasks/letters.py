"""Letters: made and stored, then sent; each half may run twice and leaves one letter."""

import logging
from datetime import datetime

from casework.drafts import RENDER, SEND
from casework.letters.letter_order import LetterOrder, Til, address_of_vaerge, letter_order
from casework.letters.word_retur import as_made, read_word
from casework.sending.delivery import mark_done, mark_sent, mark_stored, receive
from casework.sending.vaergekopier import StoredFile, StoredLetter
from casework.sending.ved_afsendelse import found_since, make_anew
from docgen.docx import to_docx
from docgen.letter import Letter, as_copy, compose
from docgen.pdf import to_pdf
from docgen.text import to_text
from domain.calendar import local_date
from domain.case import DokumentTilstand
from domain.errors import AlreadySent, BadInput, Final
from domain.vaerge import Kopi
from tasks.channels.port import Envelope
from tasks.effects import Effect, attempt_each, surprise
from tasks.runtime import Runtime, current
from tasks.step import step

log = logging.getLogger("sagsgang.breve")
# One that was dropped between a try and the register's learning of it has reached its reader all the same.
_MAY_HAVE_LEFT = frozenset({DokumentTilstand.DANNET, DokumentTilstand.BORTFALDET})


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


def _render(runtime: Runtime, effect: Effect) -> None:
    order = letter_order(runtime.office, effect.dokument_id, runtime.now())
    if order.tilstand != DokumentTilstand.GODKENDT:
        mark_done(runtime.office, effect.row_id, runtime.now())
        return
    to = (order.recipient, order.recipient_id, order.kanal)
    if order.kopi_af is not None:
        kept = _copy(runtime, _copied_letter(runtime, order.kopi_af), to)
        mark_stored(runtime.office, effect.row_id, order, kept, runtime.now())
        return
    word = runtime.store.get(order.word_sha256) if order.word_sha256 else None
    letter = _now(order, word, runtime)
    _require_hidden(letter, order.skjult)
    kept = _stored(runtime, letter, word, to)
    copy = None
    if order.kopi is Kopi.SENDES:
        copy = _copy(runtime, letter, address_of_vaerge(runtime.office, order.forloeb_id))
    mark_stored(runtime.office, effect.row_id, order, kept, runtime.now(), copy)


def _copied_letter(runtime: Runtime, dokument_id: int) -> Letter:
    """What the citizen's letter says: as it was made, whatever the case has become since."""
    order = letter_order(runtime.office, dokument_id, runtime.now())
    if order.tilstand == DokumentTilstand.GODKENDT or order.docx_sha256 is None:
        # It is on its way to be made anew itself.
        return _now(order, runtime.store.get(order.word_sha256) if order.word_sha256 else None, runtime)
    return as_made(runtime.store.get(order.docx_sha256), order, runtime.office.rulebook.letterhead)


def _copy(runtime: Runtime, letter: Letter, to: Til) -> StoredLetter:
    """The guardian's copy of the letter is stored: the same letter in another envelope, and says why they get it."""
    post = runtime.office.rulebook.vaerge
    return _stored(runtime, as_copy(letter, to[0], post.titel, post.besked), None, to)


def _stored(runtime: Runtime, letter: Letter, word: bytes | None, to: Til) -> StoredLetter:
    pdf, docx = (runtime.store.put(content) for content in (to_pdf(letter), word or to_docx(letter)))
    return StoredLetter(
        pdf=StoredFile(pdf.sha256, pdf.size, pdf.key_id),
        docx=StoredFile(docx.sha256, docx.size, docx.key_id),
        til=to,
    )


def _now(order: LetterOrder, word: bytes | None, runtime: Runtime) -> Letter:
    """The letter as the case is now, or as a caseworker's own file says; a case that has changed since stops that one."""
    sender = runtime.office.rulebook.letterhead
    if word is None:
        return compose(order.wording, order.facts, sender, order.recipient)
    try:
        return read_word(word, order, sender, local_date(runtime.now())).letter
    except BadInput:
        raise Final("word_passer_ikke") from None


def _require_hidden(letter: Letter, hidden: tuple[str, ...]) -> None:
    """Return where no line of a protected address stands in the letter, whoever wrote it there."""
    text = " ".join(to_text(letter).split()).casefold()
    if any(" ".join(line.split()).casefold() in text for line in hidden):
        raise Final("beskyttet_adresse")


def _send(runtime: Runtime, effect: Effect) -> None:
    order = letter_order(runtime.office, effect.dokument_id, runtime.now())
    # A letter that has left before a crash cannot be held back: then only the register has to learn of it.
    left = order.tilstand in _MAY_HAVE_LEFT and runtime.letters.has_left(effect.key)
    if order.tilstand != DokumentTilstand.DANNET and not left:
        mark_done(runtime.office, effect.row_id, runtime.now())
        return
    fund = None if left else found_since(runtime.office, order, runtime.now())
    if fund is not None and fund.stops:
        raise Final(fund.value)
    if fund is not None:
        make_anew(runtime.office, effect.row_id, effect.dokument_id, fund, runtime.now())
        return
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
        title=order.wording.title_to(order.reader),
        pdf=runtime.store.get(order.pdf_sha256),
        docx=runtime.store.get(order.docx_sha256),
        sent_at=runtime.now(),
        made_at=order.made_at,
        paragraf=order.paragraf,
        moede=order.moede,
    )
    try:
        receipt = runtime.letters.send(envelope).reference
    except AlreadySent:
        receipt = effect.key
    mark_sent(runtime.office, effect.row_id, order.dokument_id, order.kanal, receipt, runtime.now())
