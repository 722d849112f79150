"""The people around the citizen as a map: four fields, three rings, and how the two get on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.glyphs import showable
from docgen.pictures.facts import drawable, short, tables, words
from domain.billeder import BORGER, SAG, KontaktNu, Sektor, Stemning
from domain.letter_facts import LetterLabels

_LONGEST_NAME, _LONGEST_LINE = 40, 60
_WORD_IN_NAME, _WORD_IN_LINE = 16, 20  # longer words have no room in the outmost ring and are parted
_RINGS = tuple(KontaktNu)
_UNKNOWN = "ukendt"


@dataclass(frozen=True)
class Person:
    navn: str
    relation: str
    hjaelp: str
    kontakt: KontaktNu
    stemning: Stemning | None
    oensket: bool


@dataclass(frozen=True)
class Map:
    """Everybody in each field, nearest first; `most` is how many of a field are drawn."""

    midt: str
    til: str
    felter: Mapping[Sektor, tuple[Person, ...]]
    most: int

    @property
    def antal(self) -> int:
        return sum(len(people) for people in self.felter.values())


def read_map(data: Mapping[str, Any], labels: LetterLabels) -> Map | None:
    """The map that the data tells of; None where there is nobody on it."""
    felter = {
        sektor: tuple(
            sorted(
                (_person(row) for row in tables(data.get("personer")) if row.get("sektor") == sektor),
                key=lambda person: _RINGS.index(person.kontakt),
            )
        )
        for sektor in Sektor
    }
    til = BORGER if data.get("til") == BORGER else SAG
    found = Map(words(data.get("navn")), til, felter, labels.billeder.flest_i_felt)
    return found if found.antal else None


def layout_data(shown: Map, labels: LetterLabels) -> dict[str, Any]:
    """What the template sets."""
    say = labels.billeder.say
    drawn = {sektor: people[: shown.most] for sektor, people in shown.felter.items()}
    everybody = [person for people in drawn.values() for person in people]
    return {
        "midt": drawable(short(labels.billeder.say_to(shown.til, "netvaerk.midt", navn=shown.midt), 26)),
        "ringe": [say(f"netvaerk.ring_{ring}") for ring in _RINGS],
        "felter": [
            {
                "titel": say(f"netvaerk.sektor_{sektor}"),
                "note": _note(shown.felter[sektor], shown.most, labels),
                "personer": [_drawn(person) for person in people],
            }
            for sektor, people in drawn.items()
        ],
        "tegn": [
            {"art": "streg", "slags": kind, "tekst": say(f"netvaerk.streg_{kind}")}
            for kind in (*Stemning, _UNKNOWN)
            if any((person.stemning or _UNKNOWN) == kind for person in everybody)
        ]
        + (
            [{"art": "prik", "tekst": labels.billeder.say_to(shown.til, "netvaerk.oensket")}]
            if any(person.oensket for person in everybody)
            else []
        ),
    }


def alt(shown: Map, labels: LetterLabels) -> str:
    """The same in words, field by field: everybody, with how often and how they get on."""
    billeder = labels.billeder
    parts = [billeder.say_to(shown.til, "netvaerk.alt_start", navn=shown.midt, antal=shown.antal)]
    parts += [
        billeder.say(
            "netvaerk.alt_sektor",
            sektor=billeder.say(f"netvaerk.sektor_{sektor}"),
            personer="; ".join(_said(person, shown.til, labels) for person in people),
        )
        for sektor, people in shown.felter.items()
        if people
    ]
    return " ".join(parts)


def _said(person: Person, til: str, labels: LetterLabels) -> str:
    billeder = labels.billeder
    more = [billeder.say(f"netvaerk.streg_{person.stemning}")] if person.stemning else []
    if person.oensket:
        wanted = billeder.say_to(til, "netvaerk.oensket")
        more.append(wanted[:1].lower() + wanted[1:])
    if person.hjaelp:
        more.append(person.hjaelp)
    return billeder.say(
        "netvaerk.alt_person",
        navn=person.navn,
        relation=f"{person.relation}, " if person.relation else "",
        kontakt=billeder.say(f"netvaerk.ring_{person.kontakt}"),
        mere="".join(f", {part}" for part in more),
    )


def _note(people: Sequence[Person], most: int, labels: LetterLabels) -> str:
    if not people:
        return labels.billeder.say("netvaerk.ingen")
    return labels.billeder.say("netvaerk.flere", antal=len(people) - most) if len(people) > most else ""


def _drawn(person: Person) -> dict[str, Any]:
    return {
        "navn": showable(short(person.navn, _LONGEST_NAME), _WORD_IN_NAME),
        "relation": showable(short(person.relation, _LONGEST_LINE), _WORD_IN_LINE),
        "linjer": [showable(short(person.hjaelp, _LONGEST_LINE), _WORD_IN_LINE)] if person.hjaelp else [],
        "ring": _RINGS.index(person.kontakt),
        "streg": person.stemning.value if person.stemning else _UNKNOWN,
        "oensket": person.oensket,
    }


def _person(row: Mapping[str, Any]) -> Person:
    kontakt, stemning = str(row.get("kontakt")), str(row.get("stemning"))
    navn, relation = words(row.get("navn")), words(row.get("relation"))
    return Person(
        navn=navn,
        # A mother who is called that is not told of twice.
        relation="" if relation.casefold() == navn.casefold() else relation,
        hjaelp=words(row.get("hjaelp")),
        kontakt=KontaktNu(kontakt) if kontakt in {*KontaktNu} else KontaktNu.SJAELDENT,
        stemning=Stemning(stemning) if stemning in {*Stemning} else None,
        oensket=row.get("oensket") is True,
    )
