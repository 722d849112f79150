"""Klage: received, looked at again, and sent back by Ankestyrelsen."""

import pytest

from persistence.tables import Klage
from tests.builders import a_case, decide, decided, in_afgoerelse


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
