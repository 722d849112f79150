"""Aktindsigt: asked for, and given."""

from tests.builders import a_case


def test_a_request_runs_for_seven_statutory_working_days() -> None:
    desk = a_case()
    desk.act("anmod_aktindsigt")
    assert desk.due("aktindsigt").isoformat() == "2026-02-11"


def test_papers_answer_the_oldest_request_and_its_delay_letter_is_needless() -> None:
    desk = a_case()
    desk.act("anmod_aktindsigt")
    desk.wait(days=2)
    desk.act("anmod_aktindsigt")
    desk.wait(days=6)
    assert desk.letters("aktindsigt_forsinket") == ["kladde"]
    desk.act("giv_aktindsigt")
    assert [clock.state for clock in desk.clocks("aktindsigt")] == ["overholdt", "aktiv"]
    assert desk.letters("aktindsigt_forsinket") == ["bortfaldet"]
    desk.act("giv_aktindsigt")
    assert desk.refused("giv_aktindsigt") == "ukendt"


def test_giving_twice_while_the_engine_is_down_sends_one_letter() -> None:
    desk = a_case()
    desk.act("anmod_aktindsigt")
    desk.engine("nede")
    desk.act("giv_aktindsigt")
    assert desk.refused("giv_aktindsigt") == "ukendt"
    desk.engine("oppe")
    assert desk.letters("aktindsigt") == ["modtaget"]


def test_a_request_outlives_the_case() -> None:
    desk = a_case("")
    desk.act("anmod_aktindsigt")
    desk.act("afslut_sag")
    assert desk.clock_of("aktindsigt").state == "aktiv"
    desk.act("giv_aktindsigt")
    desk.act("anmod_aktindsigt")
    assert desk.clock_of("aktindsigt").state == "aktiv"


def test_the_working_days_run_from_the_day_the_request_came() -> None:
    desk = a_case()
    desk.wait(days=3)
    desk.act("anmod_aktindsigt", modtaget="2026-02-02T15:00:00")
    assert desk.due("aktindsigt").isoformat() == "2026-02-11"
    assert desk.refused("anmod_aktindsigt", modtaget="2026-02-06T15:00:00") == "ugyldig_dato"
