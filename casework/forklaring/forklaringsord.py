"""The parts of a sentence that says why a deadline is that day: days, times, holidays, what began it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from config.display import Display
from config.forklaringer import Forklaringer
from docgen.dates import day_text, weekday_text
from domain.calendar import COPENHAGEN
from domain.forklaring import Fri, Fridag
from domain.law import LawBook
from domain.letter_facts import LetterLabels
from domain.rulebook import Rulebook, TaskText
from domain.rules import Anker, Enhed, Goer, Naar, RelativForfald, Trin, Varighed


class _Blank(dict[str, str]):
    """A part that the sentence asks for and nobody knows falls away."""

    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True)
class Ordbog:
    """The municipality's words, and how it writes days."""

    words: Forklaringer
    display: Display
    labels: LetterLabels
    law: LawBook
    tasks: dict[str, TaskText]
    faser: frozenset[str]

    def dag(self, day: date) -> str:
        """mandag den 2. marts 2026"""  # noqa: D400, D403, D415 - the docstring is the example
        return weekday_text(day, self.labels)

    def dato(self, day: date) -> str:
        return f"{self.labels.den} {day_text(day, self.labels)}"

    def dag_kl(self, moment: datetime) -> str:
        """The day and the hour, where hours are counted."""
        local = moment.astimezone(COPENHAGEN)
        return f"{self.dag(local.date())} {self.labels.kl} {self.kl(local)}"

    def kl(self, moment: datetime) -> str:
        local = moment.astimezone(COPENHAGEN)
        return f"{local.hour}.{local.minute:02d}"

    def liste(self, parts: Sequence[str]) -> str:
        """a, b og c"""  # noqa: D400, D415 - the docstring is the example
        *front, last = parts
        return f"{', '.join(front)} {self.labels.og} {last}" if front else last

    def hjemmel(self, hjemmel: str) -> str:
        """retssikkerhedslovens § 3, stk. 2"""  # noqa: D400, D403, D415 - the docstring is the example
        for short, name in self.words.words["kilder"].items():
            hjemmel = re.sub(rf"\b{re.escape(short)}\b", name, hjemmel)
        return hjemmel

    def frist(self, rule_id: str) -> str:
        return self.display.say("frist", rule_id)

    def tid(self, varighed: Varighed) -> str:
        """2½ måneder"""  # noqa: D400, D415 - the docstring is the example
        number = f"{varighed.antal or ''}½" if varighed.halv else str(varighed.antal)
        return self.antal(varighed.enhed, varighed.antal, number)

    def antal(self, enhed: Enhed, count: int, number: str | None = None) -> str:
        one, many = self.words.units[enhed.value]
        text = number or str(count)
        return (one if text == "1" else many).format(antal=text)

    def valgt(self, noegle: str | None) -> str:
        """For whom or what the time was chosen among the rule's several."""
        if noegle is None:
            return ""
        if noegle in self.words.words["valgt"]:
            return self.words.say("valgt", noegle)
        kind = "fase" if noegle in self.faser else "paragraf" if self.law.paragraf(noegle) else "andet"
        return self.words.say("valgt", kind, noegle=noegle)

    def fri(self, day: Fridag) -> str:
        """skærtorsdag"""  # noqa: D400, D415 - the docstring is the example
        unnamed = day.fri is not Fri.WEEKEND and not day.navn
        key = f"{day.fri}_uden_navn" if unnamed else day.fri.value
        weekday = self.labels.ugedage[day.dag.weekday()]
        return self.words.say("fri", key, navn=self._in_a_sentence(day.navn), ugedag=weekday)

    def fri_den(self, day: Fridag) -> str:
        """skærtorsdag den 2. april"""  # noqa: D400, D415 - the docstring is the example
        month = self.labels.maaneder[day.dag.month - 1]
        return self.words.say("fri", "dag_for_dag", hvad=self.fri(day), dag=f"{day.dag.day}. {month}")

    def afstand(self, forfald: RelativForfald) -> str:
        if forfald.antal == 0:
            return self.words.say("afstand", "samme")
        return self.words.say("afstand", _away(forfald.antal, forfald.enhed), antal=abs(forfald.antal))

    def begyndt(self, event: str, om: str | None, **facts: str) -> str:
        """What began it, in the municipality's words, else in those of the timeline."""
        key = self.words.first("begyndt", f"{event}:{om}", event)
        if key is not None:
            return self.words.say("begyndt", key, **facts)
        told = self.display.words["haendelse"].get(event, event.replace("_", " "))
        text = told.format_map(_Blank(om=facts["hvad"])).strip().rstrip(".")
        return self.words.say("begyndt", "andet", **{**facts, "hvad": text})

    def skridt(self, trin: Trin) -> str:
        """What a step of the ladder does, and for whom."""
        task = self.tasks.get(trin.opgave or "")
        return self.words.say(
            "skridt",
            trin.goer.value,
            til=self.display.say("rolle", trin.til.value),
            brev=self.display.say("brev", trin.brev or "") if trin.goer in {Goer.KLADDE, Goer.SEND} else "",
            opgave=task.titel if task else trin.opgave or "",
        )

    def naar(self, naar: Naar) -> str:
        """What a step's day is measured from."""
        match naar.anker:
            case Anker.START:
                return self.words.say("naar", "start")
            case Anker.PROCENT:
                return self.words.say("naar", "procent", antal=naar.antal)
            case Anker.FORFALD if naar.antal == 0:
                return self.words.say("naar", "forfald")
            case Anker.FORFALD:
                return self.words.say("naar", _away(naar.antal, naar.enhed), antal=abs(naar.antal))

    def _in_a_sentence(self, name: str) -> str:
        """A holiday's name as Danish writes it inside a sentence."""
        return name if name.startswith(self.words.store) else f"{name[:1].lower()}{name[1:]}"


def ordbog(words: Forklaringer, display: Display, rulebook: Rulebook) -> Ordbog:
    """The words of one municipality."""
    return Ordbog(
        words=words,
        display=display,
        labels=rulebook.letterhead.etiketter,
        law=rulebook.law,
        tasks=dict(rulebook.tasks),
        faser=frozenset(rulebook.phases),
    )


def _away(amount: int, enhed: Enhed) -> str:
    """The key of so far from a date, and which way."""
    unit = "arbejdsdag" if enhed is Enhed.ARBEJDSDAGE else "dag"
    many = "" if abs(amount) == 1 else "e"
    return f"{unit}{many}_{'foer' if amount < 0 else 'efter'}"
