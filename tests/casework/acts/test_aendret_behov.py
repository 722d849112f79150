"""A changed need is looked at within five working days, at a follow-up, or the leader knows."""

import pytest

from persistence.tables import AendretBehov
from tests.builders import in_opfoelgning

BEHOV = {"fra": "udfoerer", "tekst": "To besøg er ikke nok."}


def test_five_working_days_and_then_the_leader() -> None:
    desk = in_opfoelgning()
    desk.act("meld_aendret_behov", **BEHOV)
    assert desk.due("aendret_behov").isoformat() == "2026-02-09"
    desk.wait(days=8)
    assert desk.told("paamind", "aendret_behov") == ["2026-02-06"]
    assert desk.told("eskaler", "aendret_behov") == ["2026-02-09"]


def test_what_is_urgent_is_the_leaders_the_same_day() -> None:
    desk = in_opfoelgning()
    desk.act("meld_aendret_behov", **BEHOV, akut=True)
    assert desk.due("aendret_behov").isoformat() == "2026-02-02"
    assert desk.told("eskaler", "aendret_behov") == ["2026-02-02"]


@pytest.mark.parametrize(("udfald", "tasks"), [("inden_for_bevilling", 0), ("ny_vurdering", 1)])
def test_all_that_was_told_is_assessed_together(udfald: str, tasks: int) -> None:
    desk = in_opfoelgning()
    desk.act("meld_aendret_behov", **BEHOV)
    desk.act("meld_aendret_behov", fra="borger", tekst="Jeg er flyttet.")
    desk.act("vurder_aendret_behov", udfald=udfald, note="Talt med borgeren.")
    assert [clock.state for clock in desk.clocks("aendret_behov")] == ["overholdt", "overholdt"]
    assert {(row.udfald, row.note) for row in desk.all(AendretBehov)} == {(udfald, "Talt med borgeren.")}
    assert desk.events().count("opgave_lukket") == 2
    assert len(desk.told("opgave", "lav_ny_vurdering")) == tasks
    assert desk.refused("vurder_aendret_behov", udfald=udfald) == "ukendt"


def test_a_follow_up_looks_at_it_too() -> None:
    desk = in_opfoelgning()
    desk.act("meld_aendret_behov", **BEHOV)
    desk.act("hold_opfoelgning", udfald="fortsaet", uden_status="Alt er nyt.")
    assert desk.clock_of("aendret_behov").state == "overholdt"
    assert desk.refused("luk_opgave", opgave="vurder_aendret_behov") == "ukendt"


def test_closing_the_last_task_says_that_it_was_looked_at() -> None:
    desk = in_opfoelgning()
    desk.act("meld_aendret_behov", **BEHOV)
    desk.act("meld_aendret_behov", **BEHOV)
    desk.act("luk_opgave", opgave="vurder_aendret_behov")
    assert {clock.state for clock in desk.clocks("aendret_behov")} == {"aktiv"}
    desk.act("luk_opgave", opgave="vurder_aendret_behov", note="Talt med borgeren.")
    assert {clock.state for clock in desk.clocks("aendret_behov")} == {"overholdt"}
