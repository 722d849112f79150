"""Lives of cases at random: what people may do in any order, with time between, and the engine up or down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from domain.errors import ActRefused
from tests.builders import (
    BEGRUNDELSE,
    Desk,
    a_case,
    decided,
    in_afgoerelse,
    in_opfoelgning,
    in_sagsoplysning,
    in_sagsvurdering,
    ordered,
)

# Each is something that a caseworker, a citizen or an udfører may cause; what the rules refuse changes nothing.
_DEEDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("modtag_ansoegning", {"paragraf": "83"}),
    ("modtag_ansoegning", {"paragraf": "82 b"}),
    ("traek_ansoegning", {"paragraf": "85"}),
    ("registrer_kontakt", {}),
    ("registrer_oenske", {"tekst": "Jeg vil kunne handle selv."}),
    ("luk_alle_punkter", {}),
    ("giv_samtykke", {"fra": "egen læge", "oplysninger": "medicin"}),
    ("traek_samtykke_tilbage", {"fra": "egen læge"}),
    ("indhent", {"fra": "egen læge", "oplysninger": "medicin"}),
    ("modtag_oplysninger", {"fra": "egen læge"}),
    ("opgiv_oplysninger", {"fra": "egen læge"}),
    ("indkald_moede", {"art": "foerste_samtale"}),
    ("afhold_moede", {"art": "foerste_samtale"}),
    ("gennemgaa_care", {}),
    ("saet_maal", {"maal": "Jeg handler selv.", "oenske": 1}),
    ("tilbyd_handleplan", {}),
    ("svar_handleplan", {"svar": "ja"}),
    ("aktiver_handleplan", {}),
    ("partshoer", {"oplysning": "Du bor hos en ven."}),
    ("modtag_partshoeringssvar", {"svar": "Det er rigtigt."}),
    ("gaa_til", {"fase": "sagsoplysning"}),
    ("gaa_til", {"fase": "sagsvurdering"}),
    ("gaa_til", {"fase": "afgoerelse"}),
    ("gaa_til", {"fase": "bestilling"}),
    ("meddel_mundtligt", {}),
    ("traef_afgoerelse", {"paragraf": "85", "udfald": "bevilling", **BEGRUNDELSE}),
    ("traef_afgoerelse", {"paragraf": "85", "udfald": "afslag", **BEGRUNDELSE}),
    *(
        ("godkend_brev", {"brev": brev})
        for brev in (
            "indkaldelse",
            "indhentning",
            "partshoering",
            "afgoerelse_bevilling",
            "afgoerelse_afslag",
        )
    ),
    ("modtag_klage", {}),
    ("send_genvurdering", {"resultat": "fastholdt"}),
    ("hjemvis", {}),
    ("opret_bestilling", {"udfoerer": "birken", "paragraf": "85", "koordinator": "sb1"}),
    ("send_bestilling", {}),
    ("kvitter_bestilling", {"svar": "ja"}),
    ("kvitter_bestilling", {"svar": "nej"}),
    ("start_indsats", {}),
    ("modtag_status", {"fra": "birken", "tekst": "Det går."}),
    ("hold_opfoelgning", {"udfald": "fortsaet", "uden_status": "Birken har ferie."}),
    ("hold_opfoelgning", {"udfald": "juster", "uden_status": "Birken har ferie."}),
    ("meld_aendret_behov", {"fra": "borger", "tekst": "Det er svært."}),
    ("varsle_udskrivning", {"afdeling": "P4"}),
    ("anmod_aktindsigt", {}),
    ("giv_aktindsigt", {}),
    ("fravaer", {"medarbejder": "sb1", "til": "2026-12-24", "stedfortraeder": "sb2"}),
    ("omfordel", {"til": "sb2"}),
    ("afslut_sag", {}),
    ("genaabn", {}),
    ("registrer_doedsfald", {}),
)
# Most of a case is its common way; the rest comes in between.
_WAY = (
    "luk_alle_punkter", "registrer_oenske", "gaa_til", "gennemgaa_care", "saet_maal", "traef_afgoerelse",
    "meddel_mundtligt", "godkend_brev", "opret_bestilling", "send_bestilling", "kvitter_bestilling", "start_indsats",
)  # fmt: skip
_ON_THE_WAY = tuple(deed for deed in _DEEDS if deed[0] in _WAY)


@dataclass(frozen=True)
class Turn:
    """Somebody does something, and then so many hours go by; the engine may be down meanwhile."""

    deed: tuple[str, dict[str, Any]]
    hours: int
    engine_down: bool


TURNS = st.builds(
    Turn,
    st.one_of(st.sampled_from(_ON_THE_WAY), st.sampled_from(_DEEDS)),
    st.sampled_from((0, 0, 1, 24, 24 * 3, 24 * 8, 24 * 20)),
    st.sampled_from((False, False, False, True)),
)
_STAGES: tuple[Callable[[], Desk], ...] = (
    a_case, in_sagsoplysning, in_sagsvurdering, in_afgoerelse, decided, ordered, in_opfoelgning
)  # fmt: skip


@dataclass(frozen=True)
class Life:
    """How far a case had come by the common way, and what happened then."""

    begun: Callable[[], Desk]
    turns: list[Turn]

    def __repr__(self) -> str:
        deeds = ", ".join(f"{turn.deed[0]}+{turn.hours}{'!' * turn.engine_down}" for turn in self.turns)
        return f"{self.begun.__name__}: {deeds}"


LIVES = st.builds(Life, st.sampled_from(_STAGES), st.lists(TURNS, max_size=25))


def lived(life: Life) -> Desk:
    """A case to which all this has happened, with the engine up at the end."""
    desk = life.begun()
    for turn in life.turns:
        try_to(desk, *turn.deed)
        if turn.engine_down:
            desk.engine("nede")
        desk.wait(hours=turn.hours)
        if turn.engine_down:
            desk.engine("oppe")
    return desk


def try_to(desk: Desk, name: str, fields: dict[str, Any]) -> None:
    """The act is done, or refused without a trace."""
    try:
        desk.act(name, **fields)
    except ActRefused:
        return
