"""A task is given once, and nobody is asked for what is no longer needed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from persistence.tables import Opgave
from tests.builders import Desk, in_opfoelgning, in_sagsoplysning, ordered


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


@pytest.mark.parametrize("help_of", [ordered, in_opfoelgning])
@pytest.mark.parametrize("closing", ["afslut_sag", "registrer_doedsfald"])
def test_somebody_is_asked_to_stop_the_order_that_a_closed_case_leaves_behind(
    help_of: Callable[[], Desk], closing: str
) -> None:
    desk = help_of()
    desk.act("meld_aendret_behov", fra="borger", tekst="Det er blevet sværere.")
    desk.act(closing)
    assert open_tasks(desk) == ["stop_bestilling"]
    desk.wait(days=30)
    assert open_tasks(desk) == ["stop_bestilling"]
    desk.act("luk_opgave", opgave="stop_bestilling", note="Aftalt med Birken.")
    assert open_tasks(desk) == []


def test_an_order_that_has_ended_is_nobodys_task_when_the_case_is_closed() -> None:
    desk = ordered()
    desk.act("kvitter_bestilling", svar="nej")
    desk.act("afslut_sag")
    assert open_tasks(desk) == []
