"""Klage: received, looked at again, and sent back by Ankestyrelsen."""

from enum import StrEnum

from casework import letters, opgaver
from casework.act import Act, Paragraf
from casework.forloeb import OpenForloeb
from casework.new_forloeb import apply_for
from casework.phases import enter
from domain.case import AFSLUTTET, VENTEFASER, ForloebTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.phases.klage import genvurdering_keys
from domain.rules import Rolle
from persistence.tables import Afgoerelse, Klage


class Resultat(StrEnum):
    MEDHOLD = "medhold"
    DELVIST = "delvist"
    FASTHOLDT = "fastholdt"


class ModtagKlage(Act):
    paragraf: Paragraf | None = None


class SendGenvurdering(Act):
    resultat: Resultat


class Hjemvis(Act):
    paragraf: Paragraf | None = None


def receive_klage(forloeb: OpenForloeb, act: ModtagKlage) -> None:
    """The municipality looks again within the law's time (RSL § 66), and a receipt waits for approval.

    A klage that comes too late is received all the same: only Ankestyrelsen can turn it away.
    """
    decision = _newest_sent(forloeb, act.paragraf)
    if any(
        row.afgoerelse_id == decision.id and row.resultat is None
        for row in forloeb.uow.of_forloeb(Klage, forloeb.id)
    ):
        raise ActRefused("findes_allerede", key="findes_allerede.klage")
    klage = forloeb.uow.add(Klage(forloeb_id=forloeb.id, afgoerelse_id=decision.id, modtaget=forloeb.now))
    ydelse = forloeb.office.rulebook.law.paragraf(decision.paragraf)
    refs: dict[str, str | int] = {
        "klage": klage.id,
        "afgoerelse": decision.id,
        "paragraf": decision.paragraf,
    }
    forloeb.record(
        Event.KLAGE_MODTAGET,
        refs=refs,
        detail={"paragraf": decision.paragraf},
        keys=genvurdering_keys(decision.udfald, varsling=ydelse is not None and ydelse.varsling),
    )
    letters.draft(forloeb, "klagekvittering", Rolle.BORGER, refs)


def send_genvurdering(forloeb: OpenForloeb, act: SendGenvurdering) -> None:
    """The answer is on its way to the citizen; where they are right, a new afgørelse is somebody's task."""
    waiting = [row for row in forloeb.uow.of_forloeb(Klage, forloeb.id) if row.resultat is None]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.klage")
    klage = waiting[-1]
    klage.resultat = act.resultat.value
    refs = {"klage": klage.id, "afgoerelse": klage.afgoerelse_id}
    if forloeb.borger.doed is None:
        letters.send_by_person(forloeb, "genvurdering", Rolle.BORGER, refs)
    else:
        # No letter goes to the dead: the estate is told by hand.
        klage.genvurderet = forloeb.now
        forloeb.record(Event.GENVURDERING_SENDT, refs=refs)
    if act.resultat is not Resultat.FASTHOLDT:
        opgaver.give(forloeb, "traef_ny_afgoerelse", Rolle.SAGSBEHANDLER)


def send_back(forloeb: OpenForloeb, act: Hjemvis) -> None:
    """Ankestyrelsen sends the case back: the application is open again, with a svarfrist from today."""
    decision = _newest_sent(forloeb, act.paragraf)
    if forloeb.uow.cases.open_ansoegning(forloeb.id, decision.paragraf):
        raise ActRefused("findes_allerede", key="findes_allerede.ansoegning", paragraf=decision.paragraf)
    if not forloeb.is_open:
        forloeb.row.tilstand, forloeb.row.afsluttet = ForloebTilstand.AABENT.value, None
        letters.drop_drafts(forloeb, "afslutning")
        forloeb.tell(Event.SAG_GENAABNET, None, {"grund": "hjemvist"})
        enter(forloeb, forloeb.fase, fra=AFSLUTTET)
    elif forloeb.fase in VENTEFASER and not forloeb.clocks.active("tavshed"):
        # Nobody waits in silence: the citizen waits for us again.
        forloeb.row.venter = True
        forloeb.tick(Event.KONTAKT_MED_BORGER, "hjemvist")
    forloeb.row.venter = True
    forloeb.record(Event.ANSOEGNING_HJEMVIST, refs={"paragraf": decision.paragraf, "afgoerelse": decision.id})
    apply_for(forloeb, decision.paragraf)


def _newest_sent(forloeb: OpenForloeb, paragraf: str | None) -> Afgoerelse:
    rows = [
        row
        for row in forloeb.uow.of_forloeb(Afgoerelse, forloeb.id)
        if row.sendt is not None and paragraf in {None, row.paragraf}
    ]
    if not rows:
        raise ActRefused("ukendt", key="ukendt.afgoerelse")
    return max(rows, key=lambda row: (row.sendt, row.id))
