"""A case's timeline as a reader sees it: the journal, in the words of the scenario format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.events import Event
from persistence.journal import Entry

_ART = {
    Event.FASE_STARTET: "fase",
    Event.SAG_AFSLUTTET: "fase",
    Event.FRIST_STARTET: "frist",
    Event.FRIST_SLUT: "frist_slut",
    Event.FRIST_FLYTTET: "frist_flyttet",
    Event.FRIST_HAANDTERET: "frist_haandteret",
    Event.FRIST_UDSKUDT: "frist_udskudt",
    Event.FRIST_GENOPTAGET: "frist_genoptaget",
    Event.BREV_KLADDE: "kladde",
    Event.BREV_SENDT: "sendt",
    Event.BREV_MODTAGET: "modtaget",
    Event.PAAMINDET: "paamind",
    Event.ESKALERET: "eskaler",
    Event.OPGAVE_STILLET: "opgave",
}
_BESTILLING = {
    Event.BESTILLING_OPRETTET: "oprettet",
    Event.BESTILLING_SENDT: "sendt",
    Event.BESTILLING_KVITTERET: "kvitteret",
    Event.BESTILLING_AFVIST: "afvist",
    Event.INDSATS_STARTET: "startet",
    Event.INDSATS_AFSLUTTET: "afsluttet",
}
_KADENCE = {
    Event.KADENCE_STARTET: "startet",
    Event.KADENCE_HOLDT: "holdt",
    Event.KADENCE_JUSTERET: "justeret",
    Event.KADENCE_STOPPET: "stoppet",
}
# What stands beside the entry: never a row's number, never what a person wrote.
_FIELDS = (
    "fra",
    "forfald",
    "hjemmel",
    "paragraf",
    "kilde",
    "udfoerer",
    "tilstand",
    "til",
    "kanal",
    "hvem",
    "trin",
    "hvorfor",
    "hviler_til",
)


@dataclass(frozen=True)
class Moment:
    """One line of a timeline."""

    tid: datetime
    forloeb_id: int | None
    art: str
    noegle: str | None
    felter: dict[str, Any]


def moments(entries: Iterator[Entry]) -> Iterator[Moment]:
    """What the scenario format knows of, in the order it happened."""
    for entry in entries:
        event = Event(entry.event)
        if event in _BESTILLING:
            yield Moment(
                entry.done_at, entry.forloeb_id, "bestilling", entry.about, {"tilstand": _BESTILLING[event]}
            )
        elif event in _KADENCE:
            udfoerer = {"udfoerer": who} if (who := entry.detail.get("udfoerer")) else {}
            felter = {"tilstand": _KADENCE[event], **udfoerer}
            yield Moment(entry.done_at, entry.forloeb_id, "kadence", entry.about, felter)
        elif event in _ART:
            fields = {name: entry.detail[name] for name in _FIELDS if entry.detail.get(name) is not None}
            yield Moment(entry.done_at, entry.forloeb_id, _ART[event], entry.about, fields)
