"""Sagsoplysning as a story: the checklist, and the letter that asks for samtykke where there is none."""

import asyncio

import pytest

from flows.case_phases.sagsoplysning import sagsoplysning
from flows.story import tell
from persistence.tables import Punkt
from tasks.effects import claim
from tasks.runtime import use
from tests.builders import a_case


@pytest.mark.parametrize(("given", "drafts"), [(False, ["kladde"]), (True, [])])
def test_the_story_drafts_a_samtykke_once_where_nobody_has_given_one(given: bool, drafts: list[str]) -> None:
    desk = a_case()
    desk.act("luk_alle_punkter")
    if given:
        desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin")
    desk.engine("nede")
    desk.act("gaa_til", fase="sagsoplysning")
    with use(desk.runtime):
        entries = [effect.row_id for effect in claim() if effect.kind == "fase"]
        for _ in range(2):
            asyncio.run(tell(sagsoplysning, entries))
    assert desk.letters("samtykke") == drafts
    assert "sagsoplysning" in {row.fase for row in desk.all(Punkt)}


def test_a_case_that_has_left_the_phase_meanwhile_is_left_alone() -> None:
    desk = a_case()
    desk.act("registrer_oenske", tekst="x")
    desk.act("luk_alle_punkter")
    desk.engine("nede")
    desk.act("gaa_til", fase="sagsoplysning")
    desk.act("gaa_til", fase="sagsvurdering")
    desk.engine("oppe")
    assert desk.letters("samtykke") == []
    assert "sagsoplysning" not in {row.fase for row in desk.all(Punkt)}
