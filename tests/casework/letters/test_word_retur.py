"""A Word file in a draft's place: what it must still say, and what only the program may write."""

from dataclasses import replace
from datetime import date

import pytest

from casework.letters.letter_order import LetterOrder, letter_order, order_now
from casework.letters.word_retur import keep_word, read_word
from docgen.blocks import Paragraph, Span
from docgen.docx import to_docx
from docgen.letter import compose
from domain.errors import ActRefused, BadInput, Final
from persistence.tables import Dokument
from tests.builders import Desk, a_case
from tests.casework.sending.test_ved_afsendelse import shut
from tests.docgen.word_files import changed, with_paragraph

TODAY = date(2026, 2, 2)


def drafted(desk: Desk, brev: str = "indkaldelse") -> tuple[LetterOrder, bytes]:
    order = order_now(desk.office, desk.forloeb().id, brev, desk.now)
    return order, to_docx(
        compose(order.wording, order.facts, desk.office.rulebook.letterhead, order.recipient)
    )


def reasons(desk: Desk, order: LetterOrder, content: bytes, today: date = TODAY) -> str:
    with pytest.raises(BadInput) as caught:
        read_word(content, order, desk.office.rulebook.letterhead, today)
    return "\n".join(fault.reason for fault in caught.value.faults)


def test_an_untouched_draft_is_the_letter_itself() -> None:
    desk = a_case()
    order, content = drafted(desk)
    found = read_word(content, order, desk.office.rulebook.letterhead, desk.now.date())
    assert found.letter == compose(
        order.wording, order.facts, desk.office.rulebook.letterhead, order.recipient
    )
    assert found.uden == ()


def test_another_recipient_case_or_date_is_refused_by_name() -> None:
    desk = a_case()
    order, content = drafted(desk)
    day = desk.now.date()
    other = changed(content, order.recipient.name, "Bo Bedrager")
    assert "modtagerens navn eller adresse" in reasons(desk, order, other, day)
    moved = changed(content, f": {order.sagsnummer}", ": 2026-999999")
    assert "linjen 'Sagsnr.'" in reasons(desk, order, moved, day)
    assert "dateret frem i tiden" in reasons(desk, order, content, date(2026, 1, 1))


def test_what_the_letter_must_say_cannot_be_edited_away() -> None:
    desk = a_case()
    order, content = drafted(desk)
    said = replace(order, wording=replace(order.wording, required_parts=("Kære",)))
    assert "brevet skal sige 'Kære'" in reasons(desk, said, changed(content, "Kære", "Hej"), desk.now.date())


def test_a_file_that_is_too_large_or_no_word_is_refused() -> None:
    desk = a_case()
    order, _ = drafted(desk)
    assert "for stor" in reasons(desk, order, b"x" * 4_000_001)
    assert "ikke en Word-fil" in reasons(desk, order, b"x")


def test_a_letter_that_was_never_drafted_can_be_seen_as_it_would_be_now() -> None:
    desk = a_case()
    assert order_now(desk.office, desk.forloeb().id, "ventebrev", desk.now).brev == "ventebrev"
    with pytest.raises(ActRefused):
        order_now(desk.office, desk.forloeb().id, "afgoerelse_afslag", desk.now)


def test_a_word_file_is_only_used_where_a_letter_waits_and_the_file_is_kept() -> None:
    desk = a_case()
    assert desk.refused("erstat_med_word", brev="indkaldelse", sha256="0" * 64) == "ukendt"
    assert desk.refused("erstat_med_word", brev="indkaldelse") == "ukendt"
    assert desk.refused("erstat_med_word", brev="klagekvittering", sha256="0" * 64) == "ingen_kladde"


def test_words_of_the_caseworkers_own_stay_in_the_letter() -> None:
    desk = a_case()
    order, content = drafted(desk)
    edited = with_paragraph(content, "<w:p><w:r><w:t>Ring bare.</w:t></w:r></w:p>")
    found = read_word(edited, order, desk.office.rulebook.letterhead, desk.now.date())
    assert found.letter.blocks[0] == Paragraph((Span("Ring bare."),))


def test_a_letter_that_did_not_leave_keeps_the_date_it_was_approved_with() -> None:
    desk = a_case()
    desk.wait(days=50)
    channel = shut(desk)
    channel.closed = Final("modtager_ukendt")
    desk.act("godkend_brev", brev="forlaenget_svarfrist", ny_dato="2026-05-04")
    assert desk.letters("forlaenget_svarfrist") == ["fejlet"]
    letter = next(row for row in desk.all(Dokument) if row.brev == "forlaenget_svarfrist")
    order = letter_order(desk.office, letter.id, desk.now)
    word = to_docx(compose(order.wording, order.facts, desk.office.rulebook.letterhead, order.recipient))
    sha256 = keep_word(desk.office, desk.runtime.store, word, desk.now)
    desk.act("erstat_med_word", brev="forlaenget_svarfrist", sha256=sha256)
    channel.closed = None
    desk.act("send_brev_igen", brev="forlaenget_svarfrist")
    assert desk.due("ny_svarfrist") == date(2026, 5, 4)
