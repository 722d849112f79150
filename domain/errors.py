"""Every way the house says no.

SagsgangError
├── ActRefused          an act that rules stop; `grund` is a gate id (G1..G11) or a code of FORMAT.md
├── Conflict            somebody else changed the case in the meantime: read again and try again
├── BrokenConfig        rules, wording or settings that cannot be used: all faults at once
├── BadInput            a file, row or field from outside that cannot be read
├── DocumentLost        a stored document that is missing or does not match its hash
└── EffectError         a letter, order or notification that did not leave
    ├── Retryable       try again later
    ├── AlreadySent     it left before: counts as done
    └── Final           a person must look at it
"""

from collections.abc import Sequence
from dataclasses import dataclass


class SagsgangError(Exception):
    """The root of the house's own errors."""


class ActRefused(SagsgangError):
    """An act changed nothing; `tekst` is the Danish sentence that says what to do about it.

    `key` picks the sentence in config/messages.toml where a gate has more than one reason.
    """

    def __init__(self, grund: str, /, *, key: str | None = None, tekst: str = "", **facts: str) -> None:
        super().__init__(f"{grund}: {key or grund}")
        self.grund = grund
        self.key = key or grund
        self.tekst = tekst
        self.facts = facts


class Conflict(SagsgangError):
    """The case changed between reading and writing."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one place: file, key (or row and field) and a Danish reason."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"


class _Faulty(SagsgangError):
    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class BrokenConfig(_Faulty):
    """The municipality's data cannot be used; nothing has started."""


class BadInput(_Faulty):
    """Input from outside was refused; nothing has changed."""


class DocumentLost(SagsgangError):
    """A stored document is gone or altered."""


class EffectError(SagsgangError):
    """An effect off the outbox did not happen; `code` is safe to log and to show."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Retryable(EffectError):
    """Try again later."""


class AlreadySent(EffectError):
    """It has left already; nothing more to do."""


class Final(EffectError):
    """Trying again will not help; a person must see it."""
