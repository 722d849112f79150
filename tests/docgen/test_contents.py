"""What law asks of each letter (lov.md § 2), and what it says when facts are missing or many."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from docgen.blocks import SMALL_PRINT, Heading, Span, Table, parted
from docgen.letter import Letter
from docgen.text import body_text

DECISIONS = [
    "afgoerelse_bevilling",
    "afgoerelse_delvis",
    "afgoerelse_afslag",
    "afgoerelse_nedsaettelse",
    "afgoerelse_ophoer",
]
UNSAID = {
    "omfang": None, "omfang_foer": None, "ikke_bevilget": None, "aendret_siden": None, "anden_hjaelp": None,
    "borgerens_syn": None, "egenbetaling": None, "udfoerervalg": None, "partshoeringer": [], "handleplan": None, "udfoerere": [],
}  # fmt: skip
OENSKER = [
    {"nr": 1, "tekst": "Jeg vil hjem.", "perspektiv": 1, "hvem": None},
    {"nr": 2, "tekst": "Hun vil hjem.", "perspektiv": 2, "hvem": "din bror"},
    {"nr": 3, "tekst": "Vil hjem.", "perspektiv": 3, "hvem": None},
]


@pytest.mark.parametrize("slug", DECISIONS)
def test_a_decision_that_can_be_appealed_says_how(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter(slug, kan_klages=True, klage_uger=4))

    for part in (
        "inden 4 uger efter den dag, du fik dette brev",
        "Du klager til os i Prøvestrup Kommune",
        "Ankestyrelsen",
        "den form, du vil",
    ):
        assert part in text


@pytest.mark.parametrize("slug", DECISIONS)
def test_a_decision_that_cannot_be_appealed_says_so(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter(slug, kan_klages=False, paragraf="82 a"))

    assert "du ikke kan klage over hjælp efter § 82 a" in text
    assert "Sådan klager du" not in text


@pytest.mark.parametrize("slug", DECISIONS[1:])
def test_a_decision_against_the_citizen_gives_rule_weight_and_facts(
    slug: str, a_letter: Callable[..., Letter]
) -> None:
    text = body_text(a_letter(slug, regel="§ 85", hovedhensyn="Vægten.", fakta="Fakta."))

    for part in ("§ 85", "Vægten.", "Fakta.", "anden hjælp efter loven", "forvaltningslovens § 24"):
        assert part in text


def test_suspensive_effect_is_mentioned_where_it_can_be_asked_for(a_letter: Callable[..., Letter]) -> None:
    assert "opsættende virkning" in body_text(a_letter("afgoerelse_afslag", opsaettende=True))
    assert "opsættende virkning" not in body_text(a_letter("afgoerelse_afslag", opsaettende=False))


@pytest.mark.parametrize("slug", ["handleplan", "indkaldelse_opfoelgning", "afgoerelse_afslag"])
def test_wishes_stand_unchanged_with_whose_they_are(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter(slug, oensker=OENSKER))

    assert "> Jeg vil hjem.\n> – Ønske 1 · Dine egne ord" in text
    assert "> Hun vil hjem.\n> – Ønske 2 · Sådan har din bror forstået dig" in text
    assert "> Vil hjem.\n> – Ønske 3 · Sådan ser en fagperson det udefra" in text


def test_the_order_tags_each_wish_with_its_perspective(a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter("bestilling", oensker=OENSKER))

    assert "1. person: borgerens egne ord" in text
    assert "2. person: borgerens ønske, som din bror har forstået det" in text
    assert "3. person: set udefra" in text


def test_a_receipt_without_application_offers_advice(a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter("kvittering", ansoegninger=[]))

    assert "Du har ikke søgt om en bestemt hjælp" in text


def test_a_receipt_in_need_says_where_to_get_help_at_once(a_letter: Callable[..., Letter]) -> None:
    assert "ring 112" in body_text(a_letter("kvittering", akut=True))


def test_a_hearing_without_a_date_counts_from_receipt(a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter("partshoering", svar_senest=None, svar_dage=14))

    assert "Svar senest 14 dage efter den dag, du fik brevet" in text


@pytest.mark.parametrize("resultat", ["medhold", "delvist", "fastholdt"])
def test_a_review_tells_whether_it_goes_to_ankestyrelsen(
    resultat: str, a_letter: Callable[..., Letter]
) -> None:
    assert "Ankestyrelsen" in body_text(a_letter("genvurdering", resultat=resultat))


def test_a_request_names_the_leaders_exception_when_there_is_no_consent(
    a_letter: Callable[..., Letter],
) -> None:
    assert "§ 11 c" in body_text(a_letter("indhentning", samtykke=None))


def test_an_order_to_a_home_prepares_the_move(
    a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    told = samples["bestilling"]["bestilling"]
    order = dict.fromkeys(told) | {"nr": "1", "paragraf": "107", "navn": "botilbud", "giv_besked": []}

    assert "Forbered indflytningen" in body_text(a_letter("bestilling", bestilling=order))


SPARSE = {
    "kvittering": {"ansoegninger": []},
    "indkaldelse": {"moede": {"art": "x", "navn": "et møde", "tidspunkt": None, "sted": None, "deltagere": []}},
    "indkaldelse_opfoelgning": {"moede": None, "oensker": [], "maal": [], "udfoerere": [], "vaerge": "Vera Værge"},
    "ventebrev": {"gjort": [], "venter_paa": [], "ansoegninger": [], "udfoerer": "Bostøtten Birken"},
    "forlaenget_svarfrist": {"venter_paa": []},
    "samtykke": {"ansoegninger": []},
    "indhentning": {"samtykke": {"givet": date(2026, 1, 5), "til_dato": None}},
    "rykker_oplysninger": {},
    "partshoering": {"ansoegninger": []},
    **{
        slug: {
            "oensker": [], "partshoeringer": [], "naeste_opfoelgning": None, "foerste_opfoelgning": None, "virkning_fra": None,
            "slut": None, "hoejst": None, "varsling": None, "regel": "", "hovedhensyn": "", "fakta": "", **UNSAID,
        }
        for slug in DECISIONS
    },
    "handleplan": {"oensker": [], "maal": [], "ressourcer": [], "koordinator": None, "opfoelgning_dato": None, "indsatser": []},
    "bestilling": {"oensker": [], "maal": [], "ressourcer": [], "kontakt": {"telefon": None, "adresse": None, "moedeoensker": None, "beskyttet": True}},
    "statusanmodning": {"maal": []},
    "klagekvittering": {},
    "genvurdering": {},
    "aktindsigt": {"dokumenter": []},
    "aktindsigt_forsinket": {},
    "afslutning": {"grund": None, "maal": []},
}  # fmt: skip


@pytest.mark.parametrize("slug", sorted(SPARSE))
def test_a_letter_with_little_to_tell_is_still_whole(
    slug: str, a_letter: Callable[..., Letter], samples: Mapping[str, Any]
) -> None:
    borger = {**samples[slug]["borger"], "cpr": None, "digital_post": False}

    text = body_text(a_letter(slug, borger=borger, **SPARSE[slug]))

    assert "None" not in text
    assert "650185" not in text
    assert text.count("Venlig hilsen") == 1


MEETING = {"navn": "x", "tidspunkt": None, "minutter": 60, "sted": None, "deltagere": []}


@pytest.mark.parametrize(
    ("art", "agenda", "sheet"),
    [
        ("foerste_samtale", "dine ønsker for dit liv", "Hvad drømmer jeg om?"),
        ("faelles_moede", "Hvem der hjælper med hvad", "Hvad drømmer jeg om?"),
        ("opfoelgning", "Dine egne punkter", "Hvordan går det med mine mål?"),
        ("netvaerksmoede", "ingen fast dagsorden", None),
    ],
)
def test_each_kind_of_meeting_has_its_agenda_and_sheet_and_a_networks_meeting_neither(
    art: str, agenda: str, sheet: str | None, a_letter: Callable[..., Letter]
) -> None:
    text = body_text(a_letter("indkaldelse", moede={**MEETING, "art": art}))

    assert agenda in text
    assert ("Forbered dig" in text) is ("et ark" in text) is (sheet is not None)
    assert sheet is None or sheet in text
    assert ("kun er dig og mig" in text) is (art in {"foerste_samtale", "opfoelgning"})


def test_the_sheet_is_a_page_of_its_own_and_no_small_print(a_letter: Callable[..., Letter]) -> None:
    itself, beside = parted(a_letter("indkaldelse_opfoelgning").blocks)

    assert beside[0] == Heading((Span("Forbered dig, hvis du har lyst"),), 2, bilag=True)
    assert any(isinstance(block, Heading) and block.level == SMALL_PRINT for block in itself)
    assert sum(isinstance(block, Table) for block in beside) == 5


def test_a_citizen_who_writes_the_mark_of_a_bilag_gets_no_page(written: Callable[..., Letter]) -> None:
    letter = written("## {{ ord }}\n\nTekst\n", ord="[!bilag] Min overskrift")

    assert letter.blocks[0] == Heading((Span("[!bilag] Min overskrift"),), 2)


def test_a_goal_names_its_wish_by_the_number_that_stands_at_the_wish(a_letter: Callable[..., Letter]) -> None:
    text = body_text(
        a_letter(
            "handleplan",
            oensker=OENSKER[:1],
            maal=[{"nr": 1, "tekst": "Jeg bor hjemme.", "oenske": 1, "horisont": None}],
        )
    )

    assert "> Jeg vil hjem.\n> – Ønske 1 · Dine egne ord" in text
    assert "Jeg bor hjemme. | Ønske 1 |" in text


def test_preventive_help_promises_no_end_that_nobody_wrote(a_letter: Callable[..., Letter]) -> None:
    said = {"slags": "82 a", "hjaelp": "Gruppe", "begynder": "nu", "slutter": None, "hvor": None, "pris": None,
            "kontaktperson": "Kim", "opfoelgning": "snart"}  # fmt: skip
    p82 = {"paragraf": "82 a", "navn": "støtte i en gruppe", "kan_klages": False, "hoejst": None}
    text = body_text(a_letter("p82_hjaelp", ord=said, p82=p82))

    assert "Varer: det aftaler vi med dig" in text
    assert "Du kan ikke klage til Ankestyrelsen over den." in text
