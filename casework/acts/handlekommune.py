"""Another municipality has the case: what is open goes over to it, and nothing is left lying (RSL §§ 9-9 b)."""

from datetime import date

from casework import drafts
from casework.act import Act, Tekst
from casework.acts.running_help import runs_on
from casework.acts.sagens_gang import close_forloeb
from casework.dates import require_known
from casework.forloeb import OpenForloeb
from domain.case import AnsoegningTilstand
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Ansoegning, Bevilling, HandlekommuneSkift

# Whoever has such a place as a rule keeps the municipality that gave it (RSL § 9, stk. 7).
_BLIVER = frozenset({"107", "108"})


class SkiftHandlekommune(Act):
    """`dato` is the day the other municipality took over; `grund` is needed where the citizen lives in a botilbud."""

    kommune: Tekst
    dato: date | None = None
    grund: str | None = None


def change_handlekommune(forloeb: OpenForloeb, act: SkiftHandlekommune) -> None:
    """Every open forløb of the sag is closed, its open applications have gone over, and somebody sends what is needed.

    An application is not refused and not withdrawn: the other municipality answers it (FVL § 7, stk. 2). Klage,
    aktindsigt and what else is about our own decisions and papers stay with us and run on.
    """
    dato = act.dato or forloeb.day
    require_known(forloeb, dato)
    if dato > forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.handlekommune")
    opened = [
        forloeb.beside(row)
        for row in forloeb.uow.cases.forloeb_of(forloeb.sag.id)
        if forloeb.beside(row).is_open
    ]
    if not act.grund:
        _require_not_ours(opened)
    forloeb.uow.add(
        HandlekommuneSkift(
            sag_id=forloeb.sag.id, kommune=act.kommune, dato=dato, grund=act.grund, registreret=forloeb.now
        )
    )
    for each in opened:
        _hand_over(each, act.grund)
    detail = {"kommune": act.kommune, "dato": dato.isoformat()} | ({"grund": act.grund} if act.grund else {})
    forloeb.record(Event.HANDLEKOMMUNE_SKIFTET, detail=detail)
    drafts.draft(forloeb, "afslutning", Rolle.BORGER, {})
    drafts.draft(forloeb, "oversendelse", Rolle.KILDE, {"kilde": act.kommune})


def _require_not_ours(opened: list[OpenForloeb]) -> None:
    for each in opened:
        for row in each.uow.of_forloeb(Bevilling, each.id):
            if row.paragraf in _BLIVER and runs_on(row, each.day):
                raise ActRefused("ugyldig_vaerdi", key="ugyldig_vaerdi.handlekommune", paragraf=row.paragraf)


def _hand_over(forloeb: OpenForloeb, grund: str | None) -> None:
    for ansoegning in forloeb.uow.of_forloeb(Ansoegning, forloeb.id):
        if ansoegning.tilstand == AnsoegningTilstand.AABEN:
            ansoegning.tilstand, ansoegning.afgjort = AnsoegningTilstand.OVERSENDT.value, forloeb.day
            drafts.drop_drafts(forloeb, refs={"ansoegning": ansoegning.id})
    close_forloeb(forloeb, {"grund": grund} if grund else {})
