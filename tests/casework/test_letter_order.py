"""Every letter has its facts, and what it promises comes from the rules."""

from datetime import date

from casework.letter_order import LETTERS, letter_order
from persistence.tables import Dokument
from tests.builders import Desk, a_case, in_sagsoplysning, rulebook


def facts_of(desk: Desk, brev: str) -> dict[str, object]:
    letter = next(row for row in desk.all(Dokument) if row.brev == brev)
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
