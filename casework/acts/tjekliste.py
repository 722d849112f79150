"""The checklist of a phase: visible, dated, and never a stop."""

from collections.abc import Sequence

from casework.act import Act, Tekst
from casework.acts.sagsaabning import AfklarSagsaabning, clarify_sagsaabning
from casework.forloeb import OpenForloeb
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
    known = {row.punkt_id for row in laid_out}
    wanted = [punkt.id for punkt in forloeb.office.rulebook.principles.punkter(fase) if punkt.id not in known]
    if not wanted:
        return laid_out
    for punkt_id in wanted:
        forloeb.uow.add_later(_open(forloeb, punkt_id, fase, runde))
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
    _mark(forloeb, found[-1] if found else _ahead_of_time(forloeb, punkt_id), state, note)


def _ahead_of_time(forloeb: OpenForloeb, punkt_id: str) -> Punkt:
    """An item of a phase that is still to come: it will stand there, settled, when the phase starts."""
    punkt = forloeb.office.rulebook.principles.find(punkt_id)
    if punkt is None:
        raise ActRefused("ukendt", key="ukendt.punkt", punkt=punkt_id)
    fase = punkt.fase or forloeb.fase
    runde = max(1, forloeb.uow.cases.rounds_in(forloeb.id, fase))
    return forloeb.uow.add(_open(forloeb, punkt_id, fase, runde))


def _open(forloeb: OpenForloeb, punkt_id: str, fase: Fase, runde: int) -> Punkt:
    return Punkt(
        forloeb_id=forloeb.id,
        fase=fase.value,
        runde=runde,
        punkt_id=punkt_id,
        tilstand=PunktTilstand.AABENT.value,
    )


def _mark(forloeb: OpenForloeb, punkt: Punkt, state: PunktTilstand, note: str | None) -> None:
    punkt.tilstand, punkt.note = state.value, note
    punkt.af, punkt.aendret = forloeb.actor, forloeb.now
