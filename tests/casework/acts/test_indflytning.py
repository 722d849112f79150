"""§§ 107 and 108: one clock to the decision, another until the citizen has moved in."""

import pytest

from casework.letters.letter_order import letter_order
from persistence.tables import Dokument
from tests.builders import decide, decided, in_afgoerelse, in_opfoelgning


@pytest.mark.parametrize(
    ("paragraf", "udfald", "clocks"),
    [("107", "bevilling", 1), ("108", "delvis", 1), ("108", "afslag", 0), ("85", "bevilling", 0)],
)
def test_it_runs_where_a_place_is_granted(paragraf: str, udfald: str, clocks: int) -> None:
    assert len(decided(paragraf, udfald).clocks("indflytning")) == clocks


def test_it_ends_when_the_help_begins() -> None:
    desk = in_opfoelgning("108")
    assert desk.clock_of("indflytning").state == "overholdt"


def test_help_on_another_paragraf_moves_nobody_in() -> None:
    desk = decide(decide(in_afgoerelse("108", "85"), "108", "bevilling"), "85", "bevilling")
    desk.act("gaa_til", fase="bestilling")
    desk.act("opret_bestilling", udfoerer="birken", paragraf="85", koordinator="sb1")
    desk.act("send_bestilling")
    desk.act("start_indsats")
    assert desk.clock_of("indflytning").state == "aktiv"


def test_a_place_that_is_taken_away_again_is_not_waited_for() -> None:
    desk = decide(decided("108"), "108", "ophoer")
    assert desk.clock_of("indflytning").state == "overholdt"


def test_whoever_lives_there_does_not_wait_for_a_new_decision_on_it() -> None:
    desk = in_opfoelgning("107")
    desk.act("hold_opfoelgning", udfald="juster", uden_status="Ikke nødvendig.")
    desk.act("gaa_til", fase="afgoerelse")
    decide(desk, "107", "bevilling")
    assert [clock.state for clock in desk.clocks("indflytning")] == ["overholdt"]


def test_the_citizen_hears_every_four_weeks_and_each_letter_keeps_its_promise() -> None:
    desk = decided("108")
    desk.wait(weeks=16)
    # 33 % af 84 dage er 27 dage: 1. marts er en søndag, så fredag den 27. februar; derefter hver 28. dag.
    sent = desk.told("sendt", "ventebrev")
    assert sent == ["2026-02-16", "2026-02-27", "2026-03-27", "2026-04-24", "2026-05-22"]


def test_the_leader_and_then_the_chief_know_that_somebody_waits_for_a_place() -> None:
    desk = decided("108")
    desk.wait(weeks=18)
    assert desk.due("indflytning").isoformat() == "2026-04-27"
    lines = desk.timeline("eskaler", "indflytning")
    assert [(line.felter["til"], line.tid.date().isoformat()) for line in lines] == [
        ("leder", "2026-04-13"),
        ("chef", "2026-04-27"),
        ("chef", "2026-05-27"),
    ]


def test_each_letter_promises_the_day_on_which_the_next_one_comes() -> None:
    desk = decided("108")
    for promised in ("2026-03-27", "2026-04-24"):
        desk.wait(weeks=4)
        letters = [row.id for row in desk.all(Dokument) if row.godkendt_af == "regel:indflytning"]
        facts = letter_order(desk.office, letters[-1], desk.now).facts
        assert str(facts["naeste_nyt"]) == promised
    desk.wait(weeks=4)
    assert desk.told("sendt", "ventebrev")[-2:] == ["2026-03-27", "2026-04-24"]
