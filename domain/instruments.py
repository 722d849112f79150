"""Measuring instruments: how many numbers, which range, how a total is made. Scores support a talk, never a decision."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias, TypeGuard

# One number per item, None where the citizen gave none; or the total alone.
Score: TypeAlias = "float | Sequence[float | None]"

# What a sentence about a score may be filled in with.
SENTENCE_FACTS: Final = ("navn", "antal", "fra", "til", "fik", "nr")


class Direction(StrEnum):
    HOEJERE_ER_BEDRE = "hoejere_er_bedre"
    LAVERE_ER_BEDRE = "lavere_er_bedre"


@dataclass(frozen=True)
class Cutoff:
    """A total up to and including `til` (below it, when `under`) reads as `tekst`."""

    til: float
    tekst: str
    under: bool = False

    def covers(self, total: float) -> bool:
        """Tell whether the total falls here."""
        return total < self.til if self.under else total <= self.til


@dataclass(frozen=True)
class ScoreSentences:
    """What is said about a score that cannot be used; {…} is filled in."""

    antal: str
    interval: str
    heltal: str
    samlet: str
    kun_profil: str
    tal: str


@dataclass(frozen=True)
class Instrument:
    """One instrument's numbers; its questions are the licence holder's and stand nowhere here.

    A total is the sum of the items times `faktor`; None means that the items stand as a profile and are never summed.
    `til_borger` says to the citizen what it measures, `punkter` names the items where nobody owns their names, and
    `til_maal` is the one scale that goals are looked at on.
    """

    id: str
    navn: str
    maaler: str
    antal: int
    fra: float
    til: float
    faktor: float | None
    retning: Direction
    heltal: bool
    licens: str
    licens_kraeves: bool
    kilde: str
    sat: date
    sentences: ScoreSentences
    graenser: tuple[Cutoff, ...] = ()
    rci: float | None = None
    note: str = ""
    skal_efterproeves: bool = False
    til_borger: str = ""
    punkter: tuple[str, ...] = ()
    til_maal: bool = False

    @property
    def total_range(self) -> tuple[float, float] | None:
        """The least and greatest total; None for a profile."""
        return (
            None
            if self.faktor is None
            else (self.antal * self.fra * self.faktor, self.antal * self.til * self.faktor)
        )

    def check(self, vaerdi: Score) -> str | None:
        """Give the Danish reason why the score cannot be used; None when it can."""
        if not isinstance(vaerdi, Sequence):
            return self._check_total(vaerdi)
        if isinstance(vaerdi, str):
            return self._say(self.sentences.tal)
        if len(vaerdi) != self.antal:
            return self._say(self.sentences.antal, fik=len(vaerdi))
        return next(filter(None, (self._check_item(nr, item) for nr, item in enumerate(vaerdi, 1))), None)

    def total(self, values: Sequence[float | None]) -> float | None:
        """Give the total of the items; None when one is missing, and for a profile."""
        given = [value for value in values if value is not None]
        if self.faktor is None or len(values) != self.antal or len(given) != self.antal:
            return None
        # One decimal is the finest scale; summing tenths would show more.
        return round(sum(given) * self.faktor, 1)

    def reading(self, total: float) -> Cutoff | None:
        """Give the lowest cut-off that the total falls under; None when it lies above them all."""
        return next((cutoff for cutoff in self.graenser if cutoff.covers(total)), None)

    def changed(self, before: float, after: float) -> bool | None:
        """Tell whether the difference is more than chance; None where no size is known."""
        return None if self.rci is None else abs(after - before) >= self.rci

    def _check_total(self, total: object) -> str | None:
        if not _is_number(total):
            return self._say(self.sentences.tal)
        if self.total_range is None:
            return self._say(self.sentences.kun_profil)
        least, most = self.total_range
        if not least <= total <= most:
            return self._say(self.sentences.samlet, fra=_shown(least), til=_shown(most))
        return None

    def _check_item(self, nr: int, item: object) -> str | None:
        if item is None:
            return None
        if not _is_number(item):
            return self._say(self.sentences.tal)
        if not self.fra <= item <= self.til:
            return self._say(self.sentences.interval, nr=nr)
        if self.heltal and item != int(item):
            return self._say(self.sentences.heltal, nr=nr)
        return None

    def _say(self, sentence: str, **facts: object) -> str:
        known = {"navn": self.navn, "antal": self.antal, "fra": _shown(self.fra), "til": _shown(self.til)}
        return sentence.format(**{**known, **facts})


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _shown(number: float) -> str:
    return f"{number:g}".replace(".", ",")
