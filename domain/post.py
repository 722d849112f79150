"""How letters leave the house and what the post says back: the municipality's settings, and the words for both."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal


class MemoForm(StrEnum):
    """Whether a digital letter is written as MeMo: beside its PDF, Word file and envelope, instead of the two, or not."""

    VED_SIDEN = "ved_siden"
    ALENE = "alene"
    INGEN = "ingen"


class Poststatus(StrEnum):
    """What the post says of a letter, in the order that it comes about."""

    UNDERVEJS = "undervejs"
    AFSENDT = "afsendt"
    AFLEVERET = "afleveret"
    FEJLET = "fejlet"

    @property
    def rank(self) -> int:
        return list(Poststatus).index(self)


@dataclass(frozen=True)
class Emne:
    """A subject in KL's emnesystematik."""

    noegle: str
    titel: str


@dataclass(frozen=True)
class Kle:
    """The edition of KL's emnesystematik, and the subject of the help by paragraf."""

    version: str
    facet: str | None
    emner: Mapping[str, Emne]


@dataclass(frozen=True)
class Repraesentant:
    """On whose behalf the municipality sends (MeMo 1.2)."""

    cvr: str
    navn: str


@dataclass(frozen=True)
class MemoPost:
    """What stands on every MeMo message; nothing in it says what the letter is about."""

    version: Literal["1.1", "1.2"]
    form: MemoForm
    sagssystem: str
    overskrift: str
    advis: str
    filnavn: str
    posttype: str
    svar: bool
    obligatorisk: bool
    forkyndelse: bool
    kontaktpunkt: str | None
    repraesentant: Repraesentant | None
    kle: Kle | None


@dataclass(frozen=True)
class Moedepost:
    """How a meeting stands in the reader's calendar."""

    minutter: int
    kalendertekst: str
    knap: str
    kalenderfil_i_memo: bool


@dataclass(frozen=True)
class Kvitteringer:
    """What the post's own words mean, and whether a digital letter waits for them before it counts as received."""

    afventes: bool
    senest_hverdage: int
    ukendt_doegn: int
    status: Mapping[str, Poststatus]


@dataclass(frozen=True)
class Post:
    memo: MemoPost
    moede: Moedepost
    kvittering: Kvitteringer


@dataclass(frozen=True)
class Moedetid:
    """The meeting that a letter is about: what a calendar needs, and no word about why it is held."""

    noegle: str
    sekvens: int
    aendret: datetime
    start: datetime
    slut: datetime
    sted: str | None = field(repr=False)
    aflyst: bool = False


@dataclass(frozen=True)
class Postmelding:
    """One thing the post has said of one letter, at `tid`; `kode` is the post's own, never a text."""

    besked_id: str
    status: Poststatus
    tid: datetime
    kode: str | None = None


def besked_id(key: str) -> str:
    """The id under which the post knows the letter: shaped as UUID version 4, and always the same for the key."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"besked:{key}".encode()).digest()[:16], version=4))
