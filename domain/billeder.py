"""Pictures in letters and on pages: which there are, the words that must be known for each, and how much one shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Billedslags(StrEnum):
    """What a picture shows; its data carries this in `slags`."""

    FREMGANG = "fremgang"
    NETVAERK = "netvaerk"
    TIDSLINJE = "tidslinje"


class Sektor(StrEnum):
    """The four fields of a netværkskort."""

    FAMILIE = "familie"
    VENNER = "venner"
    FAGPERSONER = "fagpersoner"
    ARBEJDE_FRITID = "arbejde_fritid"


class KontaktNu(StrEnum):
    """How often the two are in touch now: the ring in which the person stands, nearest first."""

    OFTE = "ofte"
    SJAELDENT = "sjaeldent"
    AFBRUDT = "afbrudt"


class Stemning(StrEnum):
    GOD = "god"
    BLANDET = "blandet"
    SVAER = "svaer"


class Trintilstand(StrEnum):
    """Where a step of the timeline stands."""

    GJORT = "gjort"
    I_GANG = "i_gang"
    NAESTE = "naeste"


BORGER: Final = "borger"  # the reader to whom a picture says "du"
SAG: Final = "sag"  # the reader who works with the case

_CURVE: Final = ("titel", "hvem", "antal", "foerst", "foerst_dag", "senest", "senest_dag", "retning", "bedre")
# Every word on a picture by its key, and what may be filled into it.
PICTURE_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        key: frozenset(facts)
        for key, facts in {
            "maaneder_kort": (),
            "fremgang.maal": ("nr", "tekst"),
            "fremgang.instrument": ("maaler", "navn"),
            "fremgang.hoej": (),
            "fremgang.lav": (),
            "fremgang.steget": (),
            "fremgang.faldet": (),
            "fremgang.uaendret": (),
            "fremgang.hvem_borger.borger": (),
            "fremgang.hvem_borger.sag": (),
            "fremgang.hvem_udfoerer.borger": (),
            "fremgang.hvem_udfoerer.sag": (),
            "fremgang.hvem_sagsbehandler.borger": (),
            "fremgang.hvem_sagsbehandler.sag": (),
            "fremgang.hvem_maaling": (),
            "fremgang.foerst": ("dag",),
            "fremgang.senest": ("dag",),
            "fremgang.punkt": ("nr",),
            "fremgang.alt_start": (),
            "fremgang.alt_kurve": _CURVE,
            "fremgang.alt_en": _CURVE,
            "fremgang.alt_graense": ("tal", "tekst"),
            "fremgang.alt_profil": ("titel", "foerst_dag", "senest_dag", "punkter"),
            "fremgang.alt_profil_en": ("titel", "senest_dag", "punkter"),
            "fremgang.alt_punkt": ("punkt", "foerst", "senest"),
            "fremgang.alt_punkt_en": ("punkt", "senest"),
            "fremgang.flere": ("antal",),
            "netvaerk.midt.borger": ("navn",),
            "netvaerk.midt.sag": ("navn",),
            **{f"netvaerk.sektor_{sektor}": () for sektor in Sektor},
            **{f"netvaerk.ring_{kontakt}": () for kontakt in KontaktNu},
            **{f"netvaerk.streg_{stemning}": () for stemning in Stemning},
            "netvaerk.streg_ukendt": (),
            "netvaerk.oensket.borger": (),
            "netvaerk.oensket.sag": (),
            "netvaerk.ingen": (),
            "netvaerk.flere": ("antal",),
            "netvaerk.alt_start.borger": ("navn", "antal"),
            "netvaerk.alt_start.sag": ("navn", "antal"),
            "netvaerk.alt_sektor": ("sektor", "personer"),
            "netvaerk.alt_person": ("navn", "relation", "kontakt", "mere"),
            **{f"tidslinje.{tilstand}": () for tilstand in Trintilstand},
            "tidslinje.fra_til": ("fra", "til"),
            "tidslinje.fra": ("fra",),
            "tidslinje.senest": ("til",),
            "tidslinje.uden_dato": (),
            "tidslinje.hvem": ("hvem",),
            **{
                f"tidslinje.trin_{trin}.{til}": facts
                for til in (BORGER, SAG)
                for trin, facts in {
                    "ansoegning": ("navn",),
                    "svar": ("navn",),
                    "hjaelp": ("navn",),
                    "opfoelgning_holdt": (),
                    "venter": ("navn",),
                    "moede": ("navn",),
                    "svar_kommer": ("navn",),
                    "opfoelgning": (),
                }.items()
            },
            "tidslinje.alt_start": (),
            "tidslinje.alt_gruppe": ("gruppe", "trin"),
        }.items()
    }
)


@dataclass(frozen=True)
class Billeder:
    """What the municipality has decided of pictures: their words, and how much of a kind one of them shows."""

    ord: Mapping[str, str] = field(default_factory=dict)
    flest_kurver: int = 1
    flest_i_felt: int = 1
    flest_trin: int = 1
    graenser_til_borger: bool = False

    def say(self, key: str, **facts: object) -> str:
        """The word with its facts filled in."""
        return self.ord[key].format(**facts)

    def say_to(self, reader: str, key: str, **facts: object) -> str:
        """The word as it is said to that reader."""
        return self.say(f"{key}.{reader}", **facts)
