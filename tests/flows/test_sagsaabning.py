"""Sagsåbning as a story: the checklist is laid out and the sagsbehandler is told, once."""

import asyncio

from flows.case_phases.sagsaabning import sagsaabning
from flows.story import tell
from persistence.tables import OutboxRow, Punkt
from tasks.effects import claim
from tasks.runtime import use
from tests.builders import BORGER, a_desk


def test_the_story_lays_out_the_checklist_and_tells_the_sagsbehandler_once() -> None:
    desk = a_desk()
    desk.engine("nede")
    desk.act("modtag_henvendelse", borger=BORGER, ansoegt=["85"])
    assert desk.all(Punkt) == []
    with use(desk.runtime):
        entries = [effect.row_id for effect in claim() if effect.kind == "fase"]
        for _ in range(2):
            asyncio.run(tell(sagsaabning, entries))
    punkter = desk.all(Punkt)
    assert {row.fase for row in punkter} == {"sagsaabning"}
    assert len({row.punkt_id for row in punkter}) == len(punkter) > 0
    assert [row.payload["art"] for row in desk.all(OutboxRow) if row.kind == "besked"] == ["ny_sag"]
    assert {row.state for row in desk.all(OutboxRow) if row.id in entries} == {"faerdig"}
