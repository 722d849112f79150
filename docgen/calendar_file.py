"""A meeting as an .ics file (RFC 5545): for a calendar to take in, move and take out again.

The words are neutral: a calendar is shared, shown on a locked screen and copied to others' machines.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_LINE: Final = 75  # bytes of a line before it is folded
_PRODUCT: Final = "-//Sagsgang//DA"


@dataclass(frozen=True)
class CalendarEvent:
    """One meeting; `uid` stays the same for as long as it is that meeting, and `sequence` grows when it changes.

    `stamp` is when this version of it was decided: the same version gives the same bytes.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    place: str | None
    organizer: str
    organizer_mail: str
    cancelled: bool = False

    @property
    def method(self) -> str:
        """What the reader's calendar is asked to do; it belongs in the MIME type too.

        PUBLISH and not REQUEST: a request names whom it asks by mail address and waits for their answer (RFC 5546
        § 3.2.2), and we know no address. What is published is changed and called off by the same id.
        """
        return "CANCEL" if self.cancelled else "PUBLISH"

    @property
    def media_type(self) -> str:
        return f"text/calendar; method={self.method}; charset=utf-8"


def to_ics(event: CalendarEvent) -> bytes:
    """The meeting as a calendar takes it; times in UTC, so that no time zone has to be told of."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{event.method}",
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{_moment(event.stamp)}",
        f"DTSTART:{_moment(event.start)}",
        f"DTEND:{_moment(event.end)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        f"SUMMARY:{_text(event.summary)}",
        *([f"LOCATION:{_text(event.place)}"] if event.place else []),
        f"ORGANIZER;CN={_quoted(event.organizer)}:mailto:{_address(event.organizer_mail)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _text(value: str) -> str:
    """Escaped, with every kind of line break as the one that the form knows, and no other control character."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _printable("\\n".join(escaped.splitlines()))


def _quoted(value: str) -> str:
    """A parameter's value: quotes cannot stand in it however they are written."""
    return f'"{_printable(" ".join(value.replace(chr(34), chr(39)).splitlines()))}"'


def _address(value: str) -> str:
    return "".join(sign for sign in value if sign.isprintable() and not sign.isspace())


def _printable(value: str) -> str:
    return "".join(sign for sign in value if sign == "\t" or ord(sign) >= 0x20 and ord(sign) != 0x7F)  # noqa: PLR2004, RUF021 - the ASCII controls


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> bytes:
    """Lines of at most 75 bytes, a letter never parted; a folded line goes on after one space."""
    parts: list[bytes] = [b""]
    for sign in line:
        raw = sign.encode("utf-8", "replace")
        if len(parts[-1]) + len(raw) > (_LINE if len(parts) == 1 else _LINE - 1):
            parts.append(b"")
        parts[-1] += raw
    return b"\r\n ".join(parts) + b"\r\n"
