"""What people may do in a random life, and in which order it belongs; what the rules refuse changes nothing."""

from datetime import date, timedelta
from typing import Any

from tests.builders import BEGRUNDELSE, BORGER

# A name and its fields; a span of time stands for the day that lies so far from today.
Deed = tuple[str, dict[str, Any]]
AFTALT = {
    "vigtigt": "Skriv til mig.",
    "loefter": "Jeg svarer.",
    "kontakt": "Vi skriver.",
    "ses_igen": "12. marts 2026",
}
TIL_BIRKEN = {"udfoerer": "birken"}
DEEDS: tuple[Deed, ...] = (
    # sagsåbning
    ("modtag_henvendelse", {"borger": BORGER, "ansoegt": ["104"]}),
    ("modtag_ansoegning", {"paragraf": "83"}),
    ("modtag_ansoegning", {"paragraf": "82 b"}),
    ("traek_ansoegning", {"paragraf": "85"}),
    ("afklar_sagsaabning", {"note": "Borgeren bor her."}),
    ("registrer_kontakt", {}),
    ("ret_borger", {"digital_post": False}),
    ("ret_borger", {"digital_post": True}),
    ("ret_borger", {"vaerge": "Vita Værgesen"}),
    ("ret_borger", {"vaerge": "Vita Værgesen", "vaerge_omfang": "begge", "vaerge_adresse": "Vej 1\n9990 By"}),
    ("ret_borger", {"vaerge_ophoert": True}),
    # sagsoplysning
    ("registrer_oenske", {"tekst": "Jeg vil kunne handle selv."}),
    ("luk_punkt", {"punkt": "P1-SA-01"}),
    ("fravaelg_punkt", {"punkt": "P1-SA-02", "grund": "Borgeren ønsker det ikke."}),
    ("luk_alle_punkter", {}),
    ("giv_samtykke", {"fra": "egen læge", "oplysninger": "medicin"}),
    ("traek_samtykke_tilbage", {"fra": "egen læge"}),
    (
        "registrer_undtagelse",
        {
            "fra": "egen læge",
            "hjemmel": "RSL § 11 c",
            "grund": "Fare.",
            "til_dato": timedelta(days=9),
            "by": "leder1",
        },
    ),
    ("indhent", {"fra": "egen læge", "oplysninger": "medicin"}),
    ("modtag_oplysninger", {"fra": "egen læge"}),
    ("opgiv_oplysninger", {"fra": "egen læge"}),
    ("indkald_moede", {"art": "foerste_samtale"}),
    ("afhold_moede", {"art": "foerste_samtale"}),
    ("flyt_moede", {"art": "foerste_samtale", "tidspunkt": "2026-03-02T10:00:00"}),
    ("aflys_moede", {"art": "foerste_samtale", "grund": "Borgeren er syg."}),
    ("registrer_netvaerk", {"navn": "Søs Prøvesen", "sektor": "familie", "kontakt": "ofte"}),
    ("fjern_netvaerksperson", {"navn": "Søs Prøvesen", "sektor": "familie"}),
    ("vurder_tema", {"tema": "Praktiske opgaver", "niveau": 2}),
    # sagsvurdering
    ("bekraeft_ressourcer", {}),
    ("gennemgaa_care", {}),
    ("saet_maal", {"maal": "Jeg handler selv.", "oenske": 1}),
    ("vurder_maal", {"maal": 1, "tal": 5}),
    ("tilbyd_handleplan", {}),
    ("svar_handleplan", {"svar": "ja"}),
    ("aktiver_handleplan", {}),
    ("partshoer", {"oplysning": "Du bor hos en ven."}),
    ("modtag_partshoeringssvar", {"svar": "Det er rigtigt."}),
    # sagens gang
    *(("gaa_til", {"fase": fase}) for fase in ("sagsoplysning", "sagsvurdering", "afgoerelse", "bestilling")),
    ("tilsidesaet_port", {"port": "G5", "grund": "CARe er uden mening her.", "by": "leder1"}),
    ("afslut_sag", {}),
    ("genaabn", {}),
    ("registrer_doedsfald", {}),
    ("skift_handlekommune", {"kommune": "Nabokommunen"}),
    # afgørelse
    ("meddel_mundtligt", {}),
    *(
        ("traef_afgoerelse", {"paragraf": "85", "udfald": udfald, **BEGRUNDELSE})
        for udfald in ("bevilling", "afslag", "nedsaettelse")
    ),
    ("anmod_begrundelse", {}),
    ("giv_begrundelse", {"tekst": "Du får støtte i hverdagen."}),
    ("erstat_med_word", {"brev": "indkaldelse"}),
    ("skriv_brev", {"brev": "metodekort", "ord": {}}),
    ("skriv_brev", {"brev": "forventningsafstemning", "ord": AFTALT}),
    ("meld_postsvar", {"brev": "indkaldelse", "svar": "kom_retur"}),
    ("meld_postsvar", {"brev": "kvittering", "svar": "kom_frem"}),
    ("meld_postsvar", {"brev": "indkaldelse", "svar": "kom_retur", "til": "vaerge"}),
    ("meld_postsvar", {"brev": "afgoerelse_afslag", "svar": "kom_retur", "til": "vaerge"}),
    *(
        ("godkend_brev", {"brev": brev})
        for brev in (
            "indkaldelse",
            "indhentning",
            "partshoering",
            "afgoerelse_bevilling",
            "afgoerelse_afslag",
            "klagekvittering",
        )
    ),
    ("send_brev_igen", {"brev": "kvittering"}),
    # klage
    ("modtag_klage", {}),
    ("send_genvurdering", {"resultat": "fastholdt"}),
    ("send_genvurdering", {"resultat": "delvist"}),
    ("svar_delvist_medhold", {"fasthold": "ja"}),
    ("hjemvis", {}),
    # bestilling
    ("opret_bestilling", {**TIL_BIRKEN, "paragraf": "85", "koordinator": "sb1"}),
    ("send_bestilling", {}),
    ("kvitter_bestilling", {"svar": "ja"}),
    ("kvitter_bestilling", {"svar": "nej"}),
    ("start_indsats", {}),
    ("modtag_indsatsplan", {}),
    ("afslut_indsats", {}),
    # opfølgning
    ("modtag_status", {"fra": "birken", "tekst": "Det går."}),
    ("registrer_maaling", {"instrument": "ors", "vaerdi": [4.0, 5.5, 6.0, 5.0]}),
    ("hold_opfoelgning", {"udfald": "fortsaet", "uden_status": "Birken har ferie."}),
    ("hold_opfoelgning", {"udfald": "juster", "uden_status": "Birken har ferie."}),
    ("meld_aendret_behov", {"fra": "borger", "tekst": "Det er svært."}),
    ("meld_aendret_behov", {"fra": "udfoerer", "tekst": "Det er svært.", "akut": True}),
    ("vurder_aendret_behov", {"udfald": "inden_for_bevilling"}),
    ("vurder_aendret_behov", {"udfald": "ny_vurdering"}),
    ("varsle_udskrivning", {"afdeling": "P4"}),
    ("registrer_optagelse", {"boform": "Herberget"}),
    ("modtag_orientering", {}),
    ("kontakt_efter_nedtrapning", {"note": "Det går."}),
    # kadencer
    ("start_kadence", {"kadence": "fit"}),
    ("start_kadence", {"kadence": "sundhedstjek", "foerste": timedelta(days=60)}),
    ("hold_kadence", {"kadence": "fit"}),
    ("juster_kadence", {"kadence": "fit", "naeste": timedelta(days=5)}),
    ("stop_kadence", {"kadence": "fit", "grund": "Borgeren siger nej tak."}),
    ("start_kadence_for_udfoerer", {**TIL_BIRKEN, "kadence": "teammoede", "by": "leder1"}),
    ("stop_kadence_for_udfoerer", {**TIL_BIRKEN, "kadence": "teammoede", "by": "leder1"}),
    # indsigt og databeskyttelse
    ("anmod_aktindsigt", {}),
    ("giv_aktindsigt", {}),
    ("anmod_indsigt", {}),
    ("giv_indsigt", {}),
    ("forlaeng_indsigt", {"grund": "Der er mange bilag."}),
    ("modtag_post", {"slags": "scan", "fra": "borger"}),
    ("udlever_kopi", {}),
    ("meld_brud", {"note": "Et brev kom til en nabo."}),
    ("anmeld_brud", {}),
    # frister, opgaver og folk
    ("tag_haand_om", {"frist": "fase_tid", "note": "Vi mødes på fredag."}),
    ("tag_haand_om", {"frist": "svarfrist", "note": "Afgørelsen skrives nu."}),
    ("udskyd_frist", {"frist": "fase_tid", "til_dato": timedelta(days=12), "grund": "Borgeren er indlagt."}),
    ("udskyd_frist", {"frist": "opfoelgning", "til_dato": timedelta(days=25), "grund": "Ferie."}),
    ("genoptag_frist", {"frist": "fase_tid"}),
    ("luk_opgave", {"opgave": "vurder_aendret_behov"}),
    ("fravaer", {"medarbejder": "sb1", "til": timedelta(days=40), "stedfortraeder": "sb2"}),
    ("omfordel", {"til": "sb2"}),
)
# Most of a case is its common way; the rest comes in between.
_WAY = (
    "luk_alle_punkter", "registrer_oenske", "gaa_til", "gennemgaa_care", "saet_maal", "traef_afgoerelse",
    "meddel_mundtligt", "godkend_brev", "opret_bestilling", "send_bestilling", "kvitter_bestilling", "start_indsats",
)  # fmt: skip
ON_THE_WAY = tuple(deed for deed in DEEDS if deed[0] in _WAY)
# What answers what: one half alone comes of chance, both seldom would.
_EPISODES = (
    "giv_samtykke indhent godkend_brev:indhentning modtag_oplysninger",
    "giv_samtykke indhent godkend_brev:indhentning opgiv_oplysninger traek_samtykke_tilbage",
    "tilbyd_handleplan svar_handleplan bekraeft_ressourcer aktiver_handleplan",
    "partshoer godkend_brev:partshoering modtag_partshoeringssvar",
    "gennemgaa_care saet_maal gaa_til:afgoerelse traef_afgoerelse:bevilling meddel_mundtligt",
    "traef_afgoerelse:bevilling meddel_mundtligt anmod_begrundelse godkend_brev:afgoerelse_bevilling",
    "traef_afgoerelse:afslag meddel_mundtligt anmod_begrundelse giv_begrundelse godkend_brev:afgoerelse_afslag",
    "modtag_klage send_genvurdering:delvist svar_delvist_medhold",
    "modtag_klage godkend_brev:klagekvittering send_genvurdering:fastholdt hjemvis",
    "gaa_til:bestilling opret_bestilling send_bestilling kvitter_bestilling:nej",
    "opret_bestilling send_bestilling kvitter_bestilling:ja start_indsats modtag_indsatsplan",
    "hold_opfoelgning:juster gaa_til:afgoerelse traef_afgoerelse:nedsaettelse meddel_mundtligt",
    "start_kadence:fit hold_kadence juster_kadence stop_kadence",
    "start_kadence_for_udfoerer stop_kadence_for_udfoerer",
    "registrer_optagelse modtag_orientering",
    "anmod_aktindsigt giv_aktindsigt",
    "anmod_indsigt giv_indsigt",
    "meld_brud anmeld_brud",
    "meld_aendret_behov vurder_aendret_behov:inden_for_bevilling",
    "udskyd_frist:fase_tid genoptag_frist",
    "udskyd_frist:fase_tid tag_haand_om:fase_tid",
    "afslut_sag genaabn",
    "registrer_doedsfald genaabn",
)


def _called(word: str) -> Deed:
    """The first deed of that name, with the word after the colon among its fields."""
    name, _, among = word.partition(":")
    return next(deed for deed in DEEDS if deed[0] == name and (not among or among in deed[1].values()))


EPISODES = tuple(tuple(map(_called, words.split())) for words in _EPISODES)


def on_the_day(fields: dict[str, Any], today: date) -> dict[str, Any]:
    """The fields with each span of time counted from today."""
    return {name: today + value if isinstance(value, timedelta) else value for name, value in fields.items()}
