"""The letter as a value, and the one composer that makes it: wording + facts -> Letter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from docgen.blocks import Block, FactBox, Paragraph, Picture, Span
from docgen.dates import day_text
from docgen.fill import clean, fill
from docgen.images import own_picture
from docgen.markdown import to_blocks
from docgen.pictures import draw
from domain.errors import BadInput, Fault
from domain.letter_facts import COMMON_FACTS, SENDER_FACT, LabelledLetterhead, LetterLabels
from domain.letters import Facts, FactValue, Reader, Recipient, Wording

LANGUAGE: Final = "da-DK"
SIGNATURE: Final = f"{SENDER_FACT}.underskrift"
_CONTACT_PARTS: Final = ("navn", "telefon", "telefontid", "email")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the reader may call."""

    name: str
    phone: str
    hours: str
    email: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter: nothing is left to look up, any format can set it."""

    slug: str
    version: str
    reader: Reader
    title: str
    date: date
    case_no: str
    sender: LabelledLetterhead
    recipient: Recipient
    contact: Contact
    blocks: tuple[Block, ...]
    language: str = LANGUAGE

    @property
    def labels(self) -> LetterLabels:
        return self.sender.etiketter

    @property
    def date_text(self) -> str:
        return day_text(self.date, self.labels)


def compose(wording: Wording, facts: Facts, letterhead: LabelledLetterhead, recipient: Recipient) -> Letter:
    """Make the letter, or raise BadInput naming what it lacks; half a letter is never made."""
    labels = letterhead.etiketter
    day, case_no, contact = _common(wording.slug, facts, labels)
    text, values = fill(wording, {**facts, SENDER_FACT: _sender_facts(letterhead)}, labels)

    def picture(name: str) -> Picture | None:
        if name == SIGNATURE:
            return own_picture(letterhead.underskrift)
        return draw(name, _fact(facts, name), labels)

    return Letter(
        slug=wording.slug,
        version=wording.version,
        reader=wording.reader,
        title=wording.title_to(str(facts["laeser"])),
        date=day,
        case_no=case_no,
        sender=letterhead,
        recipient=_clean(recipient),
        contact=contact,
        blocks=to_blocks(text, values, picture),
    )


def as_copy(letter: Letter, recipient: Recipient, title: str, text: str) -> Letter:
    """The same letter to somebody beside its reader, who is told first why they get it; {borger} is the reader's name."""
    told = FactBox(
        title=(Span(_of(title, letter.recipient.name)),),
        blocks=(Paragraph((Span(_of(text, letter.recipient.name)),)),),
    )
    return replace(letter, recipient=_clean(recipient), blocks=(told, *letter.blocks))


def _of(text: str, name: str) -> str:
    return text.replace("{borger}", name)


def _clean(recipient: Recipient) -> Recipient:
    return Recipient(clean(recipient.name), tuple(clean(line) for line in recipient.address))


def _common(slug: str, facts: Facts, labels: LetterLabels) -> tuple[date, str, Contact]:
    faults = [Fault(slug, name, labels.mangler) for name in sorted(COMMON_FACTS - facts.keys())]
    if faults:
        raise BadInput(faults)
    day = facts["dato"]
    worker = facts["sagsbehandler"]
    if not isinstance(day, date):
        raise BadInput([Fault(slug, "dato", labels.kan_ikke_vises)])
    if not isinstance(worker, Mapping):
        raise BadInput([Fault(slug, "sagsbehandler", labels.kan_ikke_vises)])
    lacking = [part for part in _CONTACT_PARTS if part not in worker]
    if lacking:
        raise BadInput([Fault(slug, f"sagsbehandler.{part}", labels.mangler) for part in lacking])
    contact = Contact(*(_text(worker[part]) for part in _CONTACT_PARTS))
    return (day.date() if isinstance(day, datetime) else day), _text(facts["sagsnr"]), contact


def _text(value: FactValue) -> str:
    return clean(str(value)) if value is not None else ""


def _fact(facts: Facts, path: str) -> FactValue:
    """The value at the path; None where there is none."""
    value: FactValue = facts
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _sender_facts(letterhead: LabelledLetterhead) -> Mapping[str, FactValue]:
    return {
        "kommune": letterhead.kommune,
        "afdeling": letterhead.afdeling,
        "adresse": letterhead.adresse,
        "telefon": letterhead.telefon,
        "telefontid": letterhead.telefontid,
        "email": letterhead.email,
        "web": letterhead.web,
        "privatliv": letterhead.privatliv,
        "databeskyttelse": letterhead.databeskyttelse,
        "underskrift": letterhead.underskrift.alt if letterhead.underskrift else None,
    }
