"""How a letter leaves the house: what goes into the envelope, and what a channel promises."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from domain.letters import Reader
from domain.post import Moedetid, besked_id

Kanal: TypeAlias = Literal["digital_post", "fysisk_post"]


@dataclass(frozen=True)
class Envelope:
    """One letter to one recipient; `key` is the outbox key, and the same key leaves once only.

    `made_at` is the letter's own time, which no later try changes; `paragraf` and `moede` are what it is about.
    Its representation names no recipient, so that it may stand in a traceback.
    """

    key: str
    slug: str
    sagsnr: str
    reader: Reader
    recipient_name: str = field(repr=False)
    recipient_id: str | None = field(repr=False)
    recipient_address: tuple[str, ...] = field(repr=False)
    kanal: Kanal
    title: str = field(repr=False)
    pdf: bytes = field(repr=False)
    docx: bytes = field(repr=False)
    sent_at: datetime
    made_at: datetime | None = None
    paragraf: str | None = None
    moede: Moedetid | None = None

    @property
    def besked_id(self) -> str:
        """The id that the post answers to."""
        return besked_id(self.key)


@dataclass(frozen=True)
class Receipt:
    """What the channel can say about a letter that left; it names no recipient."""

    channel: str
    reference: str


class LetterChannel(Protocol):
    """A way for letters to leave; after a kill at any moment, sending again leaves exactly one."""

    def send(self, envelope: Envelope) -> Receipt:
        """Send once; raise Retryable, AlreadySent (it left before) or Final (a person must look)."""

    def has_left(self, key: str) -> bool:
        """True where a letter under the key has left, or cannot be held back any more."""


def fingerprint(envelope: Envelope) -> str:
    """Give what two envelopes share when they are the same letter, whenever they are sent."""
    facts = [
        envelope.slug,
        envelope.sagsnr,
        envelope.reader.value,
        envelope.recipient_name,
        envelope.recipient_id,
        list(envelope.recipient_address),
        envelope.kanal,
        envelope.title,
        hashlib.sha256(envelope.pdf).hexdigest(),
        hashlib.sha256(envelope.docx).hexdigest(),
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
