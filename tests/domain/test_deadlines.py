"""Counting, as a lawyer can read it: the start day, the duration, the day it ends."""

from datetime import date, datetime

import pytest

from domain.calendar import COPENHAGEN, sweep_time
from domain.deadlines import (
    ScheduledStep,
    Tilstand,
    add_months,
    choose,
    count,
    due_relative,
    ended_as,
    repeat_after,
    schedule,
    settle,
)
from domain.rules import (
    Art,
    DeadlineRule,
    Ejer,
    Goer,
    Moenster,
    Rolle,
    Trin,
    Varighed,
    parse_forfald,
    parse_naar,
    parse_varighed,
)
from tests.builders import calendars


def rule(
    *naar: str, ejer: Ejer = Ejer.SAGSBEHANDLER, tidligst: bool = False, sen: bool = False
) -> DeadlineRule:
    return DeadlineRule(
        id="proeve",
        version="1",
        art=Art.LOKAL,
        hjemmel="prøve",
        start=Moenster("henvendelse_modtaget"),
        ejer=ejer,
        tidligst=tidligst,
        stige=tuple(
            Trin(parse_naar(text), Goer.PAAMIND, Rolle.SAGSBEHANDLER, straks_hvis_sen=sen) for text in naar
        ),
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def days_of(steps: tuple[ScheduledStep, ...]) -> list[tuple[str, str]]:
    return [
        (
            step.at.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H"),
            step.trin.naar.tekst if step.trin else "udløb",
        )
        for step in steps
    ]


@pytest.mark.parametrize(
    ("start", "varighed", "art", "ends"),
    [
        # Påske 2026: skærtorsdag 2. april til 2. påskedag 6. april
        ("2026-04-01", "1 arbejdsdage", "lov", "2026-04-07"),
        ("2026-03-27", "5 arbejdsdage", "lokal", "2026-04-08"),
        ("2026-03-23", "14 dage", "lov", "2026-04-06"),
        # Kristi himmelfart torsdag 14. maj; fredagen er en arbejdsdag
        ("2026-05-13", "1 arbejdsdage", "lov", "2026-05-15"),
        ("2026-05-11", "5 arbejdsdage", "lokal", "2026-05-19"),
        # 1. maj er en arbejdsdag
        ("2026-04-30", "1 arbejdsdage", "lov", "2026-05-01"),
        ("2026-04-30", "1 arbejdsdage", "lokal", "2026-05-01"),
        # 5. juni: tæller i loven, ikke i kommunens egne dage
        ("2026-06-04", "1 arbejdsdage", "lov", "2026-06-05"),
        ("2026-06-04", "1 arbejdsdage", "lokal", "2026-06-08"),
        # Jul og nytår 2026-27
        ("2026-12-23", "1 arbejdsdage", "lov", "2026-12-24"),
        ("2026-12-23", "1 arbejdsdage", "lokal", "2026-12-28"),
        ("2026-12-21", "6 arbejdsdage", "lov", "2026-12-30"),
        ("2026-12-23", "6 arbejdsdage", "lov", "2027-01-04"),
        ("2026-12-30", "2 arbejdsdage", "lokal", "2027-01-05"),
        # uger og måneder løber i kalendertid; mangler dagen, den sidste i måneden
        ("2026-12-28", "1 uger", "lokal", "2027-01-04"),
        ("2026-01-31", "1 maaneder", "lov", "2026-02-28"),
        ("2028-01-31", "1 maaneder", "lov", "2028-02-29"),
        ("2028-02-29", "12 maaneder", "lov", "2029-02-28"),
        ("2026-08-31", "6 maaneder", "lov", "2027-02-28"),
        ("2026-11-30", "3 maaneder", "lokal", "2027-02-28"),
        ("2026-03-02", "1,5 maaneder", "lokal", "2026-04-17"),
        ("2026-01-31", "0,5 maaneder", "lokal", "2026-02-15"),
        # natten, uret stilles, er et døgn som andre
        ("2026-03-28", "1 dage", "lov", "2026-03-29"),
        ("2026-10-24", "2 dage", "lov", "2026-10-26"),
        ("2026-02-02", "0 dage", "lov", "2026-02-02"),
    ],
)
def test_the_day_of_the_event_is_not_counted(start: str, varighed: str, art: str, ends: str) -> None:
    counted = count(parse_varighed(varighed), date.fromisoformat(start), Art(art), calendars())
    assert counted.isoformat() == ends


@pytest.mark.parametrize(
    ("ejer", "counted", "due"),
    [
        (Ejer.BORGER, "2026-02-14", "2026-02-16"),  # en lørdag
        (Ejer.BORGER, "2026-04-06", "2026-04-07"),  # 2. påskedag
        (Ejer.BORGER, "2026-04-02", "2026-04-07"),  # skærtorsdag
        (Ejer.BORGER, "2026-06-05", "2026-06-08"),  # Grundlovsdag, en fredag
        (Ejer.BORGER, "2026-12-24", "2026-12-28"),
        (Ejer.BORGER, "2026-12-31", "2027-01-04"),
        (Ejer.BORGER, "2026-05-01", "2026-05-01"),
        (Ejer.SAGSBEHANDLER, "2026-02-14", "2026-02-13"),
        (Ejer.SAGSBEHANDLER, "2026-04-06", "2026-04-01"),
        (Ejer.UDFOERER, "2026-06-05", "2026-06-04"),
        (Ejer.KOMMUNE, "2026-12-24", "2026-12-23"),
        (Ejer.SAGSBEHANDLER, "2027-01-01", "2026-12-30"),
        (Ejer.SAGSBEHANDLER, "2026-05-15", "2026-05-15"),
    ],
)
def test_a_citizens_frist_moves_forward_and_the_municipalitys_back(
    ejer: Ejer, counted: str, due: str
) -> None:
    settled = settle(rule(ejer=ejer), date.fromisoformat(counted), date(2026, 1, 5), calendars())
    assert settled.isoformat() == due


def test_an_earliest_date_is_never_moved() -> None:
    saturday = date(2026, 2, 14)
    earliest = rule(ejer=Ejer.KOMMUNE, tidligst=True)
    assert settle(earliest, saturday, date(2026, 1, 5), calendars()) == saturday


def test_a_due_date_is_not_moved_back_past_its_own_start() -> None:
    saturday, sunday = date(2026, 2, 14), date(2026, 2, 15)
    assert settle(rule(), sunday, saturday, calendars()) == date(2026, 2, 16)
    assert settle(rule(), date(2026, 1, 2), date(2026, 2, 16), calendars()) == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("start", "counted", "percent", "day"),
    [
        ("2026-03-02", "2026-04-27", "75 %", "2026-04-13"),  # 42 af 56 dage
        ("2026-03-02", "2026-04-27", "50 %", "2026-03-30"),
        ("2026-03-02", "2026-03-30", "50 %", "2026-03-16"),
        ("2026-01-05", "2026-01-12", "75 %", "2026-01-09"),  # 5,25 dage: 5 hele, lørdag 10.: fredagen før
        ("2026-01-05", "2026-01-12", "150 %", "2026-01-15"),  # 10,5: 10 hele dage
        ("2026-01-05", "2026-01-13", "150 %", "2026-01-19"),  # lørdag 17.: efter forfald flyttes frem
        ("2026-03-19", "2026-04-07", "150 %", "2026-04-16"),  # 28,5: 28
        ("2026-01-05", "2026-01-05", "75 %", "2026-01-05"),
    ],
)
def test_a_share_of_the_span_is_rounded_down_to_a_whole_day(
    start: str, counted: str, percent: str, day: str
) -> None:
    due = settle(rule(), date.fromisoformat(counted), date.fromisoformat(start), calendars())
    steps = schedule(rule(percent), at(f"{start}T06:00"), date.fromisoformat(counted), due, calendars())
    assert days_of(steps) == [(f"{day} 07", percent)]


def test_a_share_is_taken_of_the_span_as_counted_and_not_as_moved() -> None:
    """12 uger til 2. pinsedag: forfald flyttes til fredag, men 75 % er af alle 84 dage."""
    counted, start = date(2026, 5, 25), date(2026, 3, 2)
    due = settle(rule(), counted, start, calendars())
    assert due == date(2026, 5, 22)
    steps = schedule(rule("75 %"), at("2026-03-02T09:00"), counted, due, calendars())
    assert days_of(steps) == [("2026-05-04 07", "75 %")]


@pytest.mark.parametrize(
    ("due", "naar", "day"),
    [
        ("2026-04-27", "-5 arbejdsdage", "2026-04-20"),
        ("2026-04-07", "-3 arbejdsdage", "2026-03-30"),
        ("2026-06-08", "-1 arbejdsdage", "2026-06-04"),
        ("2026-06-03", "+2 arbejdsdage", "2026-06-08"),
        ("2026-04-20", "-14 dage", "2026-04-01"),  # 2. påskedag: tilbage
        ("2026-12-10", "+14 dage", "2026-12-28"),  # juleaftensdag: frem
        ("2027-01-04", "0", "2027-01-04"),
        ("2026-12-30", "+1 arbejdsdage", "2027-01-04"),
    ],
)
def test_steps_before_the_due_date_move_back_and_those_after_move_forward(
    due: str, naar: str, day: str
) -> None:
    ends = date.fromisoformat(due)
    steps = schedule(rule(naar), at("2026-01-05T09:00"), ends, ends, calendars())
    assert days_of(steps) == [(f"{day} 07", naar)]


def test_the_ladder_is_climbed_in_the_order_of_its_days_and_within_a_day_as_written() -> None:
    ends = date(2026, 6, 8)
    ladder = rule("0", "-3 arbejdsdage", "start", "-1 arbejdsdage", "-1 arbejdsdage")
    steps = schedule(ladder, at("2026-05-28T10:00"), ends, ends, calendars())
    assert [step.index for step in steps] == [2, 1, 3, 4, 0]
    assert days_of(steps)[0] == ("2026-05-28 10", "start")


def test_a_step_whose_day_has_passed_is_left_out_or_done_at_once() -> None:
    ends, start = date(2026, 3, 20), at("2026-03-10T10:00")
    assert schedule(rule("-28 dage"), start, ends, ends, calendars()) == ()
    assert days_of(schedule(rule("-28 dage", sen=True), start, ends, ends, calendars())) == [
        ("2026-03-10 10", "-28 dage")
    ]


def test_a_step_of_the_start_day_itself_has_not_passed() -> None:
    ends = date(2026, 3, 24)
    steps = schedule(rule("-14 dage"), at("2026-03-10T10:00"), ends, ends, calendars())
    assert days_of(steps) == [("2026-03-10 07", "-14 dage")]


def test_a_citizens_frist_runs_to_midnight_and_is_over_the_next_morning() -> None:
    friday = date(2026, 2, 27)
    steps = schedule(
        rule("+1 arbejdsdage", ejer=Ejer.BORGER), at("2026-01-30T07:00"), friday, friday, calendars()
    )
    assert days_of(steps) == [("2026-02-28 07", "udløb"), ("2026-03-02 07", "+1 arbejdsdage")]


def test_a_frist_that_expires_does_so_before_that_days_steps() -> None:
    tuesday = date(2026, 4, 7)
    ladder = rule("+1 arbejdsdage", ejer=Ejer.BORGER)
    steps = schedule(ladder, at("2026-03-23T07:00"), tuesday, tuesday, calendars())
    assert days_of(steps) == [("2026-04-08 07", "udløb"), ("2026-04-08 07", "+1 arbejdsdage")]


@pytest.mark.parametrize(
    ("done", "gentag", "again"),
    [
        ("2026-03-16", "5 arbejdsdage", "2026-03-23"),
        ("2026-03-27", "5 arbejdsdage", "2026-04-08"),
        ("2026-12-23", "5 arbejdsdage", "2027-01-05"),
        ("2026-03-27", "7 dage", "2026-04-07"),  # langfredag: frem
    ],
)
def test_a_repeat_counts_from_when_it_was_last_done(done: str, gentag: str, again: str) -> None:
    moment = repeat_after(parse_varighed(gentag), date.fromisoformat(done), calendars())
    assert moment == sweep_time(date.fromisoformat(again))


def test_a_due_date_can_hang_on_another() -> None:
    assert due_relative(parse_forfald("opfoelgning -14 dage"), date(2026, 5, 22), calendars()) == date(
        2026, 5, 8
    )
    counted = due_relative(parse_forfald("opfoelgning +2 arbejdsdage"), date(2026, 6, 4), calendars())
    assert counted == date(2026, 6, 9)


@pytest.mark.parametrize(
    ("keys", "antal"),
    [(("85",), 8), (("95", "85"), 8), ((None, "83"), 4), (("findes ikke",), 12), ((), 12)],
)
def test_the_first_entry_that_is_named_counts_else_the_standard(
    keys: tuple[str | None, ...], antal: int
) -> None:
    table = {
        "standard": parse_varighed("12 uger"),
        "85": parse_varighed("8 uger"),
        "83": parse_varighed("4 uger"),
    }
    chosen = choose(table, *keys)
    assert chosen is not None
    assert chosen.antal == antal


def test_a_table_without_a_standard_gives_no_time_for_what_it_does_not_name() -> None:
    table: dict[str, Varighed] = {"bestilling": parse_varighed("1 uger")}
    assert choose(table, "opfoelgning") is None


def test_what_ends_on_its_last_day_is_kept_and_the_day_after_is_late() -> None:
    due = date(2026, 3, 2)
    assert ended_as(due, date(2026, 3, 2)) is Tilstand.OVERHOLDT
    assert ended_as(due, date(2026, 3, 3)) is Tilstand.OVERSKREDET


def test_months_are_added_across_the_year() -> None:
    assert add_months(date(2026, 11, 15), 3) == date(2027, 2, 15)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert add_months(date(2027, 2, 28), 12) == date(2028, 2, 28)
