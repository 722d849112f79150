"""From which day a decision holds, and until when; and what its letter does not tell."""

from datetime import date, datetime

import pytest

from casework.acts.afgoerelse import untold
from casework.drafts import newest_draft
from casework.forloeb import open_forloeb
from domain.calendar import COPENHAGEN
from persistence.tables import Bevilling
from tests.builders import BEGRUNDELSE, Desk, decide, decided, in_afgoerelse, in_opfoelgning


def test_less_help_takes_the_place_of_what_ran_and_nothing_is_granted_where_nothing_ran() -> None:
    desk = decided()
    decide(desk, "85", "nedsaettelse")
    assert [(row.fra, row.ophoert) for row in desk.all(Bevilling)] == [
        (date(2026, 2, 2), date(2026, 2, 2)),
        (date(2026, 2, 2), None),
    ]
    assert decided("85", "nedsaettelse").all(Bevilling) == []


def test_help_that_is_to_stop_runs_until_the_day_that_was_decided() -> None:
    desk = in_opfoelgning()
    desk.act("hold_opfoelgning", udfald="juster", uden_status="Sagt ved mødet.")
    desk.act("gaa_til", fase="afgoerelse")
    desk.act("traef_afgoerelse", paragraf="85", udfald="ophoer", virkning_fra="2026-03-01", **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_ophoer")
    assert desk.all(Bevilling)[0].ophoert == date(2026, 3, 1)
    assert desk.refused("afslut_indsats") == "G10"
    desk.wait_until(datetime(2026, 3, 1, 9, tzinfo=COPENHAGEN))
    desk.act("afslut_indsats")


def test_a_new_bevilling_before_help_has_stopped_lets_it_run_on() -> None:
    desk = decided("95")
    decide(desk, "95", "ophoer")
    decide(desk, "95", "bevilling")
    first, second = desk.all(Bevilling)
    assert first.ophoert == second.fra == date(2026, 2, 2)
    assert second.ophoert is None


def test_less_help_for_a_time_ends_when_the_help_before_it_would_have() -> None:
    desk = in_afgoerelse("82 b")
    desk.act("traef_afgoerelse", paragraf="82 b", udfald="bevilling", slut="2026-05-31", **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_bevilling")
    desk.wait(days=1)
    decide(desk, "82 b", "nedsaettelse")
    assert [(row.fra, row.ophoert) for row in desk.all(Bevilling)] == [
        (date(2026, 2, 2), date(2026, 2, 3)),
        (date(2026, 2, 3), date(2026, 6, 1)),
    ]


def test_an_ophoer_by_post_stops_the_help_when_the_letter_is_there() -> None:
    desk = decided(digital_post=False, adresse="Prøvevej 1")
    desk.wait(days=14)
    decide(desk, "85", "ophoer")
    assert desk.all(Bevilling)[0].ophoert == date(2026, 2, 24)


@pytest.mark.parametrize(
    ("paragraf", "udfald", "fields"),
    [
        ("85", "ophoer", {"virkning_fra": "2026-02-01"}),
        ("85", "nedsaettelse", {"virkning_fra": "2026-02-01"}),
        ("95", "ophoer", {"virkning_fra": "2026-05-10"}),
        ("96", "nedsaettelse", {"virkning_fra": "2026-05-10"}),
        ("98", "nedsaettelse", {"virkning_fra": "2026-02-02"}),
        ("85", "bevilling", {"virkning_fra": "2090-01-01"}),
        ("85", "bevilling", {"slut": "2026-05-31"}),
        ("82 b", "ophoer", {"slut": "2026-05-31"}),
        ("82 b", "bevilling", {"slut": "2026-02-01"}),
        ("82 b", "bevilling", {"virkning_fra": "2026-04-01", "slut": "2026-03-31"}),
        ("82 b", "bevilling", {"slut": "2026-08-03"}),
    ],
)
def test_a_day_that_cannot_be_kept_is_refused(paragraf: str, udfald: str, fields: dict[str, str]) -> None:
    desk = in_afgoerelse(paragraf)
    assert desk.refused("traef_afgoerelse", paragraf=paragraf, udfald=udfald, **fields) == "ugyldig_dato"


@pytest.mark.parametrize(
    ("paragraf", "udfald", "fields"),
    [
        ("85", "ophoer", {"virkning_fra": "2026-02-02"}),
        ("95", "ophoer", {"virkning_fra": "2026-05-11"}),
        ("85", "bevilling", {"virkning_fra": "2026-01-05"}),
        ("82 b", "bevilling", {"slut": "2026-08-02"}),
        ("107", "delvis", {"slut": "2027-02-02"}),
    ],
)
def test_a_day_that_can_be_kept_is_taken(paragraf: str, udfald: str, fields: dict[str, str]) -> None:
    desk = in_afgoerelse(paragraf)
    desk.act("traef_afgoerelse", paragraf=paragraf, udfald=udfald, **fields)
    assert desk.letters(f"afgoerelse_{udfald}") == ["kladde"]


def test_a_cut_by_post_cannot_hold_before_the_letter_is_there() -> None:
    desk = in_afgoerelse(digital_post=False, adresse="Prøvevej 1")
    cut = {"paragraf": "85", "udfald": "ophoer"}
    assert desk.refused("traef_afgoerelse", virkning_fra="2026-02-09", **cut) == "ugyldig_dato"
    desk.act("traef_afgoerelse", virkning_fra="2026-02-10", **cut)


def test_a_draft_that_has_lain_until_its_day_is_past_is_stopped_by_g7() -> None:
    desk = in_afgoerelse("95")
    desk.act("traef_afgoerelse", paragraf="95", udfald="ophoer", virkning_fra="2026-05-11", **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    desk.wait(days=1)
    assert desk.refused("godkend_brev", brev="afgoerelse_ophoer") == "G7"


def test_what_the_letter_does_not_tell_is_told_to_the_caseworker() -> None:
    desk = in_afgoerelse()
    desk.act("traef_afgoerelse", paragraf="85", udfald="delvis", omfang="To besøg.", **BEGRUNDELSE)
    assert lacks(desk, "afgoerelse_delvis") == (
        "ikke_bevilget",
        "anden_hjaelp",
        "borgerens_syn",
        "handleplan",
    )
    desk.act("tilbyd_handleplan")
    desk.act("traef_afgoerelse", paragraf="85", udfald="ophoer", **BEGRUNDELSE)
    assert lacks(desk, "afgoerelse_ophoer") == (
        "aendret_siden",
        "anden_hjaelp",
        "borgerens_syn",
        "partshoering",
    )
    desk.act("partshoer", oplysning="Noget, borgeren ikke har set.")
    desk.act("modtag_partshoeringssvar", svar="Nej.")
    told = {"aendret_siden": "a", "anden_hjaelp": "b", "borgerens_syn": "c"}
    desk.act("traef_afgoerelse", paragraf="85", udfald="ophoer", **told, **BEGRUNDELSE)
    assert lacks(desk, "afgoerelse_ophoer") == ()


def lacks(desk: Desk, brev: str) -> tuple[str, ...]:
    with desk.read() as uow:
        forloeb = open_forloeb(desk.office, uow, desk.known[0], actor="sb1", now=desk.now)
        return untold(forloeb, newest_draft(forloeb, brev))
