"""A new sag, a new forløb, a new application: how each begins."""

from collections.abc import Sequence
from datetime import datetime

from casework.forloeb import OpenForloeb
from casework.office import Office
from casework.phases import enter
from casework.staff.roles import least_loaded
from domain.calendar import local_date
from domain.case import AnsoegningTilstand, Fase, ForloebTilstand, Stilling
from domain.events import Event
from persistence.tables import Ansoegning, Borger, Forloeb, Sag
from persistence.unit_of_work import UnitOfWork


def open_sag(
    uow: UnitOfWork,
    borger: Borger,
    paragraffer: Sequence[str],
    actor: str,
    now: datetime,
    team: str | None = None,
) -> Sag:
    """The citizen has a sag with a team and a sagsbehandler: whoever took it, else the one with fewest cases."""
    who = uow.parties.medarbejder(actor)
    staff = uow.parties.staff()
    of_team = team or (who.team if who else None) or next((person.team for person in staff), "voksen")
    # A file that is loaded has no person behind it, and an administrator has no cases.
    if who is not None and who.rolle != Stilling.ADMINISTRATOR:
        sagsbehandler: str | None = who.id
    else:
        sagsbehandler = least_loaded(staff, uow.cases.load_of_staff(), of_team, paragraffer)
    return uow.add(
        Sag(
            nummer=uow.cases.next_number(local_date(now).year),
            borger_id=borger.id,
            borger=borger,
            team=of_team,
            sagsbehandler_id=sagsbehandler,
            oprettet=now,
            journal_nr=0,
            journal_hash="",
        )
    )


def start_forloeb(
    office: Office, uow: UnitOfWork, sag: Sag, actor: str, now: datetime, *, akut: bool
) -> OpenForloeb:
    """A forløb stands at the beginning of sagsåbning."""
    row = uow.add(
        Forloeb(
            sag_id=sag.id,
            sag=sag,
            nr=len(uow.cases.forloeb_of(sag.id)) + 1,
            fase=Fase.SAGSAABNING.value,
            fase_siden=now,
            tilstand=ForloebTilstand.AABENT.value,
            venter=True,
            akut=akut,
            oprettet=now,
        )
    )
    forloeb = OpenForloeb(office, uow, row, actor, now, now)
    enter(forloeb, Fase.SAGSAABNING, fra=None)
    return forloeb


def apply_for(
    forloeb: OpenForloeb, paragraf: str, received: datetime | None = None, om: str | None = None
) -> Ansoegning:
    """The application stands with the day it came, and its svarfrist runs from there (RSL § 3, stk. 2).

    `om` tells the svarfrist where the application came from, when it was not the citizen.
    """
    ansoegning = forloeb.uow.add(
        Ansoegning(
            forloeb_id=forloeb.id,
            paragraf=paragraf,
            modtaget=local_date(received or forloeb.now),
            tilstand=AnsoegningTilstand.AABEN.value,
        )
    )
    refs: dict[str, str | int] = {"ansoegning": ansoegning.id, "paragraf": paragraf}
    forloeb.tell(Event.ANSOEGNING_MODTAGET, None, refs)
    forloeb.tick(Event.ANSOEGNING_MODTAGET, om, refs=refs, at=received)
    return ansoegning
