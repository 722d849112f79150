"""Klage: received, looked at again, and sent back by Ankestyrelsen."""

import pytest

from persistence.tables import Klage
from tests.builders import BEGRUNDELSE, Desk, a_case, decide, decided, in_afgoerelse


def test_there_is_nothing_to_complain_of_before_a_decision_is_sent() -> None:
    for act in ("modtag_klage", "hjemvis"):
        assert a_case().refused(act) == "ukendt"
    assert a_case().refused("send_genvurdering", resultat="medhold") == "ukendt"


def test_a_klage_ends_the_klagefrist_and_starts_the_genvurdering() -> None:
    desk = decided("85", "afslag")
    desk.act("modtag_klage")
    assert desk.clock_of("klage").state == "overholdt"
    assert desk.due("genvurdering").isoformat() == "2026-03-02"
    assert desk.letters("klagekvittering") == ["kladde"]


def test_the_same_decision_is_complained_of_once_at_a_time() -> None:
    desk = decided("85", "afslag")
    desk.act("modtag_klage")
    assert desk.refused("modtag_klage") == "findes_allerede"
    desk.act("send_genvurdering", resultat="fastholdt")
    desk.act("modtag_klage")
    assert len(desk.all(Klage)) == 2


def test_a_late_klage_is_received_all_the_same() -> None:
    desk = decided("85", "afslag")
    desk.wait(days=40)
    assert desk.clock_of("klage").state == "udloebet"
    desk.act("modtag_klage")
    assert desk.clock_of("genvurdering").state == "aktiv"


@pytest.mark.parametrize(
    ("paragraf", "udfald", "due"),
    [
        ("95", "ophoer", "2026-02-16"),
        ("96", "nedsaettelse", "2026-02-16"),
        ("98", "ophoer", "2026-02-16"),
        ("95", "afslag", "2026-03-02"),
        ("85", "ophoer", "2026-03-02"),
    ],
)
def test_a_cut_under_95_96_and_98_is_looked_at_again_within_two_weeks(
    paragraf: str, udfald: str, due: str
) -> None:
    desk = decided(paragraf, udfald)
    desk.act("modtag_klage")
    assert desk.due("genvurdering").isoformat() == due


def test_a_klage_over_one_of_two_decisions_leaves_the_others_frist_running() -> None:
    desk = decide(decide(in_afgoerelse("85", "83"), "85", "afslag"), "83", "afslag")
    desk.act("modtag_klage", paragraf="85")
    assert {clock.refs["paragraf"]: clock.state for clock in desk.clocks("klage")} == {
        "85": "overholdt",
        "83": "aktiv",
    }


@pytest.mark.parametrize(("resultat", "tasks"), [("medhold", 1), ("delvist", 1), ("fastholdt", 0)])
def test_where_the_citizen_is_right_a_new_decision_is_somebodys_task(resultat: str, tasks: int) -> None:
    desk = decided("85", "afslag")
    desk.act("modtag_klage")
    desk.act("send_genvurdering", resultat=resultat)
    assert desk.clock_of("genvurdering").state == "overholdt"
    assert desk.letters("genvurdering") == ["modtaget"]
    assert len(desk.told("opgave", "traef_ny_afgoerelse")) == tasks
    assert desk.refused("send_genvurdering", resultat=resultat) == "ukendt"


def test_a_case_sent_back_has_a_new_svarfrist_and_nobody_waits_in_silence() -> None:
    desk = decided("85", "afslag")
    desk.wait(days=7)
    desk.act("hjemvis")
    assert [clock.state for clock in desk.clocks("svarfrist")] == ["overholdt", "aktiv"]
    assert desk.due("svarfrist").isoformat() == "2026-04-01"  # 8 uger fra 9. februar: 2. påskedag
    assert desk.due("tavshed").isoformat() == "2026-02-23"
    assert desk.refused("hjemvis", paragraf="85") == "findes_allerede"
    assert desk.refused("afslut_sag") == "G11"


def test_a_closed_case_sent_back_is_open_again_in_its_phase() -> None:
    desk = decided("85", "afslag")
    desk.act("afslut_sag")
    desk.act("hjemvis", paragraf="85")
    assert (desk.forloeb().tilstand, desk.forloeb().fase) == ("aabent", "afgoerelse")
    assert desk.clock_of("tavshed").state == desk.clock_of("fase_tid").state == "aktiv"
    assert desk.letters("afslutning") == ["bortfaldet"]


def partly_right(**borger: bool) -> Desk:
    """The citizen complained over an afslag on 2 February and was found partly right the same day."""
    desk = decided("85", "afslag", **borger)
    desk.act("modtag_klage")
    desk.act("send_genvurdering", resultat="delvist")
    return desk


@pytest.mark.parametrize(("resultat", "clocks"), [("delvist", 1), ("medhold", 0), ("fastholdt", 0)])
def test_only_whoever_is_found_partly_right_is_asked_if_the_rest_stands(resultat: str, clocks: int) -> None:
    desk = decided("85", "afslag")
    desk.act("modtag_klage")
    desk.act("send_genvurdering", resultat=resultat)
    assert len(desk.clocks("delvist_medhold")) == clocks


def test_no_answer_in_four_weeks_is_somebodys_task_to_close() -> None:
    desk = partly_right()
    assert desk.due("delvist_medhold").isoformat() == "2026-03-02"
    desk.wait(days=30)
    assert desk.clock_of("delvist_medhold").state == "udloebet"
    assert desk.told("opgave", "luk_klage") == ["2026-03-03"]


@pytest.mark.parametrize(("fasthold", "tasks"), [("ja", 1), ("nej", 0)])
def test_what_the_citizen_holds_on_to_goes_to_ankestyrelsen(fasthold: str, tasks: int) -> None:
    desk = partly_right()
    desk.act("svar_delvist_medhold", fasthold=fasthold)
    assert desk.clock_of("delvist_medhold").state == "overholdt"
    assert len(desk.told("opgave", "send_klage_videre")) == tasks
    assert desk.all(Klage)[0].fastholdt == fasthold
    assert desk.refused("svar_delvist_medhold", fasthold="ja") == "ukendt"


def test_an_answer_that_comes_late_is_received_and_takes_the_task_of_closing_away() -> None:
    desk = partly_right()
    desk.wait(days=30)
    desk.act("svar_delvist_medhold", fasthold="ja")
    assert len(desk.told("opgave", "send_klage_videre")) == 1
    assert desk.refused("luk_opgave", opgave="luk_klage") == "ukendt"


def test_there_is_nothing_to_answer_before_the_letter_has_left() -> None:
    desk = decided("85", "afslag")
    assert desk.refused("svar_delvist_medhold", fasthold="ja") == "ukendt"
    desk.act("modtag_klage")
    desk.engine("nede")
    desk.act("send_genvurdering", resultat="delvist")
    assert desk.refused("svar_delvist_medhold", fasthold="ja") == "ukendt"


def test_the_four_weeks_count_from_the_new_decision() -> None:
    desk = partly_right()
    desk.wait(days=10)
    desk.act("traef_afgoerelse", paragraf="85", udfald="delvis", **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_delvis")
    assert [clock.state for clock in desk.clocks("delvist_medhold")] == ["afloest", "aktiv"]
    assert desk.due("delvist_medhold").isoformat() == "2026-03-12"


def test_a_new_decision_that_comes_after_the_four_weeks_gives_the_citizen_four_more() -> None:
    desk = partly_right()
    desk.wait(days=30)
    desk.act("traef_afgoerelse", paragraf="85", udfald="delvis", **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_delvis")
    assert [clock.state for clock in desk.clocks("delvist_medhold")] == ["udloebet", "aktiv"]
    assert desk.refused("luk_opgave", opgave="luk_klage") == "ukendt"


def test_on_paper_the_four_weeks_count_from_when_the_letter_is_received() -> None:
    desk = decided("85", "afslag", digital_post=False)
    desk.wait(days=14)
    desk.act("modtag_klage")
    desk.act("send_genvurdering", resultat="delvist")
    desk.wait(days=10)
    assert desk.due("delvist_medhold").isoformat() == "2026-03-24"  # sendt 16., modtaget 24. februar


def test_a_case_sent_back_counts_from_when_ankestyrelsens_decision_came() -> None:
    desk = decided("85", "afslag")
    desk.wait(days=35)  # 9. marts
    desk.act("hjemvis", modtaget="2026-03-04T10:00:00")
    assert desk.due("svarfrist").isoformat() == "2026-04-29"


@pytest.mark.parametrize("modtaget", ["2026-03-10T09:00:00", "2026-02-01T12:00:00"])
def test_it_cannot_have_come_before_the_decision_or_ahead_of_now(modtaget: str) -> None:
    desk = decided("85", "afslag")
    desk.wait(days=35)
    assert desk.refused("hjemvis", modtaget=modtaget) == "ugyldig_dato"


def test_a_klage_counts_from_the_day_it_came_and_not_from_the_day_it_was_written_here() -> None:
    desk = decided("85", "afslag")
    desk.wait(days=4)
    desk.act("modtag_klage", modtaget="2026-02-03T10:00:00")
    assert desk.due("genvurdering").isoformat() == "2026-03-03"
    assert desk.refused("modtag_klage", modtaget="2026-02-01T10:00:00") == "ugyldig_dato"


def test_of_two_klager_the_one_that_is_meant_is_answered() -> None:
    desk = decide(decide(in_afgoerelse("85", "83"), "85", "afslag"), "83", "afslag")
    desk.act("modtag_klage", paragraf="85")
    desk.act("modtag_klage", paragraf="83")
    desk.act("send_genvurdering", paragraf="85", resultat="fastholdt")
    assert desk.refused("send_genvurdering", paragraf="85", resultat="fastholdt") == "ukendt"
    assert {clock.refs["paragraf"]: clock.state for clock in desk.clocks("genvurdering")} == {
        "85": "overholdt",
        "83": "aktiv",
    }


def test_a_klage_that_stands_is_sent_on_within_the_same_four_weeks() -> None:
    desk = decided("85", "afslag")
    desk.act("modtag_klage")
    desk.wait_until(desk.now.replace(month=3, day=2))
    desk.act("send_genvurdering", resultat="fastholdt")
    assert desk.due("klage_videre") == desk.due("genvurdering")
    desk.wait(days=2)
    assert desk.told("eskaler", "klage_videre") == ["2026-03-03"]
    desk.act("luk_opgave", opgave="send_klage_videre")
    assert desk.clock_of("klage_videre").state == "overskredet"
