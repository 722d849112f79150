"""One registry of acts: the names of the format, strict fields, one door."""

import pytest

from casework.perform import read_act
from casework.registry import ACTS
from domain.errors import BadInput
from tests.builders import a_case

FORMAT = [
    "modtag_henvendelse",
    "modtag_ansoegning",
    "traek_ansoegning",
    "afklar_sagsaabning",
    "registrer_kontakt",
    "registrer_oenske",
    "luk_punkt",
    "fravaelg_punkt",
    "luk_alle_punkter",
    "giv_samtykke",
    "traek_samtykke_tilbage",
    "indhent",
    "modtag_oplysninger",
    "opgiv_oplysninger",
    "indkald_moede",
    "afhold_moede",
    "vurder_tema",
    "bekraeft_ressourcer",
    "gennemgaa_care",
    "saet_maal",
    "tilbyd_handleplan",
    "svar_handleplan",
    "aktiver_handleplan",
    "partshoer",
    "modtag_partshoeringssvar",
    "gaa_til",
    "meddel_mundtligt",
    "traef_afgoerelse",
    "godkend_brev",
    "modtag_klage",
    "send_genvurdering",
    "hjemvis",
    "opret_bestilling",
    "send_bestilling",
    "kvitter_bestilling",
    "start_indsats",
    "modtag_indsatsplan",
    "afslut_indsats",
    "modtag_status",
    "registrer_maaling",
    "hold_opfoelgning",
    "meld_aendret_behov",
    "varsle_udskrivning",
    "anmod_aktindsigt",
    "giv_aktindsigt",
    "fravaer",
    "omfordel",
    "tilsidesaet_port",
    "registrer_doedsfald",
    "genaabn",
    "afslut_sag",
]


def test_every_act_of_the_format_can_be_done() -> None:
    assert set(FORMAT) <= set(ACTS)


@pytest.mark.parametrize("name", sorted(ACTS))
def test_no_act_takes_a_field_it_does_not_know(name: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_act(name, {"ukendt_felt": 1})
    assert ("ukendt_felt", "ukendt nøgle") in [(fault.key, fault.reason) for fault in refusal.value.faults]


def test_a_name_nobody_knows_is_bad_input() -> None:
    with pytest.raises(BadInput, match="kender ingen handling 'slet_sag'"):
        read_act("slet_sag", {})


def test_a_refused_act_leaves_the_journal_as_it_was() -> None:
    desk = a_case()
    before = desk.events()
    desk.refused("gaa_til", fase="sagsoplysning")
    assert desk.events() == before
