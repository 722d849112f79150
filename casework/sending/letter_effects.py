"""What a letter brings about when it is sent, and when it is received."""

from collections.abc import Callable
from datetime import date, datetime

from casework.acts.klage import decided_anew
from casework.acts.nedtrapning import help_made_less, less_help_begins_later
from casework.acts.virkning import effect_day
from casework.drafts import drop_drafts
from casework.forloeb import OpenForloeb
from casework.staff import opgaver
from domain.calendar import ONE_DAY, local_date
from domain.case import AnsoegningTilstand, BestillingTilstand, Kanal, Udfald
from domain.events import Event, named_in
from domain.phases.afgoerelse import GIVER_HJAELP, MOD_BORGEREN
from domain.rules import Rolle
from persistence.tables import (
    Afgoerelse,
    Aktindsigt,
    Ansoegning,
    Bestilling,
    Bevilling,
    Dokument,
    Forespoergsel,
    GdprIndsigt,
    Klage,
    Partshoering,
)

AFGOERELSE = "afgoerelse"
_TAVSHED_SLUT = frozenset({Udfald.AFSLAG, Udfald.OPHOER})
Effect = Callable[[OpenForloeb, Dokument], None]


def when_sent(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The case stands as it does once the letter has left."""
    effect = _SENT.get(_kind(letter.brev))
    if effect is not None:
        effect(forloeb, letter)
    dates: dict[str, date] = {"ny_svarfrist": letter.ny_dato} if letter.ny_dato else {}
    detail = {"til": letter.til, "kanal": letter.kanal, "dokument": letter.id, **named_in(letter.refs)}
    forloeb.record(
        Event.BREV_SENDT,
        letter.brev,
        refs=letter.refs,
        detail=detail,
        dates=dates,
        starts=not _answered(forloeb, letter),
    )
    follow_up = _AFTER_SENT.get(letter.brev)
    if follow_up is not None:
        follow_up(forloeb, letter)


def when_copy_sent(forloeb: OpenForloeb, copy: Dokument) -> None:
    """The journal says that the guardian's copy has left; what the letter brings about is brought about by the letter."""
    detail = {"til": copy.til, "kanal": copy.kanal, "dokument": copy.id, "kopi_af": copy.kopi_af}
    forloeb.tell(Event.BREV_SENDT, copy.brev, {**detail, **named_in(copy.refs)})


def tell_received(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The journal says that this reader has the letter."""
    detail = {"til": letter.til, "kanal": letter.kanal, "dokument": letter.id, **named_in(letter.refs)}
    forloeb.tell(Event.BREV_MODTAGET, letter.brev, {**letter.refs, **detail})


def when_received(forloeb: OpenForloeb, letter: Dokument, came: datetime) -> None:
    """The case stands as it does once everybody who gets the letter has it; clocks count from when the last one got it."""
    starts = not _dealt_with(forloeb, letter)
    forloeb.tick(Event.BREV_MODTAGET, letter.brev, refs=letter.refs, starts=starts, at=came)
    effect = _RECEIVED.get(_kind(letter.brev))
    if effect is not None:
        effect(forloeb, letter, came)


def when_sent_again(forloeb: OpenForloeb, letter: Dokument, before: tuple[Kanal, date]) -> None:
    """The letter has left once more (`before`: by which way and when it did the first time); what it brought about stands.

    Only less help comes later for it: nobody loses anything by a letter that never came.
    """
    detail = {"til": letter.til, "kanal": letter.kanal, "dokument": letter.id, "igen": True}
    forloeb.tell(Event.BREV_SENDT, letter.brev, {**detail, **named_in(letter.refs)})
    if _kind(letter.brev) == AFGOERELSE:
        decision = forloeb.uow.session.get_one(Afgoerelse, letter.refs["afgoerelse"])
        if decision.udfald in MOD_BORGEREN:
            _less_help_later(forloeb, letter, decision, before)


def not_received_after_all(forloeb: OpenForloeb, letter: Dokument) -> None:
    """What the case remembers of the letter's being received is forgotten; it is told anew when the letter comes."""
    if _kind(letter.brev) == AFGOERELSE:
        forloeb.uow.session.get_one(Afgoerelse, letter.refs["afgoerelse"]).modtaget = None
    if letter.brev == "partshoering":
        forloeb.uow.session.get_one(Partshoering, letter.refs["partshoering"]).svar_senest = None


def is_against_the_citizen(forloeb: OpenForloeb, letter: Dokument) -> bool:
    """True of a decision that makes help less: the day it names is counted from when it comes, and how."""
    if _kind(letter.brev) != AFGOERELSE:
        return False
    return forloeb.uow.session.get_one(Afgoerelse, letter.refs["afgoerelse"]).udfald in MOD_BORGEREN


def _less_help_later(
    forloeb: OpenForloeb, letter: Dokument, decision: Afgoerelse, before: tuple[Kanal, date]
) -> None:
    office, sag = forloeb.office, forloeb.sag
    old = effect_day(office, sag, decision, _way(forloeb, letter, before[0]), before[1])
    new = effect_day(office, sag, decision, _way(forloeb, letter, letter.kanal), forloeb.day)
    if new <= old:
        return
    for bevilling in forloeb.uow.of_forloeb(Bevilling, forloeb.id):
        if bevilling.paragraf != decision.paragraf:
            continue
        if bevilling.ophoert == old:
            bevilling.ophoert = new
        if bevilling.afgoerelse_id == decision.id and bevilling.fra == old:
            bevilling.fra = new
    less_help_begins_later(forloeb, decision, old, new)


def _way(forloeb: OpenForloeb, letter: Dokument, kanal: str | None) -> Kanal:
    """By paper where the letter or the guardian's copy of it goes by paper: the day holds for whoever gets it last."""
    copies = forloeb.uow.documents.copies_of(letter.id)
    ways = {kanal, *((forloeb.uow.documents.envelope_of(copy) or {}).get("kanal") for copy in copies)}
    return Kanal.FYSISK_POST if Kanal.FYSISK_POST in ways else Kanal.DIGITAL_POST


def _dealt_with(forloeb: OpenForloeb, letter: Dokument) -> bool:
    """True where the answer came before the letter counts as received: the citizen has no time to wait for then."""
    if letter.brev == "partshoering":
        return forloeb.uow.session.get_one(Partshoering, letter.refs["partshoering"]).svaret is not None
    if _kind(letter.brev) == AFGOERELSE:
        klager = forloeb.uow.of_forloeb(Klage, forloeb.id)
        return any(klage.afgoerelse_id == letter.refs["afgoerelse"] for klage in klager)
    return False


def _answered(forloeb: OpenForloeb, letter: Dokument) -> bool:
    """True where the answer came before the letter left (the engine was down): nobody waits for it then."""
    if letter.brev == "indhentning":
        request = forloeb.uow.get(Forespoergsel, letter.refs["forespoergsel"])
        return request is not None and (request.modtaget is not None or request.opgivet is not None)
    if letter.brev == "forlaenget_svarfrist":
        ansoegning = forloeb.uow.get(Ansoegning, letter.refs["ansoegning"])
        return ansoegning is not None and ansoegning.tilstand != AnsoegningTilstand.AABEN
    return False


def _kind(brev: str) -> str:
    return AFGOERELSE if brev.startswith(f"{AFGOERELSE}_") else brev


def _decide(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The application is answered; help is granted, changed or stopped; nobody waits where nothing is left open."""
    decision = forloeb.uow.session.get_one(Afgoerelse, letter.refs["afgoerelse"])
    decision.sendt = forloeb.now
    udfald = Udfald(decision.udfald)
    if decision.ansoegning_id is not None:
        answered = forloeb.uow.session.get_one(Ansoegning, decision.ansoegning_id)
        answered.tilstand, answered.afgjort = AnsoegningTilstand.AFGJORT.value, forloeb.day
        drop_drafts(forloeb, "forlaenget_svarfrist", refs={"ansoegning": answered.id})
    if udfald is not Udfald.AFSLAG:
        way = _way(forloeb, letter, letter.kanal)
        day = effect_day(forloeb.office, forloeb.sag, decision, way, forloeb.day)
        before = _stop(forloeb, decision.paragraf, day)
        if udfald in GIVER_HJAELP or (udfald is Udfald.NEDSAETTELSE and before):
            _grant(forloeb, decision, day, before)
        if udfald in MOD_BORGEREN:
            help_made_less(forloeb, decision, day)
    still_open = any(
        ansoegning.tilstand == AnsoegningTilstand.AABEN
        for ansoegning in forloeb.uow.of_forloeb(Ansoegning, forloeb.id)
    )
    if udfald in _TAVSHED_SLUT and not still_open:
        forloeb.row.venter = False


def _grant(forloeb: OpenForloeb, decision: Afgoerelse, day: date, before: list[date | None]) -> None:
    """The help runs from the day; less help ends when the help before it would have, unless a day is decided."""
    until = decision.slut + ONE_DAY if decision.slut else None
    if until is None and decision.udfald == Udfald.NEDSAETTELSE:
        until = before[-1]
    forloeb.uow.add(
        Bevilling(
            forloeb_id=forloeb.id,
            afgoerelse_id=decision.id,
            paragraf=decision.paragraf,
            fra=day,
            ophoert=until,
        )
    )


def _stop(forloeb: OpenForloeb, paragraf: str, day: date) -> list[date | None]:
    """What runs on the paragraf runs until the day; gives when each would have ended before."""
    before: list[date | None] = []
    for bevilling in forloeb.uow.of_forloeb(Bevilling, forloeb.id):
        until = bevilling.ophoert
        if bevilling.paragraf == paragraf and (until is None or until > max(day, forloeb.day)):
            before.append(until)
            bevilling.ophoert = day
    return before


def _decision_received(forloeb: OpenForloeb, letter: Dokument, came: datetime) -> None:
    decision = forloeb.uow.session.get_one(Afgoerelse, letter.refs["afgoerelse"])
    decision.modtaget = local_date(came)
    decided_anew(forloeb, decision, came)


def _hearing_received(forloeb: OpenForloeb, letter: Dokument, _came: datetime) -> None:
    """The citizen's last day is known, now that the letter is received (FVL § 19)."""
    hearing = forloeb.uow.session.get_one(Partshoering, letter.refs["partshoering"])
    mine = [
        clock
        for clock in forloeb.clocks.active("partshoering")
        if clock.refs.get("partshoering") == hearing.id
    ]
    # No clock starts where the case has been closed meanwhile: nobody waits for the answer then.
    hearing.svar_senest = mine[-1].due_on if mine else None


def _order_sent(forloeb: OpenForloeb, letter: Dokument) -> None:
    order = forloeb.uow.session.get_one(Bestilling, letter.refs["bestilling"])
    order.sendt = forloeb.now
    unanswered = order.tilstand == BestillingTilstand.SENDES
    if unanswered:
        order.tilstand = BestillingTilstand.SENDT.value
    forloeb.record(Event.BESTILLING_SENDT, order.udfoerer_id, refs=letter.refs, starts=unanswered)


def _reviewed(forloeb: OpenForloeb, letter: Dokument) -> None:
    forloeb.uow.session.get_one(Klage, letter.refs["klage"]).genvurderet = forloeb.now
    forloeb.record(Event.GENVURDERING_SENDT, refs=letter.refs)


def _access_given(forloeb: OpenForloeb, letter: Dokument) -> None:
    forloeb.uow.session.get_one(Aktindsigt, letter.refs["aktindsigt"]).givet = forloeb.now
    forloeb.record(Event.AKTINDSIGT_GIVET, refs=letter.refs)


def _closes(opgave: str, til: Rolle) -> Effect:
    """The task of sending this reader the letter is done."""

    def close(forloeb: OpenForloeb, letter: Dokument) -> None:
        if letter.til == til:
            opgaver.close(forloeb, opgave)

    return close


def _data_given(forloeb: OpenForloeb, letter: Dokument) -> None:
    """The citizen's request for their own data is answered (GDPR art. 15)."""
    row = forloeb.uow.get(GdprIndsigt, letter.refs.get("gdpr_indsigt", 0))
    if row is not None and row.givet is None:
        row.givet = forloeb.now
        forloeb.record(Event.GDPR_INDSIGT_GIVET, refs=letter.refs)


_SENT: dict[str, Effect] = {AFGOERELSE: _decide}
_AFTER_SENT: dict[str, Effect] = {
    "bestilling": _order_sent,
    "genvurdering": _reviewed,
    "aktindsigt": _access_given,
    "aktindsigt_delvis": _access_given,
    "indsigt": _data_given,
    "indsigt_forlaenget": _closes("fortael_om_laengere_indsigt", Rolle.BORGER),
    "foelgebrev": _closes("send_klage_videre", Rolle.KILDE),
    "kontaktperson_svar": _closes("svar_paa_oenske", Rolle.BORGER),
    "maal_svar": _closes("svar_paa_oenske", Rolle.BORGER),
}
_RECEIVED: dict[str, Callable[[OpenForloeb, Dokument, datetime], None]] = {
    AFGOERELSE: _decision_received,
    "partshoering": _hearing_received,
}
