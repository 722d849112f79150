"""Sagsåbning: a henvendelse becomes a case, an application gets its svarfrist, and G1 is answered."""

from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from casework import drafts
from casework.act import Act, JaNej, Paragraf
from casework.acts.citizens import UKENDT_NAVN, Cpr, find_or_add, says_something, update_card
from casework.acts.new_forloeb import apply_for, open_sag, start_forloeb
from casework.clock import AKUT
from casework.danish_time import DanskTid
from casework.dates import require_received
from casework.forloeb import OpenForloeb, open_forloeb
from casework.office import Office
from config.faults import reason
from domain.calendar import local_date
from domain.case import VENTEFASER, AnsoegningTilstand, Fase, ForloebTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.gates import Stop
from domain.phases.sagsaabning import AabningFacts, g1
from persistence.encryption import lookup_hash
from persistence.tables import Ansoegning, Borger, Henvendelse
from persistence.unit_of_work import UnitOfWork

_OPEN_FOR_MORE = VENTEFASER
_SVARFRISTER = frozenset({"svarfrist", "ny_svarfrist"})


class BorgerFelter(Act):
    navn: str = UKENDT_NAVN
    cpr: Cpr | None = None
    digital_post: JaNej = True
    adressebeskyttet: JaNej = False
    vaerge: str | None = None
    adresse: str | None = None
    telefon: str | None = None
    sprog: str = "da"
    moedeoenske: str | None = None

    @model_validator(mode="before")
    @classmethod
    def has_no_empty_name(cls, told: Any) -> Any:
        """A name of blanks or a dash was not told."""
        if isinstance(told, dict) and isinstance(told.get("navn"), str) and not says_something(told["navn"]):
            return {name: value for name, value in told.items() if name != "navn"}
        return told


class ModtagHenvendelse(Act):
    """`noegle` is the sender's own key: the same henvendelse with the same key is received once."""

    borger: BorgerFelter
    kanal: str = "telefon"
    tekst: str = ""
    akut: JaNej = False
    ansoegt: list[Paragraf] = Field(default_factory=list)
    modtaget: DanskTid | None = None
    team: str | None = None
    noegle: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None

    @model_validator(mode="after")
    def is_not_empty(self) -> Self:
        """Somebody is named, can be reached or has said something: anonymous is allowed, empty is not (SEL §§ 10, 99)."""
        borger = self.borger
        is_somebody = borger.cpr is not None or "navn" in borger.model_fields_set
        if not (is_somebody or says_something(borger.telefon) or says_something(self.tekst)):
            raise PydanticCustomError("regel", reason("tom_henvendelse"))
        return self


class ModtagAnsoegning(Act):
    """`modtaget` is when it came, where that was before it was written here."""

    paragraf: Paragraf
    modtaget: DanskTid | None = None


class TraekAnsoegning(Act):
    paragraf: Paragraf


class AfklarSagsaabning(Act):
    handlekommune: JaNej = True
    p82_overvejet: JaNej = True
    aeldrelov: JaNej = True
    note: str | None = None


def receive_henvendelse(
    office: Office, uow: UnitOfWork, act: ModtagHenvendelse, actor: str, now: datetime
) -> OpenForloeb:
    """The citizen has a case in sagsåbning, or the one they have has heard of it; every paragraf has its svarfrist.

    The clocks count from when it was received, also where it is told of later.
    """
    _require_in_time(office, act, now)
    for paragraf in act.ansoegt:
        _require_known(office, paragraf)
    noegle = _natural_key(office, act, now)
    known = uow.cases.henvendelse_by_key(noegle)
    if known is not None:
        forloeb = open_forloeb(office, uow, known.forloeb_id, actor=actor, now=now)
        return forloeb if _has_own_key(act) else _add_to_known(forloeb, act)
    found = find_or_add(uow, act.borger, now)
    forloeb = _forloeb_for(office, uow, found.borger, act, actor, now)
    henvendelse = uow.add(
        Henvendelse(
            forloeb_id=forloeb.id,
            modtaget=act.modtaget or now,
            kanal=act.kanal,
            tekst=act.tekst,
            akut=act.akut,
            noegle=noegle,
        )
    )
    refs = {"henvendelse": henvendelse.id}
    detail = {"kanal": act.kanal, "tekst": act.tekst}
    if act.modtaget is not None:
        detail["modtaget"] = act.modtaget.isoformat()
    forloeb.record(
        Event.HENVENDELSE_MODTAGET,
        refs=refs,
        detail=detail,
        keys=(AKUT,) if act.akut else (),
        at=act.modtaget,
    )
    _tell_corrected(forloeb, found.rettet)
    for paragraf in act.ansoegt:
        if uow.cases.open_ansoegning(forloeb.id, paragraf) is None:
            apply_for(forloeb, paragraf, act.modtaget)
    return forloeb


def receive_ansoegning(forloeb: OpenForloeb, act: ModtagAnsoegning) -> OpenForloeb:
    """The application has its svarfrist; where help is already ordered or running it has a forløb of its own."""
    _require_known(forloeb.office, act.paragraf)
    require_received(forloeb, act.modtaget)
    return _receive(forloeb, act.paragraf, act.modtaget)


def withdraw_ansoegning(forloeb: OpenForloeb, act: TraekAnsoegning) -> None:
    """The application has ended by the citizen's own wish; where nothing is left, nobody waits for us."""
    found = forloeb.uow.cases.open_ansoegning(forloeb.id, act.paragraf)
    if found is None:
        raise ActRefused("ukendt", key="ukendt.ansoegning", paragraf=act.paragraf)
    found.tilstand, found.afgjort = AnsoegningTilstand.TRUKKET.value, forloeb.day
    refs: dict[str, str | int] = {"ansoegning": found.id, "paragraf": found.paragraf}
    forloeb.record(Event.ANSOEGNING_TRUKKET, refs=refs)
    drafts.drop_drafts(forloeb, refs={"ansoegning": found.id})
    left = forloeb.uow.of_forloeb(Ansoegning, forloeb.id)
    if not any(ansoegning.tilstand == AnsoegningTilstand.AABEN for ansoegning in left):
        forloeb.row.venter = False
        forloeb.lapse("tavshed")


def clarify_sagsaabning(forloeb: OpenForloeb, act: AfklarSagsaabning) -> None:
    """What gate G1 asks is answered, with a note."""
    row = forloeb.row
    row.handlekommune, row.p82_overvejet, row.aeldrelov = act.handlekommune, act.p82_overvejet, act.aeldrelov
    row.afklaring_note = act.note
    forloeb.record(Event.SAGSAABNING_AFKLARET, detail=act.model_dump(exclude_none=True))


def gate_out(forloeb: OpenForloeb) -> tuple[Stop, ...]:
    """What stops the forløb from leaving sagsåbning."""
    rows = forloeb.uow.of_forloeb(Ansoegning, forloeb.id)
    asked = [row for row in rows if row.tilstand != AnsoegningTilstand.TRUKKET]
    return g1(
        AabningFacts(
            handlekommune=forloeb.row.handlekommune,
            p82_overvejet=forloeb.row.p82_overvejet,
            aeldrelov=forloeb.row.aeldrelov,
            paragraffer=frozenset(row.paragraf for row in asked),
            med_svarfrist=forloeb.uow.deadlines.ever_about(forloeb.id, _SVARFRISTER),
        )
    )


def _forloeb_for(
    office: Office, uow: UnitOfWork, borger: Borger, act: ModtagHenvendelse, actor: str, now: datetime
) -> OpenForloeb:
    sag = uow.cases.sag_of_borger(borger.id)
    if sag is None:
        sag = open_sag(uow, borger, act.ansoegt, actor, now, act.team)
    open_rows = [
        row
        for row in uow.cases.forloeb_of(sag.id)
        if row.tilstand == ForloebTilstand.AABENT and Fase(row.fase) in _OPEN_FOR_MORE
    ]
    if open_rows:
        row = open_rows[-1]
        row.venter, row.akut = True, row.akut or act.akut
        return OpenForloeb(office, uow, row, actor, now, now)
    return start_forloeb(office, uow, sag, actor, now, akut=act.akut)


def _add_to_known(forloeb: OpenForloeb, act: ModtagHenvendelse) -> OpenForloeb:
    """What the henvendelse asks for now and the sag has never been asked for stands as applications.

    Refused where there is nothing of the kind: then it is the same henvendelse again.
    """
    uow = forloeb.uow
    asked = {
        ansoegning.paragraf
        for row in uow.cases.forloeb_of(forloeb.sag.id)
        for ansoegning in uow.of_forloeb(Ansoegning, row.id)
    }
    fresh = [paragraf for paragraf in dict.fromkeys(act.ansoegt) if paragraf not in asked]
    if not fresh:
        raise ActRefused("findes_allerede", key="findes_allerede.henvendelse")
    _tell_corrected(forloeb, update_card(uow, forloeb.borger, act.borger, forloeb.now))
    for paragraf in fresh:
        forloeb = _receive(forloeb, paragraf, act.modtaget)
    return forloeb


def _receive(forloeb: OpenForloeb, paragraf: str, received: datetime | None) -> OpenForloeb:
    """The application stands in the forløb, or in a new one where this one takes no more; gives the one it is in."""
    if forloeb.is_open and forloeb.fase in _OPEN_FOR_MORE:
        if forloeb.uow.cases.open_ansoegning(forloeb.id, paragraf):
            raise ActRefused("findes_allerede", key="findes_allerede.ansoegning", paragraf=paragraf)
        waited_for_us = forloeb.row.venter
        forloeb.row.venter = True
        if not waited_for_us:
            # The citizen waits for us again, and nobody waits in silence.
            forloeb.tick(Event.KONTAKT_MED_BORGER, "ansoegning")
        apply_for(forloeb, paragraf, received)
        return forloeb
    fresh = start_forloeb(forloeb.office, forloeb.uow, forloeb.sag, forloeb.actor, forloeb.now, akut=False)
    henvendelse = forloeb.uow.add(
        Henvendelse(
            forloeb_id=fresh.id,
            modtaget=received or forloeb.now,
            kanal="ansøgning",
            tekst="",
            akut=False,
            noegle=f"ansoegning:{fresh.id}:{paragraf}",
        )
    )
    refs = {"henvendelse": henvendelse.id}
    fresh.record(Event.HENVENDELSE_MODTAGET, refs=refs, detail={"kanal": "ansøgning"}, at=received)
    apply_for(fresh, paragraf, received)
    return fresh


def _tell_corrected(forloeb: OpenForloeb, felter: tuple[str, ...]) -> None:
    if felter:
        forloeb.record(Event.BORGER_RETTET, detail={"felter": list(felter)})


def _natural_key(office: Office, act: ModtagHenvendelse, now: datetime) -> str:
    """The same person, hour and words are the same henvendelse; where the hour is not written, the same key and words.

    Somebody without a CPR number is known by name and way of contact where the hour is written (a file),
    and is otherwise always a new one.
    """
    if _has_own_key(act):
        return lookup_hash(office.register.keys, f"noegle|{act.model_dump_json()}")
    borger = act.borger
    who = borger.cpr
    if who is None:
        if act.modtaget is None:
            return office.new_key()
        who = "|".join((borger.navn, borger.adresse or "", borger.telefon or ""))
    moment = (act.modtaget or now).astimezone(UTC).isoformat()
    return lookup_hash(office.register.keys, f"{who}|{moment}|{act.kanal}|{act.tekst}")


def _has_own_key(act: ModtagHenvendelse) -> bool:
    return act.noegle is not None and act.modtaget is None


def _require_in_time(office: Office, act: ModtagHenvendelse, now: datetime) -> None:
    """A day without rules would start no clock, and nobody would see that the citizen waits."""
    if act.modtaget is None:
        return
    if act.modtaget > now:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.fremtid")
    first = office.rulebook.calendars.first_year
    if local_date(act.modtaget).year < first:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.kalender", aar=str(first))


def _require_known(office: Office, paragraf: str) -> None:
    if office.rulebook.law.paragraf(paragraf) is None:
        raise ActRefused("ukendt", key="ukendt.paragraf", paragraf=paragraf)
