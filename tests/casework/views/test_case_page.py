"""A case's page says the same of the case as its line in the list."""

from casework.views.case_list import case_list
from casework.views.case_page import case_page
from config.display import load_display
from persistence.read import CaseFilter
from tests.builders import Desk, a_case, in_opfoelgning


def waits_on(desk: Desk) -> tuple[str, str]:
    """On whom the case waits: in the list, and on its page."""
    display = load_display()
    (line,) = case_list(desk.office, display, CaseFilter(), 1, desk.now).linjer
    page = case_page(desk.office, display, line.nummer, None, desk.now, alt=False)
    assert page is not None
    return line.venter_paa, page.hoved.venter_paa


def test_a_case_waits_on_its_udfoerer_in_both_places() -> None:
    desk = in_opfoelgning()
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("start_kadence", kadence="fit", foerste=desk.now.date())
    assert waits_on(desk) == ("Udføreren", "Udføreren")


def test_a_case_waits_on_the_caseworker_in_both_places() -> None:
    desk = a_case()
    desk.act("godkend_brev", brev="indkaldelse")
    assert waits_on(desk) == ("Jer", "Jer")
