"""A letter as a MeMo message (MeddelelsesModel 1.1 or 1.2), the one form that Digital Post takes.

What anybody but the reader may see (label, notification, file name) is the municipality's neutral words: a letter's
own title says what the case is about. The order of the elements is the schema's, and Digital Post refuses another.
"""

import base64
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

from lxml import etree

from domain.errors import Final as Refused

MEMO: Final = "https://DigitalPost.dk/MeMo-1"
KLE: Final = "http://kle-online.dk/"
VERSIONS: Final = ("1.1", "1.2")
MOST_BYTES: Final = 99_500_000  # of the whole message (99.5 MB), base64 and all
MOST_TEXT: Final = 256
MOST_NOTIFICATION: Final = 150
# Refused in a file name since September 2025, beside every control character.
FORBIDDEN_IN_NAME: Final = re.compile(
    r"[<>:\"/\\|?*\x00-\x1f\x7f\u00a0\u2000-\u200a\u2028\u205f\u2060\u3000]"
)
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ELLIPSIS: Final = "…"

Version: TypeAlias = Literal["1.1", "1.2"]
KombiValg: TypeAlias = Literal["Automatisk Valg", "Digital Post", "Fysisk Post", "NemSMS"]


@dataclass(frozen=True)
class Party:
    """Who sends or receives: a CPR number (10 digits) or a CVR number (8), and a name."""

    number: str
    name: str

    @property
    def kind(self) -> str:
        return "CPR" if len(self.number) == 10 else "CVR"  # noqa: PLR2004 - a CPR number has ten digits


@dataclass(frozen=True)
class Topic:
    """What the letter is about in KL's emnesystematik."""

    key: str
    version: str
    title: str
    facet: str | None = None


@dataclass(frozen=True)
class Appointment:
    """A meeting that the reader can put into a calendar by one press."""

    uuid: str
    button: str
    title: str
    place: str
    start: datetime
    end: datetime
    organizer: str
    organizer_mail: str


@dataclass(frozen=True)
class Attachment:
    """A file beside the letter itself."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class MemoMessage:
    """Everything in a message; `made_at` is the letter's own time, so that a second try is the same message."""

    version: Version
    uuid: str
    label: str
    notification: str
    filename: str
    made_at: datetime
    sender: Party
    recipient: Party
    case_no: str
    case_system: str
    pdf: bytes
    post_type: str
    language: str = "da"
    mandatory: bool = False
    legal_notification: bool = False
    reply: bool = True
    contact_point: str | None = None
    representative: Party | None = None
    topic: Topic | None = None
    appointment: Appointment | None = None
    attachments: tuple[Attachment, ...] = ()


def to_memo(message: MemoMessage) -> bytes:
    """The message as XML: the same message gives the same bytes; Final("memo_for_stor") where no post takes it."""
    if message.version not in VERSIONS:
        raise ValueError(message.version)
    # Before it is made: a message that is far too large is never held in memory.
    _require_room(sum(len(file) for file in (message.pdf, *(extra.content for extra in message.attachments))))
    root = etree.Element(_memo("Message"), nsmap={"memo": MEMO, "kle": KLE}, memoVersion=message.version)
    if message.version == "1.1":
        root.set("memoSchVersion", "1.1.0")
    _header(root, message)
    _body(root, message)
    content = bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    if len(content) > MOST_BYTES:
        raise Refused("memo_for_stor")
    return content


def kombi_request(memo: bytes, way: KombiValg = "Digital Post") -> bytes:
    """The message in the body that the municipalities' shared service for post (SF1601) is sent."""
    root = etree.Element("kombi_request")
    etree.SubElement(root, "KombiValgKode").text = way
    # The schema's prefix is kept: the service refuses a message in a default namespace.
    root.append(etree.fromstring(memo, _parser()))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _header(root: etree._Element, message: MemoMessage) -> None:
    header = etree.SubElement(root, _memo("MessageHeader"))
    _put(header, "messageType", "DIGITALPOST")
    _put(header, "messageUUID", message.uuid)
    _put(header, "label", message.label)
    _put(header, "notification", message.notification, MOST_NOTIFICATION)
    _put(header, "reply", _yes(message.reply))
    _put(header, "mandatory", _yes(message.mandatory))
    _put(header, "legalNotification", _yes(message.legal_notification))
    _put(header, "postType", message.post_type)
    sender = _party(header, "Sender", message.sender)
    _contact_point(sender, message)
    if message.representative is not None and message.version == "1.2":
        _party(sender, "Representative", message.representative)
    _party(header, "Recipient", message.recipient)
    _content_data(header, message)
    if message.reply:
        # What stands here comes back with an answer, and the answer finds its case.
        thread = etree.SubElement(header, _memo("ReplyData"))
        _put(thread, "messageUUID", message.uuid)
        _put(thread, "caseID", message.case_no)
        _put(thread, "generatingSystemID", message.case_system)


def _contact_point(sender: etree._Element, message: MemoMessage) -> None:
    if message.contact_point is not None:
        point = etree.SubElement(sender, _memo("ContactPoint"))
        _put(point, "contactPointID", message.contact_point)
        _put(point, "label", message.sender.name)


def _party(above: etree._Element, name: str, party: Party) -> etree._Element:
    element = etree.SubElement(above, _memo(name))
    _put(element, f"{name[0].lower()}{name[1:]}ID", party.number)
    _put(element, "idType", party.kind)
    _put(element, "label", party.name)
    return element


def _content_data(header: etree._Element, message: MemoMessage) -> None:
    data = etree.SubElement(header, _memo("ContentData"))
    case = etree.SubElement(data, _memo("CaseID"))
    _put(case, "caseID", message.case_no)
    _put(case, "caseSystem", message.case_system)
    if (topic := message.topic) is not None:
        kle = etree.SubElement(data, f"{{{KLE}}}KLEdata")
        _put(kle, "subjectKey", topic.key, of=KLE)
        _put(kle, "version", topic.version, of=KLE)
        if topic.facet:
            _put(kle, "activityFacet", topic.facet, of=KLE)
        _put(kle, "label", topic.title, of=KLE)


def _body(root: etree._Element, message: MemoMessage) -> None:
    body = etree.SubElement(root, _memo("MessageBody"))
    _put(body, "createdDateTime", _moment(message.made_at))
    main = etree.SubElement(body, _memo("MainDocument"))
    _put(main, "label", message.label)
    _file(main, f"{message.filename}.pdf", "application/pdf", message.language, message.pdf)
    if message.appointment is not None:
        _action(main, message.appointment)
    for extra in message.attachments:
        beside = etree.SubElement(body, _memo("AdditionalDocument"))
        _put(beside, "label", extra.filename)
        _file(beside, extra.filename, extra.media_type, message.language, extra.content)


def _file(document: etree._Element, name: str, media_type: str, language: str, content: bytes) -> None:
    if FORBIDDEN_IN_NAME.search(name):
        raise ValueError(name)
    file = etree.SubElement(document, _memo("File"))
    _put(file, "encodingFormat", media_type)
    _put(file, "filename", name)
    _put(file, "language", language)
    etree.SubElement(file, _memo("content")).text = base64.b64encode(content).decode("ascii")


def _action(document: etree._Element, meeting: Appointment) -> None:
    action = etree.SubElement(document, _memo("Action"))
    _put(action, "label", meeting.button)
    _put(action, "actionCode", "AFTALE")
    _put(action, "startDateTime", _moment(meeting.start))
    _put(action, "endDateTime", _moment(meeting.end))
    booking = etree.SubElement(action, _memo("Reservation"))
    _put(booking, "description", meeting.title)
    _put(booking, "reservationUUID", meeting.uuid)
    _put(booking, "abstract", meeting.title)
    _put(booking, "location", meeting.place)
    _put(booking, "startDateTime", _moment(meeting.start))
    _put(booking, "endDateTime", _moment(meeting.end))
    _put(booking, "organizerMail", meeting.organizer_mail)
    _put(booking, "organizerName", meeting.organizer)


def _put(above: etree._Element, name: str, text: str, most: int = MOST_TEXT, of: str = MEMO) -> None:
    etree.SubElement(above, f"{{{of}}}{name}").text = _fitted(text, most)


def _fitted(text: str, most: int) -> str:
    """One line that XML can hold, no longer than the schema takes; a cut one says that it was cut."""
    line = " ".join(_NOT_XML.sub("", text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + _ELLIPSIS


def _moment(moment: datetime) -> str:
    """UTC to the second; a time without a zone could be anybody's."""
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _require_room(content: int) -> None:
    if (content + 2) // 3 * 4 > MOST_BYTES:
        raise Refused("memo_for_stor")


def _yes(said: bool) -> str:
    return "true" if said else "false"


def _memo(name: str) -> str:
    return f"{{{MEMO}}}{name}"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
