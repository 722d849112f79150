"""Staff: who is away, and who has a case."""

from datetime import date, datetime

from casework.act import Act, Tekst
from casework.forloeb import OpenForloeb
from casework.kadencer import kadencegang
from casework.office import Office
from casework.staff import notices
from domain.calendar import local_date
from domain.errors import ActRefused
from domain.events import Event
from persistence.tables import Fravaer
from persistence.unit_of_work import UnitOfWork


class FravaerAct(Act):
    medarbejder: Tekst
    til: date
    stedfortraeder: Tekst


class Omfordel(Act):
    til: Tekst
    grund: str | None = None


def record_fravaer(_office: Office, uow: UnitOfWork, act: FravaerAct, actor: str, now: datetime) -> None:
    """From now to and including `til` the stedfortræder gets what was for the one who is away."""
    for who in (act.medarbejder, act.stedfortraeder):
        if uow.parties.medarbejder(who) is None:
            raise ActRefused("ukendt", key="ukendt.medarbejder", medarbejder=who)
    if act.medarbejder == act.stedfortraeder:
        raise ActRefused("ugyldig_vaerdi", key="ugyldig_vaerdi.stedfortraeder")
    if act.til < local_date(now):
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.fravaer")
    uow.add(
        Fravaer(
            medarbejder_id=act.medarbejder,
            fra=local_date(now),
            til=act.til,
            stedfortraeder_id=act.stedfortraeder,
            registreret_at=now,
        )
    )
    uow.journal.append(
        None,
        None,
        event=Event.FRAVAER_REGISTRERET.value,
        about=act.medarbejder,
        detail=act.model_dump(mode="json"),
        actor=actor,
        due_at=now,
        done_at=now,
    )


def reassign(forloeb: OpenForloeb, act: Omfordel) -> None:
    """The sag has another sagsbehandler, who is told."""
    who = forloeb.uow.parties.medarbejder(act.til)
    if who is None:
        raise ActRefused("ukendt", key="ukendt.medarbejder", medarbejder=act.til)
    fra = forloeb.sag.sagsbehandler_id
    forloeb.sag.sagsbehandler_id, forloeb.sag.team = who.id, who.team
    detail = {"fra": fra, **act.model_dump(exclude_none=True)}
    forloeb.record(Event.SAG_OMFORDELT, act.til, detail=detail)
    if fra != who.id:
        kadencegang.new_sagsbehandler(forloeb)
    notices.notify(
        forloeb, who.id, "omfordelt", "sag", key=f"omfordelt:{forloeb.id}:{forloeb.now.isoformat()}"
    )
