"""A written reason after an oral answer: who has a right to it, until when, and what becomes of the others."""

from collections.abc import Mapping
from typing import Any

from casework.letters.letter_order import letter_order
from persistence.tables import Begrundelse, Dokument
from tests.builders import BEGRUNDELSE, Desk, in_afgoerelse


def told(udfald: str = "afslag") -> Desk:
    """Decided and told orally; the letter has not been approved."""
    desk = in_afgoerelse("85")
    desk.act("traef_afgoerelse", paragraf="85", udfald=udfald, **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    return desk


def test_whoever_asks_in_time_has_the_reason_within_fourteen_days() -> None:
    desk = told()
    desk.wait(days=3)
    desk.act("anmod_begrundelse")
    assert desk.due("begrundelse").isoformat() == "2026-02-19"
    desk.act("giv_begrundelse", tekst="Vi har lagt vægt på samtalerne.")
    assert desk.clock_of("begrundelse").state == "overholdt"
    assert desk.all(Begrundelse)[0].tekst == "Vi har lagt vægt på samtalerne."
    assert desk.refused("giv_begrundelse", tekst="Igen.") == "ukendt"


def test_the_fourteenth_day_is_in_time_and_the_fifteenth_is_somebodys_task_without_a_clock() -> None:
    for days, clocks, tasks in ((14, 1, 0), (15, 0, 1)):
        desk = told()
        desk.wait(days=days)
        desk.act("anmod_begrundelse")
        assert len(desk.clocks("begrundelse")) == clocks
        assert len(desk.told("opgave", "svar_paa_begrundelse")) == tasks


def test_whoever_got_all_they_asked_for_has_no_right_to_it_and_is_answered_all_the_same() -> None:
    desk = told("bevilling")
    desk.act("anmod_begrundelse")
    assert desk.clocks("begrundelse") == []
    desk.act("giv_begrundelse", tekst="Du har fået det hele.")
    assert "opgave_lukket" in desk.events()


def test_the_written_decision_is_a_reason_too() -> None:
    desk = told()
    desk.act("anmod_begrundelse")
    assert desk.refused("anmod_begrundelse") == "findes_allerede"
    desk.act("godkend_brev", brev="afgoerelse_afslag")
    assert desk.clock_of("begrundelse").state == "overholdt"
    assert desk.refused("giv_begrundelse", tekst="Igen.") == "ukendt"
    assert desk.refused("anmod_begrundelse") == "findes_allerede"


def test_there_is_no_oral_answer_to_give_a_reason_for() -> None:
    desk = in_afgoerelse("85")
    assert desk.refused("anmod_begrundelse") == "ukendt"
    desk.act("meddel_mundtligt", undladt="Borgeren vil kun have brev.")
    assert desk.refused("anmod_begrundelse") == "ukendt"


def test_somebody_tells_the_citizen_when_the_reason_cannot_come_in_time() -> None:
    desk = told()
    desk.act("anmod_begrundelse")
    desk.wait(days=15)
    assert desk.told("paamind", "begrundelse") == ["2026-02-09"]
    assert desk.told("opgave", "fortael_om_begrundelse") == ["2026-02-13"]
    assert desk.told("eskaler", "begrundelse") == ["2026-02-16"]


def test_the_reason_goes_to_the_citizen_with_the_rule_the_facts_and_what_weighed_most() -> None:
    desk = told()
    desk.act("anmod_begrundelse")
    desk.act("giv_begrundelse", tekst="Du spurgte, hvorfor det blev et nej.")
    assert desk.letters("begrundelse") == ["modtaget"]
    letter = next(row for row in desk.all(Dokument) if row.brev == "begrundelse")
    facts: Mapping[str, Any] = letter_order(desk.office, letter.id, desk.now).facts
    assert facts["tekst"] == "Du spurgte, hvorfor det blev et nej."
    assert [given["hovedhensyn"] for given in facts["afgoerelser"]] == [BEGRUNDELSE["hovedhensyn"]]


def test_being_told_orally_leaves_a_note_to_be_written_and_one_that_is_not_cannot_be_kept() -> None:
    desk = told()
    assert desk.letters("mundtligt_svar") == ["kladde"]
    assert desk.refused("godkend_brev", brev="mundtligt_svar") == "mangler"
    words = {"hvem_talte": "Os to.", "sagt": "Svaret.", "reaktion": "Øv.", "ny_samtale": "Nej."}
    desk.act("skriv_brev", brev="mundtligt_svar", ord=words)
    desk.act("godkend_brev", brev="mundtligt_svar")
    assert desk.letters("mundtligt_svar") == ["gemt"]
