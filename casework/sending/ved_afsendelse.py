"""What has come about since the letter was made, and is known only when it is about to leave."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from casework import drafts, samtykker
from casework.forloeb import open_forloeb
from casework.letters.letter_order import LetterOrder, vaerge_address
from casework.office import SYSTEM, Office
from casework.sending import forsendelser
from domain.case import DokumentTilstand, Kanal
from domain.events import Event
from domain.rules import Rolle
from domain.vaerge import Kopi
from persistence.tables import Borger, Dokument
from persistence.unit_of_work import UnitOfWork


class Fund(StrEnum):
    """Why the letter cannot leave as it is."""

    MODTAGER_DOED = "modtager_doed"
    VAERGE = "vaerge_kommet_til"
    VAERGE_OPHOERT = "vaerge_ophoert"
    VAERGE_FAAR_KOPI = "vaerge_faar_kopi"
    VAERGE_AENDRET = "vaerge_aendret"
    SAMTYKKE = "samtykke_mangler"
    FRITAGET = "fritaget"
    ADRESSEBESKYTTET = "adressebeskyttet"

    @property
    def stops(self) -> bool:
        """True where a person has to decide; the rest is mended by making the letter anew from the case as it is."""
        return self in {Fund.MODTAGER_DOED, Fund.VAERGE, Fund.VAERGE_OPHOERT, Fund.SAMTYKKE}


def found_since(office: Office, order: LetterOrder, now: datetime) -> Fund | None:
    """The weightiest thing that the letter does not know; None where it may leave."""
    with office.register.read() as uow:
        letter = uow.session.get_one(Dokument, order.dokument_id)
        borger = uow.cases.read(letter.forloeb_id).sag.borger
        sealed = uow.documents.envelope_of(letter) or {}
        if letter.til == Rolle.BORGER:
            return _of_citizens(uow, letter, borger, sealed, order.kopi)
        if letter.til == Rolle.VAERGE:
            return _of_copy(uow, borger, sealed, order.kopi)
        # Days may pass between yes and post: what the citizen has taken back meanwhile is told to nobody.
        as_it_stands = open_forloeb(office, uow, letter.forloeb_id, actor=SYSTEM, now=now)
        if samtykker.sending_stops(as_it_stands, letter):
            return Fund.SAMTYKKE
        newly = borger.adressebeskyttet and not sealed.get("adressebeskyttet", False)
        return Fund.ADRESSEBESKYTTET if newly else None


def _of_citizens(
    uow: UnitOfWork, letter: Dokument, borger: Borger, sealed: Mapping[str, Any], kopi: Kopi
) -> Fund | None:
    if borger.doed is not None:
        return Fund.MODTAGER_DOED
    # Whoever approved the letter did not know of the guardian, who may have to get it as well.
    since = (
        borger.vaerge and borger.vaerge_siden and letter.godkendt and borger.vaerge_siden > letter.godkendt
    )
    if since and kopi is Kopi.UVIST:
        return Fund.VAERGE
    if since and kopi is Kopi.SENDES and not uow.documents.copies_of(letter.id):
        return Fund.VAERGE_FAAR_KOPI
    if sealed.get("kanal") == Kanal.DIGITAL_POST and not borger.digital_post:
        return Fund.FRITAGET
    return None


def _of_copy(uow: UnitOfWork, borger: Borger, sealed: Mapping[str, Any], kopi: Kopi) -> Fund | None:
    """A copy goes to nobody but the one who is guardian when it leaves, and where they are reached then."""
    if borger.doed is not None:
        return Fund.MODTAGER_DOED
    if kopi is not Kopi.SENDES:
        return Fund.VAERGE_OPHOERT
    recipient, number, kanal = vaerge_address(uow, borger)
    now = (recipient.name, list(recipient.address), number, kanal)
    then = (sealed.get("navn"), sealed.get("adresse"), sealed.get("id"), sealed.get("kanal"))
    # What the post could not deliver goes on paper, whatever the card says of the way.
    on_paper = sealed.get("kanal") == Kanal.FYSISK_POST and now[:3] == then[:3]
    return None if now == then or on_paper else Fund.VAERGE_AENDRET


def make_anew(office: Office, row_id: int, dokument_id: int, fund: Fund, now: datetime) -> None:
    """The letter is on its way once more, made from the case as it is now; the journal says why. Twice changes nothing."""
    with office.register.write() as uow:
        row = uow.outbox.done(row_id, now)
        letter = uow.session.get_one(Dokument, dokument_id)
        if letter.tilstand != DokumentTilstand.DANNET:
            return
        forloeb = open_forloeb(office, uow, letter.forloeb_id, actor=SYSTEM, now=now, due_at=row.due_at)
        # The guardian's copy says what the letter says: where it has not left either, it is made anew with it.
        for each in (letter, *uow.documents.copies_of(letter.id)):
            if each.tilstand == DokumentTilstand.DANNET:
                forsendelser.take_back(uow, each, now)
                detail = {"til": each.til, "hvorfor": fund.value, "dokument": each.id}
                forloeb.tell(Event.BREV_AD_ANDEN_VEJ, each.brev, detail)
                drafts.make_again(forloeb, each)
