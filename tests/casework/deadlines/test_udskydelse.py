"""A deadline of the municipality's own may rest, for a reason and in the leader's sight; a date of the law never."""

from datetime import date, datetime, timedelta

import pytest

from casework.deadlines.omregning import recount
from casework.sheets.operations import case_sheet, standing
from config.deadlines import rule_from_content
from domain.calendar import COPENHAGEN
from persistence.sleeping import sleeping
from persistence.tables import Morgenpost
from tests.builders import Desk, a_case, a_desk, calendars, in_sagsoplysning, rulebook

# The case came on Monday 2 February: first talk due the 16th, reminded of on the 11th, escalated on the 16th.
RESTS = {"frist": "foerste_samtale", "til_dato": "2026-02-20", "grund": "Borgeren er indlagt."}


def resting() -> Desk:
    desk = a_case("")
    desk.act("udskyd_frist", **RESTS)
    return desk


def posted(desk: Desk, art: str) -> list[Morgenpost]:
    return [line for line in desk.all(Morgenpost) if line.art == art]


def test_nobody_is_reminded_while_it_rests_and_what_fell_in_between_comes_once_and_together() -> None:
    desk = resting()
    desk.wait_until(datetime(2026, 2, 20, 6, 59, tzinfo=COPENHAGEN))
    assert desk.timeline("paamind", "foerste_samtale") == desk.timeline("eskaler", "foerste_samtale") == []
    desk.wait(minutes=1)
    assert (
        desk.told("paamind", "foerste_samtale") == desk.told("eskaler", "foerste_samtale") == ["2026-02-20"]
    )
    assert desk.clock_of("foerste_samtale").hviler_til is None
    desk.wait(days=8)
    assert desk.told("eskaler", "foerste_samtale") == ["2026-02-20", "2026-02-27"]


def test_the_due_date_never_moves_and_the_ladder_wakes_at_seven() -> None:
    desk = resting()
    clock = desk.clock_of("foerste_samtale")
    assert clock.due_on == date(2026, 2, 16)
    assert clock.hviler_til == date(2026, 2, 20)
    assert clock.next_at == datetime(2026, 2, 20, 7, tzinfo=COPENHAGEN)


def test_a_day_on_which_nobody_works_wakes_it_on_the_next_that_somebody_does() -> None:
    desk = a_case("")
    desk.act("udskyd_frist", **RESTS | {"til_dato": "2026-02-21"})
    assert desk.clock_of("foerste_samtale").hviler_til == date(2026, 2, 23)


def test_a_ladder_whose_next_step_lies_later_keeps_to_it() -> None:
    desk = a_case("")
    before = desk.clock_of("foerste_samtale").next_at
    desk.act("udskyd_frist", **RESTS | {"til_dato": "2026-02-05"})
    assert desk.clock_of("foerste_samtale").next_at == before
    desk.wait(days=10)
    assert desk.told("paamind", "foerste_samtale") == ["2026-02-11"]


@pytest.mark.parametrize(
    ("changed", "grund"),
    [
        ({"frist": "svarfrist"}, "mangler_ret"),
        ({"frist": "tavshed"}, "mangler_ret"),
        ({"frist": "findes_ikke"}, "ukendt"),
        ({"til_dato": "2026-02-02"}, "ugyldig_dato"),
        ({"til_dato": "2026-01-30"}, "ugyldig_dato"),
        ({"til_dato": "2026-03-05"}, "ugyldig_dato"),
    ],
)
def test_what_may_not_rest_is_refused_with_a_sentence(changed: dict[str, str], grund: str) -> None:
    assert a_case().refused("udskyd_frist", **RESTS | changed) == grund


def test_an_emergency_does_not_rest() -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", borger={"navn": "Anna Prøvesen"}, akut=True)
    assert desk.refused("udskyd_frist", **RESTS | {"frist": "akut_kontakt"}) == "mangler_ret"


def test_the_last_day_that_the_municipality_allows_is_allowed() -> None:
    desk = a_case()
    desk.act("udskyd_frist", **RESTS | {"til_dato": "2026-03-04"})
    assert desk.clock_of("foerste_samtale").hviler_til == date(2026, 3, 4)


def test_a_citizens_own_frist_does_not_rest() -> None:
    desk = in_sagsoplysning("85")
    desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin")
    assert desk.refused("udskyd_frist", **RESTS | {"frist": "samtykke"}) == "mangler_ret"


def test_where_several_run_it_must_be_said_which() -> None:
    desk = in_sagsoplysning("85")
    for kilde in ("egen læge", "jobcenter"):
        desk.act("giv_samtykke", fra=kilde, oplysninger="medicin")
        desk.act("indhent", fra=kilde, oplysninger="medicin")
        desk.act("godkend_brev", brev="indhentning")
    fields = RESTS | {"frist": "oplysninger"}
    assert desk.refused("udskyd_frist", **fields) == "ukendt"
    desk.act("udskyd_frist", **fields, kilde="jobcenter")
    hviler = {clock.refs["kilde"]: clock.hviler_til for clock in desk.clocks("oplysninger")}
    assert hviler == {"egen læge": None, "jobcenter": date(2026, 2, 20)}


def test_waking_it_brings_what_fell_in_between_the_next_morning() -> None:
    desk = resting()
    desk.wait_until(datetime(2026, 2, 17, 12, tzinfo=COPENHAGEN))
    desk.act("genoptag_frist", frist="foerste_samtale")
    assert desk.refused("genoptag_frist", frist="foerste_samtale") == "ukendt"
    desk.wait(days=1)
    assert (
        desk.told("paamind", "foerste_samtale") == desk.told("eskaler", "foerste_samtale") == ["2026-02-18"]
    )


def test_the_leader_has_a_line_the_next_morning_and_whoever_is_the_leader_needs_none() -> None:
    desk = resting()
    desk.wait_until(datetime(2026, 2, 3, 6, 59, tzinfo=COPENHAGEN))
    assert [notice for notice in desk.runtime.notices.told if "hvile" in notice.body] == []  # type: ignore[attr-defined]  # the desk's notifier remembers
    desk.wait(minutes=1)
    (told,) = [notice for notice in desk.runtime.notices.told if "hvile" in notice.body]  # type: ignore[attr-defined]  # the desk's notifier remembers
    assert told.key.startswith("morgenpost:leder1:")
    assert "20. februar 2026" in told.body
    assert "indlagt" not in told.body
    desk.act("udskyd_frist", by="leder1", **RESTS)
    assert len(posted(desk, "udskudt")) == 1


def test_what_rests_is_seen_by_whoever_asks_how_the_house_stands() -> None:
    desk = resting()
    (row,) = standing(desk.office, desk.now).hvilende
    assert (row.sagsnummer, row.rule_id, row.hviler_til) == (
        "S-2026-00001", "foerste_samtale", date(2026, 2, 20),
    )  # fmt: skip
    desk.act("genoptag_frist", frist="foerste_samtale")
    assert standing(desk.office, desk.now).hvilende == ()


def test_the_timeline_tells_that_it_rests_and_the_reason_stays_in_the_journal() -> None:
    desk = resting()
    (line,) = desk.timeline("frist_udskudt")
    assert (line.noegle, line.felter) == ("foerste_samtale", {"hviler_til": "2026-02-20"})
    assert "indlagt" not in str(case_sheet(desk.office, "S-2026-00001"))
    with desk.read() as uow:
        details = [entry.detail for entry in uow.journal.entries(1) if entry.event == "frist_udskudt"]
    assert details == [{"hviler_til": "2026-02-20", "grund": "Borgeren er indlagt."}]


def test_a_case_in_which_a_deadline_rests_does_not_sleep() -> None:
    desk = resting()
    with desk.read() as uow:
        assert sleeping(uow.session) == []


def test_an_end_while_it_rests_ends_it() -> None:
    desk = resting()
    desk.act("afhold_moede", art="foerste_samtale")
    desk.wait(days=30)
    assert desk.timeline("paamind", "foerste_samtale") == []
    assert standing(desk.office, desk.now).hvilende == ()


def test_a_resting_deadline_rests_on_when_counted_anew_unless_its_date_has_become_the_laws() -> None:
    desk = resting()
    clock, rule = desk.clock_of("foerste_samtale"), rulebook().deadlines["foerste_samtale"][-1]
    longer = rule_from_content(rule.id, {**rule.content, "varighed": "15 arbejdsdage"})
    found = recount(clock, rule, longer, calendars())
    assert (found.hviler_til, found.next_at) == (clock.hviler_til, clock.next_at)
    laws = rule_from_content(rule.id, {**rule.content, "art": "lov"})
    found = recount(clock, rule, laws, calendars())
    assert found.hviler_til is None
    assert found.next_at is not None
    assert found.next_at < desk.now + timedelta(days=10)


def test_downtime_while_it_rests_changes_nothing() -> None:
    desk = resting()
    desk.engine("nede")
    desk.wait_until(datetime(2026, 2, 25, 12, tzinfo=COPENHAGEN))
    desk.engine("oppe")
    assert (
        desk.told("paamind", "foerste_samtale") == desk.told("eskaler", "foerste_samtale") == ["2026-02-25"]
    )
