"""Klage: received, looked at again, and sent back by Ankestyrelsen."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from casework import drafts
from casework.act import Act, Paragraf
from casework.acts.new_forloeb import apply_for
from casework.danish_time import DanskTid
from casework.forloeb import OpenForloeb
from casework.phases import enter
from casework.staff import opgaver
from domain.calendar import local_date
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


class SvarDelvistMedhold(Act):
    fasthold: Literal["ja", "nej"]


class Hjemvis(Act):
    """`modtaget` is when Ankestyrelsen's decision came; now where nothing is said."""

    paragraf: Paragraf | None = None
    modtaget: DanskTid | None = None


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
    drafts.draft(forloeb, "klagekvittering", Rolle.BORGER, refs)


def send_genvurdering(forloeb: OpenForloeb, act: SendGenvurdering) -> None:
    """The answer is on its way to the citizen; where they are right, a new afgørelse is somebody's task."""
    waiting = [row for row in forloeb.uow.of_forloeb(Klage, forloeb.id) if row.resultat is None]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.klage")
    klage = waiting[-1]
    klage.resultat = act.resultat.value
    refs = {"klage": klage.id, "afgoerelse": klage.afgoerelse_id, "resultat": act.resultat.value}
    if forloeb.borger.doed is None:
        drafts.send_by_person(forloeb, "genvurdering", Rolle.BORGER, refs)
    else:
        # No letter goes to the dead: the estate is told by hand.
        klage.genvurderet = forloeb.now
        forloeb.record(Event.GENVURDERING_SENDT, refs=refs)
    if act.resultat is not Resultat.FASTHOLDT:
        opgaver.give(forloeb, "traef_ny_afgoerelse", Rolle.SAGSBEHANDLER)


def answer_delvist_medhold(forloeb: OpenForloeb, act: SvarDelvistMedhold) -> None:
    """The klage is over, or somebody sends the rest of it to Ankestyrelsen; also where the answer comes late."""
    waiting = [row for row in _partly_right(forloeb) if row.genvurderet is not None]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.delvist_medhold")
    klage = waiting[0]
    klage.fastholdt, klage.svaret = act.fasthold, forloeb.now
    forloeb.record(
        Event.DELVIST_MEDHOLD_BESVARET, act.fasthold, refs={"klage": klage.id}, detail={"svar": act.fasthold}
    )
    opgaver.close(forloeb, "luk_klage")
    if act.fasthold == "ja":
        opgaver.give(forloeb, "send_klage_videre", Rolle.SAGSBEHANDLER)


def decided_anew(forloeb: OpenForloeb, decision: Afgoerelse, received: datetime) -> None:
    """Where the citizen was found partly right, their time to answer counts from the new decision (RSL § 66)."""
    for klage in _partly_right(forloeb):
        complained_of = forloeb.uow.session.get_one(Afgoerelse, klage.afgoerelse_id)
        if complained_of.paragraf == decision.paragraf and decision.truffet > klage.modtaget:
            opgaver.close(forloeb, "luk_klage")
            refs: dict[str, str | int] = {
                "klage": klage.id,
                "paragraf": decision.paragraf,
                "resultat": Resultat.DELVIST.value,
            }
            forloeb.tick(Event.DELVIST_MEDHOLD_AFGJORT, refs=refs, at=received)


def _partly_right(forloeb: OpenForloeb) -> list[Klage]:
    """The klager that were answered so and that the citizen has not said anything to yet."""
    return [
        row
        for row in forloeb.uow.of_forloeb(Klage, forloeb.id)
        if row.resultat == Resultat.DELVIST and row.svaret is None
    ]


def send_back(forloeb: OpenForloeb, act: Hjemvis) -> None:
    """Ankestyrelsen sends the case back: the application is open again, with a svarfrist from when that was received."""
    decision = _newest_sent(forloeb, act.paragraf)
    _require_possible(forloeb, act.modtaget, decision)
    if forloeb.uow.cases.open_ansoegning(forloeb.id, decision.paragraf):
        raise ActRefused("findes_allerede", key="findes_allerede.ansoegning", paragraf=decision.paragraf)
    if not forloeb.is_open:
        forloeb.row.tilstand, forloeb.row.afsluttet = ForloebTilstand.AABENT.value, None
        drafts.drop_drafts(forloeb, "afslutning")
        forloeb.tell(Event.SAG_GENAABNET, None, {"grund": "hjemvist"})
        enter(forloeb, forloeb.fase, fra=AFSLUTTET)
    elif forloeb.fase in VENTEFASER and not forloeb.clocks.active("tavshed"):
        # Nobody waits in silence: the citizen waits for us again.
        forloeb.row.venter = True
        forloeb.tick(Event.KONTAKT_MED_BORGER, "hjemvist")
    forloeb.row.venter = True
    refs: dict[str, str | int] = {"paragraf": decision.paragraf, "afgoerelse": decision.id}
    forloeb.record(Event.ANSOEGNING_HJEMVIST, refs=refs, at=act.modtaget)
    apply_for(forloeb, decision.paragraf, act.modtaget, "hjemvist")


def _require_possible(forloeb: OpenForloeb, received: datetime | None, decision: Afgoerelse) -> None:
    """Return where it can have come then: not ahead of now, and not before the decision it is about."""
    if received is None:
        return
    sent = local_date(decision.sendt) if decision.sendt else None
    if received > forloeb.now or (sent is not None and local_date(received) < sent):
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.hjemvist")


def _newest_sent(forloeb: OpenForloeb, paragraf: str | None) -> Afgoerelse:
    rows = [
        row
        for row in forloeb.uow.of_forloeb(Afgoerelse, forloeb.id)
        if row.sendt is not None and paragraf in {None, row.paragraf}
    ]
    if not rows:
        raise ActRefused("ukendt", key="ukendt.afgoerelse")
    return max(rows, key=lambda row: (row.sendt, row.id))
