"""What the post says of a letter that has left: it is on its way, has come, or never will.

The post repeats itself, and its answers come in any order. The newest by the post's own clock counts; everything that
was said before it has been said already.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from casework.forloeb import OpenForloeb, open_forloeb
from casework.letters.letter_order import address_of, on_paper_instead
from casework.office import SYSTEM, Office
from casework.sending.forsendelser import set_off
from casework.sending.letter_effects import is_against_the_citizen
from casework.sending.modtagelse import by_post, came_later, count_as_not_received, count_as_received
from casework.staff import opgaver
from domain.calendar import local_date
from domain.case import DokumentTilstand, Kanal
from domain.events import Event
from domain.post import Postmelding, Poststatus
from domain.rules import Rolle
from persistence.tables import Dokument, Forsendelse

POST_FAILED = "posten_fejlede"
# So much may the post's clock be ahead of ours, and the order of what it says still holds.
_CLOCKS_DIFFER = timedelta(hours=1)
_ON_PAPER = {Rolle.BORGER: "digital_post_fejlede", Rolle.VAERGE: "vaerges_post_fejlede"}
_LEFT = frozenset({DokumentTilstand.SENDT, DokumentTilstand.MODTAGET})


class Svar(StrEnum):
    """What became of one answer."""

    TAGET = "taget"
    KENDT = "kendt"
    UKENDT = "ukendt"
    SENERE = "senere"


def take(office: Office, melding: Postmelding, now: datetime) -> Svar:
    """The case stands as the post says; the same answer twice, or an older one, changes nothing."""
    with office.register.write() as uow:
        attempt = uow.documents.forsendelse(melding.besked_id)
        if attempt is None:
            return Svar.UKENDT
        letter = uow.session.get_one(Dokument, attempt.dokument_id)
        if attempt.sendt is None and attempt.opgivet is None:
            # The post was faster than the step that tells the register that the letter has left.
            return Svar.SENERE
        # A post whose clock is ahead of ours (by years) must not silence what it says later.
        if melding.tid > now + _CLOCKS_DIFFER:
            melding = replace(melding, tid=now)
        if _said_before(attempt, melding):
            return Svar.KENDT
        heed(open_forloeb(office, uow, letter.forloeb_id, actor=SYSTEM, now=now), letter, attempt, melding)
        return Svar.TAGET


def heed(forloeb: OpenForloeb, letter: Dokument, attempt: Forsendelse, melding: Postmelding) -> None:
    """The answer stands in the journal, and the letter and its clocks are as it says.

    An answer about a try that was given up for another is remembered, and moves nothing.
    """
    attempt.status, attempt.meldt, attempt.kode = melding.status.value, melding.tid, melding.kode
    detail = {"status": melding.status.value, "kanal": attempt.kanal, "dokument": letter.id}
    forloeb.tell(Event.POST_MELDT, letter.brev, {**detail, "til": letter.til})
    newest = forloeb.uow.documents.newest_forsendelse(letter.id)
    if newest is not None and newest.id == attempt.id and letter.tilstand in _LEFT:
        _take_effect(forloeb, letter, attempt, melding)


def _said_before(attempt: Forsendelse, melding: Postmelding) -> bool:
    if attempt.meldt is None or attempt.status is None:
        return False
    return (melding.tid, melding.status.rank) <= (attempt.meldt, Poststatus(attempt.status).rank)


def _take_effect(forloeb: OpenForloeb, letter: Dokument, attempt: Forsendelse, melding: Postmelding) -> None:
    # Never before the letter left, and never in the future, whatever the post's clock says.
    sent = attempt.sendt or forloeb.now
    happened = min(max(melding.tid, sent), forloeb.now)
    match melding.status:
        case Poststatus.AFLEVERET:
            _came(forloeb, letter, happened)
        case Poststatus.AFSENDT:
            _left_by_post(forloeb, letter, happened)
        case Poststatus.FEJLET:
            _never_came(forloeb, letter, attempt)
        case Poststatus.UNDERVEJS:
            pass


def _came(forloeb: OpenForloeb, letter: Dokument, came: datetime) -> None:
    """It came then. One that was counted from an earlier day is counted anew, never the other way."""
    _nobody_looks_for(forloeb, letter)
    if letter.tilstand == DokumentTilstand.SENDT:
        count_as_received(forloeb, letter, came)
    elif came_later(letter, came):
        count_as_not_received(forloeb, letter, "senere")
        count_as_received(forloeb, letter, came)


def _left_by_post(forloeb: OpenForloeb, letter: Dokument, left: datetime) -> None:
    """The days that paper takes count from when the post got it, where that is later than it was thought."""
    if letter.kanal != Kanal.FYSISK_POST:
        return
    expected = by_post(forloeb.office, local_date(left))
    if letter.tilstand == DokumentTilstand.SENDT:
        letter.modtages = max(letter.modtages or expected, expected)
    elif came_later(letter, expected):
        count_as_not_received(forloeb, letter, "senere")
        letter.modtages = expected


def _never_came(forloeb: OpenForloeb, letter: Dokument, attempt: Forsendelse) -> None:
    """It counts as received no more: it goes on paper where it can, and somebody is asked to look where it cannot."""
    detail = {"til": letter.til, "kanal": attempt.kanal, "kode": POST_FAILED, "dokument": letter.id}
    forloeb.tell(Event.BREV_FEJLET, letter.brev, detail)
    _nobody_looks_for(forloeb, letter)
    count_as_not_received(forloeb, letter, "fejlet")
    letter.modtages = None
    if _goes_on_paper(forloeb, letter, attempt):
        letter.tilstand = DokumentTilstand.DANNET.value
        on_paper_instead(forloeb.uow, letter, forloeb.row)
        set_off(forloeb.uow, letter, Kanal.FYSISK_POST, forloeb.now, forloeb.now)
        forloeb.tell(Event.BREV_TIL_PRINT, letter.brev, {"til": letter.til, "dokument": letter.id})
        opgaver.give(forloeb, _ON_PAPER[Rolle(letter.til)], Rolle.SAGSBEHANDLER)
        return
    letter.tilstand = DokumentTilstand.FEJLET.value
    opgaver.give(forloeb, "ret_fejlet_brev", Rolle.SAGSBEHANDLER, note=POST_FAILED)


def _nobody_looks_for(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The task of finding this letter's receipt is done, where one was given: another letter's stays."""
    if letter.tilstand == DokumentTilstand.SENDT and letter.modtages is None:
        opgaver.close(forloeb, "find_kvittering")


def _goes_on_paper(forloeb: OpenForloeb, letter: Dokument, attempt: Forsendelse) -> bool:
    """The same letter may go by another way: not one whose day cannot be kept then, nor to somebody who is dead."""
    if attempt.kanal != Kanal.DIGITAL_POST or forloeb.borger.doed is not None:
        return False
    if letter.til not in {Rolle.BORGER, Rolle.VAERGE} or not _is_theirs(forloeb, letter):
        return False
    lives_somewhere = (address_of(forloeb.uow, letter, forloeb.row) or "").strip()
    return bool(lives_somewhere) and not is_against_the_citizen(forloeb, letter)


def _is_theirs(forloeb: OpenForloeb, letter: Dokument) -> bool:
    """False of a copy to somebody who is guardian no more: it must not follow them on paper."""
    sealed = forloeb.uow.documents.envelope_of(letter) or {}
    return letter.til == Rolle.BORGER or sealed.get("navn") == forloeb.borger.vaerge
