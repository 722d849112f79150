"""Own resources, the CARe order, goals that point at wishes, and the offer of a handleplan."""

from persistence.tables import Dokument, Handleplan, Maal, Oenske
from tests.builders import a_case, decide, in_afgoerelse, in_sagsvurdering


def test_g5_holds_the_case_until_care_has_been_gone_through() -> None:
    desk = in_sagsvurdering()
    assert desk.refused("gaa_til", fase="afgoerelse") == "G5"
    desk.act("gennemgaa_care")
    desk.act("gennemgaa_care")
    desk.act("gaa_til", fase="afgoerelse")


def test_confirming_the_resources_is_contact_and_stands_in_the_sag() -> None:
    desk = in_sagsvurdering()
    desk.wait(days=2)
    desk.act("bekraeft_ressourcer")
    desk.act("bekraeft_ressourcer")
    assert desk.clock_of("tavshed").started_at == desk.now


def test_a_goal_points_at_a_wish_that_is_there() -> None:
    desk = in_sagsvurdering()
    assert desk.refused("saet_maal", maal="Ud", oenske=2) == "ukendt"
    assert desk.refused("saet_maal", maal="Ud", oenske=0) == "ukendt"
    desk.act("saet_maal", maal="Jeg går ud.", oenske=1, horisont="kort")
    desk.act("saet_maal", maal="Uden ønske.")
    assert [(row.nr, row.oenske_nr) for row in desk.all(Maal)] == [(1, 1), (2, None)]


def test_nobody_answers_an_offer_that_was_not_made() -> None:
    assert in_sagsvurdering().refused("svar_handleplan", svar="ja") == "ukendt"


def test_g6_wants_the_offer_the_yes_and_the_confirmed_resources() -> None:
    desk = in_sagsvurdering()
    assert desk.refused("aktiver_handleplan") == "G6"
    desk.act("tilbyd_handleplan")
    assert desk.refused("aktiver_handleplan") == "G6"
    desk.act("svar_handleplan", svar="ja")
    assert desk.refused("aktiver_handleplan") == "G6"
    desk.act("bekraeft_ressourcer")
    desk.act("aktiver_handleplan")
    assert desk.letters("handleplan") == ["kladde"]


def test_activating_the_plan_twice_leaves_one_draft() -> None:
    desk = in_sagsvurdering()
    desk.act("tilbyd_handleplan")
    desk.act("svar_handleplan", svar="ja")
    desk.act("bekraeft_ressourcer")
    desk.act("aktiver_handleplan")
    desk.act("aktiver_handleplan")
    assert desk.letters("handleplan") == ["bortfaldet", "kladde"]


def test_a_no_leaves_goals_and_wishes_standing_and_starts_no_clock() -> None:
    desk = in_afgoerelse()
    desk.act("tilbyd_handleplan")
    desk.act("svar_handleplan", svar="nej")
    decide(desk, "85", "bevilling")
    assert desk.clocks("handleplan") == []
    assert (len(desk.all(Maal)), len(desk.all(Oenske))) == (1, 1)


def test_a_no_after_the_decision_ends_the_wait_for_the_plan() -> None:
    desk = in_afgoerelse()
    desk.act("tilbyd_handleplan")
    decide(desk, "85", "delvis")
    assert desk.due("handleplan").isoformat() == "2026-03-16"
    desk.act("svar_handleplan", svar="nej")
    assert desk.clock_of("handleplan").state == "overholdt"


def test_an_active_plan_is_not_waited_for() -> None:
    desk = in_afgoerelse()
    desk.act("bekraeft_ressourcer")
    desk.act("tilbyd_handleplan")
    desk.act("svar_handleplan", svar="ja")
    desk.act("aktiver_handleplan")
    decide(desk, "85", "bevilling")
    assert desk.clocks("handleplan") == []


def test_a_refusal_is_no_help_to_plan_for() -> None:
    desk = in_afgoerelse()
    desk.act("tilbyd_handleplan")
    decide(desk, "85", "afslag")
    assert desk.clocks("handleplan") == []


def test_a_new_offer_may_follow_a_no() -> None:
    desk = in_sagsvurdering()
    for svar in ("nej", "ja"):
        desk.act("tilbyd_handleplan")
        desk.act("svar_handleplan", svar=svar)
    assert [plan.svar for plan in desk.all(Handleplan)] == ["nej", "ja"]


def test_the_offer_itself_is_not_contact_but_the_answer_is() -> None:
    desk = a_case()
    desk.wait(days=1)
    desk.act("tilbyd_handleplan")
    assert desk.clock_of("tavshed").started_at != desk.now
    desk.act("svar_handleplan", svar="ja")
    assert desk.clock_of("tavshed").started_at == desk.now


def test_what_was_written_in_the_plan_stands_when_the_plan_is_made_anew() -> None:
    desk = in_afgoerelse()
    desk.act("bekraeft_ressourcer")
    desk.act("tilbyd_handleplan")
    desk.act("svar_handleplan", svar="ja")
    desk.act("aktiver_handleplan")
    desk.act("skriv_brev", brev="handleplan", ord={"formaal": "Ro i hverdagen.", "varighed": "et år"})
    assert desk.letters("handleplan") == ["kladde"]
    desk.act("aktiver_handleplan")
    plan = next(row for row in reversed(desk.all(Dokument)) if row.brev == "handleplan")
    assert (plan.tilstand, plan.ord["formaal"]) == ("kladde", "Ro i hverdagen.")
