"""Letters as values: the wording a municipality owns, the facts a case gives, and who writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

FactValue: TypeAlias = (
    "str | int | float | bool | date | datetime | Sequence[FactValue] | Mapping[str, FactValue] | None"
)
Facts: TypeAlias = Mapping[str, FactValue]


class Reader(StrEnum):
    """Who a letter is for; decides tone, channel and what may stand in it."""

    BORGER = "borger"
    UDFOERER = "udfoerer"
    KILDE = "kilde"
    JOURNAL = "journal"  # stays in the case and is never sent


@dataclass(frozen=True)
class Wording:
    """One letter's Danish text as the municipality has adopted it.

    `body` is Markdown with Jinja placeholders; `placeholders` names every fact it may use and
    `required_parts` the headings or phrases that law or the municipality demands (lov.md § 2).
    `version` is the shipped number, and with a municipality's own words in it also a mark of those words: "2+1f0c9a3e".
    `titles` has what the letter is called to readers who are not to read the title of `reader`.
    """

    slug: str
    version: str
    title: str
    reader: Reader
    body: str
    hjemmel: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    required_parts: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)

    def title_to(self, laeser: str) -> str:
        """What the letter is called to this reader."""
        return self.titles.get(laeser, self.title)


@dataclass(frozen=True)
class LetterImage:
    """A picture of the municipality's own: an SVG or PNG file's content, what it shows in words, and its size on paper."""

    content: bytes = field(repr=False)
    is_svg: bool
    alt: str
    width_mm: int


@dataclass(frozen=True)
class Letterhead:
    """The sender as it stands on every letter."""

    kommune: str
    afdeling: str
    adresse: tuple[str, ...]
    telefon: str
    telefontid: str
    email: str
    web: str
    cvr: str
    privatliv: str
    farve: str = "#1f4e5f"
    logo: LetterImage | None = None
    underskrift: LetterImage | None = None


@dataclass(frozen=True)
class Recipient:
    """Who the envelope is for: the name and address lines, empty when only digital."""

    name: str
    address: tuple[str, ...] = field(default=())
