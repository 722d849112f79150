"""Plain language as values: what a municipality looks for in a text, and what was found there."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """What a text is read for."""

    ORD = "ord"
    PASSIV = "passiv"
    MAN = "man"
    LOV_FOERST = "lov_foerst"
    LANG_SAETNING = "lang_saetning"
    TUNG_SAETNING = "tung_saetning"
    LANGT_ORD = "langt_ord"
    FORKORTELSE = "forkortelse"
    BEGREB = "begreb"
    LIX = "lix"
    LIX_AFSNIT = "lix_afsnit"
    SAETNINGER = "saetninger"


class Slags(StrEnum):
    """Why a word is hard, and so to whom it may be written.

    The language of offices suits nobody. A professional may be written to in the words of the profession; a citizen
    only where the word is named beside what it means (»Det hedder X«), so that it can be searched for. For a legal
    word it is enough that it is told of right after (»X. Det er …«).
    """

    KANCELLI = "kancelli"
    FAGORD = "fagord"
    JURIDISK = "juridisk"


@dataclass(frozen=True)
class Jargon:
    """A hard word in its forms, and what to write instead.

    A form is one or more words: `word+` also stands for its inflections, `word*` for anything that begins so,
    `word?` may be absent, and any other is just that word. Where a form is among `undtagen`, nothing is said of it.
    """

    former: tuple[str, ...]
    skriv: str
    grund: str
    slags: Slags
    undtagen: tuple[str, ...] = ()
    som_skrevet: bool = False


@dataclass(frozen=True)
class Limits:
    """How much is too much; a text of fewer than `mindst_ord` words has no LIX worth telling, nor a short sentence."""

    lix: int
    lix_afsnit: int
    lix_saetning: int
    mindst_ord: int
    mindst_ord_saetning: int
    ord_pr_saetning: int
    lang_saetning: int
    langt_ord: int


@dataclass(frozen=True)
class Passives:
    """What tells a passive from what only looks like one."""

    ikke_verber: frozenset[str]
    ikke_verber_paa: tuple[str, ...]
    foran_navneord: frozenset[str]
    kortformer: frozenset[str]
    spoerges_der_om: frozenset[str]
    foran_ting: frozenset[str]
    tillaegsformer_paa: tuple[str, ...]
    ikke_tillaegsformer: frozenset[str]


@dataclass(frozen=True)
class Explained:
    """A finding that is meant: in which letters, which words, and why."""

    breve: tuple[str, ...]
    tjek: Check
    tekst: str
    grund: str


@dataclass(frozen=True)
class Words:
    """What is said of a finding; {…} is filled in, and `ukendt` is said where there is nothing to fill in."""

    navn: str
    grund: str
    skriv: str
    ukendt: str = ""


# Known by itself: it is looked up with every text, and to compare all its words would cost more than to use them.
@dataclass(frozen=True, eq=False)
class Klarsprog:
    """Everything that a text is read by."""

    graenser: Limits
    trin: tuple[tuple[int, str], ...]
    ord: tuple[Jargon, ...]
    begreber: tuple[tuple[str, ...], ...]
    forkortelser: Mapping[str, str]
    kendte: frozenset[str]
    slutter: frozenset[str]
    ved_tal: frozenset[str]
    passiver: Passives
    forklares_foer: tuple[str, ...]
    forklares_efter: tuple[str, ...]
    kendte_lange_ord: tuple[str, ...]
    regler_overskrifter: frozenset[str]
    forklaret: tuple[Explained, ...]
    tekster: Mapping[Check, Words]
    felter: frozenset[str]

    def band(self, lix: float) -> str:
        """The LIX in a word."""
        return next((name for most, name in self.trin if round(lix) <= most), self.trin[-1][1])


@dataclass(frozen=True)
class Finding:
    """One place in a text: characters `start` to `end`, counted lines, paragraphs and sentences from 1.

    `sentence` is 0 where the place is no sentence; what is said of a whole text stands at its beginning.
    """

    check: Check
    start: int
    end: int
    line: int
    paragraph: int
    sentence: int
    text: str
    reason: str
    better: str
    explained: str = ""


@dataclass(frozen=True)
class Report:
    """How a text reads; `rules_lix` is that of its small print, measured apart."""

    text: str
    lix: float
    band: str
    words: int
    sentences: int
    longest: int
    rules_lix: float
    findings: tuple[Finding, ...]

    @property
    def mean(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def unexplained(self) -> tuple[Finding, ...]:
        """What somebody should look at."""
        return tuple(finding for finding in self.findings if not finding.explained)
