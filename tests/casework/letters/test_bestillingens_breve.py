"""What an udfører is told: the task as VUM 2.0 wants it, the goals that are theirs, and nothing of others' affairs."""

from typing import Any

import pytest

from persistence.tables import Dokument
from tests.builders import Desk, decided, in_opfoelgning
from tests.casework.letters.test_laesere import text_of

TOLD = {
    "omfang": "tre besøg",
    "begynder": "2026-02-16",
    "udredning": "Indkøb går i stå.",
    "netvaerk": "Musik om torsdagen.",
    "koordinering": "Vi taler sammen hver måned.",
    "giv_besked": "Anna aflyser to gange.\nAnna kan undvære et besøg.",
    "kontaktrytme": "Et opkald om måneden.",
    "maaling": "Tal på målene.",
}


def order_of(paragraf: str = "85", *, before: Any = None, **fields: Any) -> tuple[Desk, str]:
    """An order is sent, and what it says."""
    desk = decided(paragraf)
    desk.act("saet_maal", maal="Jeg spiller musik.", oenske=1, maaltype="udvikle", forventet_niveau=1)
    if before:
        before(desk)
    desk.act("gaa_til", fase="bestilling")
    desk.act(
        "opret_bestilling", **{"udfoerer": "birken", "paragraf": paragraf, "koordinator": "sb1", **fields}
    )
    desk.act("send_bestilling")
    letter = next(row for row in desk.all(Dokument) if row.brev == "bestilling")
    return desk, text_of(desk, letter)


def test_what_the_caseworker_tells_of_the_task_stands_in_the_order() -> None:
    _, text = order_of(**TOLD)
    for part in (
        "Omfang: tre besøg",
        "Skal helst begynde: 16. februar 2026",
        "Indkøb går i stå.",
        "Musik om torsdagen.",
        "Vi taler sammen hver måned.",
        "Giv også besked, når: Anna kan undvære et besøg.",
        "Et opkald om måneden.",
        "Tal på målene.",
        "kunne mere, niveau 1",
    ):
        assert part in text


def test_what_nobody_told_is_not_asked_for_and_the_follow_up_is_the_rules() -> None:
    _, text = order_of()
    assert "senest 3 måneder efter den dag, støtten begynder" in text
    for heading in ("Det vigtigste fra udredningen", "Skal helst begynde", "Måling", "Giv også besked"):
        assert heading not in text


def test_an_udfoerer_gets_the_goals_that_the_order_is_about_and_no_other() -> None:
    desk, text = order_of(maal=[2])
    assert "Jeg spiller musik." in text
    assert "Jeg handler selv." not in text
    desk.act("kvitter_bestilling", svar="ja")
    desk.act("start_indsats")
    desk.wait(days=80)
    asked = next(row for row in desk.all(Dokument) if row.brev == "statusanmodning")
    assert "Jeg spiller musik." in text_of(desk, asked)
    assert "Jeg handler selv." not in text_of(desk, asked)


def test_an_order_is_about_goals_that_are_set() -> None:
    desk = decided()
    desk.act("gaa_til", fase="bestilling")
    assert desk.refused("opret_bestilling", udfoerer="birken", paragraf="85", maal=[7]) == "ukendt"


def with_a_plan(desk: Desk) -> None:
    desk.act("tilbyd_handleplan")
    desk.act("svar_handleplan", svar="ja")
    desk.act("bekraeft_ressourcer")
    desk.act("aktiver_handleplan")
    words = {"formaal": "Et roligt hjem.", "bolig": "En stue uden larm.", "behandling": "Ny medicin."}
    desk.act("skriv_brev", brev="handleplan", ord=words)
    desk.act("godkend_brev", brev="handleplan")


@pytest.mark.parametrize(("paragraf", "har"), [("107", True), ("85", False)])
def test_a_place_to_live_gets_the_parts_of_the_handleplan_that_it_needs(paragraf: str, har: bool) -> None:
    _, text = order_of(paragraf, before=with_a_plan)
    assert ("> Et roligt hjem." in text) is har
    assert ("> En stue uden larm." in text) is har
    assert "Ny medicin." not in text


def test_only_what_the_udfoerer_itself_may_know_is_told_of_the_samtykker() -> None:
    def say_yes(desk: Desk) -> None:
        desk.act("giv_samtykke", fra="Bostøtten Birken", oplysninger="hverdag")
        desk.act("giv_samtykke", fra="Lægehuset Prøvevej", oplysninger="behandling")

    _, text = order_of(before=say_yes)
    assert "vi deler oplysninger om: hverdag" in text
    assert "Lægehuset" not in text


def test_a_protected_address_is_not_in_the_order_and_the_udfoerer_learns_why() -> None:
    def protect(desk: Desk) -> None:
        desk.act("ret_borger", adresse="Hemmelig Sti 17\n9990 Prøvestrup", adressebeskyttet=True)

    _, text = order_of(before=protect)
    assert "Adressen er beskyttet og står ikke her." in text
    assert "Hemmelig Sti" not in text


def test_the_form_that_comes_back_as_post_ends_the_wait_for_the_status() -> None:
    desk = in_opfoelgning()
    desk.wait(days=66)
    assert "statusanmodning" in {row.brev for row in desk.all(Dokument)}
    desk.act(
        "modtag_post",
        slags="formular",
        fra="udfoerer",
        fra_hvem="birken",
        svarer_paa="modtag_status",
        tekst="Det går frem.",
    )
    assert desk.clock_of("status").state == "overholdt"
