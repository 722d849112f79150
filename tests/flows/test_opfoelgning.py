"""Opfølgning as a story: the checklist; the ladders ask for status and call to the follow-up."""

import asyncio

from flows.case_phases.opfoelgning import opfoelgning
from flows.followups import followups
from flows.story import tell
from persistence.tables import Punkt
from tasks.effects import claim
from tasks.runtime import use
from tests.builders import in_opfoelgning, ordered


def test_the_story_lays_out_the_checklist_once() -> None:
    desk = ordered()
    desk.engine("nede")
    desk.act("start_indsats")
    with use(desk.runtime):
        entries = [effect.row_id for effect in claim() if effect.kind == "fase"]
        for _ in range(2):
            asyncio.run(tell(opfoelgning, entries))
    rows = [row.punkt_id for row in desk.all(Punkt) if row.fase == "opfoelgning"]
    assert len(rows) == len(set(rows)) > 0


def test_the_sweep_of_follow_ups_calls_the_citizen_in_time() -> None:
    desk = in_opfoelgning()
    desk.engine("nede")
    desk.wait_until(desk.now.replace(month=4, day=4))
    with use(desk.runtime):
        asyncio.run(tell(followups))
    assert desk.letters("indkaldelse_opfoelgning") == ["kladde"]
    assert desk.letters("ventebrev") == []
