"""What pictures are drawn from: numbers, people and steps as the register has them."""

from datetime import date, datetime
from typing import Any

import pytest

from casework.letters.content.billeder import netvaerk, network, pictures_of, progress
from casework.letters.content.letter_case import LetterCase
from casework.letters.content.sagens_trin import steps
from domain.billeder import BORGER, SAG
from domain.calendar import COPENHAGEN
from persistence.tables import Dokument
from tests.builders import Desk, a_case, in_afgoerelse, in_opfoelgning

ORS: dict[str, Any] = {"instrument": "ors"}


def fremgang(desk: Desk, til: str = BORGER) -> Any:
    with desk.read() as uow:
        return progress(desk.office, uow, uow.cases.read(desk.known[0]).sag_id, til)


def tidslinje(desk: Desk, til: str = BORGER) -> list[Any]:
    with desk.read() as uow:
        row = uow.cases.read(desk.known[0])
        return list(steps(desk.office, uow, row, desk.now.astimezone(COPENHAGEN).date(), til))


def test_there_is_no_progress_before_somebody_has_set_a_number() -> None:
    assert fremgang(in_afgoerelse()) is None


def test_a_goal_shows_each_persons_numbers_in_the_order_of_their_days() -> None:
    desk = in_afgoerelse()
    desk.act("vurder_maal", maal=1, tal=5)
    desk.act("vurder_maal", maal=1, tal=2, dato="2026-01-12")
    desk.act("vurder_maal", maal=1, tal=6, hvem="udfoerer")
    (curve,) = fremgang(desk)["kurver"]
    assert (curve["nr"], curve["navn"], curve["mindst"], curve["mest"]) == (1, "Jeg handler selv.", 0, 10)
    said = {series["hvem"]: [point["tal"] for point in series["punkter"]] for series in curve["serier"]}
    assert said == {"borger": [2, 5], "udfoerer": [6], "sagsbehandler": []}


def test_a_measure_shows_its_total_and_an_unfinished_one_no_number() -> None:
    desk = a_case()
    desk.act("registrer_maaling", **ORS, vaerdi=[4, 5, 6, 5])
    desk.act("registrer_maaling", **ORS, vaerdi=31)
    (curve,) = fremgang(desk)["kurver"]
    assert [point["tal"] for point in curve["serier"][0]["punkter"]] == [20, 31]
    assert (curve["mindst"], curve["mest"]) == (0, 40)


def test_a_profile_is_never_summed_and_has_its_first_and_last_time() -> None:
    desk = a_case()
    desk.act("registrer_maaling", instrument="chime", vaerdi=[3, 4, 5, 2, 3])
    assert fremgang(desk)["profiler"][0]["foerst"] is None
    desk.wait(days=30)
    desk.act("registrer_maaling", instrument="chime", vaerdi=[5, 4, 6, 6, 2])
    (profile,) = fremgang(desk)["profiler"]
    assert fremgang(desk)["kurver"] == []
    assert (profile["foerst"]["tal"], profile["senest"]["tal"]) == ([3, 4, 5, 2, 3], [5, 4, 6, 6, 2])
    assert profile["punkter"][0] == "Samhørighed"


def test_a_cut_off_is_for_those_who_work_with_the_case_unless_the_municipality_says_otherwise() -> None:
    desk = a_case()
    desk.act("registrer_maaling", **ORS, vaerdi=31)
    assert fremgang(desk, BORGER)["kurver"][0]["graenser"] == []
    assert [cut["tal"] for cut in fremgang(desk, SAG)["kurver"][0]["graenser"]] == [25]


def test_what_is_measured_is_said_to_the_citizen_as_theirs() -> None:
    desk = a_case()
    desk.act("registrer_maaling", **ORS, vaerdi=31)
    assert fremgang(desk, BORGER)["kurver"][0]["maaler"] == "din trivsel"
    assert fremgang(desk, SAG)["kurver"][0]["maaler"] == "trivsel, først i samtalen"


def test_more_goals_than_a_picture_holds_are_counted_and_not_lost() -> None:
    desk = in_afgoerelse()
    for nr in range(2, 9):
        desk.act("saet_maal", maal=f"Mål nummer {nr}", oenske=1)
        desk.act("vurder_maal", maal=nr, tal=nr)
    desk.act("registrer_maaling", instrument="chime", vaerdi=[3, 4, 5, 2, 3])
    found = fremgang(desk)
    assert (len(found["kurver"]), found["profiler"], found["flere"]) == (6, [], 2)


def test_nobody_on_the_map_is_no_map() -> None:
    desk = a_case()
    with desk.read() as uow:
        assert network(uow, 1, "Anna", BORGER) is None


def test_the_timeline_of_a_new_case_says_what_came_what_goes_on_and_when_the_answer_comes() -> None:
    desk = a_case()
    found = [(step["tilstand"], step["tekst"], step["fra"], step["til"]) for step in tidslinje(desk)]
    help_name = desk.office.rulebook.law.paragraffer["85"].navn
    assert found[0] == ("gjort", f"Vi fik din ansøgning om {help_name}", date(2026, 2, 2), None)
    assert ("i_gang", "Vi er begyndt på din sag", date(2026, 2, 2), None) in found
    assert ("naeste", f"Du får svar om {help_name}", None, desk.due("svarfrist")) in found


def test_phases_behind_are_told_in_their_plain_words_with_who_saw_to_them() -> None:
    found = tidslinje(in_afgoerelse())
    done = [step for step in found if step["tilstand"] == "gjort"]
    assert "Vi har samlet de oplysninger, vi skal bruge." in [step["tekst"] for step in done]
    assert {step["hvem"] for step in done if step["tekst"].startswith("Vi har")} == {"sb1"}


def test_help_that_began_is_told_with_who_gives_it_and_the_next_follow_up_with_its_day() -> None:
    desk = in_opfoelgning()
    found = tidslinje(desk)
    began = [step for step in found if step["tekst"].startswith("Hjælpen begyndte")]
    assert [step["hvem"] for step in began] == ["Bostøtten Birken"]
    (follow_up,) = [step for step in found if step["tekst"] == "Vi ser sammen på, om hjælpen virker"]
    assert (follow_up["tilstand"], follow_up["til"]) == ("naeste", desk.due("opfoelgning"))


def test_a_meeting_that_is_called_comes_next_and_one_that_was_held_does_not() -> None:
    desk = a_case()
    at = datetime(2026, 2, 9, 13, 0, tzinfo=COPENHAGEN)
    desk.act("indkald_moede", art="netvaerksmoede", tidspunkt=at, deltagere=["borger"])
    (meeting,) = [step for step in tidslinje(desk) if step["tekst"].startswith("Vi mødes")]
    assert (meeting["tilstand"], meeting["fra"]) == ("naeste", date(2026, 2, 9))
    desk.wait(days=10)
    assert [step for step in tidslinje(desk) if step["tekst"].startswith("Vi mødes")] == []


@pytest.mark.parametrize("til", [BORGER, SAG])
def test_a_closed_case_has_nothing_going_on_and_nothing_coming(til: str) -> None:
    desk = a_case("")
    desk.act("afslut_sag", grund="Borgeren ville kun have råd.")
    assert {step["tilstand"] for step in tidslinje(desk, til)} <= {"gjort"}


def test_only_the_newest_of_many_done_steps_are_shown() -> None:
    desk = in_opfoelgning()
    for _ in range(12):
        desk.act("hold_opfoelgning", udfald="fortsaet", uden_status="Udføreren er lukket.")
    done = [step for step in tidslinje(desk) if step["tilstand"] == "gjort"]
    assert len(done) == 8
    assert done[-1]["tekst"] == "Vi holdt opfølgning sammen"


def asked_for(desk: Desk, til: str, brev: str = "handleplan") -> Any:
    """The pictures as a letter of that kind would have them."""
    with desk.read() as uow:
        row = uow.cases.read(desk.known[0])
        case = LetterCase(desk.office, uow, Dokument(brev=brev, til=til, refs={}), row, desk.now)
        return {**pictures_of(case), "netvaerk": netvaerk(case)}


def with_people_and_numbers() -> Desk:
    desk = in_afgoerelse()
    desk.act("vurder_maal", maal=1, tal=5)
    desk.act("registrer_maaling", **ORS, vaerdi=31)
    desk.act("registrer_netvaerk", navn="Birthe", sektor="familie", kontakt="ofte")
    desk.act("registrer_netvaerk", navn="Lis", sektor="fagpersoner", kontakt="ofte", maa_kontaktes=True)
    return desk


def test_a_letter_to_the_citizen_says_du_and_its_copy_for_the_case_speaks_of_the_citizen() -> None:
    desk = with_people_and_numbers()
    mine, copy = asked_for(desk, "borger"), asked_for(desk, "journal")
    assert (mine["fremgang"]["til"], mine["netvaerk"]["navn"]) == ("borger", "Anna")
    assert (copy["fremgang"]["til"], copy["netvaerk"]["navn"]) == ("sag", "Anna Prøvesen")


def test_others_see_only_whom_they_may_contact_and_none_of_the_citizens_measures() -> None:
    desk = with_people_and_numbers()
    mine, theirs = asked_for(desk, "borger"), asked_for(desk, "udfoerer")
    assert [len(found["fremgang"]["kurver"]) for found in (mine, theirs)] == [2, 1]
    assert [person["navn"] for person in mine["netvaerk"]["personer"]] == ["Birthe", "Lis"]
    assert [person["navn"] for person in theirs["netvaerk"]["personer"]] == ["Lis"]


def test_a_letter_that_draws_nothing_gathers_nothing_for_it() -> None:
    desk = with_people_and_numbers()
    assert set(asked_for(desk, "borger", "kvittering")) == {"netvaerk"}


def test_everything_that_can_be_told_of_a_person_can_be_asked_for_in_a_wording() -> None:
    (birthe, _) = asked_for(with_people_and_numbers(), "borger")["netvaerk"]["personer"]
    assert {
        name: birthe[name] for name in ("relation", "hjaelp", "rolle", "graenser", "maa_kontaktes")
    } == dict.fromkeys(("relation", "hjaelp", "rolle", "graenser", "maa_kontaktes"))
