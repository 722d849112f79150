"""The post's files as values: every form that it writes them in, and none that could do harm."""

import base64
import json
from datetime import UTC, datetime

import pytest

from config.loader import CONFIG
from config.post import load_post
from domain.post import Postmelding, Poststatus, besked_id
from tasks.receipt_files import Unreadable, read_answers

WORDS = load_post(CONFIG / "post.toml").kvittering.status
ID = besked_id("send:1")
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NAMESPACE = "http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types"


def status(
    word: str = "Afleveret Digital Post",
    fault: str = "",
    name: str = "MessageUUID",
    at: str = "2026-03-02T10:30:00+01:00",
) -> str:
    return (
        f'<PKO_PostStatus xmlns="{NAMESPACE}"><TransmissionId>1</TransmissionId><{name}>{ID.upper()}</{name}>'
        f"<KanalKode>Digital Post</KanalKode><TransaktionsDatoTid>{at}</TransaktionsDatoTid>"
        f"<TransaktionsStatusKode>{word}</TransaktionsStatusKode><CorrelationId>2</CorrelationId>"
        f"<FejlDetaljer>{fault}</FejlDetaljer></PKO_PostStatus>"
    )


def wrapped(inner: str) -> str:
    content = base64.b64encode(inner.encode()).decode()
    broken_up = "\n".join(content[start : start + 76] for start in range(0, len(content), 76))
    return (
        '<?xml version="1.0"?><ns2:ModtagBeskedInput xmlns:ns2="urn:oio:sagdok:3.0.0"><Haendelsesbesked>'
        f"<Beskedkuvert/><Beskeddata><Base64>{broken_up}</Base64></Beskeddata></Haendelsesbesked>"
        "</ns2:ModtagBeskedInput>"
    )


def one(ending: str, content: str | bytes) -> Postmelding:
    raw = content.encode() if isinstance(content, str) else content
    answers = read_answers(ending, raw, WORDS)
    assert answers.faults == ()
    (melding,) = answers.meldinger
    return melding


@pytest.mark.parametrize(
    "content", [status(), wrapped(status()), wrapped('<?xml version="1.0"?>' + status())]
)
def test_a_status_is_read_bare_and_in_its_envelope(content: str) -> None:
    assert one(".xml", content) == Postmelding(ID, Poststatus.AFLEVERET, AT)


def test_a_letter_on_paper_is_known_by_the_id_of_its_dispatch() -> None:
    assert one(".xml", status("Afsendt", name="AfsendelseIdentifikator")).besked_id == ID


def test_a_failure_keeps_the_posts_code_and_never_its_text() -> None:
    fault = "<FejlKode>invalid.recipient</FejlKode><FejlTekst>Anna Prøvesen er fritaget</FejlTekst>"
    assert one(".xml", status("Fejlet", fault)) == Postmelding(ID, Poststatus.FEJLET, AT, "invalid.recipient")
    spoken = "<FejlKode>Anna Prøvesen er fritaget</FejlKode>"
    assert one(".xml", status("Fejlet", spoken)).kode is None


def test_an_unknown_word_is_not_guessed_at_unless_the_post_names_a_fault() -> None:
    answers = read_answers(".xml", status("Måske").encode(), WORDS)
    assert (answers.meldinger, answers.faults) == ((), ("kvittering.status",))
    assert one(".xml", status("Måske", "<FejlKode>7</FejlKode>")).status is Poststatus.FEJLET


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-02T09:30:00Z", AT),
        ("2026-03-02T10:30:00.1234567+01:00", AT.replace(microsecond=123456)),
        ("2026-03-02T10:30:00", AT),
        ("02-03-2026 10:30", AT),
    ],
)
def test_a_time_without_a_zone_is_danish(written: str, moment: datetime) -> None:
    assert one(".xml", status(at=written)).tid == moment


@pytest.mark.parametrize(
    "written", ["i går", "2026-03-29T02:30:00", "2026-13-01T10:00:00", "1770112800000", "0001-01-01"]
)
def test_a_time_that_cannot_be_read_is_told(written: str) -> None:
    assert read_answers(".xml", status(at=written).encode(), WORDS).faults == ("kvittering.tid",)


def test_digital_posts_own_receipt_is_read_whatever_its_root_is_called() -> None:
    fields = f"<messageUuid>{ID}</messageUuid><receiptStatus>COMPLETED</receiptStatus>"
    content = f'<r:MessageReceipt xmlns:r="urn:x">{fields}<timestamp>2026-03-02T09:30:00Z</timestamp></r:MessageReceipt>'
    assert one(".xml", content) == Postmelding(ID, Poststatus.AFLEVERET, AT)


def test_a_word_is_known_however_it_is_spaced() -> None:
    assert one(".xml", status("\n  afleveret  Digital Post ")).status is Poststatus.AFLEVERET


@pytest.mark.parametrize("besked", ["a\\u0000b", "\\ud800", "a b", "x" * 101])
def test_an_id_that_no_letter_can_have_is_asked_of_no_register(besked: str) -> None:
    content = f'{{"besked_id": "{besked}", "status": "Afsendt", "tid": "2026-03-02T09:30:00Z"}}'
    assert read_answers(".json", content.encode(), WORDS).faults == ("kvittering.felt",)


def test_json_is_read_in_our_words_in_the_posts_and_in_digital_posts() -> None:
    rows = [
        {"besked_id": ID, "status": "Afsendt", "tid": "2026-03-02T09:30:00Z", "kode": None},
        {
            "AfsendelseIdentifikator": ID,
            "TransaktionsStatusKode": "AFSENDT",
            "TransaktionsDatoTid": "2026-03-02T09:30:00Z",
        },
        {
            "messageUuid": ID,
            "receiptStatus": "COMPLETED",
            "timestamp": "2026-03-02T09:30:00Z",
            "errorMessage": "",
        },
    ]
    found = read_answers(".json", json.dumps(rows).encode(), WORDS).meldinger
    assert [(row.besked_id, row.status) for row in found] == [
        (ID, Poststatus.AFSENDT),
        (ID, Poststatus.AFSENDT),
        (ID, Poststatus.AFLEVERET),
    ]
    nested = {
        "MessageUUID": ID,
        "TransaktionsStatusKode": "Fejlet",
        "TransaktionsDatoTid": "2026-03-02T09:30:00Z",
        "FejlDetaljer": {"FejlKode": 17, "FejlTekst": "x"},
    }
    assert one(".json", json.dumps(nested)).kode == "17"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("between", [";", ","])
def test_csv_is_read_with_either_mark_and_in_the_encodings_that_come(encoding: str, between: str) -> None:
    rows = [
        ("besked_id", "status", "tid", "bemærkning"),
        (ID, "Afsendt", "02-03-2026 10:30", "blå kuvert"),
        ("",) * 4,
    ]
    text = "\r\n".join(between.join(row) for row in rows)
    assert one(".csv", text.encode(encoding)) == Postmelding(ID, Poststatus.AFSENDT, AT)


def test_what_can_be_read_is_read_and_the_rest_is_told_once() -> None:
    text = f"besked_id;status;tid\n{ID};Afsendt;2026-03-02T09:30:00Z\n;Afsendt;2026-03-02\n{ID};Afsendt;\n"
    answers = read_answers(".csv", text.encode(), WORDS)
    assert len(answers.meldinger) == 1
    assert answers.faults == ("kvittering.felt",)


BOMB = (
    f'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;{status()}</a>'
)
INSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".xml", b""),
        (".xml", b"\x00\x01"),
        (".xml", b"<a>"),
        (".xml", b"<a/>"),
        (".xml", BOMB.encode()),
        (".xml", INSIDE.encode()),
        (".xml", wrapped("not xml").encode()),
        (".xml", b"<a><Base64>%%%</Base64></a>"),
        (".json", b"{"),
        (".json", b"[1]"),
        (".json", b"[" * 100_000),
        (".json", b"[]"),
        (".csv", b""),
        (".csv", b"besked_id;status;tid\n"),
        (".csv", b"\x81\x8d"),
    ],
)
def test_what_says_nothing_or_could_do_harm_is_unreadable(ending: str, content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"kvittering\.ulaeselig"):
        read_answers(ending, content, WORDS)


def test_another_kind_of_file_is_no_answer() -> None:
    with pytest.raises(Unreadable, match=r"kvittering\.filtype"):
        read_answers(".pdf", b"%PDF", WORDS)


def test_envelopes_within_envelopes_come_to_an_end() -> None:
    content = status()
    for _ in range(20):
        content = wrapped(content)
    with pytest.raises(Unreadable):
        read_answers(".xml", content.encode(), WORDS)
