"""The outbox: everything that must leave the register, one batch after the other until nothing waits."""

from datetime import datetime

from prefect import flow

from domain.case import FASER, Fase
from flows.case_phases.afgoerelse import afgoerelse
from flows.case_phases.bestilling import bestilling
from flows.case_phases.opfoelgning import opfoelgning
from flows.case_phases.sagsaabning import sagsaabning
from flows.case_phases.sagsoplysning import sagsoplysning
from flows.case_phases.sagsvurdering import sagsvurdering
from flows.story import coded, tell
from tasks.effects import Effect, claim
from tasks.kadencer import follow_udfoerere
from tasks.letters import render_letters, send_letters
from tasks.notices import send_notices
from tasks.sweeps import take_first_steps

PHASES = {
    Fase.SAGSAABNING: sagsaabning,
    Fase.SAGSOPLYSNING: sagsoplysning,
    Fase.SAGSVURDERING: sagsvurdering,
    Fase.AFGOERELSE: afgoerelse,
    Fase.BESTILLING: bestilling,
    Fase.OPFOELGNING: opfoelgning,
}


@flow(name="outbox", persist_result=False)
@coded
async def outbox(until: datetime | None = None) -> None:
    """Phases entered have begun, letters are stored and sent, people are told; ends on an empty read."""
    while effects := claim(until):
        await begin_phases(effects)
        follow_udfoerere(effects)
        take_first_steps(effects)
        render_letters(effects)
        send_letters(effects)
        send_notices(effects)


async def begin_phases(effects: list[Effect]) -> None:
    """Each phase's story has been told once, of all the cases that entered it."""
    for fase in FASER:
        entries = [
            effect.row_id for effect in effects if effect.kind == "fase" and effect.payload["fase"] == fase
        ]
        if entries:
            await tell(PHASES[fase], entries)
