"""Bestilling as a story: help is about to be ordered, and the checklist is laid out."""

import asyncio

from flows.case_phases.bestilling import bestilling
from flows.story import tell
from persistence.tables import Dokument, Punkt
from tasks.effects import claim
from tasks.runtime import use
from tests.builders import decided


def test_the_story_lays_out_the_checklist_once_and_decides_nothing() -> None:
    desk = decided()
    desk.engine("nede")
    letters = len(desk.all(Dokument))
    desk.act("gaa_til", fase="bestilling")
    with use(desk.runtime):
        entries = [effect.row_id for effect in claim() if effect.kind == "fase"]
        for _ in range(2):
            asyncio.run(tell(bestilling, entries))
    rows = [row.punkt_id for row in desk.all(Punkt) if row.fase == "bestilling"]
    assert len(rows) == len(set(rows)) > 0
    assert len(desk.all(Dokument)) == letters
