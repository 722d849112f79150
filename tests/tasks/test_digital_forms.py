"""A digital letter in its folder: MeMo beside the rest, the same however often it is tried, whole whatever kills the sender."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from config.loader import CONFIG
from config.post import load_post
from config.wording import load_letterhead
from docgen.memo import MEMO
from domain.errors import AlreadySent
from domain.letters import Reader
from domain.post import MemoForm, Moedetid, besked_id
from tasks.channels.digital_forms import DigitalForms
from tasks.channels.folder import FolderChannel
from tests.persistence.kill_points import folders_left_by_every_kill
from tests.tasks.letters import CPR, NAME, SENT_AT, an_envelope, collect, files_for_collection

POST = load_post(CONFIG / "post.toml")
SENDER = load_letterhead(CONFIG / "letterhead.toml")
START = datetime(2026, 3, 20, 9, tzinfo=UTC)
MEETING = Moedetid("a1b2", 0, SENT_AT, START, START + timedelta(hours=1), "Rådhuset")


def forms(**memo: Any) -> DigitalForms:
    return DigitalForms(replace(POST, memo=replace(POST.memo, **memo)), SENDER)


def suffixes(root: Path) -> list[str]:
    return sorted(path.suffix for path in files_for_collection(root))


def text(memo: bytes, name: str) -> list[str | None]:
    return [found.text for found in etree.fromstring(memo).iter(f"{{{MEMO}}}{name}")]


def test_memo_lies_beside_pdf_and_word_under_one_envelope(tmp_path: Path) -> None:
    FolderChannel(tmp_path, forms()).send(an_envelope())
    (letter,) = collect(tmp_path)
    assert suffixes(tmp_path) == [".docx", ".json", ".pdf", ".xml"]
    assert set(letter.envelope["sha256"]) == {f"{letter.stem}{end}" for end in (".pdf", ".docx", ".xml")}
    assert letter.envelope["besked_id"] == besked_id("17:partshoering")


def test_memo_alone_leaves_no_copy_beside_it(tmp_path: Path) -> None:
    FolderChannel(tmp_path, forms(form=MemoForm.ALENE)).send(an_envelope())
    assert suffixes(tmp_path) == [".json", ".xml"]


def test_no_memo_where_the_municipality_wants_none_or_the_reader_has_no_number(tmp_path: Path) -> None:
    FolderChannel(tmp_path / "1", forms(form=MemoForm.INGEN)).send(an_envelope())
    source = an_envelope(reader=Reader.KILDE, recipient_id=None)
    FolderChannel(tmp_path / "2", forms(form=MemoForm.ALENE)).send(source)
    assert suffixes(tmp_path / "1") == suffixes(tmp_path / "2") == [".docx", ".json", ".pdf"]


def test_what_others_may_see_says_nothing_about_the_letter(tmp_path: Path) -> None:
    FolderChannel(tmp_path, forms()).send(an_envelope(title="Afgørelse: afslag på botilbud"))
    (path,) = tmp_path.glob("*/*.xml")
    memo = path.read_bytes()
    assert text(memo, "label")[0] == "Brev om sag 2026-0042"
    assert text(memo, "notification") == ["Du har fået et brev fra Prøvestrup Kommune."]
    assert text(memo, "filename") == ["Brev.pdf"]
    assert "botilbud" not in memo.decode()
    assert not [word for word in (CPR, *NAME.split()) if word in path.name]


def test_a_later_try_is_the_same_message() -> None:
    first = an_envelope(made_at=SENT_AT)
    later = an_envelope(made_at=SENT_AT, sent_at=SENT_AT + timedelta(days=3))
    assert forms().contents(first) == forms().contents(later)


def test_the_help_gives_the_subject_and_none_is_invented() -> None:
    assert "27.36.12" in forms().contents(an_envelope(paragraf="85"))[".xml"].decode()
    assert "KLEdata" not in forms().contents(an_envelope(paragraf="117"))[".xml"].decode()
    assert "KLEdata" not in forms().contents(an_envelope())[".xml"].decode()


def test_a_call_to_a_meeting_carries_it_as_a_file_and_as_an_appointment() -> None:
    contents = forms().contents(an_envelope(moede=MEETING))
    assert b"METHOD:PUBLISH" in contents[".ics"]
    assert "SUMMARY:Møde\\, sag 2026-0042".encode() in contents[".ics"]
    assert text(contents[".xml"], "actionCode") == ["AFTALE"]


def test_a_meeting_that_moves_is_the_same_in_the_calendar_and_another_appointment() -> None:
    before, after = (
        forms().contents(an_envelope(moede=replace(MEETING, sekvens=number))) for number in (0, 1)
    )
    uid = f"UID:{besked_id('moede:a1b2')}".encode()
    assert uid in before[".ics"]
    assert uid in after[".ics"]
    assert b"SEQUENCE:1" in after[".ics"]
    assert text(before[".xml"], "reservationUUID") != text(after[".xml"], "reservationUUID")


def test_a_meeting_that_is_called_off_leaves_the_calendar_and_makes_no_appointment() -> None:
    contents = forms().contents(an_envelope(moede=replace(MEETING, sekvens=1, aflyst=True)))
    assert b"METHOD:CANCEL" in contents[".ics"]
    assert text(contents[".xml"], "actionCode") == []


def test_the_calendar_file_is_in_the_message_only_where_the_municipality_says_so() -> None:
    with_file = DigitalForms(replace(POST, moede=replace(POST.moede, kalenderfil_i_memo=True)), SENDER)
    envelope = an_envelope(moede=MEETING)
    assert text(forms().contents(envelope)[".xml"], "filename") == ["Brev.pdf"]
    assert text(with_file.contents(envelope)[".xml"], "filename") == ["Brev.pdf", "moede.ics"]


def send_memo(root: Path) -> None:
    FolderChannel(root, forms()).send(an_envelope(moede=MEETING))


def test_after_a_kill_at_any_step_one_whole_letter_leaves_with_all_its_forms(tmp_path: Path) -> None:
    for folder in folders_left_by_every_kill("tests.tasks.test_digital_forms:send_memo", tmp_path):
        channel = FolderChannel(folder, forms())
        left = channel.has_left(an_envelope().key)
        try:
            send_memo(folder)
        except AlreadySent:
            assert left
        collect(folder)
        assert suffixes(folder) == [".docx", ".ics", ".json", ".pdf", ".xml"]
        assert channel.has_left(an_envelope().key)


def test_a_try_that_was_cut_off_in_another_form_leaves_nothing_of_it_behind(tmp_path: Path) -> None:
    for folder in folders_left_by_every_kill("tests.tasks.test_digital_forms:send_memo", tmp_path):
        channel = FolderChannel(folder, forms(form=MemoForm.ALENE))
        if channel.has_left(an_envelope().key):
            continue
        channel.send(an_envelope())
        assert suffixes(folder) == [".json", ".xml"]
        (sidecar,) = folder.glob("*/*.json")
        assert len(json.loads(sidecar.read_text())["sha256"]) == 1


def test_nothing_has_left_before_it_is_sent(tmp_path: Path) -> None:
    assert not FolderChannel(tmp_path).has_left("17:partshoering")


@pytest.mark.parametrize("number", ["7112999999", "711299-9999"])
def test_a_number_is_known_however_it_is_written(number: str) -> None:
    assert text(forms().contents(an_envelope(recipient_id=number))[".xml"], "recipientID") == ["7112999999"]
