"""Who is guardian for a citizen, what the guardianship covers, and which letters they get a copy of."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from domain.case import Kanal


class VaergeArt(StrEnum):
    """Under which paragraf of værgemålsloven somebody is guardian; it is shown, and decides nothing."""

    VAERGEMAAL = "paragraf_5"
    FRATAGET = "paragraf_6"
    SAMVAERGE = "paragraf_7"


class VaergeOmfang(StrEnum):
    """What the guardianship is about."""

    PERSONLIGE = "personlige"
    OEKONOMISKE = "oekonomiske"
    BEGGE = "begge"


class Kopi(StrEnum):
    """What becomes of a letter to a citizen who has a guardian."""

    INGEN = "ingen"
    SENDES = "sendes"
    UVIST = "uvist"


@dataclass(frozen=True)
class Vaergevej:
    """How a guardian is reached; `nummer` is a CPR or CVR number, and `adresse` has its lines with newlines between."""

    digital_post: bool | None = None
    nummer: str | None = field(default=None, repr=False)
    adresse: str | None = field(default=None, repr=False)

    @property
    def kanal(self) -> Kanal | None:
        """The way a letter goes; None where nobody has said it: then nothing is sent, and nothing is guessed."""
        if self.digital_post and self.nummer:
            return Kanal.DIGITAL_POST
        return Kanal.FYSISK_POST if self.adresse and self.adresse.strip() else None


@dataclass(frozen=True)
class Vaergekort:
    """What is known of the guardian; `kanal` is None where they cannot be reached."""

    navn: str
    art: VaergeArt | None
    omfang: VaergeOmfang | None
    kanal: Kanal | None


@dataclass(frozen=True)
class Vaergepost:
    """What a municipality has decided about copies: `altid` go to every guardian, `kun_borgeren` to none.

    So do letters about the kinds of meetings in `altid_moeder`: the call, another time, and that it is called off.

    `oekonomiske` are the paragraffer whose help is money; `titel` and `besked` stand first in the copy.
    """

    altid: AbstractSet[str]
    altid_moeder: AbstractSet[str]
    kun_borgeren: AbstractSet[str]
    oekonomiske: AbstractSet[str]
    titel: str
    besked: str


@dataclass(frozen=True)
class Emne:
    """What a letter is about, as far as it decides who gets a copy: the help it concerns, and the kind of its meeting."""

    brev: str
    paragraf: str | None = None
    moede: str | None = None


def copy_of(about: Emne, known: Vaergekort | None, post: Vaergepost) -> Kopi:
    """Whether the guardian gets a copy; UVIST where the one who could get it is known too little of."""
    if known is None or about.brev in post.kun_borgeren:
        return Kopi.INGEN
    if about.brev not in post.altid and about.moede not in post.altid_moeder:
        if known.omfang is None:
            return Kopi.UVIST
        if known.omfang is VaergeOmfang.OEKONOMISKE and about.paragraf not in post.oekonomiske:
            return Kopi.INGEN
    return Kopi.UVIST if known.kanal is None else Kopi.SENDES
