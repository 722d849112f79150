"""A task is given once, and nobody is asked for what is no longer needed."""

from datetime import timedelta

from persistence.tables import Opgave
from tests.builders import Desk, in_sagsoplysning


def open_tasks(desk: Desk) -> list[str]:
    return [row.slug for row in desk.all(Opgave) if row.lukket is None]


def a_source_that_is_silent() -> Desk:
    """A source was asked, reminded of in a draft, and somebody has been asked to ring it."""
    desk = in_sagsoplysning("85")
    desk.act("giv_samtykke", fra="egen læge", oplysninger="funktionsevne")
    desk.act("indhent", fra="egen læge", oplysninger="funktionsevne")
    desk.act("godkend_brev", brev="indhentning")
    desk.wait(days=22)
    assert open_tasks(desk) == ["ring_til_kilde"]
    return desk


def test_a_task_ends_with_the_deadline_that_gave_it() -> None:
    desk = a_source_that_is_silent()
    desk.act("modtag_oplysninger", fra="egen læge")
    assert open_tasks(desk) == []


def test_the_tasks_of_a_closed_case_are_closed_with_it() -> None:
    desk = a_source_that_is_silent()
    desk.act("meld_aendret_behov", fra="borger", tekst="Det er blevet sværere.")
    desk.act("traek_ansoegning", paragraf="85")
    desk.act("afslut_sag", grund="Borgeren har trukket ansøgningen.")
    assert open_tasks(desk) == []
    desk.wait_until(desk.now + timedelta(days=1))
    assert open_tasks(desk) == []
