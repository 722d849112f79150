"""A case in the one shape that scenarios and case sheets share: what a line of it says."""

from datetime import datetime
from typing import Any

from casework.sheets.timeline import Moment
from domain.calendar import COPENHAGEN
from domain.case import AFSLUTTET, ForloebTilstand
from domain.events import named_in
from domain.rules import DeadlineRule
from persistence.tables import Deadline, Dokument, Forloeb


def phase_of(row: Forloeb) -> str:
    """The phase the forløb is in, or that it is closed."""
    return row.fase if row.tilstand == ForloebTilstand.AABENT else AFSLUTTET


def timeline_line(moment: Moment, forloeb_nr: int | None) -> dict[str, Any]:
    """What happened, when (Danish local time), and in which forløb."""
    line: dict[str, Any] = {"tid": shown_time(moment.tid), "art": moment.art, "noegle": moment.noegle}
    if forloeb_nr is not None:
        line["forloeb"] = forloeb_nr
    return line | moment.felter


def deadline_line(clock: Deadline, rule: DeadlineRule) -> dict[str, Any]:
    """The deadline by its rule, what it is about, its date and how it stands."""
    return {
        "noegle": clock.rule_id,
        **named_in(clock.refs),
        "forfald": clock.due_on.isoformat(),
        "tilstand": clock.state,
        "hjemmel": rule.hjemmel,
    }


def letter_line(letter: Dokument) -> dict[str, Any]:
    return {"brev": letter.brev, "tilstand": letter.tilstand, "sha256": letter.pdf_sha256}


def shown_time(moment: datetime) -> str:
    """Danish local time with its offset, to the second."""
    return moment.astimezone(COPENHAGEN).isoformat(timespec="seconds")
