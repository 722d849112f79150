"""A deadline rule as a municipality writes it: when the clock starts, how long it runs, what its ladder does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from domain.kadencer import KadenceRegel


class Art(StrEnum):
    LOV = "lov"
    LOKAL = "lokal"


class Enhed(StrEnum):
    TIMER = "timer"
    ARBEJDSDAGE = "arbejdsdage"
    DAGE = "dage"
    UGER = "uger"
    MAANEDER = "maaneder"


class Ejer(StrEnum):
    BORGER = "borger"
    SAGSBEHANDLER = "sagsbehandler"
    UDFOERER = "udfoerer"
    KOMMUNE = "kommune"


class Goer(StrEnum):
    """What a step of a ladder does."""

    PAAMIND = "paamind"
    ESKALER = "eskaler"
    OPGAVE = "opgave"
    KLADDE = "kladde"
    SEND = "send"


class Rolle(StrEnum):
    """Whom a step or a letter turns to; what is for the JOURNAL stays in the case.

    A VAERGE gets copies of letters to the citizen, and no step turns to one.
    """

    SAGSBEHANDLER = "sagsbehandler"
    LEDER = "leder"
    CHEF = "chef"
    UDFOERER = "udfoerer"
    BORGER = "borger"
    KILDE = "kilde"
    VAERGE = "vaerge"
    JOURNAL = "journal"


@dataclass(frozen=True)
class Varighed:
    """A length of time; `halv` adds half a month, which is 15 days."""

    antal: int
    enhed: Enhed
    halv: bool = False

    def __str__(self) -> str:
        return f"{self.antal}{',5' if self.halv else ''} {self.enhed}"


class Aftalt(StrEnum):
    """A due date that people agree on instead of counting."""

    DATO = "aftalt_dato"


class Anker(StrEnum):
    """What a step's day is measured from."""

    START = "start"
    PROCENT = "procent"
    FORFALD = "forfald"


@dataclass(frozen=True)
class Naar:
    """When a step comes: at the start, at a share of the span, or some days from the due date."""

    anker: Anker
    antal: int = 0
    enhed: Enhed = Enhed.DAGE
    tekst: str = "0"


@dataclass(frozen=True)
class Trin:
    """One step of a ladder."""

    naar: Naar
    goer: Goer
    til: Rolle
    brev: str | None = None
    opgave: str | None = None
    gentag: Varighed | None = None
    straks_hvis_sen: bool = False


@dataclass(frozen=True)
class Moenster:
    """A pattern of moments: the event, and the letter, meeting or phase it is about (None = any)."""

    event: str
    om: str | None = None

    def meets(self, event: str, om: str | None) -> bool:
        """True for the same event about the same thing; a letter X also stands for every letter X_..."""
        if event != self.event:
            return False
        if self.om is None or om == self.om:
            return True
        return self.event.startswith("brev_") and om is not None and om.startswith(f"{self.om}_")


@dataclass(frozen=True)
class Betingelse:
    """A fact that must be among `en_af` (any value when empty) and among none of `ikke`."""

    fakta: str
    en_af: frozenset[str] = frozenset()
    ikke: frozenset[str] = frozenset()

    def holds(self, facts: Mapping[str, frozenset[str]]) -> bool:
        values = facts.get(self.fakta, frozenset())
        if values & self.ikke:
            return False
        return bool(values & self.en_af) if self.en_af else bool(values)


@dataclass(frozen=True)
class RelativForfald:
    """Due some days from another deadline's due date."""

    frist: str
    antal: int
    enhed: Enhed


@dataclass(frozen=True)
class Gentagelse:
    """After so many ventebreve in a row with no other contact, do this instead of sending one more."""

    efter_ventebreve: int
    goer: Goer
    til: Rolle


@dataclass(frozen=True)
class DeadlineRule:
    """One rule of the catalogue; `version` names its content, `hjemmel` its basis.

    `mellemrum` is how long a citizen is spared the same letter about the same thing.
    """

    id: str
    version: str
    art: Art
    hjemmel: str
    start: Moenster
    ejer: Ejer
    ogsaa_start: tuple[Moenster, ...] = ()
    slut: tuple[Moenster, ...] = ()
    afloeses_ved: tuple[Moenster, ...] = ()
    varighed: Mapping[str, Varighed] | Aftalt | None = None
    forfald: RelativForfald | None = None
    stige: tuple[Trin, ...] = ()
    betingelser: tuple[Betingelse, ...] = ()
    undtaget: frozenset[str] = frozenset()
    tidligst: bool = False
    kommunal: bool = False
    gentagelse: Gentagelse | None = None
    mellemrum: Varighed | None = None
    gyldig_fra: date = date.min
    gyldig_til: date | None = None
    kilde: str = ""
    sat: date | None = None
    skal_efterproeves: bool = False
    vedtaget: Mapping[str, date] = field(default_factory=dict)
    offentliggjort: Mapping[str, date] = field(default_factory=dict)
    saerlige: tuple["Saerlig", ...] = ()
    kadence: KadenceRegel | None = None
    content: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def starts(self) -> tuple[Moenster, ...]:
        return (self.start, *self.ogsaa_start)

    @property
    def expires(self) -> bool:
        """A citizen's frist and a samtykke end by themselves the day after they are due."""
        return self.ejer is Ejer.BORGER or self.id == "samtykke"

    def valid_on(self, day: date) -> bool:
        return self.gyldig_fra <= day and (self.gyldig_til is None or day <= self.gyldig_til)

    def for_case(self, team: str, paragraf: str | None, day: date | None = None) -> "DeadlineRule":
        """The rule as it holds for this team and paragraf: the municipality's most particular one, or the rule itself.

        One that is for a time of its own only counts on a `day` within it; of several alike the last holds.
        """
        fit = [
            own
            for own in self.saerlige
            if own.holds(team, paragraf) and (day is None or own.rule.valid_on(day))
        ]
        return max(reversed(fit), key=lambda own: own.particular).rule if fit else self


@dataclass(frozen=True)
class Saerlig:
    """The rule as a municipality has it for one team, one paragraf, or both; None stands for every one."""

    rule: DeadlineRule
    team: str | None = None
    paragraf: str | None = None

    @property
    def particular(self) -> int:
        """Both before paragraf, paragraf before team: the law speaks of paragraffer."""
        return 2 * (self.paragraf is not None) + (self.team is not None)

    def holds(self, team: str, paragraf: str | None) -> bool:
        return self.team in {None, team} and self.paragraf in {None, paragraf}


_VARIGHED = re.compile(r"^(\d+)([.,]5)? (timer|arbejdsdage|dage|uger|maaneder)$")
_OFFSET = re.compile(r"^([+-]\d+) (arbejdsdage|dage)$")
_PROCENT = re.compile(r"^(\d{1,3}) %$")
_FORFALD = re.compile(r"^([a-z0-9_]+) ([+-]\d+) (arbejdsdage|dage)$")


def parse_varighed(text: str) -> Varighed:
    """The duration that `text` writes, such as "10 arbejdsdage"; ValueError says in Danish what it must look like."""
    found = _VARIGHED.match(text)
    if found is None:
        raise ValueError(
            f"'{text}' er ikke en varighed. Skriv fx '10 arbejdsdage', '72 timer', '14 dage', '8 uger' eller '2,5 maaneder'"
        )
    enhed = Enhed(found[3])
    if found[2] and enhed is not Enhed.MAANEDER:
        raise ValueError(f"'{text}': kun maaneder kan have en halv")
    return Varighed(int(found[1]), enhed, halv=bool(found[2]))


def parse_naar(text: str) -> Naar:
    """When a step comes, from "start", "75 %", "0", "-3 arbejdsdage" or "+7 dage"."""
    if text == "start":
        return Naar(Anker.START, tekst=text)
    if text == "0":
        return Naar(Anker.FORFALD, tekst=text)
    if found := _PROCENT.match(text):
        return Naar(Anker.PROCENT, int(found[1]), tekst=text)
    if found := _OFFSET.match(text):
        return Naar(Anker.FORFALD, int(found[1]), Enhed(found[2]), tekst=text)
    raise ValueError(
        f"'{text}' er ikke et tidspunkt. Skriv 'start', '75 %', '0', '-3 arbejdsdage' eller '+7 dage'"
    )


def parse_forfald(text: str) -> RelativForfald:
    """The due date relative to another deadline's, such as "opfoelgning -14 dage"."""
    found = _FORFALD.match(text)
    if found is None:
        raise ValueError(f"'{text}' er ikke et forfald. Skriv fx 'opfoelgning -14 dage'")
    return RelativForfald(found[1], int(found[2]), Enhed(found[3]))


def parse_moenster(text: str) -> Moenster:
    event, _, om = text.partition(":")
    return Moenster(event, om or None)


def parse_betingelser(text: str) -> tuple[Betingelse, ...]:
    """Every condition in "udfald:bevilling|delvis og handleplan:tilbudt, ikke afslaaet"; all must hold."""
    return tuple(_betingelse(clause.strip()) for clause in text.split(" og "))


def _betingelse(clause: str) -> Betingelse:
    head, *rest = (part.strip() for part in clause.split(","))
    ikke: set[str] = set()
    for part in rest:
        if not part.startswith("ikke "):
            raise ValueError(f"'{clause}': efter komma kan kun stå 'ikke ...'")
        ikke |= set(part.removeprefix("ikke ").split("|"))
    fakta, colon, values = head.partition(":")
    if not fakta:
        raise ValueError(f"'{clause}' er ikke en betingelse")
    return Betingelse(fakta, frozenset(values.split("|")) if colon else frozenset(), frozenset(ikke))
