"""Klage: received, looked at again, and sent back by Ankestyrelsen."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from casework import drafts
from casework.act import Act, Paragraf, Tekst
from casework.acts.new_forloeb import apply_for
from casework.acts.virkning import length
from casework.danish_time import DanskTid
from casework.forloeb import OpenForloeb
from casework.phases import enter
from casework.staff import opgaver
from domain.calendar import local_date
from domain.case import AFSLUTTET, VENTEFASER, ForloebTilstand
from domain.deadlines import count
from domain.errors import ActRefused
from domain.events import Event
from domain.phases.klage import genvurdering_keys
from domain.rules import Art, Rolle
from persistence.tables import Afgoerelse, Klage

_VIDERE = "klage_videre"


FOELGEBREV = "foelgebrev"


class Resultat(StrEnum):
    MEDHOLD = "medhold"
    DELVIST = "delvist"
    FASTHOLDT = "fastholdt"


class OmKlage(Act):
    """`paragraf` says which klage is meant where several wait."""

    paragraf: Paragraf | None = None


class ModtagKlage(OmKlage):
    """`modtaget` is when it came, where that was before it was written here."""

    modtaget: DanskTid | None = None


class SendGenvurdering(OmKlage):
    """`begrundelse` is why, in words for the citizen (FVL § 24)."""

    resultat: Resultat
    begrundelse: Tekst | None = None


class SvarDelvistMedhold(OmKlage):
    fasthold: Literal["ja", "nej"]


class Hjemvis(OmKlage):
    """`modtaget` is when Ankestyrelsen's decision came; now where nothing is said."""

    modtaget: DanskTid | None = None


def receive_klage(forloeb: OpenForloeb, act: ModtagKlage) -> None:
    """The municipality looks again within the law's time (RSL § 66), and a receipt waits for approval.

    A klage that comes too late is received all the same: only Ankestyrelsen can turn it away.
    """
    decision = _newest_sent(forloeb, act.paragraf)
    _require_possible(forloeb, act.modtaget, decision, "ugyldig_dato.klage")
    if any(
        row.afgoerelse_id == decision.id and row.resultat is None
        for row in forloeb.uow.of_forloeb(Klage, forloeb.id)
    ):
        raise ActRefused("findes_allerede", key="findes_allerede.klage")
    received = act.modtaget or forloeb.now
    klage = forloeb.uow.add(Klage(forloeb_id=forloeb.id, afgoerelse_id=decision.id, modtaget=received))
    ydelse = forloeb.office.rulebook.law.paragraf(decision.paragraf)
    refs: dict[str, str | int] = {
        "klage": klage.id,
        "afgoerelse": decision.id,
        "paragraf": decision.paragraf,
    }
    forloeb.record(
        Event.KLAGE_MODTAGET,
        refs=refs,
        detail={"paragraf": decision.paragraf, "modtaget": received.isoformat()},
        keys=genvurdering_keys(decision.udfald, varsling=ydelse is not None and ydelse.varsling),
        at=act.modtaget,
    )
    drafts.draft(forloeb, "klagekvittering", Rolle.BORGER, refs)


def send_genvurdering(forloeb: OpenForloeb, act: SendGenvurdering) -> None:
    """The answer is on its way to the citizen; where they are right, a new afgørelse is somebody's task."""
    waiting = [row for row in _about(forloeb, act.paragraf) if row.resultat is None]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.klage")
    klage = waiting[-1]
    klage.resultat, klage.begrundelse = act.resultat.value, act.begrundelse
    refs = {"klage": klage.id, "afgoerelse": klage.afgoerelse_id, "resultat": act.resultat.value}
    # A receipt that promises an answer says nothing to somebody who has it.
    drafts.drop_drafts(forloeb, "klagekvittering", refs={"klage": klage.id})
    if forloeb.borger.doed is None:
        drafts.send_by_person(forloeb, "genvurdering", Rolle.BORGER, refs)
    else:
        # No letter goes to the dead: the estate is told by hand.
        klage.genvurderet = forloeb.now
        forloeb.record(Event.GENVURDERING_SENDT, refs=refs)
    if act.resultat is Resultat.FASTHOLDT:
        _draft_foelgebrev(forloeb, klage)
        _send_on(forloeb, klage, _answered_by(forloeb, klage))
    else:
        opgaver.give(forloeb, "traef_ny_afgoerelse", Rolle.SAGSBEHANDLER)


def answer_delvist_medhold(forloeb: OpenForloeb, act: SvarDelvistMedhold) -> None:
    """The klage is over, or somebody sends the rest of it to Ankestyrelsen; also where the answer comes late."""
    waiting = [row for row in _partly_right(forloeb, act.paragraf) if row.genvurderet is not None]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.delvist_medhold")
    klage = waiting[0]
    klage.fastholdt, klage.svaret = act.fasthold, forloeb.now
    forloeb.record(
        Event.DELVIST_MEDHOLD_BESVARET, act.fasthold, refs={"klage": klage.id}, detail={"svar": act.fasthold}
    )
    opgaver.close(forloeb, "luk_klage")
    if act.fasthold == "ja":
        _send_on(forloeb, klage)
        _draft_foelgebrev(forloeb, klage)


def _draft_foelgebrev(forloeb: OpenForloeb, klage: Klage) -> None:
    """The letter that goes with the klage, and the citizen's copy of it, wait for approval (RSL § 66)."""
    to = forloeb.office.rulebook.skrevne_breve[FOELGEBREV].modtager
    assert to is not None
    refs = {"klage": klage.id, "afgoerelse": klage.afgoerelse_id}
    if forloeb.borger.doed is None:
        drafts.draft(forloeb, FOELGEBREV, Rolle.BORGER, refs)
    drafts.draft(forloeb, FOELGEBREV, Rolle.KILDE, {**refs, "kilde": to})


def _send_on(forloeb: OpenForloeb, klage: Klage, senest: date | None = None) -> None:
    """Somebody sends the klage to Ankestyrelsen in the rule's own time, and no later than `senest` (RSL § 66)."""
    decision = forloeb.uow.session.get_one(Afgoerelse, klage.afgoerelse_id)
    opgaver.give(forloeb, "send_klage_videre", Rolle.SAGSBEHANDLER)
    usual = length(forloeb.office, forloeb.sag, _VIDERE, decision.paragraf, forloeb.day)
    by_then = count(usual, forloeb.day, Art.LOKAL, forloeb.office.rulebook.calendars) if usual else None
    sooner = senest is not None and by_then is not None and senest < by_then
    forloeb.record(
        Event.KLAGE_STAAR_VED_MAGT,
        refs={"klage": klage.id, "paragraf": decision.paragraf},
        dates={_VIDERE: max(senest, forloeb.day)} if sooner and senest else {},
    )


def _answered_by(forloeb: OpenForloeb, klage: Klage) -> date | None:
    """The last of the weeks that the new look and the sending on have together."""
    days = [
        clock.due_on
        for clock in forloeb.uow.deadlines.all_of(forloeb.id)
        if clock.rule_id == "genvurdering" and clock.refs.get("klage") == klage.id
    ]
    return max(days, default=None)


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


def _partly_right(forloeb: OpenForloeb, paragraf: str | None = None) -> list[Klage]:
    """The klager that were answered so and that the citizen has not said anything to yet."""
    return [
        row for row in _about(forloeb, paragraf) if row.resultat == Resultat.DELVIST and row.svaret is None
    ]


def send_back(forloeb: OpenForloeb, act: Hjemvis) -> None:
    """Ankestyrelsen sends the case back: the application is open again, with a svarfrist from when that was received."""
    decision = _newest_sent(forloeb, act.paragraf)
    _require_possible(forloeb, act.modtaget, decision, "ugyldig_dato.hjemvist")
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


def _about(forloeb: OpenForloeb, paragraf: str | None) -> list[Klage]:
    """The klager over decisions on the paragraf, or all of them, oldest first."""
    return [
        row
        for row in forloeb.uow.of_forloeb(Klage, forloeb.id)
        if paragraf in {None, forloeb.uow.session.get_one(Afgoerelse, row.afgoerelse_id).paragraf}
    ]


def _require_possible(
    forloeb: OpenForloeb, received: datetime | None, decision: Afgoerelse, key: str
) -> None:
    """Return where it can have come then: not ahead of now, and not before the decision it is about."""
    if received is None:
        return
    sent = local_date(decision.sendt) if decision.sendt else None
    if received > forloeb.now or (sent is not None and local_date(received) < sent):
        raise ActRefused("ugyldig_dato", key=key)


def _newest_sent(forloeb: OpenForloeb, paragraf: str | None) -> Afgoerelse:
    rows = [
        row
        for row in forloeb.uow.of_forloeb(Afgoerelse, forloeb.id)
        if row.sendt is not None and paragraf in {None, row.paragraf}
    ]
    if not rows:
        raise ActRefused("ukendt", key="ukendt.afgoerelse")
    return max(rows, key=lambda row: (row.sendt, row.id))
