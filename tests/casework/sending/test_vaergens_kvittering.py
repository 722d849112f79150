"""The guardian's copy and the post: each has a receipt of its own, and clocks wait for both."""

from datetime import datetime

from casework.sending.kvitteringer import Svar, take
from domain.post import Postmelding, Poststatus
from persistence.tables import Dokument, Forsendelse
from tasks.channels.memory import MemoryChannel
from tests.builders import BEGRUNDELSE, Desk, decide, decided, in_afgoerelse
from tests.casework.sending.test_vaergekopier import VITA, copies_of, sent, text_of, under_vaerge
from tests.casework.sending.test_ved_afsendelse import open_up, shut


def about_to_decide(**card: object) -> Desk:
    desk = in_afgoerelse("85")
    desk.act("ret_borger", **{**VITA, **card})
    desk.wait(minutes=1)
    return desk


def post_says(desk: Desk, letter: Dokument, status: Poststatus, when: datetime | None = None) -> Svar:
    (attempt,) = [row for row in desk.all(Forsendelse) if row.dokument_id == letter.id][-1:]
    answer = take(desk.office, Postmelding(attempt.besked_id, status, when or desk.now), desk.now)
    desk.turn()
    return answer


def test_the_time_to_complain_counts_from_the_last_of_the_two() -> None:
    desk = about_to_decide(vaerge_digital_post=False, vaerge_adresse="Værgevej 3\n9999 Prøveby")
    decide(desk, "85", "afslag")
    assert [row.tilstand for row in desk.all(Dokument) if row.brev == "afgoerelse_afslag"] == [
        "modtaget",
        "sendt",
    ]
    assert desk.clocks("klage") == []
    desk.wait(days=14)
    (clock,) = desk.clocks("klage")
    letter, copy = (row for row in desk.all(Dokument) if row.brev == "afgoerelse_afslag")
    assert letter.modtaget < copy.modtaget
    assert clock.started_at == copy.modtaget


def test_a_hearing_stays_open_until_the_guardian_has_it_too() -> None:
    desk = about_to_decide()
    channel = shut(desk)
    desk.act("partshoer", oplysning="Udtalelsen fra lægen.")
    desk.act("godkend_brev", brev="partshoering")
    channel.closed = None
    desk.wait(hours=3)
    desk.turn()
    (clock,) = desk.clocks("partshoering")
    letter, copy = (row for row in desk.all(Dokument) if row.brev == "partshoering")
    assert clock.started_at == max(letter.modtaget, copy.modtaget)
    assert post_says(desk, copy, Poststatus.FEJLET) is Svar.TAGET
    assert desk.clock_of("partshoering").state == "bortfaldet"
    assert desk.refused("traef_afgoerelse", paragraf="85", udfald="afslag") == "G4"


def test_a_copy_that_never_came_stops_the_clock_and_goes_again_when_somebody_says_so() -> None:
    desk = decide(about_to_decide(), "85", "afslag")
    (first,) = desk.clocks("klage")
    (copy,) = copies_of(desk, "afgoerelse_afslag")
    desk.wait(days=2)
    assert post_says(desk, copy, Poststatus.FEJLET) is Svar.TAGET
    letter, copy = (row for row in desk.all(Dokument) if row.brev == "afgoerelse_afslag")
    assert (letter.tilstand, copy.tilstand) == ("modtaget", "fejlet")
    assert desk.clock_of("klage").state == "bortfaldet"
    desk.wait(hours=1)
    desk.act("send_brev_igen", brev="afgoerelse_afslag")
    letter, copy = (row for row in desk.all(Dokument) if row.brev == "afgoerelse_afslag")
    assert (letter.tilstand, copy.tilstand) == ("modtaget", "modtaget")
    again = desk.clock_of("klage")
    assert (again.state, again.started_at) == ("aktiv", copy.modtaget)
    assert again.due_on > first.due_on
    assert len(sent(desk, "afgoerelse_afslag")) == 3


def test_a_copy_the_post_could_not_deliver_goes_on_paper_to_the_guardian_and_never_to_the_citizen() -> None:
    desk = under_vaerge(vaerge_adresse="Værgevej 3\n9999 Prøveby")
    desk.act("ret_borger", adresse="Borgervej 1\n9999 Prøveby")
    desk.wait(minutes=1)
    desk.act("godkend_brev", brev="indkaldelse")
    (copy,) = copies_of(desk, "indkaldelse")
    assert post_says(desk, copy, Poststatus.FEJLET) is Svar.TAGET
    assert isinstance(desk.runtime.letters, MemoryChannel)
    last = desk.runtime.letters.sent[-1]
    assert (last.recipient_name, last.kanal, last.recipient_address[0]) == (
        "Vita Værgesen",
        "fysisk_post",
        "Værgevej 3",
    )


def test_a_dropped_copy_holds_up_the_time_to_complain_no_longer() -> None:
    desk = about_to_decide()
    desk.act("traef_afgoerelse", paragraf="85", udfald="afslag", **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    channel = shut(desk)
    desk.act("godkend_brev", brev="afgoerelse_afslag")
    desk.act("ret_borger", vaerge_ophoert=True)
    open_up(desk, channel)
    assert desk.clocks("klage") == []
    desk.act("send_brev_igen", brev="afgoerelse_afslag")
    assert [clock.state for clock in desk.clocks("klage")] == ["aktiv"]


def test_what_a_person_knows_of_the_copy_is_told_of_the_copy() -> None:
    desk = decide(about_to_decide(), "85", "afslag")
    desk.wait(days=1)
    desk.act("meld_postsvar", brev="afgoerelse_afslag", svar="kom_retur", til="vaerge")
    letter, copy = (row for row in desk.all(Dokument) if row.brev == "afgoerelse_afslag")
    assert (letter.tilstand, copy.tilstand) == ("modtaget", "fejlet")


def test_what_left_the_first_time_stands_with_its_try_when_the_letter_is_made_anew() -> None:
    desk = decided("85", "afslag")
    (letter,) = (row for row in desk.all(Dokument) if row.brev == "afgoerelse_afslag")
    first = letter.pdf_sha256
    post_says(desk, letter, Poststatus.FEJLET)
    desk.wait(days=3)
    desk.act("send_brev_igen", brev="afgoerelse_afslag")
    (letter,) = (row for row in desk.all(Dokument) if row.brev == "afgoerelse_afslag")
    tries = [row for row in desk.all(Forsendelse) if row.dokument_id == letter.id]
    assert [row.pdf_sha256 for row in tries] == [first, letter.pdf_sha256]
    assert first != letter.pdf_sha256


def test_a_copy_that_is_made_anew_says_what_the_citizens_letter_said_and_on_which_day() -> None:
    desk = decide(about_to_decide(), "85", "afslag")
    (copy,) = copies_of(desk, "afgoerelse_afslag")
    post_says(desk, copy, Poststatus.FEJLET)
    desk.wait(days=20)
    desk.act("registrer_oenske", tekst="Jeg vil noget helt andet.")
    desk.act("send_brev_igen", brev="afgoerelse_afslag")
    assert isinstance(desk.runtime.letters, MemoryChannel)
    mine, first, again = (row for row in desk.runtime.letters.sent if row.slug == "afgoerelse_afslag")
    assert text_of(again.docx) == text_of(first.docx)
    assert "2. februar 2026" in text_of(mine.docx)
