"""A step that somebody acts on is not repeated, the rest of its ladder comes, and the leader sees who has it."""

from dataclasses import replace

from config.deadlines import rule_from_content
from config.loader import load_rulebook
from domain.rulebook import Rulebook
from tests.builders import Desk, a_case, a_desk, in_opfoelgning, rulebook


def escalated() -> Desk:
    """The first talk is late, and the leader is told of it every week."""
    desk = a_case("")
    desk.wait(days=16)
    assert desk.told("eskaler", "foerste_samtale") == ["2026-02-16"]
    return desk


def test_a_step_acted_on_is_not_repeated_and_the_journal_tells_who_and_why() -> None:
    desk = escalated()
    desk.act("tag_haand_om", by="leder1", frist="foerste_samtale", note="Vi ringer i dag.")
    desk.wait(days=29)
    assert desk.told("eskaler", "foerste_samtale") == ["2026-02-16"]
    with desk.read() as uow:
        (entry,) = [entry for entry in uow.journal.entries(1) if entry.event == "frist_haandteret"]
    assert (entry.actor, entry.about, entry.detail) == (
        "leder1", "foerste_samtale", {"note": "Vi ringer i dag."},
    )  # fmt: skip
    assert desk.clock_of("foerste_samtale").state == "aktiv"


def test_what_was_taken_in_hand_and_forgotten_is_told_of_again_after_as_long_as_it_may_rest() -> None:
    desk = escalated()
    desk.act("tag_haand_om", frist="foerste_samtale", note="Jeg ringer i dag.")
    desk.wait(days=38)
    assert desk.told("eskaler", "foerste_samtale") == ["2026-02-16", "2026-03-20", "2026-03-27"]


def test_the_last_step_of_a_statutory_date_is_never_silenced_for_good() -> None:
    desk = a_case("99")
    desk.wait(days=14)
    assert desk.told("eskaler", "svarfrist")
    desk.act("tag_haand_om", frist="svarfrist", note="Vi afgør den.")
    assert desk.clock_of("svarfrist").next_at is not None


def test_without_it_the_leader_is_told_every_week() -> None:
    desk = escalated()
    desk.wait(days=14)
    assert desk.told("eskaler", "foerste_samtale") == ["2026-02-16", "2026-02-23", "2026-03-02"]


def test_the_later_steps_of_the_ladder_still_come() -> None:
    desk = a_case("")
    desk.wait(days=10)
    assert desk.told("paamind", "foerste_samtale") == ["2026-02-11"]
    desk.act("tag_haand_om", frist="foerste_samtale", note="Jeg har ringet.")
    desk.wait(days=7)
    assert desk.told("eskaler", "foerste_samtale") == ["2026-02-16"]


def test_the_leader_sees_the_next_morning_who_has_taken_an_escalation_in_hand() -> None:
    desk = escalated()
    desk.act("tag_haand_om", frist="foerste_samtale", note="Jeg ringer i dag.")
    desk.wait(days=1)
    newest = [notice for notice in desk.runtime.notices.told if ":leder1:" in notice.key][-1]  # type: ignore[attr-defined]  # the desk's notifier remembers
    assert "taget hånd om" in newest.body
    assert "ringer" not in newest.body


def test_it_takes_a_reason_and_a_deadline_that_runs() -> None:
    desk = escalated()
    assert desk.refused("tag_haand_om", frist="klage", note="Nu.") == "ukendt"
    desk.act("afhold_moede", art="foerste_samtale")
    assert desk.refused("tag_haand_om", frist="foerste_samtale", note="Nu.") == "ukendt"


def with_a_task_that_is_asked_for_again() -> Rulebook:
    """The first talk gives a task on its day, and again every week."""
    step = {
        "naar": "0",
        "goer": "opgave",
        "opgave": "ring_til_kilde",
        "til": "sagsbehandler",
        "gentag": "7 dage",
    }
    rules = dict(rulebook().deadlines)
    rule = rules["foerste_samtale"][-1]
    rules["foerste_samtale"] = (rule_from_content(rule.id, {**rule.content, "stige": [step]}),)
    return replace(load_rulebook(local=None), deadlines=rules)


def test_a_task_that_is_closed_is_not_asked_for_again() -> None:
    desk = a_case("", desk=a_desk(with_a_task_that_is_asked_for_again()))
    desk.wait(days=22)
    assert desk.told("opgave", "ring_til_kilde") == ["2026-02-16", "2026-02-23"]
    desk.act("luk_opgave", opgave="ring_til_kilde", note="Talte med lægen.")
    desk.wait(days=30)
    assert desk.told("opgave", "ring_til_kilde") == ["2026-02-16", "2026-02-23"]


def test_a_task_that_is_left_open_is_asked_for_again() -> None:
    desk = a_case("", desk=a_desk(with_a_task_that_is_asked_for_again()))
    desk.wait(days=29)
    assert desk.told("opgave", "ring_til_kilde") == ["2026-02-16", "2026-02-23", "2026-03-02"]


def test_two_that_no_words_tell_apart_are_taken_in_hand_together() -> None:
    desk = in_opfoelgning()
    desk.act("gaa_til", fase="sagsvurdering")
    for _ in range(2):
        desk.act("varsle_udskrivning")
    desk.act("tag_haand_om", frist="udskrivning", note="Aftale ligger i sagen.")
    assert [clock.again for clock in desk.clocks("udskrivning")] == [{}, {}]
    assert len(desk.timeline("frist_haandteret")) == 2
