"""The checklist of a phase: visible, dated, and never a stop."""

from collections.abc import Sequence

from casework.act import Act, Tekst
from casework.forloeb import OpenForloeb
from casework.sagsaabning import AfklarSagsaabning, clarify_sagsaabning
from domain.case import Fase, PunktTilstand
from domain.errors import ActRefused
from domain.events import Event
from persistence.tables import Punkt


class LukPunkt(Act):
    punkt: Tekst
    note: str | None = None


class FravaelgPunkt(Act):
    punkt: Tekst
    grund: Tekst


class LukAllePunkter(Act):
    pass


def lay_out(forloeb: OpenForloeb) -> Sequence[Punkt]:
    """Every item of the phase the forløb is in stands in its checklist; twice changes nothing."""
    fase, runde = forloeb.fase, forloeb.uow.cases.rounds_in(forloeb.id, forloeb.fase)
    laid_out = forloeb.uow.cases.points(forloeb.id, fase, runde)
    if laid_out:
        return laid_out
    for punkt in forloeb.office.rulebook.principles.punkter(fase):
        forloeb.uow.add_later(
            Punkt(
                forloeb_id=forloeb.id,
                fase=fase.value,
                runde=runde,
                punkt_id=punkt.id,
                tilstand=PunktTilstand.AABENT.value,
            )
        )
    forloeb.uow.session.flush()
    return forloeb.uow.cases.points(forloeb.id, fase, runde)


def close_punkt(forloeb: OpenForloeb, act: LukPunkt) -> None:
    """The item is done, with a note."""
    _settle(forloeb, act.punkt, PunktTilstand.LUKKET, act.note)
    forloeb.record(Event.PUNKT_LUKKET, act.punkt, detail=act.model_dump(exclude_none=True))


def set_punkt_aside(forloeb: OpenForloeb, act: FravaelgPunkt) -> None:
    """The item is set aside, with a reason."""
    _settle(forloeb, act.punkt, PunktTilstand.FRAVALGT, act.grund)
    forloeb.record(Event.PUNKT_FRAVALGT, act.punkt, detail=act.model_dump())


def close_every_punkt(forloeb: OpenForloeb, _act: LukAllePunkter) -> None:
    """Every open item of the phase is done; in sagsåbning G1 is answered too (scenarios only)."""
    for punkt in lay_out(forloeb):
        if punkt.tilstand == PunktTilstand.AABENT:
            _mark(forloeb, punkt, PunktTilstand.LUKKET, None)
    forloeb.record(Event.PUNKT_LUKKET, "alle", detail={"fase": forloeb.fase.value})
    if forloeb.fase is Fase.SAGSAABNING:
        clarify_sagsaabning(forloeb, AfklarSagsaabning())


def _settle(forloeb: OpenForloeb, punkt_id: str, state: PunktTilstand, note: str | None) -> None:
    lay_out(forloeb)
    found = [row for row in forloeb.uow.of_forloeb(Punkt, forloeb.id) if row.punkt_id == punkt_id]
    if not found:
        raise ActRefused("ukendt", key="ukendt.punkt", punkt=punkt_id)
    _mark(forloeb, found[-1], state, note)


def _mark(forloeb: OpenForloeb, punkt: Punkt, state: PunktTilstand, note: str | None) -> None:
    punkt.tilstand, punkt.note = state.value, note
    punkt.af, punkt.aendret = forloeb.actor, forloeb.now
