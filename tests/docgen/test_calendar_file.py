"""An .ics file is one that every calendar takes, moves and takes out again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from docgen.calendar_file import CalendarEvent, to_ics

START = datetime(2026, 7, 1, 10, tzinfo=timezone(timedelta(hours=2)))
EVENT = CalendarEvent(
    uid="8c2ea15d-61fb-4ba9-9366-42f8b194c114",
    sequence=0,
    stamp=datetime(2026, 6, 1, 8, tzinfo=UTC),
    start=START,
    end=START + timedelta(hours=1),
    summary="Møde, sag S-2026-00001",
    place="Rådhuset; 1. sal, lokale 2",
    organizer="Prøvestrup Kommune",
    organizer_mail="voksne@proevestrup.example",
)


def lines(event: CalendarEvent) -> list[str]:
    """Unfolded, as a calendar reads them."""
    return to_ics(event).decode().replace("\r\n ", "").split("\r\n")


def test_a_meeting_is_whole() -> None:
    assert lines(EVENT) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sagsgang//DA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:8c2ea15d-61fb-4ba9-9366-42f8b194c114",
        "DTSTAMP:20260601T080000Z",
        "DTSTART:20260701T080000Z",
        "DTEND:20260701T090000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        "SUMMARY:Møde\\, sag S-2026-00001",
        "LOCATION:Rådhuset\\; 1. sal\\, lokale 2",
        'ORGANIZER;CN="Prøvestrup Kommune":mailto:voksne@proevestrup.example',
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_cancelled_meeting_takes_the_same_one_out() -> None:
    found = lines(replace(EVENT, cancelled=True, sequence=2))
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2", f"UID:{EVENT.uid}"} <= set(found)
    assert replace(EVENT, cancelled=True).media_type == "text/calendar; method=CANCEL; charset=utf-8"


def test_no_line_is_longer_than_75_bytes_and_no_letter_is_parted() -> None:
    place = "Ærøskøbing \U0001f600 " * 30
    raw = to_ics(replace(EVENT, place=place))
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.replace(b"\r\n ", b"").decode().split("LOCATION:")[1].split("\r\n")[0] == place


@pytest.mark.parametrize("broken", ["a\nb", "a\r\nb", "a\rb", "a\u2028b"])
def test_a_line_break_cannot_become_a_line_of_its_own(broken: str) -> None:
    assert "LOCATION:a\\nb" in lines(replace(EVENT, place=broken))


def test_what_would_end_a_field_is_escaped_or_left_out() -> None:
    evil = replace(EVENT, summary="a\\b\x00\x07", organizer='K"\r\nX:1', organizer_mail="a@b\r\nX:1")
    found = lines(evil)
    assert "SUMMARY:a\\\\b" in found
    assert 'ORGANIZER;CN="K\' X:1":mailto:a@bX:1' in found
    assert "X:1" not in found


def test_a_meeting_without_a_place_has_no_line_for_it() -> None:
    assert not [line for line in lines(replace(EVENT, place=None)) if line.startswith("LOCATION")]


def test_the_same_meeting_is_the_same_bytes() -> None:
    assert to_ics(EVENT) == to_ics(replace(EVENT))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2026"):
        to_ics(replace(EVENT, start=datetime(2026, 7, 1, 10)))  # noqa: DTZ001 - the fault itself
