"""What written letters tell of the case: the newest of each theme, who answered, what still holds, who is in it."""

from datetime import timedelta
from typing import Any

from casework.letters.letter_order import letter_order
from docgen.letter import compose
from docgen.text import body_text
from persistence.tables import Dokument
from tests.builders import Desk, a_case, ordered

UDREDNING = {
    "fortaelling": "Jeg bor alene.",
    "egne_kraefter": "Laver mad.",
    "familie_og_venner": "Søster.",
    "lokalomraade": "Musik.",
    "kommunen": "Post.",
    "metode": "To samtaler.",
}


def facts(desk: Desk, brev: str, til: str, words: dict[str, str]) -> dict[str, Any]:
    desk.act("skriv_brev", brev=brev, til=til, ord=words)
    return dict(letter_order(desk.office, newest(desk, brev).id, desk.now).facts)


def newest(desk: Desk, brev: str) -> Dokument:
    found: list[Dokument] = [row for row in desk.all(Dokument) if row.brev == brev]
    return found[-1]


def test_a_theme_that_was_assessed_again_is_told_as_it_stands_now() -> None:
    desk = a_case()
    desk.act("vurder_tema", tema="praktiske opgaver", ressourcer="Laver mad.", niveau=3)
    desk.act("vurder_tema", tema="relationer", udfordringer="Ser ingen.")
    desk.act("vurder_tema", tema="praktiske opgaver", ressourcer="Laver mad og gør rent.", niveau=2)
    told = facts(desk, "udredning", "journal", UDREDNING)["temaer"]
    assert [(tema["navn"], tema["ressourcer"], tema["niveau"]) for tema in told] == [
        ("Praktiske opgaver", "Laver mad og gør rent.", 2),
        ("Relationer", None, None),
    ]


def test_a_source_stands_with_when_it_was_asked_and_when_it_answered() -> None:
    desk = a_case()
    desk.act("giv_samtykke", fra="Lægehuset", oplysninger="behandling")
    desk.act("indhent", fra="Lægehuset", oplysninger="behandling")
    asked = facts(desk, "udredning", "borger", UDREDNING)["kilder"]
    assert [(kilde["navn"], kilde["modtaget"]) for kilde in asked] == [("Lægehuset", None)]


def test_a_samtykke_that_was_taken_back_is_none() -> None:
    desk = a_case()
    desk.act("giv_samtykke", fra="Lægehuset", oplysninger="behandling")
    desk.act("giv_samtykke", fra="Jobcentret", oplysninger="job")
    desk.act("traek_samtykke_tilbage", fra="Jobcentret")
    told = facts(desk, "sagsoverblik", "journal", {"slaaet_op": "i dag"})["samtykker"]
    assert [samtykke["kilde"] for samtykke in told] == ["Lægehuset"]


def test_the_preparation_sheet_names_the_next_meeting_and_none_that_is_over() -> None:
    desk = a_case()
    assert facts(desk, "forberedelsesark", "borger", {})["naeste_moede"] is None
    for days in (9, 3):
        desk.act("indkald_moede", art="foerste_samtale", tidspunkt=desk.now + timedelta(days=days))
    told = facts(desk, "forberedelsesark", "borger", {})["naeste_moede"]
    assert told["tidspunkt"] == (desk.now + timedelta(days=3)).astimezone(told["tidspunkt"].tzinfo)


def test_the_form_of_the_plan_says_when_it_is_due_from_whoever_gives_the_help_and_no_day_before() -> None:
    desk = ordered()
    assert plan_due(desk) is None
    desk.act("kvitter_bestilling", svar="ja")
    desk.act("start_indsats")
    due = desk.due("indsatsplan")
    assert plan_due(desk) == due
    desk.act("skriv_brev", brev="indsatsplan", til="borger")
    told = letter_order(desk.office, newest(desk, "indsatsplan").id, desk.now).facts
    assert told["indsatsplan_senest"] == due
    desk.act("modtag_indsatsplan")
    assert plan_due(desk) is None


def plan_due(desk: Desk) -> Any:
    desk.act("skriv_brev", brev="indsatsplan", til="udfoerer", modtager="birken")
    return letter_order(desk.office, newest(desk, "indsatsplan").id, desk.now).facts["indsatsplan_senest"]


def test_every_letter_of_the_case_can_be_made_from_a_case_with_nothing_in_it() -> None:
    desk = a_case()
    for slug, brev in desk.office.rulebook.skrevne_breve.items():
        for til in brev.til:
            if til in {"borger", "journal"}:
                words = {felt.navn: next(iter(felt.valg), "Ord.") for felt in brev.felter if felt.paakraevet}
                desk.act("skriv_brev", brev=slug, til=til.value, ord=words)
                order = letter_order(desk.office, newest(desk, slug).id, desk.now)
                letterhead = desk.office.rulebook.letterhead
                assert body_text(compose(order.wording, order.facts, letterhead, order.recipient))
