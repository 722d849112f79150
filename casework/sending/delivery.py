"""Taking the result back: a letter has been stored, sent, received, or could not be."""

from collections.abc import Collection
from datetime import date, datetime

from casework.acts.contact import tell_of_contact
from casework.forloeb import OpenForloeb, open_forloeb
from casework.letters.letter_order import LetterOrder
from casework.office import SYSTEM, Office
from casework.sending.forsendelser import has_left, set_off
from casework.sending.letter_effects import when_copy_sent, when_sent, when_sent_again
from casework.sending.modtagelse import by_post, confirmed_by, count_as_received
from casework.sending.vaergekopier import StoredLetter, keep_copy, keep_files
from casework.staff import morgenpost, opgaver
from casework.staff.husets_varsler import warn_of_failed
from domain.calendar import local_date
from domain.case import DokumentTilstand, Kanal
from domain.events import Event
from domain.letters import Reader
from domain.rules import Rolle
from persistence.tables import Dokument

# States from which a letter is past being stored, or sent: the step has been done before.
_STORED = frozenset(
    {DokumentTilstand.DANNET, DokumentTilstand.GEMT, DokumentTilstand.SENDT, DokumentTilstand.MODTAGET}
)
_NOT_TO_SEND = frozenset({DokumentTilstand.SENDT, DokumentTilstand.MODTAGET, DokumentTilstand.BORTFALDET})
_GONE = frozenset({DokumentTilstand.SENDT, DokumentTilstand.MODTAGET})


def mark_stored(
    office: Office,
    row_id: int,
    order: LetterOrder,
    kept: StoredLetter,
    now: datetime,
    copy: StoredLetter | None = None,
) -> None:
    """The letter's bytes and envelope are known to the register, and sending it waits in the outbox; twice changes nothing.

    So it is with the guardian's copy, in the same transaction: there is no moment when one of them is lost.
    """
    with office.register.write() as uow:
        letter = uow.session.get_one(Dokument, order.dokument_id)
        row = uow.outbox.done(row_id, now)
        if letter.tilstand in _STORED or letter.tilstand == DokumentTilstand.BORTFALDET:
            return
        keep_files(uow, letter, order, kept, now)
        forloeb = open_forloeb(office, uow, letter.forloeb_id, actor=SYSTEM, now=now, due_at=row.due_at)
        if order.reader is Reader.JOURNAL:
            letter.tilstand = DokumentTilstand.GEMT.value
            forloeb.record(Event.BREV_GEMT, letter.brev, detail={"dokument": letter.id})
            return
        letter.tilstand = DokumentTilstand.DANNET.value
        set_off(uow, letter, kept.til[2], row.due_at, now)
        keep_copy(forloeb, letter, order, copy)


def mark_sent(
    office: Office, row_id: int, dokument_id: int, kanal: Kanal, receipt: str, now: datetime
) -> None:
    """The letter has left: what it answers is ended, what it starts is started; twice changes nothing.

    One that was dropped while it was being tried has left all the same, and is told of as sent.
    Digital Post counts as received the same day, or when the post confirms it where the municipality waits for that;
    paper after the rule's working days (07:00 Danish time).
    """
    with office.register.write() as uow:
        letter = uow.session.get_one(Dokument, dokument_id)
        row = uow.outbox.done(row_id, now)
        if letter.tilstand in _GONE:
            return
        forloeb = open_forloeb(office, uow, letter.forloeb_id, actor=SYSTEM, now=now, due_at=row.due_at)
        has_left(uow, letter, row.key, now)
        before = _sent_before(letter)
        letter.tilstand, letter.sendt = DokumentTilstand.SENDT.value, now
        letter.kanal, letter.kvittering = kanal.value, receipt
        if letter.kopi_af is not None:
            when_copy_sent(forloeb, letter)
        elif before is not None:
            when_sent_again(forloeb, letter, before)
        else:
            when_sent(forloeb, letter)
            if letter.til == Rolle.BORGER:
                tell_of_contact(forloeb, letter.brev)
        if kanal is Kanal.FYSISK_POST:
            letter.modtages = by_post(office, forloeb.day)
        elif office.rulebook.post.kvittering.afventes:
            letter.modtages = confirmed_by(office, forloeb.day)
        else:
            count_as_received(forloeb, letter, now)


def receive(office: Office, dokument_id: int, now: datetime) -> None:
    """A letter by post counts as received; twice changes nothing.

    A digital one that the post should have confirmed by now is somebody's to look for.
    """
    with office.register.write() as uow:
        letter = uow.session.get_one(Dokument, dokument_id)
        if letter.modtages is None or letter.tilstand != DokumentTilstand.SENDT:
            return
        forloeb = open_forloeb(office, uow, letter.forloeb_id, actor=SYSTEM, now=now, due_at=letter.modtages)
        if letter.kanal == Kanal.DIGITAL_POST and office.rulebook.post.kvittering.afventes:
            letter.modtages = None
            opgaver.give(forloeb, "find_kvittering", Rolle.SAGSBEHANDLER, note=letter.brev)
            return
        # The day it came is a fact of the post, also where the engine learns of it later: klage is counted from there.
        count_as_received(forloeb, letter, letter.modtages)


def mark_failed(office: Office, row_id: int, code: str, now: datetime) -> None:
    """The effect waits for a person: a task says so, and a letter is shown as failed."""
    with office.register.write() as uow:
        row = uow.outbox.failed(row_id, code)
        if row.kind == morgenpost.KIND:
            warn_of_failed(uow, row, now)
        if row.forloeb_id is None:
            return
        dokument_id = row.payload.get("dokument")
        if dokument_id is None:
            _ask_to_look(open_forloeb(office, uow, row.forloeb_id, actor=SYSTEM, now=now), code)
            return
        letter = uow.session.get_one(Dokument, dokument_id)
        if letter.tilstand in _NOT_TO_SEND:
            # Another worker sent it, or somebody dropped it, while this one was trying: nothing has failed.
            uow.outbox.done(row_id, now)
            return
        letter.tilstand = DokumentTilstand.FEJLET.value
        forloeb = open_forloeb(office, uow, row.forloeb_id, actor=SYSTEM, now=now)
        forloeb.tell(Event.BREV_FEJLET, letter.brev, {"til": letter.til, "kode": code, "dokument": letter.id})
        opgaver.give(forloeb, "ret_fejlet_brev", Rolle.SAGSBEHANDLER, note=code)


def mark_done(office: Office, row_id: int, now: datetime) -> None:
    with office.register.write() as uow:
        uow.outbox.done(row_id, now)


def mark_again(office: Office, row_id: int, at: datetime, code: str) -> None:
    with office.register.write() as uow:
        uow.outbox.again(row_id, at, code)


def release(office: Office, workers: Collection[str]) -> int:
    """What these workers held may be tried by others at once; says how many effects."""
    with office.register.write() as uow:
        return uow.outbox.release(workers)


def _ask_to_look(forloeb: OpenForloeb, code: str) -> None:
    # Quiet, and once: a notice that fails must not give birth to another.
    if forloeb.uow.cases.open_task(forloeb.id, "ret_fejlet_besked") is None:
        opgaver.give(forloeb, "ret_fejlet_besked", Rolle.SAGSBEHANDLER, note=code, quiet=True)


def _sent_before(letter: Dokument) -> tuple[Kanal, date] | None:
    """By which way and on which day the letter left before; None the first time."""
    if letter.sendt is None:
        return None
    return Kanal(letter.kanal or Kanal.DIGITAL_POST), local_date(letter.sendt)
