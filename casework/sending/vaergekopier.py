"""The guardian's copy of a citizen's letter: a letter of its own, with its own envelope, bytes and answers from the post."""

from dataclasses import dataclass
from datetime import datetime

from casework.forloeb import OpenForloeb
from casework.letters.letter_order import LetterOrder, Til, seal_envelope
from casework.sending.forsendelser import set_off
from casework.staff import opgaver
from casework.vaergekopi import SPOERG_VAERGE
from domain.case import DokumentTilstand
from domain.events import Event
from domain.rules import Rolle
from domain.vaerge import Kopi
from persistence.documents_register import DOCX, PDF
from persistence.tables import Dokument
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class StoredFile:
    sha256: str
    size: int
    key_id: str


@dataclass(frozen=True)
class StoredLetter:
    """A letter's two files, and whom they go to by which way."""

    pdf: StoredFile
    docx: StoredFile
    til: Til


def keep_files(
    uow: UnitOfWork, letter: Dokument, order: LetterOrder, kept: StoredLetter, now: datetime
) -> None:
    """The letter's bytes and envelope are known to the register."""
    for file, media_type in ((kept.pdf, PDF), (kept.docx, DOCX)):
        uow.documents.add_file(file.sha256, file.size, media_type, file.key_id, now)
    letter.pdf_sha256, letter.docx_sha256 = kept.pdf.sha256, kept.docx.sha256
    letter.ordlyd_version = order.wording.version
    if letter.til != Rolle.JOURNAL:
        seal_envelope(uow, letter, kept.til, adressebeskyttet=order.adressebeskyttet)


def keep_copy(forloeb: OpenForloeb, letter: Dokument, order: LetterOrder, kept: StoredLetter | None) -> None:
    """The guardian's copy waits to be sent beside the letter, once; where nobody knows enough, somebody is asked.

    A copy that has its bytes is left as it is: it is made anew by its own act.
    """
    uow = forloeb.uow
    if order.kopi is Kopi.UVIST and uow.cases.open_task(forloeb.id, SPOERG_VAERGE) is None:
        opgaver.give(forloeb, SPOERG_VAERGE, Rolle.SAGSBEHANDLER)
    if kept is None or uow.documents.copies_of(letter.id):
        return
    copy = uow.add(
        Dokument(
            forloeb_id=letter.forloeb_id,
            noegle=forloeb.office.new_key(),
            brev=letter.brev,
            til=Rolle.VAERGE.value,
            modtager=kept.til[0].name,
            tilstand=DokumentTilstand.DANNET.value,
            refs=dict(letter.refs),
            ord=dict(letter.ord),
            oprettet=forloeb.now,
            godkendt=letter.godkendt,
            godkendt_af=letter.godkendt_af,
            ny_dato=letter.ny_dato,
            kopi_af=letter.id,
        )
    )
    keep_files(uow, copy, order, kept, forloeb.now)
    forloeb.tell(
        Event.BREV_GODKENDT, letter.brev, {"til": copy.til, "dokument": copy.id, "kopi_af": letter.id}
    )
    set_off(uow, copy, kept.til[2], forloeb.due_at, forloeb.now)


def principal(uow: UnitOfWork, letter: Dokument) -> Dokument:
    """The citizen's letter that this one is, or is a copy of."""
    return letter if letter.kopi_af is None else uow.session.get_one(Dokument, letter.kopi_af)


def received_by_all(uow: UnitOfWork, letter: Dokument) -> datetime | None:
    """When the last of those who get the letter had it; None while one of them has not."""
    first = principal(uow, letter)
    came = [row.modtaget for row in (first, *uow.documents.copies_of(first.id))]
    known = [moment for moment in came if moment is not None]
    return max(known) if len(known) == len(came) else None
