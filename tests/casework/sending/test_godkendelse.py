"""Approving a letter: a named person's act, and the last gate before it leaves."""

import pytest

from domain.errors import BadInput
from persistence.tables import Dokument
from tests.builders import a_case, decide, in_afgoerelse, in_opfoelgning


def test_an_approved_letter_is_sent_at_once_by_a_named_person() -> None:
    desk = a_case()
    desk.act("godkend_brev", brev="indkaldelse", by="sb2")
    assert desk.letters("indkaldelse") == ["modtaget"]
    letter = next(row for row in desk.all(Dokument) if row.brev == "indkaldelse")
    assert (letter.godkendt_af, letter.kanal) == ("sb2", "digital_post")


def test_a_letter_is_approved_once_and_only_where_there_is_a_draft() -> None:
    desk = a_case()
    desk.act("godkend_brev", brev="indkaldelse")
    assert desk.refused("godkend_brev", brev="indkaldelse") == "ingen_kladde"
    assert desk.refused("godkend_brev", brev="afgoerelse_afslag") == "ingen_kladde"
    assert desk.refused("godkend_brev", brev="postkort") == "ukendt"


def test_an_approved_letter_waits_while_the_engine_is_down_and_is_dated_when_it_goes() -> None:
    desk = a_case()
    desk.engine("nede")
    desk.act("godkend_brev", brev="indkaldelse")
    desk.wait(days=3)
    assert desk.letters("indkaldelse") == ["godkendt"]
    desk.engine("oppe")
    assert desk.told("sendt", "indkaldelse") == ["2026-02-05"]


def test_paper_counts_as_received_after_six_working_days_at_seven() -> None:
    desk = a_case(digital_post=False)
    desk.act("godkend_brev", brev="indkaldelse")
    assert desk.letters("indkaldelse") == ["sendt"]
    desk.wait(days=8, hours=-3)
    assert desk.letters("indkaldelse") == ["sendt"]
    desk.wait(hours=2)
    assert desk.letters("indkaldelse") == ["modtaget"]
    assert desk.told("modtaget", "indkaldelse") == ["2026-02-10"]


def test_a_letter_that_puts_off_the_answer_says_until_when() -> None:
    desk = a_case()
    desk.wait(days=50)
    with pytest.raises(BadInput, match="ny_dato"):
        desk.act("godkend_brev", brev="forlaenget_svarfrist")
    assert desk.refused("godkend_brev", brev="forlaenget_svarfrist", ny_dato="2026-03-24") == "ugyldig_dato"
    desk.act("godkend_brev", brev="forlaenget_svarfrist", ny_dato="2026-05-04")
    assert desk.clock_of("svarfrist").state == "afloest"
    assert desk.due("ny_svarfrist").isoformat() == "2026-05-04"


def test_a_sent_decision_leaves_no_draft_that_puts_it_off() -> None:
    desk = in_afgoerelse()
    desk.wait(days=50)
    assert desk.letters("forlaenget_svarfrist") == ["kladde"]
    decide(desk, "85", "bevilling")
    assert desk.letters("forlaenget_svarfrist") == ["bortfaldet"]


def test_a_delay_letter_that_left_after_the_decision_promises_no_new_date() -> None:
    desk = in_afgoerelse()
    desk.wait(days=50)
    desk.act("traef_afgoerelse", paragraf="85", udfald="afslag", regel="x", hovedhensyn="x", fakta="x")
    desk.act("meddel_mundtligt")
    desk.engine("nede")
    desk.act("godkend_brev", brev="afgoerelse_afslag")
    desk.act("godkend_brev", brev="forlaenget_svarfrist", ny_dato="2026-06-01")
    desk.engine("oppe")
    assert desk.clocks("ny_svarfrist") == []
    assert desk.clock_of("svarfrist").state == "overholdt"


PLAN = {
    "koordinator": "Signe Sagsen, 00 00 10 21",
    "anden_hjaelp": "Lægen; medicin; 00 00 30 30",
    "datoer": "12. marts 2026: fælles møde",
}


def test_a_udfoerer_without_an_order_is_told_nothing_before_the_citizen_says_yes() -> None:
    desk = in_afgoerelse()
    desk.act("skriv_brev", brev="samlet_plan", til="udfoerer", modtager="birken", ord=PLAN)
    assert desk.refused("godkend_brev", brev="samlet_plan") == "G3"
    desk.act("giv_samtykke", fra="Bostøtten Birken", oplysninger="den samlede plan")
    desk.act("godkend_brev", brev="samlet_plan")
    assert desk.letters("samlet_plan") == ["modtaget"]


def test_a_udfoerer_with_the_citizens_order_is_told_what_it_needs() -> None:
    desk = in_opfoelgning()
    desk.act("skriv_brev", brev="samlet_plan", til="udfoerer", modtager="birken", ord=PLAN)
    desk.act("godkend_brev", brev="samlet_plan")
    assert desk.letters("samlet_plan") == ["modtaget"]
