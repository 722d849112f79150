"""Sagsvurdering as a story: the checklist, and a desk cleared of what nobody needs any more."""

import asyncio

from flows.case_phases.sagsvurdering import sagsvurdering
from flows.story import tell
from persistence.tables import Punkt
from tasks.effects import claim
from tasks.runtime import use
from tests.builders import in_sagsoplysning


def test_the_story_drops_the_unsent_samtykke_and_lays_out_the_checklist() -> None:
    desk = in_sagsoplysning()
    assert desk.letters("samtykke") == ["kladde"]
    desk.engine("nede")
    desk.act("gaa_til", fase="sagsvurdering")
    with use(desk.runtime):
        entries = [effect.row_id for effect in claim() if effect.kind == "fase"]
        for _ in range(2):
            asyncio.run(tell(sagsvurdering, entries))
    assert desk.letters("samtykke") == ["bortfaldet"]
    rows = [row.punkt_id for row in desk.all(Punkt) if row.fase == "sagsvurdering"]
    assert len(rows) == len(set(rows)) > 0
