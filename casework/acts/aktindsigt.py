"""Aktindsigt: asked for, and given (FVL § 9 and § 16)."""

from casework import drafts
from casework.act import Act
from casework.danish_time import DanskTid
from casework.dates import require_received
from casework.forloeb import OpenForloeb
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Aktindsigt


class AnmodAktindsigt(Act):
    """`modtaget` is when the request came, where that was before it was written here."""

    modtaget: DanskTid | None = None


class GivAktindsigt(Act):
    pass


def request_aktindsigt(forloeb: OpenForloeb, act: AnmodAktindsigt) -> None:
    """The clock of seven working days runs from when the request was received."""
    require_received(forloeb, act.modtaget)
    row = forloeb.uow.add(Aktindsigt(forloeb_id=forloeb.id, anmodet=act.modtaget or forloeb.now))
    detail = act.model_dump(mode="json", exclude_none=True)
    forloeb.record(Event.AKTINDSIGT_ANMODET, refs={"aktindsigt": row.id}, detail=detail, at=act.modtaget)


def give_aktindsigt(forloeb: OpenForloeb, _act: GivAktindsigt) -> None:
    """The papers are on their way; the oldest request is answered."""
    on_their_way = {
        letter.refs["aktindsigt"]
        for letter in forloeb.uow.documents.in_state(
            forloeb.id, DokumentTilstand.GODKENDT, DokumentTilstand.DANNET
        )
        if letter.brev == "aktindsigt"
    }
    waiting = [
        row
        for row in forloeb.uow.of_forloeb(Aktindsigt, forloeb.id)
        if row.givet is None and row.id not in on_their_way
    ]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.aktindsigt")
    refs = {"aktindsigt": waiting[0].id}
    drafts.drop_drafts(forloeb, "aktindsigt_forsinket", refs=refs)
    if forloeb.borger.doed is not None:
        # No letter goes to the dead; whoever has a right to the papers got them by hand, and it stands that they did.
        waiting[0].givet = forloeb.now
        forloeb.record(Event.AKTINDSIGT_GIVET, refs=refs)
        return
    drafts.send_by_person(forloeb, "aktindsigt", Rolle.BORGER, refs)
