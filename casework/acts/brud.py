"""A breach of the security of personal data: discovered, and reported or not (GDPR art. 33)."""

from casework.act import Act, Tekst
from casework.danish_time import DanskTid
from casework.forloeb import OpenForloeb
from domain.errors import ActRefused
from domain.events import Event
from persistence.tables import Brud


class MeldBrud(Act):
    """`opdaget` is when somebody here knew of it; now where nothing is said."""

    note: Tekst
    opdaget: DanskTid | None = None


class AnmeldBrud(Act):
    ikke_anmeldt: Tekst | None = None


def report_brud(forloeb: OpenForloeb, act: MeldBrud) -> None:
    """The 72 hours run from the minute it was discovered, and the leader knows at once."""
    opdaget = act.opdaget or forloeb.now
    if opdaget > forloeb.now:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.opdaget")
    row = forloeb.uow.add(Brud(forloeb_id=forloeb.id, opdaget=opdaget, meldt=forloeb.now, note=act.note))
    detail = {"note": act.note, "opdaget": opdaget.isoformat()}
    forloeb.record(Event.BRUD_OPDAGET, refs={"brud": row.id}, detail=detail, at=opdaget)


def notify_brud(forloeb: OpenForloeb, act: AnmeldBrud) -> None:
    """The oldest breach is reported to Datatilsynet, or it stands why it is not."""
    waiting = [row for row in forloeb.uow.of_forloeb(Brud, forloeb.id) if row.anmeldt is None]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.brud")
    waiting[0].anmeldt, waiting[0].ikke_anmeldt = forloeb.now, act.ikke_anmeldt
    detail = {"grund": act.ikke_anmeldt} if act.ikke_anmeldt else {}
    forloeb.record(Event.BRUD_ANMELDT, refs={"brud": waiting[0].id}, detail=detail)
