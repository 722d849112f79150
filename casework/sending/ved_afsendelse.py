"""What has come about since the letter was made, and is known only when it is about to leave."""

from datetime import datetime
from enum import StrEnum

from casework import drafts, samtykker
from casework.forloeb import open_forloeb
from casework.office import SYSTEM, Office
from casework.sending import forsendelser
from domain.case import DokumentTilstand, Kanal
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Dokument


class Fund(StrEnum):
    """Why the letter cannot leave as it is."""

    MODTAGER_DOED = "modtager_doed"
    VAERGE = "vaerge_kommet_til"
    SAMTYKKE = "samtykke_mangler"
    FRITAGET = "fritaget"
    ADRESSEBESKYTTET = "adressebeskyttet"

    @property
    def stops(self) -> bool:
        """True where a person has to decide; the rest is mended by making the letter anew from the case as it is."""
        return self in {Fund.MODTAGER_DOED, Fund.VAERGE, Fund.SAMTYKKE}


def found_since(office: Office, dokument_id: int, now: datetime) -> Fund | None:
    """The weightiest thing that the letter does not know; None where it may leave."""
    with office.register.read() as uow:
        letter = uow.session.get_one(Dokument, dokument_id)
        borger = uow.cases.read(letter.forloeb_id).sag.borger
        sealed = uow.documents.envelope_of(letter) or {}
        if letter.til != Rolle.BORGER:
            # Days may pass between yes and post: what the citizen has taken back meanwhile is told to nobody.
            as_it_stands = open_forloeb(office, uow, letter.forloeb_id, actor=SYSTEM, now=now)
            if samtykker.sending_stops(as_it_stands, letter):
                return Fund.SAMTYKKE
            newly = borger.adressebeskyttet and not sealed.get("adressebeskyttet", False)
            return Fund.ADRESSEBESKYTTET if newly else None
        if borger.doed is not None:
            return Fund.MODTAGER_DOED
        # Whoever approved the letter did not know of the guardian, who may have to get it instead, or as well.
        if (
            borger.vaerge
            and borger.vaerge_siden
            and letter.godkendt
            and borger.vaerge_siden > letter.godkendt
        ):
            return Fund.VAERGE
        if sealed.get("kanal") == Kanal.DIGITAL_POST and not borger.digital_post:
            return Fund.FRITAGET
        return None


def make_anew(office: Office, row_id: int, dokument_id: int, fund: Fund, now: datetime) -> None:
    """The letter is on its way once more, made from the case as it is now; the journal says why. Twice changes nothing."""
    with office.register.write() as uow:
        row = uow.outbox.done(row_id, now)
        letter = uow.session.get_one(Dokument, dokument_id)
        if letter.tilstand != DokumentTilstand.DANNET:
            return
        forloeb = open_forloeb(office, uow, letter.forloeb_id, actor=SYSTEM, now=now, due_at=row.due_at)
        forsendelser.take_back(uow, letter, now)
        forloeb.tell(
            Event.BREV_AD_ANDEN_VEJ,
            letter.brev,
            {"til": letter.til, "hvorfor": fund.value, "dokument": letter.id},
        )
        drafts.make_again(forloeb, letter)
