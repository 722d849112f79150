"""A written reason after an oral answer: who has a right to it, until when, and what becomes of the others."""

from persistence.tables import Begrundelse
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
