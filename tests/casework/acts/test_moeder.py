"""Contacts and meetings with the citizen and those around them."""

from datetime import timedelta

import pytest

from persistence.tables import Kontakt, Moede
from tests.builders import BORGER, Desk, a_case, a_desk


def test_contact_with_the_citizen_starts_the_silence_anew() -> None:
    desk = a_case()
    desk.wait(days=5)
    desk.act("registrer_kontakt", notat="Ringede.")
    assert [clock.state for clock in desk.clocks("tavshed")] == ["afloest", "aktiv"]
    assert desk.due("tavshed").isoformat() == "2026-02-20"  # lørdag 21.


@pytest.mark.parametrize("med", [["netværk"], ["udfører", "læge"], []])
def test_contact_with_others_is_written_down_and_breaks_no_silence(med: list[str]) -> None:
    desk = a_case()
    desk.wait(days=5)
    desk.act("registrer_kontakt", med=med)
    assert len(desk.clocks("tavshed")) == 1
    assert desk.all(Kontakt)[0].med == med


def test_contact_with_the_citizen_among_others_counts() -> None:
    desk = a_case()
    desk.act("registrer_kontakt", med=["netværk", "borger"])
    assert len(desk.clocks("tavshed")) == 2


@pytest.mark.parametrize(
    ("act", "fields", "ends"),
    [
        ("registrer_kontakt", {}, True),
        ("registrer_kontakt", {"med": ["netværk"]}, False),
        ("afhold_moede", {"art": "foerste_samtale"}, True),
        ("afhold_moede", {"art": "netvaerksmoede"}, False),
    ],
)
def test_an_urgent_case_waits_for_contact_with_the_citizen(
    act: str, fields: dict[str, object], ends: bool
) -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", borger=BORGER, akut=True)
    desk.act(act, **fields)
    assert desk.clock_of("akut_kontakt").state == ("overholdt" if ends else "aktiv")


def test_calling_to_a_meeting_drafts_one_letter_however_often() -> None:
    desk = a_case()
    for _ in range(2):
        desk.act("indkald_moede", art="netvaerksmoede", tidspunkt="2026-02-12T10:00:00", sted="Rådhuset")
    assert desk.letters("indkaldelse").count("kladde") == 2  # fristens egen til første samtale, og denne
    assert len(desk.all(Moede)) == 2


def test_a_call_is_contact_when_it_is_sent_and_not_before() -> None:
    desk = a_case()
    desk.wait(days=2)
    desk.act("indkald_moede", art="foerste_samtale")
    assert len(desk.clocks("tavshed")) == 1
    desk.act("godkend_brev", brev="indkaldelse")
    assert desk.clock_of("tavshed").started_at == desk.now


@pytest.mark.parametrize("art", ["netvaerksmoede", "faelles_moede", "opfoelgning", "foerste_samtale"])
def test_any_meeting_held_is_contact_but_only_the_first_talk_ends_its_wait(art: str) -> None:
    desk = a_case()
    desk.wait(days=1)
    desk.act("afhold_moede", art=art, deltagere=["borger"])
    assert desk.clock_of("tavshed").started_at == desk.now
    assert desk.clock_of("foerste_samtale").state == ("overholdt" if art == "foerste_samtale" else "aktiv")


def test_nobody_is_called_to_a_meeting_that_has_been_held() -> None:
    desk = a_case()
    desk.act("indkald_moede", art="netvaerksmoede")
    desk.act("afhold_moede", art="foerste_samtale")
    assert desk.letters("indkaldelse") == ["bortfaldet", "kladde"]
    desk.act("afhold_moede", art="netvaerksmoede")
    assert desk.letters("indkaldelse") == ["bortfaldet", "bortfaldet"]


CALL = {"art": "netvaerksmoede", "tidspunkt": "2026-02-12T10:00:00", "sted": "Rådhuset"}


def called(*, told: bool) -> Desk:
    """A meeting to which the citizen is about to be called, or has been."""
    desk = a_case()
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("indkald_moede", **CALL)
    if told:
        desk.act("godkend_brev", brev="indkaldelse")
    return desk


def test_a_meeting_that_nobody_has_heard_of_is_called_anew_when_it_moves() -> None:
    desk = called(told=False)
    desk.act("flyt_moede", art="netvaerksmoede", tidspunkt="2026-02-13T10:00:00")
    assert desk.letters("indkaldelse") == ["modtaget", "bortfaldet", "kladde"]
    assert desk.letters("moede_flyttet") == []
    (moede,) = desk.all(Moede)
    assert (moede.sekvens, moede.sted) == (1, "Rådhuset")


def test_a_citizen_who_was_called_is_told_of_the_new_time_and_the_calendar_takes_it() -> None:
    desk = called(told=True)
    desk.act("flyt_moede", art="netvaerksmoede", tidspunkt="2026-02-13T10:00:00", grund="Jeg er på kursus.")
    assert desk.letters("moede_flyttet") == ["kladde"]
    desk.act("godkend_brev", brev="moede_flyttet")
    before, after = [sent.moede for sent in desk.runtime.letters.sent if sent.moede]  # type: ignore[attr-defined]  # the channel of tests
    assert before.noegle == after.noegle
    assert (before.sekvens, after.sekvens, after.aflyst) == (0, 1, False)
    assert after.start - before.start == timedelta(days=1)
    assert after.slut - after.start == timedelta(hours=1)


def test_a_meeting_moved_twice_leaves_one_letter() -> None:
    desk = called(told=True)
    for day in (13, 16):
        desk.act("flyt_moede", art="netvaerksmoede", tidspunkt=f"2026-02-{day}T10:00:00")
    assert desk.letters("moede_flyttet") == ["bortfaldet", "kladde"]


def test_a_citizen_who_was_called_is_told_that_the_meeting_is_off() -> None:
    desk = called(told=True)
    desk.act("aflys_moede", art="netvaerksmoede", grund="Din søster kan ikke.")
    desk.act("godkend_brev", brev="moede_aflyst")
    sent = desk.runtime.letters.sent[-1]  # type: ignore[attr-defined]  # the channel of tests
    assert (sent.moede.aflyst, sent.moede.sekvens) == (True, 1)


def test_a_meeting_that_nobody_has_heard_of_is_called_off_without_a_letter() -> None:
    desk = called(told=False)
    desk.act("aflys_moede", art="netvaerksmoede")
    assert desk.letters("indkaldelse") == ["modtaget", "bortfaldet"]
    assert desk.letters("moede_aflyst") == []


def test_only_a_meeting_that_is_still_to_be_held_can_be_moved_or_called_off() -> None:
    desk = a_case()
    later = {"tidspunkt": "2026-02-13T10:00:00"}
    assert desk.refused("flyt_moede", art="netvaerksmoede", **later) == "ukendt"
    desk.act("indkald_moede", **CALL)
    assert desk.refused("flyt_moede", art="netvaerksmoede", tidspunkt="2026-01-01T10:00:00") == "ugyldig_dato"
    assert desk.refused("aflys_moede", art="faelles_moede") == "ukendt"
    desk.act("aflys_moede", art="netvaerksmoede")
    assert desk.refused("aflys_moede", art="netvaerksmoede") == "ukendt"
    desk.act("indkald_moede", **CALL)
    desk.act("afhold_moede", art="netvaerksmoede")
    assert desk.refused("flyt_moede", art="netvaerksmoede", **later) == "ukendt"
