"""A case's timeline in plain Danish sentences, grouped by day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from casework.office import SYSTEM, Office
from config.display import Display
from docgen.dates import day_text, moment_text
from domain.calendar import COPENHAGEN, local_date
from domain.events import Event
from persistence.journal import Entry

# What people said or wrote, shown word for word under the sentence.
_VERBATIM = (
    "tekst",
    "notat",
    "maal",
    "oplysning",
    "svar",
    "oplysninger",
    "note",
    "grund",
    "undladt",
    "borgerens_vurdering",
)
_CLOSED = frozenset({"ja", "nej"})
_OUTCOME = {Event.AFGOERELSE_TRUFFET: "afgoerelse", Event.OPFOELGNING_HOLDT: "opfoelgning"}


@dataclass(frozen=True)
class Line:
    """One thing that happened: the sentence, the person who did it, and the words that were said."""

    tid: datetime
    tekst: str
    af: str | None
    ord: tuple[str, ...]
    slags: str


@dataclass(frozen=True)
class Day:
    dag: date
    linjer: tuple[Line, ...]


@dataclass(frozen=True)
class Timeline:
    """The days, newest first; `gemt` is how many quiet lines are left out."""

    dage: tuple[Day, ...]
    gemt: int


@dataclass(frozen=True)
class Names:
    """What ids are called: people and udførere."""

    personer: Mapping[str, str]
    udfoerere: Mapping[str, str]


def timeline(
    office: Office, display: Display, names: Names, entries: Iterator[Entry], forloeb_id: int, *, alt: bool
) -> Timeline:
    """What happened in the forløb; deadlines that start over with every contact are left out unless `alt`."""
    mine = [entry for entry in entries if entry.forloeb_id in {forloeb_id, None}]
    shown = [entry for entry in mine if alt or not _quiet(display, entry)]
    sentences = _Sentences(office, display, names)
    lines = sorted((sentences.line(entry) for entry in shown), key=lambda line: line.tid)
    lines.reverse()
    days = groupby(lines, key=lambda line: local_date(line.tid))
    return Timeline(tuple(Day(day, tuple(of_day)) for day, of_day in days), len(mine) - len(shown))


def _quiet(display: Display, entry: Entry) -> bool:
    return entry.event in {Event.FRIST_STARTET, Event.FRIST_SLUT} and entry.about in display.stille


@dataclass(frozen=True)
class _Sentences:
    office: Office
    display: Display
    names: Names

    def line(self, entry: Entry) -> Line:
        event = Event(entry.event)
        detail = entry.detail
        words = tuple(
            str(detail[key]) for key in _VERBATIM if detail.get(key) and str(detail[key]) not in _CLOSED
        )
        text = self.display.say("haendelse", event.value, **self._facts(event, entry.about, detail))
        # A deadline starts and ends by itself, whoever's act it follows from.
        by_itself = entry.actor == SYSTEM or event in {Event.FRIST_STARTET, Event.FRIST_SLUT}
        person = None if by_itself else self.names.personer.get(entry.actor)
        return Line(entry.done_at, text, person, words, event.value.partition("_")[0])

    def _facts(self, event: Event, about: str | None, detail: Mapping[str, Any]) -> dict[str, str]:
        say = self.display.say
        role = detail.get("til")
        return {
            "om": self._about(event, about or ""),
            "om_hvad": self._what(detail),
            "hvem": self._who(detail),
            "til": self._part("til", til=say("rolle", str(role)))
            if role and event.startswith(("brev_", "post_"))
            else "",
            "via": self._part("via", kanal=self._channel(detail)) if detail.get("kanal") else "",
            "med_kanal": self._part("med_kanal", kanal=say("kanal", str(detail.get("kanal"))))
            if detail.get("kanal")
            else "",
            "med": self._part("med", med=", ".join(detail["med"])) if detail.get("med") else "",
            "udfald": self._outcome(event, detail),
            "forfald": self._day(detail.get("forfald")),
            "hviler_til": self._day(detail.get("hviler_til")),
            "tilstand": say("frist_endte", str(detail.get("tilstand"))),
            "moedetid": self._meeting_time(detail),
            "mundtligt": say("led", "mundtligt_undladt" if detail.get("undladt") else "mundtligt"),
        }

    def _about(self, event: Event, about: str) -> str:
        """What the event is about: a phase, a letter, a udfører, a task, a meeting, a gate, a person or a deadline."""
        rules, source = self.office.rulebook, event.value.partition("_")[0]
        known: Mapping[str, str]
        match source:
            case "fase":
                known = {key: plan.titel.lower() for key, plan in rules.phases.items()}
            case "brev" | "post":
                known = {**self.display.words["post"], **self.display.words["brev"]}
            case "bestilling" | "indsats" | "indsatsplan" | "status":
                known = self.names.udfoerere
            case "opgave":
                known = {key: task.titel for key, task in rules.tasks.items()}
            case "moede":
                known = rules.moeder
            case "port":
                known = {key: gate.titel for key, gate in rules.gates.items()}
            case "sag":
                known = self.names.personer
            case _:
                known = self.display.words["frist"]
        return known.get(about, about)

    def _what(self, detail: Mapping[str, Any]) -> str:
        found = []
        if detail.get("paragraf"):
            found.append(f"§ {detail['paragraf']}")
        if source := detail.get("kilde") or detail.get("fra"):
            found.append(str(source))
        if udfoerer := detail.get("udfoerer"):
            found.append(self.names.udfoerere.get(str(udfoerer), str(udfoerer)))
        return f" ({', '.join(found)})" if found else ""

    def _who(self, detail: Mapping[str, Any]) -> str:
        who = str(detail.get("hvem") or "")
        role = self.display.say("rolle", str(detail.get("til")))
        return self.names.personer.get(who) or self.names.udfoerere.get(who) or role

    def _outcome(self, event: Event, detail: Mapping[str, Any]) -> str:
        table = _OUTCOME.get(event)
        value = detail.get("udfald")
        return self._part("udfald", udfald=self.display.say(table, str(value))) if table and value else ""

    def _channel(self, detail: Mapping[str, Any]) -> str:
        kanal = str(detail["kanal"])
        return self.display.choices["kanal"].get(kanal, kanal)

    def _meeting_time(self, detail: Mapping[str, Any]) -> str:
        value = detail.get("tidspunkt")
        if not value:
            return ""
        moment = datetime.fromisoformat(str(value))
        local = moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)
        return self._part("moedetid", tidspunkt=moment_text(local, self.office.rulebook.letterhead.etiketter))

    def _day(self, value: object) -> str:
        labels = self.office.rulebook.letterhead.etiketter
        return day_text(date.fromisoformat(str(value)), labels) if value else ""

    def _part(self, key: str, **facts: object) -> str:
        return self.display.say("led", key, **facts)
