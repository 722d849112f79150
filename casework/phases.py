"""Moving between phases: the one place where a forløb's phase changes."""

from casework.forloeb import OpenForloeb
from domain.case import AFSLUTTET, VENTEFASER, Fase
from domain.events import Event
from persistence.tables import FaseHistorik

PHASE_ENTRY = "fase"


def enter(forloeb: OpenForloeb, fase: Fase, *, fra: str | None) -> None:
    """The forløb is in the phase; the engine will do by itself what the municipality does when it starts."""
    row = forloeb.row
    if fra is not None and fra != AFSLUTTET:
        leave(forloeb, fra)
    back = fase in VENTEFASER and fra in {AFSLUTTET, Fase.OPFOELGNING}
    if back:
        row.venter = True
    row.fase, row.fase_siden = fase.value, forloeb.now
    entry = forloeb.uow.add(FaseHistorik(forloeb_id=row.id, fase=fase.value, fra=fra, startet=forloeb.now))
    forloeb.tell(Event.FASE_STARTET, fase.value, {"fra": fra} if fra else {})
    forloeb.tick(Event.FASE, fase.value)
    forloeb.tick(Event.FASE_STARTET, fase.value, refs={"fase": fase.value}, keys=(fase.value,))
    if back:
        # Somebody waits for us again: the silence counts from today.
        forloeb.tick(Event.KONTAKT_MED_BORGER, "fase")
    forloeb.uow.outbox.put(
        PHASE_ENTRY,
        f"{PHASE_ENTRY}:{entry.id}",
        {"fase": fase.value, "indgang": entry.id},
        forloeb_id=row.id,
        due_at=forloeb.due_at,
        ready_at=forloeb.now,
    )


def leave(forloeb: OpenForloeb, fase: str) -> None:
    """The phase is over: its own clock has stopped."""
    forloeb.uow.cases.end_phase(forloeb.id, forloeb.now)
    forloeb.tick(Event.FASE_AFSLUTTET, fase, refs={"fase": fase})
