"""A stay at a boform: its three working days, and the plan with the citizen."""

from tests.builders import a_case


def test_three_working_days_are_counted_from_the_admission() -> None:
    desk = a_case()
    desk.act("registrer_optagelse", boform="Herberget", dato="2026-01-30")
    assert desk.due("p110_orientering").isoformat() == "2026-02-04"  # mandag, tirsdag, onsdag
    assert desk.told("opgave", "kontakt_boform") == ["2026-02-02"]
    desk.act("modtag_orientering")
    assert desk.clock_of("p110_orientering").state == "overholdt"
    assert desk.refused("modtag_orientering") == "ukendt"


def test_the_plan_is_still_to_be_made_when_the_boform_has_told() -> None:
    desk = a_case()
    desk.act("registrer_optagelse", boform="Herberget", orienteret=True)
    assert desk.clock_of("p110_orientering").state == "overholdt"
    assert "opgave_lukket" not in desk.events()


def test_word_that_comes_with_an_old_admission_is_late() -> None:
    desk = a_case()
    desk.act("registrer_optagelse", boform="Herberget", dato="2026-01-26", orienteret=True)
    assert desk.clock_of("p110_orientering").state == "overskredet"


def test_a_boform_that_the_municipality_knows_is_reminded_by_name() -> None:
    desk = a_case()
    desk.act("registrer_optagelse", boform="birken")
    desk.wait(days=14)
    assert [line.felter["hvem"] for line in desk.timeline("paamind", "p110_orientering")] == ["birken", "sb1"]
    assert desk.told("eskaler", "p110_orientering") == ["2026-02-12"]  # 5 arbejdsdage efter 5. februar


def test_nobody_is_admitted_tomorrow() -> None:
    assert a_case().refused("registrer_optagelse", boform="Herberget", dato="2026-02-03") == "ugyldig_dato"
