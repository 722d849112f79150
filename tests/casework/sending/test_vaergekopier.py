"""A guardian gets a copy of what the guardianship covers: in an envelope of its own, and clocks wait for both."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.letters.letter_order import order_now
from casework.letters.word_retur import keep_word
from docgen.blocks import Paragraph, Span
from docgen.docx import to_docx
from docgen.letter import compose
from domain.errors import Retryable
from persistence.documents import MemoryStore, StoredDocument
from persistence.tables import Dokument, Forsendelse
from tasks.channels.memory import MemoryChannel
from tests.builders import Desk, a_case, decide, in_afgoerelse
from tests.casework.sending.test_ved_afsendelse import at_the_door, open_up, reasons, shut

CPR = "7001600004"
VITA = {
    "vaerge": "Vita Værgesen",
    "vaerge_omfang": "personlige",
    "vaerge_digital_post": True,
    "vaerge_cpr": CPR,
}


def under_vaerge(**card: object) -> Desk:
    desk = a_case()
    desk.act("ret_borger", **{**VITA, **card})
    desk.wait(minutes=1)
    return desk


def sent(desk: Desk, brev: str) -> list[tuple[str, str | None, str]]:
    """To whom each letter of the kind has left, under which number and by which way."""
    assert isinstance(desk.runtime.letters, MemoryChannel)
    return [
        (envelope.recipient_name, envelope.recipient_id, envelope.kanal)
        for envelope in desk.runtime.letters.sent
        if envelope.slug == brev
    ]


def copies(desk: Desk) -> list[Dokument]:
    return [letter for letter in desk.all(Dokument) if letter.kopi_af is not None]


def test_both_get_the_letter_each_under_their_own_number() -> None:
    desk = under_vaerge()
    desk.act("godkend_brev", brev="indkaldelse")
    assert sent(desk, "indkaldelse") == [
        ("Anna Prøvesen", "6501850002", "digital_post"),
        ("Vita Værgesen", CPR, "digital_post"),
    ]
    letter, copy = (row for row in desk.all(Dokument) if row.brev == "indkaldelse")
    assert (letter.til, copy.til, copy.kopi_af, copy.tilstand) == ("borger", "vaerge", letter.id, "modtaget")
    assert letter.pdf_sha256 != copy.pdf_sha256
    tries = [row for row in desk.all(Forsendelse) if row.dokument_id in {letter.id, copy.id}]
    assert len({row.besked_id for row in tries}) == 2
    assert [row.pdf_sha256 for row in tries] == [letter.pdf_sha256, copy.pdf_sha256]


def test_the_copy_says_why_they_get_it_and_never_where_the_other_lives() -> None:
    desk = under_vaerge(vaerge_digital_post=False, vaerge_adresse="Værgevej 3\n9999 Prøveby")
    desk.act("ret_borger", adresse="Hemmelig Allé 7\n9999 Prøveby", adressebeskyttet=True)
    desk.wait(minutes=1)
    desk.act("godkend_brev", brev="indkaldelse")
    assert isinstance(desk.runtime.letters, MemoryChannel)
    mine, theirs = (row for row in desk.runtime.letters.sent if row.slug == "indkaldelse")
    said, copied = text_of(mine.docx), text_of(theirs.docx)
    assert "Til dig, der er værge for Anna Prøvesen" in copied
    assert "Til dig, der er værge" not in said
    assert "Værgevej" in copied
    assert "Hemmelig" not in copied
    assert "Værgevej" not in said


def text_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())


def test_money_alone_gives_no_copy_of_a_letter_about_anything_else() -> None:
    desk = under_vaerge(vaerge_omfang="oekonomiske")
    desk.act("godkend_brev", brev="indkaldelse")
    assert [name for name, *_ in sent(desk, "indkaldelse")] == ["Anna Prøvesen"]
    assert copies(desk) == []


def test_a_guardian_for_money_gets_the_decision_about_help_in_money() -> None:
    desk = in_afgoerelse("95")
    desk.act("ret_borger", **{**VITA, "vaerge_omfang": "oekonomiske"})
    desk.wait(minutes=1)
    decide(desk, "95", "bevilling")
    assert [name for name, *_ in sent(desk, "afgoerelse_bevilling")] == ["Anna Prøvesen", "Vita Værgesen"]


@pytest.mark.parametrize("card", [{"vaerge": "Vita Værgesen"}, {**VITA, "vaerge_cpr": None}])
def test_where_nobody_knows_enough_the_citizen_gets_theirs_and_somebody_is_asked_once(
    card: dict[str, object],
) -> None:
    desk = a_case()
    desk.act("ret_borger", **{name: value for name, value in card.items() if value is not None})
    desk.wait(minutes=1)
    desk.act("godkend_brev", brev="indkaldelse")
    assert [name for name, *_ in sent(desk, "indkaldelse")] == ["Anna Prøvesen"]
    assert len(desk.timeline("opgave", "kontakt_vaerge")) == 1
    desk.act("ret_borger", vaerge_omfang="personlige", vaerge_adresse="Værgevej 3\n9999 Prøveby")
    with desk.read() as uow:
        assert uow.cases.open_task(desk.known[0], "kontakt_vaerge") is None


def test_a_guardian_who_can_be_reached_and_came_meanwhile_gets_a_copy_and_nothing_stops() -> None:
    desk, channel = at_the_door()
    desk.wait(minutes=1)
    desk.act("ret_borger", **VITA)
    open_up(desk, channel)
    assert reasons(desk) == ["vaerge_faar_kopi"]
    assert [envelope.recipient_name for envelope in channel.sent] == ["Anna Prøvesen", "Vita Værgesen"]


def test_a_guardian_who_is_guardian_no_more_gets_nothing() -> None:
    desk = under_vaerge()
    channel = shut(desk)
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("ret_borger", vaerge_ophoert=True)
    open_up(desk, channel)
    assert [envelope.recipient_name for envelope in channel.sent] == ["Anna Prøvesen"]
    assert [row.tilstand for row in copies(desk)] == ["fejlet"]
    desk.act("send_brev_igen", brev="indkaldelse")
    assert [row.tilstand for row in copies(desk)] == ["bortfaldet"]
    assert len(channel.sent) == 1


def test_another_guardian_gets_the_copy_in_place_of_the_one_it_was_made_for() -> None:
    desk = under_vaerge()
    channel = shut(desk)
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act(
        "ret_borger", vaerge="Viggo Værgesen", vaerge_omfang="personlige", vaerge_adresse="Vej 4\n9999 By"
    )
    open_up(desk, channel)
    assert [envelope.recipient_name for envelope in channel.sent] == ["Anna Prøvesen", "Viggo Værgesen"]
    assert channel.sent[-1].recipient_id is None


def test_another_name_forgets_all_that_was_known_of_the_one_before() -> None:
    desk = under_vaerge()
    desk.act("ret_borger", vaerge="Viggo Værgesen")
    desk.wait(minutes=1)
    desk.act("godkend_brev", brev="indkaldelse")
    assert [name for name, *_ in sent(desk, "indkaldelse")] == ["Anna Prøvesen"]


def test_the_citizens_own_number_is_never_taken_for_the_guardians() -> None:
    desk = a_case()
    assert desk.refused("ret_borger", **{**VITA, "vaerge_cpr": "6501850002"}) == "ugyldig_vaerdi"
    assert desk.refused("ret_borger", vaerge_omfang="begge") == "ukendt"


def test_a_death_stops_the_copy_too() -> None:
    desk = under_vaerge()
    channel = shut(desk)
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("registrer_doedsfald")
    open_up(desk, channel)
    assert channel.sent == ()
    assert {row.tilstand for row in desk.all(Dokument) if row.brev == "indkaldelse"} == {"bortfaldet"}


def test_a_meeting_called_by_letter_lies_in_the_guardians_calendar_as_the_same_meeting() -> None:
    desk = under_vaerge()
    desk.act("indkald_moede", art="foerste_samtale", tidspunkt=desk.now + timedelta(days=9), sted="Rådhuset")
    desk.act("godkend_brev", brev="indkaldelse")
    assert isinstance(desk.runtime.letters, MemoryChannel)
    mine, theirs = (row for row in desk.runtime.letters.sent if row.slug == "indkaldelse")
    assert mine.moede is not None
    assert mine.moede == theirs.moede


class Full(MemoryStore):
    """A store without room for the file of that number, until somebody makes room."""

    def __init__(self, nr: int) -> None:
        super().__init__()
        self.left = nr

    def put(self, content: bytes) -> StoredDocument:
        self.left -= 1
        if self.left == 0:
            raise Retryable("disk_fuld")
        return super().put(content)


@pytest.mark.parametrize("nr", [1, 2, 3, 4])
def test_cut_off_at_any_file_both_letters_are_made_and_sent_once(nr: int) -> None:
    desk = under_vaerge()
    object.__setattr__(desk.runtime, "store", Full(nr))
    desk.act("godkend_brev", brev="indkaldelse")
    assert sent(desk, "indkaldelse") == []
    assert copies(desk) == []
    desk.wait(minutes=5)
    desk.turn()
    assert [name for name, *_ in sent(desk, "indkaldelse")] == ["Anna Prøvesen", "Vita Værgesen"]
    assert len(copies(desk)) == 1


def test_every_guardian_is_called_to_the_follow_up() -> None:
    desk = under_vaerge(vaerge_omfang="oekonomiske")
    desk.act("indkald_moede", art="opfoelgning", tidspunkt=desk.now + timedelta(days=9))
    desk.act("godkend_brev", brev="indkaldelse")
    assert [name for name, *_ in sent(desk, "indkaldelse")] == ["Anna Prøvesen", "Vita Værgesen"]
    desk.act("flyt_moede", art="opfoelgning", tidspunkt=desk.now + timedelta(days=10))
    desk.act("godkend_brev", brev="moede_flyttet")
    assert [name for name, *_ in sent(desk, "moede_flyttet")] == ["Anna Prøvesen", "Vita Værgesen"]


def test_a_letter_edited_in_word_is_copied_as_it_was_edited() -> None:
    desk = under_vaerge()
    order = order_now(desk.office, desk.known[0], "indkaldelse", desk.now)
    letter = compose(order.wording, order.facts, desk.office.rulebook.letterhead, order.recipient)
    said = Paragraph((Span("Jeg glæder mig til at møde dig."),))
    word = to_docx(replace(letter, blocks=(*letter.blocks, said)))
    sha256 = keep_word(desk.office, desk.runtime.store, word, desk.now)
    desk.act("erstat_med_word", brev="indkaldelse", sha256=sha256)
    desk.act("godkend_brev", brev="indkaldelse")
    assert isinstance(desk.runtime.letters, MemoryChannel)
    mine, theirs = (row for row in desk.runtime.letters.sent if row.slug == "indkaldelse")
    assert mine.docx == word
    assert "Jeg glæder mig til at møde dig." in text_of(theirs.docx)
    assert "værge for Anna Prøvesen" in text_of(theirs.docx)


def copies_of(desk: Desk, brev: str) -> list[Dokument]:
    return [row for row in copies(desk) if row.brev == brev]


def test_a_letter_that_is_made_anew_takes_the_copy_with_it_so_both_say_the_same() -> None:
    desk = under_vaerge()
    desk.act("ret_borger", adresse="Borgervej 1\n9999 Prøveby")
    channel = shut(desk)
    desk.act("godkend_brev", brev="indkaldelse")
    before = {row.pdf_sha256 for row in desk.all(Dokument) if row.brev == "indkaldelse"}
    desk.wait(days=1)
    desk.act("ret_borger", digital_post=False)
    open_up(desk, channel)
    assert [envelope.recipient_name for envelope in channel.sent] == ["Anna Prøvesen", "Vita Værgesen"]
    assert not before & {row.pdf_sha256 for row in desk.all(Dokument)}


def test_nothing_is_sent_again_to_the_guardian_of_somebody_who_is_dead() -> None:
    desk = under_vaerge()
    channel = shut(desk)
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("ret_borger", vaerge_ophoert=True)
    open_up(desk, channel)
    desk.act("ret_borger", **VITA)
    desk.act("registrer_doedsfald")
    desk.act("send_brev_igen", brev="indkaldelse")
    assert [row.tilstand for row in copies(desk)] == ["bortfaldet"]


def test_a_card_that_is_corrected_in_something_else_stops_no_letter_for_the_guardians_sake() -> None:
    desk = a_case(vaerge="Vita Værgesen")
    channel = shut(desk)
    desk.wait(minutes=1)
    desk.act("godkend_brev", brev="indkaldelse")
    desk.wait(minutes=1)
    desk.act("ret_borger", telefon="00 00 10 10", vaerge_ophoert=False)
    open_up(desk, channel)
    assert [envelope.recipient_name for envelope in channel.sent] == ["Anna Prøvesen"]
