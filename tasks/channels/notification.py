"""A notice that something waits: case number, kind and link, and nothing about the citizen."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from domain.errors import Final

_CPR = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")


@dataclass(frozen=True)
class Notification:
    """One notice to one person; `title` and `body` are the configured words around sagsnr, kind and link.

    `url` is where apprise sends it, None for a person without one. It may hold a password and shows nowhere.
    A title or body with a CPR number in it cannot be made.
    """

    key: str
    url: str | None = field(repr=False)
    sagsnr: str
    kind: str
    link: str
    title: str
    body: str

    def __post_init__(self) -> None:
        words = f"{self.title}\n{self.body}".replace(self.link, "").replace(self.sagsnr, "")
        if _CPR.search(words):
            raise Final("notifikation_indhold")


class Notifier(Protocol):
    """A way for notices to leave."""

    def send(self, notification: Notification) -> None:
        """Give notice; raise Retryable, AlreadySent or Final."""
