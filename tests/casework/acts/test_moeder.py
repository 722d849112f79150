"""Contacts and meetings with the citizen and those around them."""

import pytest

from persistence.tables import Kontakt, Moede
from tests.builders import BORGER, a_case, a_desk


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
