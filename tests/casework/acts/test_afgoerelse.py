"""Heard first, decided by a named person, told orally before the letter."""

from datetime import date

import pytest

from persistence.tables import Afgoerelse, Ansoegning, Bevilling, Partshoering
from tests.builders import (
    BEGRUNDELSE,
    a_case,
    decide,
    decided,
    in_afgoerelse,
    in_sagsoplysning,
    in_sagsvurdering,
)

NYT = {"oplysning": "Egen læge skriver noget, borgeren ikke har set."}


def test_starting_the_hearing_twice_queues_one_letter() -> None:
    desk = a_case()
    desk.act("partshoer", **NYT)
    assert desk.refused("partshoer", **NYT) == "findes_allerede"
    assert desk.letters("partshoering") == ["kladde"]


def test_a_second_hearing_about_something_else_is_a_hearing_of_its_own() -> None:
    desk = a_case()
    desk.act("partshoer", **NYT)
    desk.act("partshoer", oplysning="Noget andet.")
    assert desk.letters("partshoering") == ["kladde", "kladde"]


def test_the_citizens_time_to_answer_runs_from_receipt() -> None:
    desk = a_case(digital_post=False)
    desk.act("partshoer", **NYT)
    desk.act("godkend_brev", brev="partshoering")
    assert desk.clocks("partshoering") == []
    desk.wait(days=9)
    assert desk.told("modtaget", "partshoering") == ["2026-02-10"]
    assert desk.due("partshoering").isoformat() == "2026-02-24"
    assert desk.all(Partshoering)[0].svar_senest == desk.due("partshoering")


def test_an_answer_ends_the_hearing_and_a_second_answer_is_refused() -> None:
    desk = a_case()
    desk.act("partshoer", **NYT)
    desk.act("godkend_brev", brev="partshoering")
    desk.act("modtag_partshoeringssvar", svar="Det passer ikke.")
    assert desk.clock_of("partshoering").state == "overholdt"
    assert desk.refused("modtag_partshoeringssvar", svar="Igen") == "ukendt"


def test_an_answer_before_the_letter_left_makes_the_letter_needless() -> None:
    desk = a_case()
    desk.act("partshoer", **NYT)
    desk.act("modtag_partshoeringssvar", svar="Jeg ved det godt.")
    assert desk.letters("partshoering") == ["bortfaldet"]


def test_g4_stops_every_step_towards_a_decision_while_a_hearing_is_open() -> None:
    desk = in_sagsvurdering()
    desk.act("gennemgaa_care")
    desk.act("partshoer", **NYT)
    assert desk.refused("gaa_til", fase="afgoerelse") == "G4"
    assert desk.refused("traef_afgoerelse", paragraf="85", udfald="afslag") == "G4"
    desk.act("modtag_partshoeringssvar", svar="x")
    assert desk.refused("traef_afgoerelse", paragraf="85", udfald="afslag") == "forkert_fase"
    desk.act("gaa_til", fase="afgoerelse")
    desk.act("traef_afgoerelse", paragraf="85", udfald="afslag", **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    desk.act("partshoer", oplysning="Noget, der kom senere.")
    assert desk.refused("godkend_brev", brev="afgoerelse_afslag") == "G4"


def test_a_hearing_is_open_until_the_day_after_its_last_day() -> None:
    desk = in_afgoerelse()
    desk.act("partshoer", **NYT)
    desk.act("godkend_brev", brev="partshoering")  # 2. februar: til mandag 16.
    desk.wait(days=14)
    assert desk.refused("traef_afgoerelse", paragraf="85", udfald="afslag") == "G4"
    desk.wait(hours=22)
    desk.act("traef_afgoerelse", paragraf="85", udfald="afslag")
    assert desk.told("opgave", "vurder_partshoering") == ["2026-02-17"]


@pytest.mark.parametrize("udfald", ["bevilling", "delvis", "afslag", "nedsaettelse", "ophoer"])
def test_a_decision_drafts_its_own_letter_and_ends_its_svarfrist_when_that_is_sent(udfald: str) -> None:
    desk = in_afgoerelse()
    desk.act("traef_afgoerelse", paragraf="85", udfald=udfald, **BEGRUNDELSE)
    assert desk.letters(f"afgoerelse_{udfald}") == ["kladde"]
    assert desk.clock_of("svarfrist").state == "aktiv"
    desk.act("meddel_mundtligt", undladt="Borgeren er indlagt.")
    desk.act("godkend_brev", brev=f"afgoerelse_{udfald}")
    assert desk.clock_of("svarfrist").state == "overholdt"
    assert desk.all(Ansoegning)[0].tilstand == "afgjort"
    assert desk.due("klage").isoformat() == "2026-03-02"
    assert len(desk.all(Bevilling)) == (1 if udfald in {"bevilling", "delvis"} else 0)


def test_deciding_anew_before_the_letter_is_sent_leaves_one_draft() -> None:
    desk = in_afgoerelse()
    desk.act("traef_afgoerelse", paragraf="85", udfald="afslag")
    desk.act("traef_afgoerelse", paragraf="85", udfald="bevilling", **BEGRUNDELSE)
    assert desk.letters("afgoerelse_afslag") == ["bortfaldet"]
    assert desk.letters("afgoerelse_bevilling") == ["kladde"]


@pytest.mark.parametrize("part", ["regel", "hovedhensyn", "fakta"])
def test_g7_wants_every_part_of_the_begrundelse(part: str) -> None:
    desk = in_afgoerelse()
    desk.act("traef_afgoerelse", paragraf="85", udfald="afslag", **{**BEGRUNDELSE, part: None})
    desk.act("meddel_mundtligt")
    assert desk.refused("godkend_brev", brev="afgoerelse_afslag") == "G7"


def test_g7_wants_the_citizen_told_first_or_why_not() -> None:
    desk = in_afgoerelse()
    desk.act("traef_afgoerelse", paragraf="85", udfald="afslag", **BEGRUNDELSE)
    assert desk.refused("godkend_brev", brev="afgoerelse_afslag") == "G7"
    desk.act("meddel_mundtligt", undladt="Kan ikke træffes.")
    desk.act("godkend_brev", brev="afgoerelse_afslag")


def test_telling_is_contact_and_not_telling_is_not() -> None:
    desk = in_afgoerelse()
    desk.wait(days=1)
    desk.act("meddel_mundtligt", undladt="Kan ikke træffes.")
    assert desk.clock_of("tavshed").started_at != desk.now
    desk.act("meddel_mundtligt")
    assert desk.clock_of("tavshed").started_at == desk.now


def test_a_paragraf_nobody_knows_is_not_decided() -> None:
    assert in_afgoerelse().refused("traef_afgoerelse", paragraf="999", udfald="afslag") == "ukendt"


def test_a_refusal_ends_the_silence_and_the_time_in_the_phase() -> None:
    desk = decided("85", "afslag")
    assert desk.clock_of("tavshed").state == desk.clock_of("fase_tid").state == "overholdt"
    desk.wait(days=60)
    assert desk.letters("ventebrev") == []


def test_a_refusal_of_one_leaves_the_citizen_waiting_for_the_other() -> None:
    desk = decide(in_afgoerelse("85", "83"), "83", "afslag")
    assert desk.clock_of("tavshed").state == "aktiv"
    assert {clock.refs["paragraf"]: clock.state for clock in desk.clocks("svarfrist")} == {
        "85": "aktiv",
        "83": "overholdt",
    }


def test_a_new_bevilling_takes_the_olds_place_and_an_ophoer_ends_it() -> None:
    desk = decided()
    decide(desk, "85", "delvis")
    assert [row.ophoert is not None for row in desk.all(Bevilling)] == [True, False]
    decide(desk, "85", "ophoer")
    assert all(row.ophoert is not None for row in desk.all(Bevilling))
    assert [row.sendt is not None for row in desk.all(Afgoerelse)] == [True, True, True]


@pytest.mark.parametrize(
    ("paragraf", "udfald", "clocks"),
    [
        ("95", "ophoer", 1),
        ("96", "nedsaettelse", 1),
        ("98", "ophoer", 1),
        ("85", "ophoer", 0),
        ("95", "afslag", 0),
    ],
)
def test_less_help_under_95_96_and_98_has_its_notice_of_14_weeks(
    paragraf: str, udfald: str, clocks: int
) -> None:
    desk = decided(paragraf, udfald)
    assert len(desk.clocks("varsling")) == clocks
    if clocks:
        assert desk.due("varsling").isoformat() == "2026-05-11"


@pytest.mark.parametrize("paragraf", ["82 a", "82 b"])
def test_there_is_no_klagefrist_under_82_a_and_82_b(paragraf: str) -> None:
    assert decided(paragraf).clocks("klage") == []


def test_an_answer_before_the_post_counts_as_received_leaves_nothing_to_wait_for() -> None:
    desk = in_sagsoplysning(digital_post=False, adresse="Prøvevej 1")
    desk.act("partshoer", oplysning="Du bor hos en ven.")
    desk.act("godkend_brev", brev="partshoering")
    desk.wait(days=1)
    desk.act("modtag_partshoeringssvar", svar="Det er rigtigt.")
    desk.wait(days=40)
    assert desk.letters("partshoering") == ["modtaget"]
    assert desk.clocks("partshoering") == []


def test_a_klage_before_the_post_counts_as_received_leaves_no_time_to_complain_in() -> None:
    desk = decided("85", "afslag", digital_post=False, adresse="Prøvevej 1")
    desk.wait(days=1)
    desk.act("modtag_klage")
    desk.wait(days=20)
    assert desk.letters("afgoerelse_afslag") == ["modtaget"]
    assert desk.clocks("klage") == []


def test_the_time_to_complain_counts_from_the_post_though_the_engine_was_down_that_day() -> None:
    desk = decided("85", "afslag", digital_post=False, adresse="Prøvevej 1")
    desk.engine("nede")
    desk.wait(days=15)
    desk.engine("oppe")
    assert desk.due("klage").isoformat() == "2026-03-10"
    assert desk.all(Afgoerelse)[0].modtaget == date(2026, 2, 10)


def test_an_answer_belongs_to_the_hearing_that_it_names_and_else_to_the_oldest() -> None:
    desk = in_sagsvurdering()
    for told in ("Det første.", "Det andet.", "Det tredje."):
        desk.act("partshoer", oplysning=told)
    desk.act("modtag_partshoeringssvar", svar="Om det andet.", hoering=2)
    desk.act("modtag_partshoeringssvar", svar="Om det første.")
    assert [row.svar for row in desk.all(Partshoering)] == ["Om det første.", "Om det andet.", None]
    for nr in (2, 4):
        assert desk.refused("modtag_partshoeringssvar", hoering=nr) == "ukendt"
