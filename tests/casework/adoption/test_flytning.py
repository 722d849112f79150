"""What new rules and calendars do to deadlines that run: told first, and never against a citizen."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from casework.adoption.flytning import Change, Flytning, affected
from casework.adoption.i_kraft import CALENDARS, RULES, Kind
from casework.adoption.indfoerelse import change_of
from domain.calendar import local_date
from tests.builders import Desk, a_case, a_desk, in_opfoelgning, in_sagsvurdering
from tests.casework.rules import SHORTER_TALK, Hall

SVARFRIST = (
    '[svarfrist]\nvarighed."85" = "{uger} uger"\n'
    'vedtaget."85" = 2026-01-20\noffentliggjort."85" = 2026-01-21\n'
)


def hall_of(desk: Desk, tmp_path: Path) -> Hall:
    hall = Hall(desk.office, tmp_path / "lokal", desk.now)
    hall.start()
    return hall


def told(hall: Hall, text: str, kind: Kind = RULES) -> dict[str, Flytning]:
    """What is told of each rule's running deadline; one of each."""
    change = change_of(hall.office, hall.proposal(text, kind), local_date(hall.now))
    with hall.office.register.read() as uow:
        return {one.rule_id: one for found in affected(hall.office, uow, change, hall.now) for one in found}


@pytest.mark.parametrize("days", [0, 3, 30, 200])
def test_nothing_is_told_where_nothing_changes(days: int, tmp_path: Path) -> None:
    desk = in_opfoelgning()
    desk.wait(days=days)
    hall = hall_of(desk, tmp_path)
    same = Change(hall.office.rulebook, hall.office.rulebook, None, "kalender")
    with hall.office.register.read() as uow:
        found = list(affected(hall.office, uow, same, hall.now))
    assert found
    assert [one for each in found for one in each] == []


def test_the_new_date_the_next_step_and_what_comes_at_once_or_never_are_told(tmp_path: Path) -> None:
    desk = a_case()
    desk.wait(days=8)
    hall = hall_of(desk, tmp_path)
    one = told(hall, SHORTER_TALK)["foerste_samtale"]
    assert (one.foer, one.nu, one.beholder) == (date(2026, 2, 16), date(2026, 2, 9), None)
    assert [trin.goer for trin in one.straks] == ["paamind", "eskaler"]
    assert one.aldrig == ()
    without = SHORTER_TALK + 'stige = [ { naar = "0", goer = "eskaler", til = "chef" } ]\n'
    other = told(hall, without)["foerste_samtale"]
    assert [(trin.goer, trin.til) for trin in other.aldrig] == [
        ("paamind", "sagsbehandler"),
        ("eskaler", "leder"),
    ]


def test_telling_changes_nothing(tmp_path: Path) -> None:
    desk = a_case()
    hall = hall_of(desk, tmp_path)
    before, clock = desk.rows(), desk.clock_of("foerste_samtale")
    assert told(hall, SHORTER_TALK)
    assert desk.rows() == before
    assert vars(desk.clock_of("foerste_samtale")).keys() == vars(clock).keys()
    assert desk.clock_of("foerste_samtale").due_on == clock.due_on


@pytest.mark.parametrize(
    ("uger", "nu", "beholder"),
    [(6, date(2026, 3, 16), None), (10, date(2026, 3, 30), "lovet")],
)
def test_a_svarfrist_that_the_citizen_was_promised_may_come_earlier_and_never_later(
    uger: int, nu: date, beholder: str | None, tmp_path: Path
) -> None:
    desk = a_case("85")
    hall = hall_of(desk, tmp_path)
    one = told(hall, SVARFRIST.format(uger=uger))["svarfrist"]
    assert (one.foer, one.nu, one.beholder) == (date(2026, 3, 30), nu, beholder)
    hall.adopt(SVARFRIST.format(uger=uger), flyt=True)
    assert desk.due("svarfrist") == nu


def test_a_citizens_frist_keeps_its_date_where_it_would_become_shorter_and_gains_where_it_would_be_longer(
    tmp_path: Path,
) -> None:
    desk = in_sagsvurdering()
    desk.act("partshoer", oplysning="Lægens udtalelse.")
    desk.act("godkend_brev", brev="partshoering")
    hall = hall_of(desk, tmp_path)
    before = desk.due("partshoering")
    shorter, longer = (f'[partshoering]\nvarighed = "{days} dage"\n' for days in (7, 21))
    assert told(hall, shorter)["partshoering"].beholder == "borger"
    hall.adopt(shorter, flyt=True)
    assert desk.due("partshoering") == before
    assert told(hall, longer)["partshoering"].nu == before + timedelta(days=7)
    hall.adopt(longer, flyt=True)
    assert desk.due("partshoering") == before + timedelta(days=7)


def test_what_is_counted_from_another_deadline_moves_with_it(tmp_path: Path) -> None:
    desk = in_opfoelgning()
    hall = hall_of(desk, tmp_path)
    opfoelgning, status = desk.due("opfoelgning"), desk.due("status")
    kept = desk.clock_of("opfoelgning")
    rules = '[opfoelgning.varighed]\nstandard = "2 maaneder"\nfoerste = "2 maaneder"\n'
    if kept.aftalt:
        pytest.fail("the builder has agreed on the date")
    found = told(hall, rules)
    assert {"opfoelgning", "status"} <= found.keys()
    hall.adopt(rules, flyt=True)
    assert desk.due("opfoelgning") < opfoelgning
    assert desk.due("status") < status
    assert desk.due("status") == found["status"].nu
    assert hall.adopt(rules, flyt=True) == 0


def test_only_the_team_that_a_rule_is_for_is_touched(tmp_path: Path) -> None:
    desk = a_case()
    hall = hall_of(desk, tmp_path)
    own = '[[foerste_samtale.saerlige]]\nteam = "{team}"\nvarighed = "5 arbejdsdage"\n'
    assert told(hall, own.format(team="et andet")) == {}
    assert told(hall, own.format(team=desk.forloeb().sag.team))["foerste_samtale"].nu == date(2026, 2, 9)


def test_a_rule_for_one_team_counts_only_in_its_own_time(tmp_path: Path) -> None:
    desk = a_desk()
    hall = hall_of(desk, tmp_path)
    hall.adopt(
        '[[foerste_samtale.saerlige]]\nteam = "voksen"\nvarighed = "5 arbejdsdage"\n'
        "gyldig_fra = 2026-01-01\ngyldig_til = 2026-02-28\n"
    )
    rule = hall.office.rulebook.deadlines["foerste_samtale"][-1]
    times = [
        str(rule.for_case("voksen", None, day).content["varighed"])
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1))
    ]
    assert times == ["10 arbejdsdage", "5 arbejdsdage", "5 arbejdsdage", "10 arbejdsdage"]


def test_a_closing_day_moves_the_municipalitys_own_dates_and_its_steps_and_nothing_of_a_citizens(
    tmp_path: Path,
) -> None:
    desk = a_case("85")
    hall = hall_of(desk, tmp_path)
    samtale, svarfrist = desk.due("foerste_samtale"), desk.due("svarfrist")
    closed = f'[[lukkedage]]\nfra = {samtale}\nnavn = "Lukket"\n[[lukkedage]]\nfra = {svarfrist}\nnavn = "Lukket"\n'
    found = told(hall, closed, CALENDARS)
    assert found["foerste_samtale"].nu == samtale + timedelta(days=1)
    assert found["svarfrist"].nu < svarfrist
    hall.calendar(closed)
    assert desk.due("foerste_samtale") == samtale + timedelta(days=1)
    assert desk.due("svarfrist") == found["svarfrist"].nu
    assert desk.told("frist_flyttet", "svarfrist") == [str(local_date(desk.now))]
    assert hall.calendar(closed) == 0


def test_a_closing_day_that_is_taken_back_does_not_put_off_what_a_citizen_was_promised(
    tmp_path: Path,
) -> None:
    desk = a_desk()
    hall = hall_of(desk, tmp_path)
    hall.calendar('[[lukkedage]]\nfra = 2026-03-30\nnavn = "Lukket"\n')
    desk = Desk(desk.runtime.__class__(**{**vars(desk.runtime), "office": hall.office}), desk.clock)
    a_case("85", desk=desk)
    assert desk.due("svarfrist") == date(2026, 3, 27)
    assert told(hall, "", CALENDARS)["svarfrist"].beholder == "lovet"
    hall.calendar("")
    assert desk.due("svarfrist") == date(2026, 3, 27)


def test_a_deadline_whose_next_step_alone_moves_is_told_of(tmp_path: Path) -> None:
    desk = a_case()
    hall = hall_of(desk, tmp_path)
    clock = desk.clock_of("foerste_samtale")
    assert clock.next_at is not None
    day = local_date(clock.next_at)
    one = told(hall, f'[[lukkedage]]\nfra = {day}\nnavn = "Lukket"\n', CALENDARS)["foerste_samtale"]
    assert isinstance(one.naeste, datetime)
    assert local_date(one.naeste) != day or one.nu != one.foer
