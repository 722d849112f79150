"""A stay at a boform for people without a home: the admission, and the boform's word of it (SEL § 110)."""

from datetime import date, datetime

from casework import drafts
from casework.act import Act, JaNej, Tekst
from casework.dates import require_known
from casework.forloeb import OpenForloeb
from casework.staff import opgaver
from domain.calendar import COPENHAGEN
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Optagelse

BREV = "boform"


class RegistrerOptagelse(Act):
    """`orienteret` where the boform itself has told of it; otherwise it still owes that."""

    boform: Tekst
    dato: date | None = None
    orienteret: JaNej = False


class ModtagOrientering(Act):
    pass


def record_optagelse(forloeb: OpenForloeb, act: RegistrerOptagelse) -> None:
    """The boform's three working days run from the admission, and somebody makes a plan with the citizen."""
    dato = act.dato or forloeb.day
    require_known(forloeb, dato)
    if dato > forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.optagelse")
    row = forloeb.uow.add(
        Optagelse(forloeb_id=forloeb.id, boform=act.boform, dato=dato, registreret=forloeb.now)
    )
    began = datetime.combine(dato, datetime.min.time(), COPENHAGEN)
    forloeb.record(
        Event.OPTAGET_PAA_BOFORM,
        refs=_refs(forloeb, row),
        detail={"boform": act.boform, "dato": dato.isoformat()},
        at=began,
    )
    if act.orienteret:
        _oriented(forloeb, row)
    opgaver.give(forloeb, "kontakt_boform", Rolle.SAGSBEHANDLER)
    if forloeb.borger.doed is None:
        drafts.draft(forloeb, BREV, Rolle.BORGER, {"optagelse": row.id})


def receive_orientering(forloeb: OpenForloeb, _act: ModtagOrientering) -> None:
    """The boform has told the municipality of the oldest admission that it owed word of."""
    waiting = [row for row in forloeb.uow.of_forloeb(Optagelse, forloeb.id) if row.orienteret is None]
    if not waiting:
        raise ActRefused("ukendt", key="ukendt.optagelse")
    _oriented(forloeb, waiting[0])


def _oriented(forloeb: OpenForloeb, row: Optagelse) -> None:
    row.orienteret = forloeb.now
    forloeb.record(Event.ORIENTERING_MODTAGET, refs=_refs(forloeb, row))
    drafts.draft(forloeb, BREV, Rolle.KILDE, {"optagelse": row.id, "kilde": row.boform})


def _refs(forloeb: OpenForloeb, row: Optagelse) -> dict[str, str | int]:
    """A boform that the municipality knows as an udfører can be reminded by its own name."""
    known = forloeb.uow.parties.udfoerer(row.boform)
    return {"optagelse": row.id} | ({"udfoerer": known.id} if known else {})
