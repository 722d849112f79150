"""References to the law, and the paragraphs of help that a citizen can apply for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SERVICELOV = "SEL"

_HJEMMEL = re.compile(r"^(?P<act>[^§,]+?) ?(?:§ ?|art\. ?)(?P<section>\d+(?: [a-zæøå])?(?:, .+)?)$")
_SECTION = re.compile(r"^(?:§|art\.) ?(?P<section>\d+(?: [a-zæøå])?(?:, .+)?)$")
_PARAGRAF = re.compile(r"^§{0,2}\s*(?P<number>\d{1,3})\s*(?P<letter>[a-zæøå]?)$")


@dataclass(frozen=True)
class LawRef:
    """One section of one act: where its text was read, on which day, and when it holds.

    `section` is written as the act writes it ("§ 3, stk. 2"); without a stk. it stands for all of them.
    """

    act: str
    section: str
    title: str
    source: str
    sat: date
    gyldig_fra: date
    gyldig_til: date | None = None
    skal_efterproeves: bool = False

    def valid_on(self, day: date) -> bool:
        """Hold on the days from `gyldig_fra` to and including `gyldig_til`."""
        return self.gyldig_fra <= day and (self.gyldig_til is None or day <= self.gyldig_til)


class Pligt(StrEnum):
    """Whether the municipality must give the help or may; in § 107 that depends on the stk."""

    SKAL = "skal"
    KAN = "kan"
    KAN_ELLER_SKAL = "kan_eller_skal"


@dataclass(frozen=True)
class Paragraf:
    """One kind of help: its plain name, and what a decision about it brings with it.

    `navn_andre` is what it is called to everybody else, where `navn` speaks to the citizen.
    """

    id: str
    navn: str
    pligt: Pligt
    klageadgang: bool
    varsling: bool
    opsaettende: bool
    kilde: str
    sat: date
    skal_efterproeves: bool = False
    bestilles: bool = True
    navn_andre: str | None = None

    def navn_til(self, *, borger: bool) -> str:
        """The plain name as the citizen reads it, or as everybody else does."""
        return self.navn if borger else self.navn_andre or self.navn


@dataclass(frozen=True)
class LawBook:
    """Every section the house refers to, by act and section, and the paragraphs of help by id."""

    refs: Sequence[LawRef]
    paragraffer: Mapping[str, Paragraf]
    names: Mapping[str, str] = field(default_factory=dict)

    def resolve(self, hjemmel: str, on: date) -> LawRef | None:
        """Give the closest section that covers the hjemmel on that day; None when it names no known one."""
        found = _HJEMMEL.match(hjemmel.strip())
        if found is None:
            return None
        name = found["act"].strip().casefold()
        act = self.names.get(name, name)
        valid = {
            section_key(ref.section): ref
            for ref in self.refs
            if ref.act.casefold() == act.casefold() and ref.valid_on(on)
        }
        parts = found["section"].split(", ")
        keys = (", ".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((valid[key] for key in keys if key in valid), None)

    def paragraf(self, text: str) -> Paragraf | None:
        """Give the paragraph of help that the text writes, such as "§ 82b"; None when it is no such help."""
        known = normalise_paragraf(text)
        return self.paragraffer.get(known) if known else None


def section_key(section: str) -> str | None:
    """Give the section without its sign, "3, stk. 2"; None when it is not written as one."""
    found = _SECTION.match(section)
    return found["section"] if found else None


def normalise_paragraf(text: str) -> str | None:
    """Give the one way the house writes a paragraph, "82 b"; None when the text has not the shape of one."""
    found = _PARAGRAF.match(text.strip().lower())
    if found is None:
        return None
    return f"{int(found['number'])} {found['letter']}".rstrip()
