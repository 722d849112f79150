"""What is known only when a letter is about to leave: it stops, goes another way, or is made anew."""

import pytest

from domain.errors import EffectError, Final, Retryable
from persistence.tables import Dokument
from tasks.channels.memory import MemoryChannel
from tasks.channels.port import Envelope, Receipt
from tests.builders import Desk, a_case, ordered

ADRESSE = "Hemmelig Allé 7\n9999 Prøveby"


class Shut(MemoryChannel):
    """A way out that is closed until somebody opens it; `after` it has taken the letter, where it says so."""

    def __init__(self, *, after: bool = False) -> None:
        super().__init__()
        self.closed: EffectError | None = Retryable("postkasse_optaget")
        self.after = after

    def send(self, envelope: Envelope) -> Receipt:
        if self.closed and not self.after:
            raise self.closed
        receipt = super().send(envelope)
        if self.closed:
            raise self.closed
        return receipt


def shut(desk: Desk, *, after: bool = False) -> Shut:
    """The desk's letters get no further than to the door."""
    channel = Shut(after=after)
    object.__setattr__(desk.runtime, "letters", channel)
    return channel


def open_up(desk: Desk, channel: Shut) -> None:
    channel.closed = None
    desk.wait(hours=3)
    desk.turn()


def at_the_door(*, after: bool = False, **borger: object) -> tuple[Desk, Shut]:
    """A call to a meeting that is made and approved, and has not left."""
    desk = a_case(**borger)
    channel = shut(desk, after=after)
    desk.act("godkend_brev", brev="indkaldelse")
    assert desk.letters("indkaldelse") == ["dannet"]
    return desk, channel


def reasons(desk: Desk) -> list[str | None]:
    with desk.read() as uow:
        return [
            entry.detail.get("hvorfor") or entry.detail.get("kode")
            for sag in uow.journal.sags_after(0)
            for entry in uow.journal.entries(sag, 0)
            if entry.event in {"brev_ad_anden_vej", "brev_fejlet"}
        ]


def test_a_citizen_who_was_exempted_meanwhile_gets_paper() -> None:
    desk, channel = at_the_door(adresse=ADRESSE)
    desk.act("ret_borger", digital_post=False)
    open_up(desk, channel)
    (sent,) = channel.sent
    assert (sent.kanal, sent.recipient_address[0]) == ("fysisk_post", "Hemmelig Allé 7")
    assert desk.letters("indkaldelse") == ["sendt"]
    assert reasons(desk) == ["fritaget"]


def test_a_letter_that_left_before_a_crash_is_not_sent_once_more_on_paper() -> None:
    desk, channel = at_the_door(after=True, adresse=ADRESSE)
    desk.act("ret_borger", digital_post=False)
    open_up(desk, channel)
    assert [sent.kanal for sent in channel.sent] == ["digital_post"]
    assert desk.letters("indkaldelse") == ["modtaget"]


def test_a_letter_to_somebody_who_died_meanwhile_stops() -> None:
    desk, channel = at_the_door()
    with desk.office.register.write() as uow:
        uow.cases.read(desk.known[0]).sag.borger.doed = desk.now.date()
    open_up(desk, channel)
    assert channel.sent == ()
    assert desk.letters("indkaldelse") == ["fejlet"]
    assert reasons(desk) == ["modtager_doed"]


def test_a_guardian_who_came_meanwhile_stops_it_until_somebody_has_decided() -> None:
    desk, channel = at_the_door()
    desk.wait(minutes=1)
    desk.act("ret_borger", vaerge="Vita Værgesen")
    open_up(desk, channel)
    assert channel.sent == ()
    assert reasons(desk) == ["vaerge_kommet_til"]
    desk.act("send_brev_igen", brev="indkaldelse")
    assert len(channel.sent) == 1
    assert desk.letters("indkaldelse") == ["modtaget"]


def test_a_guardian_who_was_known_when_it_was_approved_stops_nothing() -> None:
    desk = a_case(vaerge="Vita Værgesen")
    desk.act("ret_borger", vaerge="Viggo Værgesen")
    desk.wait(minutes=1)
    desk.act("godkend_brev", brev="indkaldelse")
    assert desk.letters("indkaldelse") == ["modtaget"]


def an_order_at_the_door() -> tuple[Desk, Shut]:
    desk = ordered()
    channel = shut(desk)
    desk.act("kvitter_bestilling", svar="nej")
    desk.act("opret_bestilling", udfoerer="egen", paragraf="85", koordinator="sb1")
    desk.act("send_bestilling")
    return desk, channel


def test_an_address_that_was_protected_meanwhile_is_not_told_to_others() -> None:
    desk, channel = an_order_at_the_door()
    before = [row.pdf_sha256 for row in desk.all(Dokument) if row.tilstand == "dannet"]
    assert before
    desk.act("ret_borger", adresse=ADRESSE, adressebeskyttet=True)
    open_up(desk, channel)
    assert channel.sent
    assert {sent.reader.value for sent in channel.sent} == {"udfoerer"}
    assert "adressebeskyttet" in reasons(desk)


def test_a_protected_address_that_somebody_wrote_into_a_letter_stops_it() -> None:
    desk = ordered()
    desk.act("ret_borger", adresse=ADRESSE, adressebeskyttet=True)
    desk.act("kvitter_bestilling", svar="nej")
    desk.act("registrer_oenske", tekst="Kom til mig på hemmelig  allé 7, når I kan.")
    desk.act("opret_bestilling", udfoerer="egen", paragraf="85", koordinator="sb1")
    desk.act("send_bestilling")
    assert desk.letters("bestilling")[-1] == "fejlet"
    assert reasons(desk) == ["beskyttet_adresse"]


@pytest.mark.parametrize("protected", [True, False])
def test_the_citizens_own_letter_holds_their_address(protected: bool) -> None:
    desk = a_case(adresse=ADRESSE, adressebeskyttet=protected, digital_post=False)
    assert desk.letters("kvittering") == ["sendt"]


def test_a_letter_that_fails_twice_in_the_same_moment_can_be_sent_again_each_time() -> None:
    desk = a_case()
    channel = shut(desk)
    channel.closed = Final("modtager_ukendt")
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("send_brev_igen", brev="indkaldelse")
    assert desk.letters("indkaldelse") == ["fejlet"]
    channel.closed = None
    desk.act("send_brev_igen", brev="indkaldelse")
    assert desk.letters("indkaldelse") == ["modtaget"]
