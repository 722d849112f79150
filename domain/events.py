"""What can happen in a case: the vocabulary of the rules' clocks and of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Event(StrEnum):
    """Each name says what has happened; the rules in config/deadlines.toml use the same words."""

    # sagsåbning
    HENVENDELSE_MODTAGET = "henvendelse_modtaget"
    ANSOEGNING_MODTAGET = "ansoegning_modtaget"
    ANSOEGNING_TRUKKET = "ansoegning_trukket"
    ANSOEGNING_HJEMVIST = "ansoegning_hjemvist"
    SAGSAABNING_AFKLARET = "sagsaabning_afklaret"
    SAG_OMFORDELT = "sag_omfordelt"
    HANDLEKOMMUNE_SKIFTET = "handlekommune_skiftet"
    BORGER_RETTET = "borger_rettet"
    # phases and checklist
    FASE_STARTET = "fase_startet"
    FASE_AFSLUTTET = "fase_afsluttet"
    FASE = "fase"
    PUNKT_LUKKET = "punkt_lukket"
    PUNKT_FRAVALGT = "punkt_fravalgt"
    PORT_TILSIDESAT = "port_tilsidesat"
    SAG_AFSLUTTET = "sag_afsluttet"
    SAG_GENAABNET = "sag_genaabnet"
    DOEDSFALD = "doedsfald"
    # contact and meetings
    KONTAKT_MED_BORGER = "kontakt_med_borger"
    KONTAKT_MED_BORGER_REGISTRERET = "kontakt_med_borger_registreret"
    KONTAKT_REGISTRERET = "kontakt_registreret"
    MOEDE_INDKALDT = "moede_indkaldt"
    MOEDE_FLYTTET = "moede_flyttet"
    MOEDE_AFLYST = "moede_aflyst"
    MOEDE_AFHOLDT = "moede_afholdt"
    # sagsoplysning and sagsvurdering
    OENSKE_REGISTRERET = "oenske_registreret"
    SAMTYKKE_GIVET = "samtykke_givet"
    SAMTYKKE_TRUKKET_TILBAGE = "samtykke_trukket_tilbage"
    UNDTAGELSE_REGISTRERET = "undtagelse_registreret"
    OPLYSNINGER_INDHENTES = "oplysninger_indhentes"
    OPLYSNINGER_MODTAGET = "oplysninger_modtaget"
    OPLYSNINGER_OPGIVET = "oplysninger_opgivet"
    TEMA_VURDERET = "tema_vurderet"
    RESSOURCER_BEKRAEFTET = "ressourcer_bekraeftet"
    CARE_GENNEMGAAET = "care_gennemgaaet"
    MAAL_SAT = "maal_sat"
    MAAL_VURDERET = "maal_vurderet"
    NETVAERK_REGISTRERET = "netvaerk_registreret"
    NETVAERKSPERSON_FJERNET = "netvaerksperson_fjernet"
    HANDLEPLAN_TILBUDT = "handleplan_tilbudt"
    HANDLEPLAN_OENSKET = "handleplan_oensket"
    HANDLEPLAN_AFSLAAET = "handleplan_afslaaet"
    HANDLEPLAN_AKTIV = "handleplan_aktiv"
    MAALING_REGISTRERET = "maaling_registreret"
    # afgørelse and what follows from it
    PARTSHOERING_STARTET = "partshoering_startet"
    PARTSHOERINGSSVAR_MODTAGET = "partshoeringssvar_modtaget"
    AFGOERELSE_TRUFFET = "afgoerelse_truffet"
    MUNDTLIGT_MEDDELT = "mundtligt_meddelt"
    BEGRUNDELSE_ANMODET = "begrundelse_anmodet"
    BEGRUNDELSE_GIVET = "begrundelse_givet"
    HJAELP_SAT_NED = "hjaelp_sat_ned"
    NEDTRAPNING_KONTAKT = "nedtrapning_kontakt"
    KLAGE_MODTAGET = "klage_modtaget"
    GENVURDERING_SENDT = "genvurdering_sendt"
    KLAGE_STAAR_VED_MAGT = "klage_staar_ved_magt"
    DELVIST_MEDHOLD_AFGJORT = "delvist_medhold_afgjort"
    DELVIST_MEDHOLD_BESVARET = "delvist_medhold_besvaret"
    AKTINDSIGT_ANMODET = "aktindsigt_anmodet"
    AKTINDSIGT_GIVET = "aktindsigt_givet"
    # the citizen's own data (GDPR)
    GDPR_INDSIGT_ANMODET = "gdpr_indsigt_anmodet"
    GDPR_INDSIGT_FORLAENGET = "gdpr_indsigt_forlaenget"
    GDPR_INDSIGT_GIVET = "gdpr_indsigt_givet"
    KOPI_UDLEVERET = "kopi_udleveret"
    BRUD_OPDAGET = "brud_opdaget"
    BRUD_ANMELDT = "brud_anmeldt"
    # bestilling and opfølgning
    BESTILLING_OPRETTET = "bestilling_oprettet"
    BESTILLING_SENDT = "bestilling_sendt"
    BESTILLING_KVITTERET = "bestilling_kvitteret"
    BESTILLING_AFVIST = "bestilling_afvist"
    INDSATS_STARTET = "indsats_startet"
    INDSATS_AFSLUTTET = "indsats_afsluttet"
    INDSATSPLAN_MODTAGET = "indsatsplan_modtaget"
    STATUS_MODTAGET = "status_modtaget"
    OPFOELGNING_PLANLAGT = "opfoelgning_planlagt"
    OPFOELGNING_HOLDT = "opfoelgning_holdt"
    AENDRET_BEHOV_MELDT = "aendret_behov_meldt"
    AENDRET_BEHOV_VURDERET = "aendret_behov_vurderet"
    UDSKRIVNING_VARSLET = "udskrivning_varslet"
    OPTAGET_PAA_BOFORM = "optaget_paa_boform"
    ORIENTERING_MODTAGET = "orientering_modtaget"
    # cadences
    KADENCE_STARTET = "kadence_startet"
    KADENCE_NAESTE = "kadence_naeste"
    KADENCE_HOLDT = "kadence_holdt"
    KADENCE_NAAET = "kadence_naaet"
    KADENCE_JUSTERET = "kadence_justeret"
    KADENCE_STOPPET = "kadence_stoppet"
    UDFOERERKADENCE_STARTET = "udfoererkadence_startet"
    UDFOERERKADENCE_STOPPET = "udfoererkadence_stoppet"
    # letters
    BREV_KLADDE = "brev_kladde"
    BREV_BORTFALDET = "brev_bortfaldet"
    BREV_SPARET = "brev_sparet"
    BREV_RETTET_I_WORD = "brev_rettet_i_word"
    BREV_WORD_FORTRUDT = "brev_word_fortrudt"
    BREV_GODKENDT = "brev_godkendt"
    BREV_SENDT = "brev_sendt"
    BREV_MODTAGET = "brev_modtaget"
    BREV_FEJLET = "brev_fejlet"
    BREV_IKKE_MODTAGET = "brev_ikke_modtaget"
    BREV_AD_ANDEN_VEJ = "brev_ad_anden_vej"
    BREV_TIL_PRINT = "brev_til_print"
    POST_MELDT = "post_meldt"
    BREV_GEMT = "brev_gemt"
    POST_MODTAGET = "post_modtaget"
    # deadlines and their ladders
    FRIST_STARTET = "frist_startet"
    FRIST_SLUT = "frist_slut"
    FRIST_FLYTTET = "frist_flyttet"
    FRIST_HAANDTERET = "frist_haandteret"
    FRIST_UDSKUDT = "frist_udskudt"
    FRIST_GENOPTAGET = "frist_genoptaget"
    PAAMINDET = "paamindet"
    ESKALERET = "eskaleret"
    OPGAVE_STILLET = "opgave_stillet"
    OPGAVE_LUKKET = "opgave_lukket"
    # the house itself
    FRAVAER_REGISTRERET = "fravaer_registreret"
    EFFEKT_FEJLET = "effekt_fejlet"
    REGLER_INDFOERT = "regler_indfoert"
    REGLER_AENDRET_UDEN_OM = "regler_aendret_uden_om"
    KALENDER_INDFOERT = "kalender_indfoert"
    KALENDER_AENDRET_UDEN_OM = "kalender_aendret_uden_om"


RULE_EVENTS = frozenset(event.value for event in Event)

Refs = Mapping[str, str | int]


# What a reader may see of what a deadline is about: words, never a row's number.
_NAMED = ("paragraf", "kilde", "udfoerer", "fase")


def named_in(refs: Mapping[str, Any]) -> dict[str, str]:
    """What the refs say in words of their own: which paragraf, source, udfører or phase."""
    return {key: str(refs[key]) for key in _NAMED if key in refs}


def refs_agree(ours: Refs, theirs: Refs) -> bool:
    """True where the two are about the same thing: what both name, they name alike."""
    return all(theirs[key] == value for key, value in ours.items() if key in theirs)


@dataclass(frozen=True)
class Moment:
    """Something that happened, as the clocks see it.

    `refs` say which application, source, bestilling ... it is about; `keys` choose an entry in a rule's
    table of durations; `dates` give a rule the date people agreed on; `starts` is False where it may
    only end deadlines. `at` is when it happened where that was before it was told of (a letter that
    was opened the day after it came): the clocks count from there.
    """

    event: Event
    om: str | None = None
    refs: Refs = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    dates: Mapping[str, date] = field(default_factory=dict)
    starts: bool = True
    at: datetime | None = None
