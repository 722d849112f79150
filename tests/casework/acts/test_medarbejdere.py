"""Staff: who is away, and who has a case."""

from tests.builders import a_case


def test_the_stedfortraeder_gets_it_until_and_including_the_last_day() -> None:
    desk = a_case()
    desk.act("fravaer", medarbejder="sb1", til="2026-02-11", stedfortraeder="sb2")
    desk.wait(days=30)
    told = {line.tid.date().isoformat(): line.felter["hvem"] for line in desk.timeline("paamind")}
    assert told["2026-02-11"] == "sb2"
    assert told["2026-02-16"] == "sb1"


def test_a_stedfortraeder_who_is_away_too_has_one_of_their_own() -> None:
    desk = a_case()
    desk.act("fravaer", medarbejder="sb1", til="2026-02-20", stedfortraeder="sb2")
    desk.act("fravaer", medarbejder="sb2", til="2026-02-20", stedfortraeder="leder1")
    desk.wait(days=10)
    assert desk.timeline("paamind", "foerste_samtale")[0].felter["hvem"] == "leder1"


def test_two_who_stand_in_for_each_other_do_not_hang_the_house() -> None:
    desk = a_case()
    desk.act("fravaer", medarbejder="sb1", til="2026-02-20", stedfortraeder="sb2")
    desk.act("fravaer", medarbejder="sb2", til="2026-02-20", stedfortraeder="sb1")
    desk.wait(days=10)
    assert desk.timeline("paamind", "foerste_samtale")[0].felter["hvem"] == "leder1"


def test_nobody_unknown_is_away_or_stands_in() -> None:
    desk = a_case()
    assert desk.refused("fravaer", medarbejder="x", til="2026-02-11", stedfortraeder="sb2") == "ukendt"
    assert desk.refused("fravaer", medarbejder="sb1", til="2026-02-11", stedfortraeder="x") == "ukendt"


def test_registering_the_same_absence_twice_changes_nothing_for_the_case() -> None:
    desk = a_case()
    for _ in range(2):
        desk.act("fravaer", medarbejder="sb1", til="2026-02-20", stedfortraeder="sb2")
    desk.wait(days=10)
    assert [line.felter["hvem"] for line in desk.timeline("paamind", "foerste_samtale")] == ["sb2"]


def test_a_case_given_to_another_follows_them_also_when_it_is_closed() -> None:
    desk = a_case("")
    desk.act("omfordel", til="sb2", grund="Nyt team.")
    desk.wait(days=10)
    assert desk.timeline("paamind", "foerste_samtale")[0].felter["hvem"] == "sb2"
    desk.act("afslut_sag")
    desk.act("omfordel", til="sb1")
    assert desk.refused("omfordel", til="ingen") == "ukendt"


def test_who_is_away_stands_in_the_houses_own_journal() -> None:
    desk = a_case()
    desk.act("fravaer", by="leder1", medarbejder="sb1", til="2026-02-20", stedfortraeder="sb2")
    with desk.read() as uow:
        (entry,) = uow.journal.entries(None)
        assert uow.journal.verify(None) is None
    assert (entry.actor, entry.event, entry.about) == ("leder1", "fravaer_registreret", "sb1")
    assert entry.detail == {"medarbejder": "sb1", "til": "2026-02-20", "stedfortraeder": "sb2"}
