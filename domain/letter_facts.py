"""What a letter may be given: the fact names of each slug, and the fixed words that it is set with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from domain.billeder import Billeder
from domain.letters import Letterhead

COMMON_FACTS: Final = frozenset({"dato", "sagsnr", "borger", "sagsbehandler", "laeser"})
# Any letter may ask for these; they are gathered for one that does.
PICTURE_FACTS: Final = frozenset({"fremgang", "netvaerk", "tidslinje"})
WRITTEN: Final = "ord"  # the caseworker's own words, by field: config/skrevne_breve.toml
SENDER_FACT: Final = "afsender"  # the letterhead: the composer gives it, no caller does
LETTER_FILTERS: Final = frozenset({"opremsning", "ugedag", "length"})

_AFGOERELSE: Final = (
    "paragraf",
    "navn",
    "ansoegt",
    "regel",
    "hovedhensyn",
    "fakta",
    "omfang",
    "omfang_foer",
    "ikke_bevilget",
    "aendret_siden",
    "anden_hjaelp",
    "borgerens_syn",
    "egenbetaling",
    "udfoerervalg",
    "oensker",
    "partshoeringer",
    "handleplan",
    "udfoerere",
    "naeste_opfoelgning",
    "foerste_opfoelgning",
    "virkning_fra",
    "slut",
    "bestilles",
    "naeste_nyt",
    "hoejst",
    "varsling",
    "kan_klages",
    "opsaettende",
    "klage_uger",
)

_OWN_FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "kvittering": ("henvendelse", "ansoegninger", "akut", "naeste_nyt"),
    "indkaldelse": ("moede", "vaerge"),
    "moede_flyttet": ("moede", "foer", "grund"),
    "moede_aflyst": ("moede", "grund"),
    "indkaldelse_opfoelgning": ("opfoelgning_dato", "moede", "oensker", "maal", "udfoerere", "vaerge"),
    "ventebrev": ("fase_ord", "gjort", "venter_paa", "naeste_nyt", "ansoegninger", "udfoerer"),
    "forlaenget_svarfrist": ("ansoegning", "ny_dato", "venter_paa"),
    "samtykke": ("ansoegninger",),
    "indhentning": ("kilde", "oplysninger", "samtykke", "svar_senest"),
    "rykker_oplysninger": ("kilde", "oplysninger", "samtykke", "spurgt", "svar_senest"),
    "partshoering": ("oplysning", "svar_senest", "svar_dage", "ansoegninger"),
    "afgoerelse_bevilling": _AFGOERELSE,
    "afgoerelse_delvis": _AFGOERELSE,
    "afgoerelse_afslag": _AFGOERELSE,
    "afgoerelse_nedsaettelse": _AFGOERELSE,
    "afgoerelse_ophoer": _AFGOERELSE,
    "handleplan": (
        WRITTEN,
        "oensker",
        "maal",
        "ressourcer",
        "bekraeftet",
        "koordinator",
        "koordinator_telefon",
        "opfoelgning_dato",
        "indsatser",
    ),
    "bestilling": (
        "bestilling",
        "udfoerer",
        "oensker",
        "maal",
        "ressourcer",
        "uddrag",
        "hjaelpere",
        "kontakt",
        "kvittering_senest",
        "start_dage",
        "status_dage",
        "samtykker",
        "har_niveau",
    ),
    "statusanmodning": ("bestilling", "udfoerer", "maal", "status_senest", "opfoelgning_dato"),
    "klagekvittering": ("klage", "afgoerelse"),
    "genvurdering": ("klage", "afgoerelse", "begrundelse", "resultat", "klage_uger"),
    "aktindsigt": ("anmodet", "dokumenter", "klage_uger"),
    "aktindsigt_forsinket": ("anmodet", "forventet", "frist"),
    "afslutning": ("grund", "maal"),
    "forventningsafstemning": (WRITTEN, "oensker"),
    "tidslinje": (WRITTEN,),
    "forberedelsesark": (WRITTEN, "naeste_moede"),
    "metodekort": (WRITTEN,),
    "netvaerkskort": (WRITTEN,),
    "sagsoverblik": (WRITTEN, "ansoegninger", "aktoerer", "samtykker", "indsatser"),
    "udredning": (WRITTEN, "henvendelser", "oensker", "temaer", "kilder", "bekraeftet"),
    "faglig_vurdering": (WRITTEN, "ansoegninger", "oensker", "temaer", "maal", "kilder"),
    "samlet_plan": (WRITTEN, "modtager", "oensker", "maal", "indsatser", "opfoelgning_dato"),
    "mundtligt_svar": (WRITTEN, "mundtligt"),
    "vejen_videre": (WRITTEN, "oensker"),
    "p82_hjaelp": (WRITTEN, "p82", "ansoegninger"),
    "henvisning": (WRITTEN,),
    "begrundelse": ("anmodet", "tekst", "afgoerelser", "klage_uger"),
    "rolleliste": (WRITTEN, "modtager", "oensker", "opfoelgning_dato"),
    "kontaktoversigt": (WRITTEN, "hjaelpere"),
    "logbog": (
        WRITTEN,
        "modtager",
    ),
    "behov_kvittering": ("behov", "svar_senest", "modtager"),
    "maal_svar": (
        WRITTEN,
        "modtager",
    ),
    "opfoelgningsnotat": (
        WRITTEN,
        "modtager",
        "opfoelgning",
        "oensker",
        "maal_syn",
        "statusser",
        "opfoelgning_dato",
    ),
    "nedtrapningsplan": (WRITTEN, "modtager", "oensker", "opfoelgning_dato"),
    "netvaerksmoede": (WRITTEN, "modtager"),
    "aftaleliste": (
        WRITTEN,
        "modtager",
    ),
    "kontaktperson_svar": (
        WRITTEN,
        "modtager",
    ),
    "foelgebrev": (WRITTEN, "modtager", "klage", "afgoerelse", "akter"),
    "aktindsigt_delvis": ("anmodet", "dokumenter", "undtaget", "klage_uger"),
    "udskrivning": (WRITTEN, "udskrivning", "modtager", "hjaelpere"),
    "hjemkomst": (WRITTEN, "modtager"),
    "oversendelse": (WRITTEN, "modtager", "skift", "oversendte", "indsatser"),
    "boform": (WRITTEN, "optagelse", "modtager"),
    "brud_besked": (WRITTEN, "brud"),
    "indsigt": (WRITTEN, "indsigt"),
    "indsigt_forlaenget": ("indsigt",),
    "selvevaluering_sammenligning": (WRITTEN, "modtager"),
    "selvevaluering": (WRITTEN, "modtager"),
    "strategiplan": (WRITTEN,),
    "medicindagbog": (WRITTEN,),
    "konsultationsark": (WRITTEN,),
    "sundhedsplan": (WRITTEN, "modtager"),
    "sundhedssamtale": (WRITTEN, "modtager"),
    "flytteplan": (WRITTEN, "modtager", "koordinator"),
    "laeringsplan": (WRITTEN, "modtager"),
    "tryghedsplan": (WRITTEN, "modtager"),
    "trivselsplan": (WRITTEN, "modtager"),
    "faelles_dagbog": (WRITTEN, "modtager", "maal"),
    "hjaelp_pjece": (WRITTEN,),
    "kontaktperson_oenske": (WRITTEN, "hjaelpere"),
    "maal_oenske": (WRITTEN, "modtager", "maal"),
    "behov_besked": (WRITTEN, "modtager"),
    "indsatsplan": (
        WRITTEN,
        "modtager",
        "oensker",
        "maal",
        "ressourcer",
        "koordinator",
        "indsatsplan_senest",
    ),
}

LETTER_FACTS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {slug: COMMON_FACTS | frozenset(names) for slug, names in _OWN_FACTS.items()}
)


@dataclass(frozen=True)
class LetterLabels:
    """The fixed Danish words around a letter's text: labels, months, weekdays, reasons."""

    dato: str
    sagsnr: str
    kontakt: str
    telefon: str
    email: str
    cvr: str
    privatliv: str
    side: str
    og: str
    den: str
    kl: str
    maaneder: tuple[str, ...]
    ugedage: tuple[str, ...]
    mangler: str
    kan_ikke_vises: str
    # Beside the words of the text: they take no part in telling two sets of labels apart.
    billeder: Billeder = field(default_factory=Billeder, compare=False)


@dataclass(frozen=True)
class LabelledLetterhead(Letterhead):
    """The sender, with whom to ask about data protection and the words that a letter is set with."""

    databeskyttelse: str = ""
    etiketter: LetterLabels = field(kw_only=True)
