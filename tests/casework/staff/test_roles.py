"""Whom a step turns to: the person in the role, or the next level up with a warning to whoever runs the house."""

from datetime import timedelta

import pytest

from persistence.tables import Medarbejder, Morgenpost
from tests.builders import Desk, a_case, a_desk


def who(desk: Desk, art: str = "eskaler", rule: str = "foerste_samtale") -> str:
    return str(desk.timeline(art, rule)[-1].felter["hvem"])


def warnings(desk: Desk) -> list[tuple[str, str, str]]:
    """Whom it went to, and which role of which team has nobody."""
    return [
        (row.til, row.facts["rolle"], row.facts["team"])
        for row in desk.all(Morgenpost)
        if row.art == "ikke_besat"
    ]


def with_staff(**staff: str) -> Desk:
    desk = a_case("", desk=a_desk(**staff))
    desk.wait(days=15)
    return desk


def test_a_role_with_people_warns_nobody() -> None:
    desk = with_staff(sb1="sagsbehandler", leder1="leder", chef1="chef", drift1="administrator")
    assert who(desk) == "leder1"
    assert warnings(desk) == []


def test_a_team_without_a_leader_escalates_to_the_chef_and_warns_the_administrator_once_a_day() -> None:
    desk = with_staff(sb1="sagsbehandler", chef1="chef", drift1="administrator")
    assert who(desk) == "chef1"
    assert warnings(desk) == [("drift1", "leder", "voksen")]
    other = a_case("", desk=desk, navn="Bo Prøvesen", cpr="6501850003")
    other.wait(days=40)
    days = [line.tid.date() for line in other.timeline("eskaler")]
    assert len(days) > len(set(days)), "on no day did two steps look for the leader"
    assert len(warnings(other)) == len(set(days))


def test_where_there_is_neither_leader_nor_chef_the_administrator_has_it() -> None:
    desk = with_staff(sb1="sagsbehandler", drift1="administrator")
    assert who(desk) == "drift1"
    assert warnings(desk) == [("drift1", "leder", "voksen"), ("drift1", "chef", "voksen")]


def test_without_an_administrator_the_leaders_are_warned() -> None:
    desk = a_case("")
    desk.act("fravaer", medarbejder="sb1", til="2026-02-20", stedfortraeder="sb2")
    desk.act("fravaer", medarbejder="sb2", til="2026-02-20", stedfortraeder="sb1")
    desk.wait(days=10)
    assert who(desk, "paamind") == "leder1"
    assert warnings(desk) == [("leder1", "sagsbehandler", "voksen")]


def test_the_warning_names_role_and_team_and_no_case() -> None:
    desk = with_staff(sb1="sagsbehandler", chef1="chef", drift1="administrator")
    (told,) = [notice for notice in desk.runtime.notices.told if ":drift1:" in notice.key]  # type: ignore[attr-defined]  # the desk's notifier remembers
    assert "Rollen leder i team voksen er ikke besat" in told.body
    assert "S-2026" not in told.body


@pytest.mark.parametrize("left", ["leder1", "sb1"])
def test_nobody_who_has_left_is_turned_to(left: str) -> None:
    desk = a_case("")
    with desk.office.register.write() as uow:
        uow.session.get_one(Medarbejder, left).aktiv = False
    desk.wait(days=15)
    turned_to = {str(line.felter["hvem"]) for line in [*desk.timeline("paamind"), *desk.timeline("eskaler")]}
    assert turned_to
    assert left not in turned_to


def test_another_teams_leader_is_only_the_last_resort() -> None:
    desk = a_desk(sb1="sagsbehandler", chef1="chef", leder9="leder")
    with desk.office.register.write() as uow:
        uow.session.get_one(Medarbejder, "leder9").team = "et andet"
    case = a_case("", desk=desk)
    case.wait(days=15)
    assert who(case) == "chef1"
    with desk.office.register.write() as uow:
        uow.session.get_one(Medarbejder, "chef1").aktiv = False
    case.wait_until(case.now + timedelta(days=7))
    assert who(case) == "leder9"


def test_an_administrator_who_is_away_is_warned_through_who_stands_in() -> None:
    desk = a_desk(sb1="sagsbehandler", chef1="chef", drift1="administrator", drift2="administrator")
    case = a_case("", desk=desk)
    case.act("fravaer", medarbejder="drift1", til="2026-03-20", stedfortraeder="drift2")
    case.wait(days=15)
    assert warnings(case) == [("drift2", "leder", "voksen")]


def test_with_neither_administrator_nor_leader_the_chef_is_warned() -> None:
    desk = with_staff(sb1="sagsbehandler", chef1="chef")
    assert warnings(desk) == [("chef1", "leder", "voksen")]


def test_somebody_who_comes_back_early_has_their_own_again_the_day_after() -> None:
    desk = a_case("")
    desk.act("fravaer", medarbejder="sb1", til="2026-03-20", stedfortraeder="sb2")
    desk.wait(days=7)
    desk.act("fravaer", medarbejder="sb1", til="2026-02-09", stedfortraeder="sb2")
    desk.wait(days=7)
    assert who(desk, "paamind") == "sb1"
