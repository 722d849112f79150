"""The order to an udfører, from its making to the day the help begins and ends."""

import pytest

from persistence.tables import Bestilling
from tests.builders import Desk, decided, in_afgoerelse, in_opfoelgning, ordered


def in_bestilling() -> Desk:
    desk = decided()
    desk.act("gaa_til", fase="bestilling")
    return desk


def states(desk: Desk) -> list[str]:
    return [row.tilstand for row in desk.all(Bestilling)]


ORDER = {"udfoerer": "birken", "paragraf": "85", "koordinator": "sb1"}


def test_an_order_is_made_in_its_phase_for_somebody_known() -> None:
    assert in_afgoerelse().refused("opret_bestilling", **ORDER) == "forkert_fase"
    desk = in_bestilling()
    assert desk.refused("opret_bestilling", **{**ORDER, "udfoerer": "fremmed"}) == "ukendt"
    assert desk.refused("opret_bestilling", **{**ORDER, "paragraf": "999"}) == "ukendt"
    desk.act("opret_bestilling", **ORDER)
    assert states(desk) == ["oprettet"]


def test_making_an_order_asks_no_gate_but_sending_it_asks_g8() -> None:
    desk = in_bestilling()
    desk.act("opret_bestilling", udfoerer="birken", paragraf="85")
    assert desk.refused("send_bestilling") == "G8"
    desk.act("opret_bestilling", **ORDER)
    desk.act("send_bestilling")
    assert states(desk) == ["oprettet", "sendt"]


def test_sending_an_order_twice_sends_it_once() -> None:
    desk = ordered()
    assert desk.refused("send_bestilling") == "ukendt"
    assert desk.letters("bestilling") == ["modtaget"]
    assert desk.due("bestilling_kvittering").isoformat() == "2026-02-09"


def test_an_order_needs_no_samtykke_and_neither_does_its_reminder() -> None:
    desk = ordered()
    desk.wait(days=8)
    assert desk.told("paamind", "bestilling_kvittering") == ["2026-02-09"]


def test_a_yes_starts_the_wait_for_the_help() -> None:
    desk = ordered()
    desk.act("kvitter_bestilling", svar="ja")
    assert desk.clock_of("bestilling_kvittering").state == "overholdt"
    assert desk.due("opstart").isoformat() == "2026-02-16"
    assert desk.refused("kvitter_bestilling", svar="ja") == "ukendt"


def test_a_no_gives_the_task_of_finding_another_which_a_new_order_closes() -> None:
    desk = ordered()
    desk.act("kvitter_bestilling", svar="nej")
    assert states(desk) == ["afvist"]
    assert desk.clocks("opstart") == []
    assert desk.clock_of("bestilling_kvittering").state == "overholdt"
    assert desk.told("opgave", "find_ny_udfoerer") == ["2026-02-02"]
    assert desk.refused("start_indsats") == "ukendt"
    desk.act("opret_bestilling", **{**ORDER, "udfoerer": "egen"})
    with desk.read() as uow:
        assert uow.cases.open_task(desk.known[0], "find_ny_udfoerer") is None


def test_help_that_begins_moves_the_case_on_and_plans_its_follow_up() -> None:
    desk = in_opfoelgning()
    assert (desk.forloeb().fase, states(desk)) == ("opfoelgning", ["startet"])
    assert desk.due("opfoelgning").isoformat() == "2026-05-01"  # lørdag 2. maj
    assert desk.due("status").isoformat() == "2026-04-17"
    assert desk.due("indsatsplan").isoformat() == "2026-03-16"
    assert desk.refused("start_indsats") == "ukendt"


def test_the_orders_own_date_is_the_first_follow_up() -> None:
    desk = in_opfoelgning(opfoelgning="2026-05-23")
    assert desk.due("opfoelgning").isoformat() == "2026-05-22"
    assert desk.due("status").isoformat() == "2026-05-08"


def test_help_that_begins_unannounced_counts_as_accepted() -> None:
    desk = ordered()
    desk.act("start_indsats")
    assert desk.clock_of("bestilling_kvittering").state == desk.clock_of("opstart").state == "overholdt"


def test_an_order_accepted_before_its_letter_left_is_not_waited_for() -> None:
    desk = in_bestilling()
    desk.act("opret_bestilling", **ORDER)
    desk.engine("nede")
    desk.act("send_bestilling")
    desk.act("kvitter_bestilling", svar="ja")
    desk.engine("oppe")
    assert desk.clocks("bestilling_kvittering") == []
    assert states(desk) == ["kvitteret"]


def test_the_plan_for_the_help_ends_the_wait_for_it_and_twice_changes_nothing() -> None:
    desk = in_opfoelgning()
    desk.act("modtag_indsatsplan")
    desk.act("modtag_indsatsplan")
    assert desk.clock_of("indsatsplan").state == "overholdt"
    assert desk.told("frist_slut", "indsatsplan") == ["2026-02-02"]
    assert ordered().all(Bestilling)[0].indsatsplan is None


def test_g10_lets_no_running_help_end_without_a_decision() -> None:
    desk = in_opfoelgning()
    assert desk.refused("afslut_indsats") == "G10"
    assert decided().refused("afslut_indsats") == "G10"  # bevilget, men ikke begyndt


def test_there_is_nothing_to_end_where_nothing_was_granted_or_ordered() -> None:
    assert in_afgoerelse().refused("afslut_indsats") == "ukendt"


def stop(desk: Desk, paragraf: str) -> None:
    desk.act("hold_opfoelgning", udfald="juster", uden_status="Borgeren siger fra.")
    desk.act("gaa_til", fase="afgoerelse")
    desk.act("traef_afgoerelse", paragraf=paragraf, udfald="ophoer", regel="x", hovedhensyn="x", fakta="x")
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_ophoer")


def test_help_ends_by_its_decision_and_its_udfoerer_owes_nothing_more() -> None:
    desk = in_opfoelgning()
    stop(desk, "85")
    desk.act("afslut_indsats")
    assert states(desk) == ["afsluttet"]
    assert desk.clock_of("indsatsplan").state == desk.clock_of("status").state == "bortfaldet"
    assert desk.clock_of("opfoelgning").state == "aktiv"
    assert desk.refused("afslut_indsats") == "ukendt"


def test_help_under_95_runs_until_its_notice_is_over() -> None:
    desk = in_opfoelgning("95")
    stop(desk, "95")
    assert desk.refused("afslut_indsats") == "G10"
    assert desk.refused("hold_opfoelgning", udfald="afslut", uden_status="x") == "G10"
    desk.wait(weeks=14, hours=-12)
    assert desk.refused("afslut_indsats") == "G10"
    desk.wait(hours=12)
    desk.act("afslut_indsats")


@pytest.mark.parametrize(("weeks", "grund"), [(4, "G10"), (24, None)])
def test_help_under_82_b_may_end_when_its_own_end_is_near(weeks: int, grund: str | None) -> None:
    desk = in_opfoelgning("82 b")
    assert desk.due("p82b_slut").isoformat() == "2026-07-31"
    desk.wait(weeks=weeks)
    if grund:
        assert desk.refused("afslut_indsats") == grund
    else:
        desk.act("afslut_indsats")
        assert desk.clock_of("p82b_slut").state == "overholdt"


def test_where_two_udfoerere_have_orders_one_says_whose_is_meant() -> None:
    desk = ordered()
    desk.act("opret_bestilling", **{**ORDER, "udfoerer": "egen"})
    desk.act("send_bestilling")
    desk.act("kvitter_bestilling", svar="ja", udfoerer="birken")
    assert states(desk) == ["kvitteret", "sendt"]
    assert desk.refused("kvitter_bestilling", svar="ja", udfoerer="birken") == "ukendt"
    desk.act("start_indsats", udfoerer="birken")
    desk.act("modtag_indsatsplan", udfoerer="birken")
    assert states(desk) == ["startet", "sendt"]
    assert desk.refused("afslut_indsats", udfoerer="birken") == "G10"
    assert desk.refused("afslut_indsats", udfoerer="ukendt") == "ukendt"


def test_help_under_82_b_may_end_near_its_end_also_where_the_engine_was_down() -> None:
    desk = in_opfoelgning("82 b")
    desk.engine("nede")
    desk.wait(weeks=25)
    desk.act("afslut_indsats")
    assert states(desk) == ["afsluttet"]


def test_help_that_began_before_it_was_told_of_is_counted_from_its_first_day() -> None:
    desk = ordered("82 b")
    desk.wait(days=10)
    for dato in ("2026-02-01", "2026-02-13"):
        assert desk.refused("start_indsats", dato=dato) == "ugyldig_dato"
    desk.act("start_indsats", dato="2026-02-04")
    assert desk.due("p82b_slut").isoformat() == "2026-08-04"
    assert desk.due("opfoelgning").isoformat() == "2026-05-04"
