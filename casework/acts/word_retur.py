"""A caseworker's own Word file instead of the program's letter: the draft's final form, until it is taken back."""

from datetime import date

from casework import drafts
from casework.act import Act, Tekst
from casework.dates import require_known
from casework.forloeb import OpenForloeb
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from domain.events import Event
from persistence.tables import Dokument


class ErstatMedWord(Act):
    """`sha256` names a file that has been kept for it; without it the program's own letter is the final one again.

    `ny_dato` is the day that the file promises, where the letter puts off an answer.
    """

    brev: Tekst
    sha256: Tekst | None = None
    ny_dato: date | None = None


def replace_with_word(forloeb: OpenForloeb, act: ErstatMedWord) -> None:
    """The newest draft, or the letter that did not leave, is sent as the file says; ActRefused where none waits."""
    letter = _waiting(forloeb, act.brev)
    # What another file held is never sent under this letter: it is read and held against the case once more when it is made.
    if act.sha256 is not None and not forloeb.uow.documents.has_word_file(act.sha256):
        raise ActRefused("ukendt", key="ukendt.word_fil")
    if act.sha256 is None and letter.word_sha256 is None:
        raise ActRefused("ukendt", key="ukendt.word_at_fortryde")
    require_known(forloeb, act.ny_dato)
    if act.ny_dato is not None and act.ny_dato <= forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.ny_dato")
    # The file says one day, and the draft is approved with that one or not at all; what was approved keeps its own.
    if letter.tilstand == DokumentTilstand.KLADDE:
        letter.ny_dato = act.ny_dato if act.sha256 else None
    if letter.word_sha256 == act.sha256:
        return
    before, letter.word_sha256 = letter.word_sha256, act.sha256
    event = Event.BREV_RETTET_I_WORD if act.sha256 else Event.BREV_WORD_FORTRUDT
    forloeb.tell(
        event,
        letter.brev,
        {"til": letter.til, "dokument": letter.id, "sha256": act.sha256, "foer": before},
    )


def _waiting(forloeb: OpenForloeb, brev: str) -> Dokument:
    found = forloeb.uow.documents.newest_draft(forloeb.id, brev)
    if found is not None:
        return found
    failed = forloeb.uow.documents.in_state(forloeb.id, DokumentTilstand.FEJLET)
    return next((row for row in reversed(failed) if row.brev == brev), None) or drafts.newest_draft(
        forloeb, brev
    )
