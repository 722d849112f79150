"""A MeMo message is one that Digital Post takes: the schema's order, its lengths, and nothing told to others."""

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.memo import (
    KLE,
    MEMO,
    Appointment,
    Attachment,
    MemoMessage,
    Party,
    Topic,
    Version,
    kombi_request,
    to_memo,
)
from domain.errors import Final
from domain.post import besked_id

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "domain" / "memo-xsd"
SCHEMA = SHARED / "official-v1.1" / "MeMo_core.xsd"
NEEDS_SCHEMA = pytest.mark.skipif(
    not SCHEMA.exists(), reason="the official MeMo schemas are not on this machine"
)
VERSIONS: tuple[Version, ...] = ("1.1", "1.2")
UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
MEETING = Appointment(
    uuid=besked_id("aftale:1:0"),
    button="Læg mødet i din kalender",
    title="Møde, sag S-2026-00001",
    place="Rådhuset",
    start=MADE,
    end=MADE + timedelta(hours=1),
    organizer="Prøvestrup Kommune",
    organizer_mail="voksne@proevestrup.example",
)
LEAST = MemoMessage(
    version="1.1",
    uuid=besked_id("send:1"),
    label="Brev om sag S-2026-00001",
    notification="Du har fået et brev fra Prøvestrup Kommune.",
    filename="Brev",
    made_at=MADE,
    sender=Party("00000099", "Prøvestrup Kommune"),
    recipient=Party("7112999999", "Anna Afprøvning"),
    case_no="S-2026-00001",
    case_system="Sagsgang",
    pdf=b"%PDF-1.7 letter",
    post_type="MYNDIGHEDSPOST",
)
MOST = replace(
    LEAST,
    contact_point="241d39f6-998e-4929-b198-ccacbbf4b330",
    representative=Party("00000088", "En Anden Kommune"),
    topic=Topic("27.36.12", "2025-05-01", "Socialpædagogisk bistand", "G01"),
    appointment=MEETING,
    attachments=(Attachment("moede.ics", "text/calendar", b"BEGIN:VCALENDAR"),),
)


def read(message: MemoMessage) -> etree._Element:
    return etree.fromstring(to_memo(message))


def texts(root: etree._Element, name: str) -> list[str]:
    return [found.text or "" for found in root.iter(f"{{{MEMO}}}{name}")]


def as_1_1(root: etree._Element) -> etree._Element:
    """A 1.2 message as 1.1 knows it: the four differences of standarder.md § 1.2 taken back."""
    root.set("memoVersion", "1.1")
    root.set("memoSchVersion", "1.1.0")
    for newer in (*root.iter(f"{{{MEMO}}}Representative"), *root.iter(f"{{{MEMO}}}originalRepresentative")):
        newer.getparent().remove(newer)
    return root


@NEEDS_SCHEMA
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("message", [LEAST, MOST], ids=["least", "most"])
def test_a_message_is_valid_under_the_official_schema(message: MemoMessage, version: Version) -> None:
    root = read(replace(message, version=version))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root if version == "1.1" else as_1_1(root))


@NEEDS_SCHEMA
def test_the_shared_examples_of_1_2_are_1_1_but_for_what_is_taken_back_here() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    root = as_1_1(etree.parse(SHARED / "examples" / "MeMo_Full_Example.v1.2.xml").getroot())
    assert schema.validate(root), schema.error_log


@NEEDS_SCHEMA
def test_the_schema_refuses_another_order() -> None:
    root = read(MOST)
    header = root[0]
    header.append(header[0])
    assert not etree.XMLSchema(etree.parse(SCHEMA)).validate(root)


@NEEDS_SCHEMA
@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=400), st.sampled_from(VERSIONS))
@example("\ud83d\x00\ufffe" * 200, "1.1")
def test_no_words_make_a_message_that_the_schema_refuses(words: str, version: Version) -> None:
    meeting = replace(MEETING, title=words, place=words, organizer=words, organizer_mail=words)
    root = read(
        replace(
            MOST,
            version=version,
            label=words,
            notification=words,
            recipient=Party("7112999999", words),
            case_no=words,
            topic=Topic("27.36.12", "2025-05-01", words),
            appointment=meeting,
        )
    )
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root if version == "1.1" else as_1_1(root))


def test_each_version_says_which_it_is_and_only_1_1_names_its_schematron() -> None:
    old, new = (read(replace(MOST, version=version)) for version in VERSIONS)
    assert dict(old.attrib) == {"memoVersion": "1.1", "memoSchVersion": "1.1.0"}
    assert dict(new.attrib) == {"memoVersion": "1.2"}


def test_only_1_2_tells_on_whose_behalf_it_is_sent() -> None:
    assert texts(read(MOST), "representativeID") == []
    sender = read(replace(MOST, version="1.2")).find(f".//{{{MEMO}}}Sender")
    assert sender[-1].tag == f"{{{MEMO}}}Representative"
    assert [child.text for child in sender[-1]] == ["00000088", "CVR", "En Anden Kommune"]


def test_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match=r"1\.3"):
        to_memo(replace(LEAST, version="1.3"))  # type: ignore[arg-type]  # what a later setting might say


def test_the_prefix_is_the_one_that_the_post_knows() -> None:
    assert b"<memo:Message " in to_memo(LEAST)
    assert b"<memo:Message " in kombi_request(to_memo(LEAST))


def test_the_same_letter_is_the_same_bytes() -> None:
    assert to_memo(MOST) == to_memo(MOST)


def test_every_id_is_a_uuid_of_version_four() -> None:
    found = [*texts(read(MOST), "messageUUID"), *texts(read(MOST), "reservationUUID")]
    assert len(found) == 3
    assert all(UUID4.fullmatch(one) for one in found)


def test_times_are_utc_and_end_in_z() -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert texts(read(replace(LEAST, made_at=summer)), "createdDateTime") == ["2026-07-01T10:00:00Z"]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2026"):
        to_memo(replace(LEAST, made_at=MADE.replace(tzinfo=None)))


def test_long_names_are_cut_to_what_the_schema_takes_and_say_so() -> None:
    root = read(replace(LEAST, recipient=Party("7112999999", "Anna " * 100), notification="ord " * 100))
    label = root.find(f".//{{{MEMO}}}Recipient/{{{MEMO}}}label")
    assert len(label.text) <= 256
    assert label.text.endswith("…")
    assert len(texts(root, "notification")[0]) <= 150


def test_control_characters_and_breaks_leave_one_line() -> None:
    root = read(replace(LEAST, recipient=Party("7112999999", "Anna\x00\x0b\n Prø\ufffevesen \U0001f600")))
    assert root.find(f".//{{{MEMO}}}Recipient/{{{MEMO}}}label").text == "Anna Prøvesen \U0001f600"


def test_markup_in_a_name_stays_text() -> None:
    name = "<memo:label>&amp;</memo:label>"
    assert (
        read(replace(LEAST, recipient=Party("7112999999", name)))
        .find(f".//{{{MEMO}}}Recipient/{{{MEMO}}}label")
        .text
        == name
    )


@pytest.mark.parametrize("name", ["a/b", "a:b", "a?", "a\u00a0b", "a\u2003b", "a\nb", 'a"b', "a|b"])
def test_a_file_name_that_the_post_refuses_is_never_sent(name: str) -> None:
    with pytest.raises(ValueError, match="a"):
        to_memo(replace(LEAST, filename=name))


def test_the_pdf_comes_out_as_it_went_in() -> None:
    content = bytes(range(256)) * 10
    assert base64.b64decode(texts(read(replace(LEAST, pdf=content)), "content")[0]) == content


def test_a_letter_that_is_too_large_for_the_post_is_refused_before_it_is_made() -> None:
    with pytest.raises(Final, match="memo_for_stor"):
        to_memo(replace(LEAST, pdf=bytes(75_000_000)))


def test_the_case_and_its_subject_stand_with_the_message() -> None:
    root = read(MOST)
    assert texts(root, "caseID") == ["S-2026-00001"] * 2
    assert texts(root, "caseSystem") == ["Sagsgang"]
    assert [found.text for found in root.find(f".//{{{KLE}}}KLEdata")] == [
        "27.36.12",
        "2025-05-01",
        "G01",
        "Socialpædagogisk bistand",
    ]


def test_an_answer_brings_the_case_number_back_and_none_can_be_given_where_none_is_wanted() -> None:
    thread = read(LEAST).find(f".//{{{MEMO}}}ReplyData")
    assert [found.text for found in thread] == [LEAST.uuid, "S-2026-00001", "Sagsgang"]
    silent = read(replace(LEAST, reply=False))
    assert silent.find(f".//{{{MEMO}}}ReplyData") is None
    assert texts(silent, "reply") == ["false"]


def test_a_company_is_known_by_its_cvr_number() -> None:
    assert texts(read(replace(LEAST, recipient=Party("00000077", "Birken"))), "idType") == ["CVR", "CVR"]
    assert texts(read(LEAST), "idType") == ["CVR", "CPR"]


def test_a_meeting_is_an_appointment_and_never_a_link() -> None:
    root = read(MOST)
    assert texts(root, "actionCode") == ["AFTALE"]
    assert texts(root, "location") == ["Rådhuset"]
    assert texts(root, "url") == []


def test_the_shared_service_gets_the_message_and_the_way() -> None:
    root = etree.fromstring(kombi_request(to_memo(LEAST)))
    assert [child.tag for child in root] == ["KombiValgKode", f"{{{MEMO}}}Message"]
    assert root[0].text == "Digital Post"
