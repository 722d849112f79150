"""The case's timeline: what is done, what goes on and what comes next, each with its date and who sees to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docgen.dates import day_text
from docgen.pictures.facts import day, drawable, sentence, tables, words
from domain.billeder import Trintilstand
from domain.letter_facts import LetterLabels


@dataclass(frozen=True)
class Step:
    tekst: str
    dato: str
    hvem: str


@dataclass(frozen=True)
class Group:
    tilstand: Trintilstand
    titel: str
    trin: tuple[Step, ...]


def groups(data: Mapping[str, Any], labels: LetterLabels) -> tuple[Group, ...]:
    """The steps by where they stand: done, going on, next; a kind without steps is left out."""
    steps = tables(data.get("trin"))
    found = (
        Group(
            state,
            labels.billeder.say(f"tidslinje.{state}"),
            tuple(_step(step, state, labels) for step in steps if step.get("tilstand") == state),
        )
        for state in Trintilstand
    )
    return tuple(group for group in found if group.trin)


def layout_data(shown: Sequence[Group]) -> dict[str, Any]:
    """What the template sets."""
    return {
        "grupper": [
            {
                "tilstand": group.tilstand.value,
                "titel": group.titel,
                "trin": [
                    {"tekst": drawable(step.tekst), "dato": step.dato, "hvem": drawable(step.hvem)}
                    for step in group.trin
                ],
            }
            for group in shown
        ]
    }


def alt(shown: Sequence[Group], labels: LetterLabels) -> str:
    """The same in words."""
    say = labels.billeder.say
    return " ".join(
        [
            say("tidslinje.alt_start"),
            *(
                say("tidslinje.alt_gruppe", gruppe=group.titel, trin="; ".join(_said(s) for s in group.trin))
                for group in shown
            ),
        ]
    )


def _said(step: Step) -> str:
    told = [step.tekst]
    if step.dato:
        told.append(f"({step.dato})")
    return ", ".join([" ".join(told), *([step.hvem[:1].lower() + step.hvem[1:]] if step.hvem else [])])


def _step(step: Mapping[str, Any], state: Trintilstand, labels: LetterLabels) -> Step:
    who = words(step.get("hvem"))
    return Step(
        tekst=sentence(words(step.get("tekst"))).rstrip(" ."),
        dato=_when(step, state, labels),
        hvem=labels.billeder.say("tidslinje.hvem", hvem=who) if who else "",
    )


def _when(step: Mapping[str, Any], state: Trintilstand, labels: LetterLabels) -> str:
    say, first, last = labels.billeder.say, day(step.get("fra")), day(step.get("til"))
    match state:
        case Trintilstand.GJORT:
            done = last or first
            return day_text(done, labels) if done else ""
        case Trintilstand.I_GANG if first:
            return say("tidslinje.fra", fra=day_text(first, labels))
        case _ if last:
            return say("tidslinje.senest", til=day_text(last, labels))
        case _ if first:
            return day_text(first, labels)
    return say("tidslinje.uden_dato")
