"""The ladders climbed: each step once, in order, for as long as its deadline runs, also after downtime."""

import pytest

from persistence.tables import Morgenpost, OutboxRow
from tests.builders import a_case, in_opfoelgning, ordered


def test_an_overdue_deadline_is_never_silent() -> None:
    desk = a_case()
    desk.wait(days=42)
    assert desk.told("eskaler", "foerste_samtale") == [
        "2026-02-16",
        "2026-02-23",
        "2026-03-02",
        "2026-03-09",
        "2026-03-16",
    ]
    assert desk.told("paamind", "foerste_samtale") == ["2026-02-11"]


def test_two_ventebreve_in_a_row_and_then_the_leader() -> None:
    desk = a_case("")
    desk.wait(days=70)
    assert desk.told("sendt", "ventebrev") == ["2026-02-16", "2026-03-02"]
    assert desk.told("eskaler", "tavshed") == ["2026-03-16", "2026-03-30", "2026-04-13"]
    desk.act("registrer_kontakt")
    desk.wait(days=14)
    assert len(desk.told("sendt", "ventebrev")) == 3


def test_after_downtime_each_step_is_done_once_and_missed_repeats_are_not_made_up() -> None:
    desk = a_case()
    desk.engine("nede")
    desk.wait(days=40)
    assert desk.timeline("eskaler") == []
    desk.engine("oppe")
    assert desk.told("eskaler", "foerste_samtale") == ["2026-03-14"]
    assert desk.told("sendt", "ventebrev") == ["2026-03-14"]
    assert desk.due("tavshed").isoformat() == "2026-03-27"  # 28. marts er en lørdag


def test_after_downtime_whoever_waited_longest_comes_first() -> None:
    desk = a_case()
    desk.engine("nede")
    desk.wait(days=60)
    desk.engine("oppe")
    due = {
        ("paamind", "foerste_samtale", "-3 arbejdsdage"): "2026-02-11",
        ("eskaler", "foerste_samtale", "0"): "2026-02-16",
        ("paamind", "fase_tid", "0"): "2026-02-16",
        ("paamind", "tavshed", "0"): "2026-02-16",
        ("eskaler", "fase_tid", "150 %"): "2026-02-23",
        ("paamind", "svarfrist", "75 %"): "2026-03-16",
        ("eskaler", "svarfrist", "-3 arbejdsdage"): "2026-03-25",
        ("eskaler", "svarfrist", "0"): "2026-03-30",
    }
    told = [*desk.timeline("paamind"), *desk.timeline("eskaler")]
    in_order = [line for line in desk.timeline() if line in told]
    assert {line.tid for line in in_order} == {desk.now}
    days = [due[line.art, str(line.noegle), line.felter["trin"]] for line in in_order]
    assert len(days) == len(due)
    assert days == sorted(days)


def test_steps_of_a_deadline_that_ended_meanwhile_are_dropped() -> None:
    desk = a_case()
    desk.engine("nede")
    desk.wait(days=20)
    desk.act("afhold_moede", art="foerste_samtale")
    desk.engine("oppe")
    assert desk.timeline("paamind", "foerste_samtale") == desk.timeline("eskaler", "foerste_samtale") == []


def test_turning_the_engine_when_nothing_is_due_changes_nothing() -> None:
    desk = a_case()
    before = desk.rows()
    desk.turn()
    assert desk.rows() == before


def test_every_step_notifies_the_person_it_turned_to_once() -> None:
    desk = a_case()
    desk.wait(days=30)
    told = sorted((row.til, row.om, row.sent_at) for row in desk.all(Morgenpost))
    lines = [*desk.timeline("paamind"), *desk.timeline("eskaler")]
    assert told == sorted((line.felter["hvem"], line.noegle, line.tid) for line in lines)
    messages = [row.payload["til"] for row in desk.all(OutboxRow) if row.kind == "morgenpost"]
    assert len(messages) == len({(hvem, moment) for hvem, _, moment in told})


@pytest.mark.parametrize("days", [3, 10])
def test_a_letter_sent_without_approval_is_one_that_decides_nothing(days: int) -> None:
    desk = in_opfoelgning(opfoelgning="2026-02-20")
    desk.wait(days=days)
    alone = {line.noegle for line in desk.timeline("sendt")}
    assert {"kvittering", "statusanmodning"} <= alone
    assert "indkaldelse_opfoelgning" not in alone


def test_a_rule_kept_with_its_deadline_holds_when_the_municipality_has_changed_its_own() -> None:
    desk = a_case()
    kept = desk.clock_of("foerste_samtale").rule_version
    with desk.read() as uow:
        content = uow.deadlines.kept_rule("foerste_samtale", kept)
        assert content is not None
        assert desk.office.rule_as_kept(uow, "foerste_samtale", kept).version == kept
        with pytest.raises(LookupError):
            desk.office.rule_as_kept(uow, "foerste_samtale", "findes ikke")


def test_a_deadline_tells_what_started_it_and_whose_place_it_took() -> None:
    desk = a_case()
    svarfrist = desk.clock_of("svarfrist")
    assert (svarfrist.start_event, svarfrist.start_om, svarfrist.forgaenger_id) == (
        "ansoegning_modtaget", None, None,
    )  # fmt: skip
    desk.wait(days=51)
    desk.act("godkend_brev", brev="forlaenget_svarfrist", ny_dato="2026-04-20")
    promised = desk.clock_of("ny_svarfrist")
    assert (promised.start_event, promised.start_om) == ("brev_sendt", "forlaenget_svarfrist")
    assert promised.forgaenger_id == svarfrist.id
    assert desk.clock_of("tavshed").forgaenger_id == desk.clocks("tavshed")[-2].id


def test_the_same_letter_about_the_same_thing_does_not_come_twice_in_a_week() -> None:
    desk = ordered("108")
    desk.wait_until(desk.now.replace(day=13))
    desk.act("kvitter_bestilling", svar="ja")
    desk.wait(days=30)
    # Pladsens ventebrev gik fredag den 27.; det om opstart, som forfaldt dagen efter, ville sige det samme.
    assert desk.due("opstart").isoformat() == "2026-02-27"
    assert desk.told("sendt", "ventebrev") == ["2026-02-27"]
    with desk.read() as uow:
        spared = [
            entry.about
            for sag in uow.journal.sags_after(0)
            for entry in uow.journal.entries(sag, 0)
            if entry.event == "brev_sparet"
        ]
    assert spared == ["ventebrev"]


def test_news_that_a_ventebrev_promised_of_the_start_is_a_deadline_until_the_citizen_has_it() -> None:
    desk = ordered()
    desk.act("kvitter_bestilling", svar="ja")
    desk.wait(days=31)
    assert desk.told("sendt", "ventebrev") == ["2026-02-16"]
    assert desk.due("nyt_om_start").isoformat() == "2026-03-02"
    assert desk.told("eskaler", "nyt_om_start") == ["2026-03-03"]
    desk.act("registrer_kontakt")
    assert desk.clock_of("nyt_om_start").state == "overskredet"
