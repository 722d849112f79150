"""Every letter has its facts, and what it promises comes from the rules."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.letters.letter_order import LETTERS, letter_order
from config.wording import load_samples
from docgen.letter import compose
from docgen.text import body_text
from domain.calendar import COPENHAGEN
from domain.letter_facts import LETTER_FACTS, PICTURE_FACTS
from persistence.tables import Afgoerelse, Bevilling, Dokument
from tests.builders import (
    BEGRUNDELSE,
    Desk,
    a_case,
    a_desk,
    decide,
    decided,
    in_afgoerelse,
    in_opfoelgning,
    in_sagsoplysning,
    rulebook,
)

SAMPLES = Path(__file__).parents[3] / "config" / "letters" / "eksempler.toml"
UDFALD = ["bevilling", "delvis", "afslag", "nedsaettelse", "ophoer"]


def facts_of(desk: Desk, brev: str) -> dict[str, Any]:
    """The facts of the newest letter of the kind."""
    letter = [row for row in desk.all(Dokument) if row.brev == brev][-1]
    return dict(letter_order(desk.office, letter.id, desk.now).facts)


def test_a_case_can_give_the_facts_of_every_letter_there_is_wording_for() -> None:
    assert frozenset(rulebook().wordings) == LETTERS


def test_a_reminded_source_is_asked_to_answer_before_somebody_rings_it() -> None:
    desk = in_sagsoplysning("85")
    desk.act("giv_samtykke", fra="egen læge", oplysninger="helbred")
    desk.act("indhent", fra="egen læge", oplysninger="helbred")
    desk.act("godkend_brev", brev="indhentning")
    due = desk.due("oplysninger")
    desk.wait(days=(due - desk.now.date()).days + 1)
    ring = desk.clock_of("oplysninger").next_at
    assert ring is not None
    assert facts_of(desk, "rykker_oplysninger")["svar_senest"] == ring.date()


def test_a_late_aktindsigt_is_promised_within_the_laws_own_time_once_more() -> None:
    desk = in_sagsoplysning("85")
    desk.act("anmod_aktindsigt")
    desk.wait(days=9)
    promised = facts_of(desk, "aktindsigt_forsinket")["forventet"]
    assert isinstance(promised, date)
    assert promised == desk.office.rulebook.calendars.add_arbejdsdage(desk.now.date(), 7)


def test_the_farewell_letter_gives_the_reason_that_was_written_and_no_other() -> None:
    desk = a_case("")
    desk.act("afslut_sag", grund="Du er flyttet til en anden kommune.")
    assert facts_of(desk, "afslutning")["grund"] == "Du er flyttet til en anden kommune."
    desk.act("genaabn")
    desk.act("afslut_sag")
    assert facts_of(desk, "afslutning")["grund"] is None


def about(desk: Desk, udfald: str, paragraf: str = "85", **fields: object) -> dict[str, Any]:
    """The facts of a decision that is made and waits for approval."""
    desk.act("traef_afgoerelse", **{"paragraf": paragraf, "udfald": udfald, **BEGRUNDELSE, **fields})
    return facts_of(desk, f"afgoerelse_{udfald}")


def shape(value: Any) -> Any:
    """The names in a fact; a fact that may be empty tells nothing of its shape."""
    if isinstance(value, Mapping):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(row) for row in value[:1]] if isinstance(value, list | tuple) else None


@pytest.mark.parametrize("udfald", UDFALD)
def test_the_sample_of_a_decision_is_what_a_case_gives(udfald: str) -> None:
    desk = in_opfoelgning("95")
    desk.act("hold_opfoelgning", udfald="juster", uden_status="Sagt ved mødet.")
    desk.act("gaa_til", fase="afgoerelse")
    desk.act("tilbyd_handleplan")
    desk.act("partshoer", oplysning="Noget nyt.")
    desk.act("modtag_partshoeringssvar", svar="Ja.")
    brev = f"afgoerelse_{udfald}"
    made, sample = about(desk, udfald, "95"), load_samples(SAMPLES)[brev]
    sample = {name: value for name, value in sample.items() if name not in PICTURE_FACTS}

    assert made.keys() == sample.keys() == LETTER_FACTS[brev]
    for name, value in sample.items():
        # Lists and tables that both have must have the same columns.
        if value and made[name]:
            assert shape(made[name]) == shape(value), name
    law = rulebook().law.paragraf(str(sample["paragraf"]))
    assert law is not None
    assert sample["navn"] == law.navn


def test_help_holds_from_receipt_where_no_day_is_given_in_the_letter_as_in_the_register() -> None:
    desk = in_afgoerelse("85", digital_post=False, adresse="Prøvevej 1")
    assert about(desk, "bevilling")["virkning_fra"] is None
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_bevilling")
    desk.wait(days=20)
    received = next(row.modtaget for row in desk.all(Dokument) if row.brev == "afgoerelse_bevilling")
    assert desk.all(Bevilling)[0].fra == received.date() == date(2026, 2, 10)


def test_the_day_that_is_decided_stands_in_the_letter_and_in_the_register() -> None:
    desk = in_afgoerelse("82 b")
    facts = about(desk, "bevilling", "82 b", virkning_fra="2026-03-01", slut="2026-05-31", omfang="To timer")
    assert (facts["virkning_fra"], facts["slut"], facts["omfang"]) == (
        date(2026, 3, 1),
        date(2026, 5, 31),
        "To timer",
    )
    assert facts["hoejst"] == {"antal": 6, "enhed": "maaneder", "halv": False}
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_bevilling")
    given = desk.all(Bevilling)[0]
    assert (given.fra, given.ophoert) == (date(2026, 3, 1), date(2026, 6, 1))


def test_a_cut_under_95_names_the_day_its_notice_is_over_and_the_rules_own_time() -> None:
    desk = decided("95")
    facts = about(desk, "ophoer", "95")
    assert facts["varsling"] == {"antal": 14, "enhed": "uger", "halv": False}
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_ophoer")
    assert desk.all(Bevilling)[0].ophoert == facts["virkning_fra"] == desk.due("varsling")


def test_less_help_is_told_with_what_the_decision_before_gave() -> None:
    desk = in_afgoerelse()
    about(desk, "bevilling", omfang="Fem timer")
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_bevilling")
    facts = about(desk, "nedsaettelse", omfang="To timer", aendret_siden="Du kan mere nu.")
    assert (facts["omfang_foer"], facts["omfang"], facts["aendret_siden"]) == (
        "Fem timer",
        "To timer",
        "Du kan mere nu.",
    )


def hear(desk: Desk, oplysning: str, svar: str | None = None, **fields: object) -> None:
    desk.act("partshoer", oplysning=oplysning, **fields)
    if svar is None:
        desk.act("godkend_brev", brev="partshoering")
        desk.wait(days=16)
    else:
        desk.act("modtag_partshoeringssvar", svar=svar)


def heard(facts: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    return [(hearing["oplysning"], hearing["svar"]) for hearing in facts["partshoeringer"]]


def test_a_decision_tells_of_every_hearing_about_its_help_and_of_no_other() -> None:
    desk = in_afgoerelse("85", "83")
    hear(desk, "Om det hele.", "Nej.")
    hear(desk, "Om plejen.", "Ja.", paragraf="83")
    hear(desk, "Om bostøtten.", paragraf="85")
    assert heard(about(desk, "afslag")) == [("Om det hele.", "Nej."), ("Om bostøtten.", None)]
    assert heard(about(desk, "afslag", "83")) == [("Om det hele.", "Nej."), ("Om plejen.", "Ja.")]


def test_a_hearing_that_an_earlier_decision_has_told_of_is_not_told_of_again() -> None:
    desk = in_afgoerelse()
    hear(desk, "Før.", "Ja.")
    decide(desk, "85", "bevilling")
    desk.wait(days=1)
    hear(desk, "Efter.", "Nej.")
    assert heard(about(desk, "ophoer")) == [("Efter.", "Nej.")]


def test_a_hearing_about_help_that_nobody_knows_is_refused() -> None:
    assert a_case().refused("partshoer", oplysning="x", paragraf="999") == "ukendt"


def test_a_decision_tells_of_the_handleplan_as_it_stands() -> None:
    desk = in_afgoerelse()
    assert about(desk, "bevilling")["handleplan"] is None
    desk.act("tilbyd_handleplan")
    assert facts_of(desk, "afgoerelse_bevilling")["handleplan"] == "tilbudt"
    desk.act("svar_handleplan", svar="nej")
    assert facts_of(desk, "afgoerelse_bevilling")["handleplan"] == "nej"
    desk.act("svar_handleplan", svar="ja")
    assert facts_of(desk, "afgoerelse_bevilling")["handleplan"] == "ja"
    desk.act("bekraeft_ressourcer")
    desk.act("aktiver_handleplan")
    assert facts_of(desk, "afgoerelse_bevilling")["handleplan"] == "aktiv"


def test_the_plan_tells_of_running_help_once_with_how_much_and_from_whom() -> None:
    desk = in_opfoelgning()
    desk.act("tilbyd_handleplan")
    desk.act("svar_handleplan", svar="ja")
    desk.act("bekraeft_ressourcer")
    desk.act("aktiver_handleplan")
    assert facts_of(desk, "handleplan")["indsatser"] == [
        {"navn": "støtte i hverdagen (bostøtte)", "omfang": None, "udfoerere": ["Bostøtten Birken"]}
    ]


def test_the_receipt_says_why_the_answer_comes_by_that_day() -> None:
    told = facts_of(a_case("85"), "kvittering")["ansoegninger"][0]
    assert told["svarfrist"] == date(2026, 3, 30)
    assert told["hvorfor"] == {
        "tid": {"antal": 8, "enhed": "uger", "halv": False},
        "lukket": "",
        "lovet": False,
        "hjemvist": False,
    }


def test_the_receipt_names_the_holiday_that_the_answer_comes_before() -> None:
    # Eight weeks from 9 February are 6 April, anden påskedag.
    desk = a_case("85", desk=a_desk(at=datetime(2026, 2, 9, 9, tzinfo=COPENHAGEN)))
    told = facts_of(desk, "kvittering")["ansoegninger"][0]
    assert (told["svarfrist"], told["hvorfor"]["lukket"]) == (date(2026, 4, 1), "anden påskedag")
    order = letter_order(
        desk.office, [row for row in desk.all(Dokument) if row.brev == "kvittering"][-1].id, desk.now
    )
    said = body_text(compose(order.wording, order.facts, desk.office.rulebook.letterhead, order.recipient))
    assert (
        "Vi har 8 uger fra den dag, vi fik din ansøgning, men den sidste dag er anden påskedag, "
        "og derfor får du svar før." in said
    )


def test_a_second_extension_says_that_the_day_was_promised() -> None:
    desk = a_case("85")
    for ny_dato in (date(2026, 4, 24), date(2026, 5, 22)):
        due = desk.due("ny_svarfrist" if desk.clocks("ny_svarfrist") else "svarfrist")
        desk.wait_until(datetime(due.year, due.month, due.day, 9, tzinfo=COPENHAGEN) - timedelta(days=6))
        told = facts_of(desk, "forlaenget_svarfrist")["ansoegning"]["hvorfor"]
        assert told["lovet"] is (ny_dato.month == 5)
        desk.act("godkend_brev", brev="forlaenget_svarfrist", ny_dato=ny_dato)


def test_a_case_that_came_back_counts_from_there_in_its_letter() -> None:
    desk = decided("85", "afslag")
    desk.act("modtag_klage")
    desk.act("send_genvurdering", resultat="fastholdt")
    desk.act("hjemvis", paragraf="85")
    desk.wait(days=51)
    told = facts_of(desk, "forlaenget_svarfrist")["ansoegning"]["hvorfor"]
    assert (told["hjemvist"], told["tid"]["antal"]) == (True, 8)


def test_what_the_citizen_pays_and_may_choose_between_is_kept_and_told_word_for_word() -> None:
    desk = in_afgoerelse()
    told = {"egenbetaling": "Du betaler selv frokosten.", "udfoerervalg": "Du kan vælge mellem to."}
    facts = about(desk, "bevilling", **told)
    assert {name: facts[name] for name in told} == told
    row = desk.all(Afgoerelse)[0]
    assert (row.egenbetaling, row.udfoerervalg) == tuple(told.values())
    silent = about(desk, "bevilling")
    assert (silent["egenbetaling"], silent["udfoerervalg"]) == (None, None)


@pytest.mark.parametrize(("paragraf", "asked"), [("85", True), ("95", False), ("100", False)])
def test_where_the_citizen_gets_money_no_udfoerer_is_said_to_be_asked(paragraf: str, asked: bool) -> None:
    assert about(in_afgoerelse(paragraf), "bevilling", paragraf)["bestilles"] is asked


def test_the_receipt_names_the_day_on_which_a_citizen_who_hears_nothing_hears_again() -> None:
    desk = a_case()
    promised = facts_of(desk, "kvittering")["naeste_nyt"]
    desk.wait(days=(promised - desk.now.date()).days)
    assert desk.told("sendt", "ventebrev") == [promised.isoformat()]


def test_a_plan_tells_the_koordinators_number_where_it_is_one_of_ours() -> None:
    desk = in_opfoelgning(koordinator="sb1")
    desk.act("skriv_brev", brev="handleplan", ord={})
    facts = facts_of(desk, "handleplan")
    assert facts["koordinator"] == "sb1"
    assert facts["koordinator_telefon"] == desk.office.rulebook.letterhead.telefon
    stranger = in_opfoelgning(koordinator="Jens fra Jobcentret")
    stranger.act("skriv_brev", brev="handleplan", ord={})
    assert facts_of(stranger, "handleplan")["koordinator_telefon"] is None
