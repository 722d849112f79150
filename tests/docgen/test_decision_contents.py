"""What a decision tells (lov.md § 2), and that it claims nothing that nobody wrote."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from docgen.letter import Letter
from docgen.text import body_text
from domain.letters import Facts, Wording
from tests.docgen.test_contents import DECISIONS, UNSAID

FOURTEEN_WEEKS = {"antal": 14, "enhed": "uger", "halv": False}


@pytest.mark.parametrize("slug", ["afgoerelse_nedsaettelse", "afgoerelse_ophoer"])
@pytest.mark.parametrize("varsling", [FOURTEEN_WEEKS, None])
def test_the_notice_is_promised_from_sending_where_law_gives_one(
    slug: str, varsling: Any, a_letter: Callable[..., Letter]
) -> None:
    text = body_text(a_letter(slug, varsling=varsling, virkning_fra=date(2026, 4, 13)))

    assert ("mindst 14 uger, fra vi sender brevet" in text) is (varsling is not None)
    assert ("servicelovens § 3 a" in text.partition("Reglerne")[2]) is (varsling is not None)
    assert "fra du får brevet" not in text
    assert "13. april 2026" in text


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("afgoerelse_bevilling", "Hjælpen gælder fra den dag, du får brevet"),
        ("afgoerelse_delvis", "Hjælpen gælder fra den dag, du får brevet"),
        ("afgoerelse_nedsaettelse", "Du får mindre hjælp fra den dag, du får brevet"),
        ("afgoerelse_ophoer", "Hjælpen stopper den dag, du får brevet"),
    ],
)
def test_where_no_day_is_decided_the_letter_says_that_receipt_is_the_day(
    slug: str, said: str, a_letter: Callable[..., Letter]
) -> None:
    assert said in body_text(a_letter(slug, virkning_fra=None, varsling=None))
    named = body_text(a_letter(slug, virkning_fra=date(2026, 4, 13)))
    assert said not in named
    assert "fra den 13. april 2026" in named or "stopper den 13. april 2026" in named


def test_help_for_a_time_is_told_to_end_and_other_help_is_not(a_letter: Callable[..., Letter]) -> None:
    longest = {"antal": 6, "enhed": "maaneder", "halv": False}
    assert "højst 6 måneder" in body_text(a_letter("afgoerelse_bevilling", hoejst=longest))
    decided = body_text(a_letter("afgoerelse_bevilling", hoejst=longest, slut=date(2026, 5, 31)))
    assert "til og med den 31. maj 2026" in decided
    assert "højst" not in decided
    assert "stopper ikke af sig selv" in body_text(a_letter("afgoerelse_bevilling"))


def test_the_next_follow_up_is_a_date_where_one_runs_and_else_the_rules_own_time(
    a_letter: Callable[..., Letter],
) -> None:
    assert "senest 3 måneder efter den dag, hjælpen begynder" in body_text(a_letter("afgoerelse_bevilling"))
    assert "senest den 22. maj 2026" in body_text(
        a_letter("afgoerelse_bevilling", naeste_opfoelgning=date(2026, 5, 22))
    )


@pytest.mark.parametrize("slug", DECISIONS)
def test_every_hearing_of_the_decision_stands_in_it_with_its_answer(
    slug: str, a_letter: Callable[..., Letter]
) -> None:
    hearings = [
        {"oplysning": "Det første.", "svar": "Det passer ikke.", "svaret": True},
        {"oplysning": "Det andet.", "svar": None, "svaret": False},
        {"oplysning": "Det tredje.", "svar": "", "svaret": True},
    ]
    text = body_text(a_letter(slug, partshoeringer=hearings))

    first, second, third = (text.index(hearing["oplysning"]) for hearing in hearings)
    assert "> Det passer ikke." in text[first:second]
    assert "ikke fået et svar" in text[second:third]
    assert "Du har svaret os på det." in text[third:]
    assert text.count("ikke fået et svar") == 1
    assert "spurgt dig om" not in body_text(a_letter(slug, partshoeringer=[]))


@pytest.mark.parametrize("slug", DECISIONS)
@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("tilbudt", "Vi tilbyder dig en handleplan"),
        ("ja", "Du har sagt ja til en handleplan"),
        ("nej", "du har sagt nej"),
        ("aktiv", "Du har en handleplan"),
        (None, None),
    ],
)
def test_the_handleplan_is_told_of_as_it_stands(
    slug: str, where: str | None, said: str | None, a_letter: Callable[..., Letter]
) -> None:
    text = body_text(a_letter(slug, handleplan=where))

    assert said in text if said else "handleplan" not in text


@pytest.mark.parametrize("slug", DECISIONS)
def test_a_decision_claims_nothing_that_nobody_wrote(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter(slug, **UNSAID))

    for claim in (
        "anden hjælp efter loven", "anderledes nu", "talt med.", "taget det med", "hele din situation",
        "Hjælpen består af:", "selv betale", "selv vælge", "Nu får du:", "Før fik du:", "Det får du ikke", "handleplan", "aftaler dagen", "Hjælpen kommer fra",
    ):  # fmt: skip
        assert claim not in text


def test_less_help_is_told_from_what_to_what(a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter("afgoerelse_nedsaettelse", omfang_foer="Fem timer.", omfang="To timer."))
    assert text.index("Før fik du: Fem timer.") < text.index("Nu får du: To timer.")
    unknown = body_text(a_letter("afgoerelse_nedsaettelse", omfang_foer=None, omfang="To timer."))
    assert "Før fik du" not in unknown
    assert "Nu får du: To timer." in unknown


def test_a_help_in_part_has_one_section_for_each_half(a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter("afgoerelse_delvis", omfang="To besøg.", ikke_bevilget="Ikke hver dag."))
    granted, refused = text.index("## Det får du\n"), text.index("## Det får du ikke\n")
    assert granted < text.index("To besøg.") < refused < text.index("Ikke hver dag.")


@pytest.mark.parametrize("slug", DECISIONS)
def test_the_rule_stands_once(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter(slug, paragraf="85", regel="§ 85")).partition("Reglerne")[2]
    assert text.count("§ 85") == 1
    assert "§ 85" in body_text(a_letter(slug, paragraf="85", regel="")).partition("Reglerne")[2]


def test_a_udfoerer_who_has_said_yes_is_named(a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter("afgoerelse_bevilling", udfoerere=["Birken", "Egen"]))
    assert "Hjælpen kommer fra Birken og Egen." in text
    assert "Jeg spørger nu dem" not in text


def test_a_choice_of_udfoerer_is_told_instead_of_somebody_being_asked(
    a_letter: Callable[..., Letter],
) -> None:
    text = body_text(a_letter("afgoerelse_bevilling", udfoerervalg="Du kan vælge mellem to."))
    assert "Du kan selv vælge, hvem der hjælper dig. Du kan vælge mellem to." in text
    assert "Jeg spørger nu dem" not in text
    assert "Det skal du selv betale: Femten kroner." in body_text(
        a_letter("afgoerelse_delvis", egenbetaling="Femten kroner.")
    )


def test_help_that_nobody_applied_for_is_not_said_to_be_applied_for(a_letter: Callable[..., Letter]) -> None:
    assert "søgt om" in body_text(a_letter("afgoerelse_bevilling", ansoegt=True))
    letter = a_letter("afgoerelse_bevilling", ansoegt=False)
    assert "søgt om" not in f"{letter.title} {body_text(letter)}"


# lov.md § 2: what each decision must hold; what the loader demands of every wording, a municipality's own too.
_GRANTS = (
    "omfang",
    "virkning_fra",
    "slut",
    "naeste_opfoelgning",
    "udfoerere",
    "handleplan",
    "Vi har brugt denne regel",
)
_REFUSES = ("Det ved vi", "lagt mest vægt på", "spurgt dig om", "borgerens_syn", "anden hjælp efter loven")
_COMPLAINT = (
    "Sådan klager du",
    "uger",
    "Du klager til os",
    "Ankestyrelsen",
    "den form, du vil",
    "ikke klage",
    "opsættende",
)


@pytest.mark.parametrize(
    ("slug", "parts"),
    [
        ("afgoerelse_bevilling", (*_GRANTS, *_COMPLAINT, "selv betale", "udfoerervalg", "om ændringer")),
        ("afgoerelse_delvis", (*_GRANTS, *_REFUSES, *_COMPLAINT, "ikke_bevilget", "selv betale", "udfoerervalg")),
        ("afgoerelse_afslag", (*_REFUSES, *_COMPLAINT, "handleplan", "Vi har brugt denne regel")),
        ("afgoerelse_nedsaettelse", (*_REFUSES, *_COMPLAINT, "{{ omfang }}", "omfang_foer", "anderledes nu", "§ 3 a", "virkning_fra")),
        ("afgoerelse_ophoer", (*_REFUSES, *_COMPLAINT, "anderledes nu", "§ 3 a", "virkning_fra", "handleplan")),
    ],
)  # fmt: skip
def test_no_wording_of_a_decision_can_leave_out_what_law_asks_of_it(
    slug: str, parts: tuple[str, ...], wordings: Mapping[str, Wording]
) -> None:
    demanded = " ".join(wordings[slug].required_parts)
    assert [part for part in parts if part not in demanded] == []


def test_money_asks_no_udfoerer_and_help_says_when_to_ring(a_letter: Callable[..., Letter]) -> None:
    assert "Jeg spørger nu dem" not in body_text(a_letter("afgoerelse_bevilling", bestilles=False))
    text = body_text(a_letter("afgoerelse_bevilling", naeste_nyt=date(2026, 1, 19)))
    assert "Har du ikke hørt fra nogen den 19. januar 2026, så ring til mig." in text


@pytest.mark.parametrize("slug", DECISIONS)
def test_the_citizens_wish_stands_before_what_we_know_and_weigh(
    slug: str, a_letter: Callable[..., Letter]
) -> None:
    text = body_text(a_letter(slug))
    assert text.index("Det ønsker du:") < text.index("Det ved vi om din situation.")


@pytest.mark.parametrize(("can", "said"), [(True, "Du har 4 uger"), (False, "Der står, om du kan klage.")])
def test_a_written_reason_promises_a_complaint_only_where_there_is_one(
    can: bool, said: str, a_letter: Callable[..., Letter], samples: Mapping[str, Facts]
) -> None:
    [given] = samples["begrundelse"]["afgoerelser"]
    text = body_text(a_letter("begrundelse", afgoerelser=[{**given, "kan_klages": can}]))
    assert said in text
    assert ("Du kan også klage nu" in text) is can
    assert "står i det brev, vi har sendt dig" in body_text(a_letter("begrundelse", afgoerelser=[]))


def test_papers_tell_where_and_until_when_to_complain_about_them(a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter("aktindsigt", klage_uger=4))
    assert "inden 4 uger efter den dag, du fik dette brev" in text
    assert "Ankestyrelsen" in text


@pytest.mark.parametrize(
    ("antal", "enhed", "halv", "said"),
    [
        (7, "arbejdsdage", False, "inden 7 arbejdsdage."),
        (1, "arbejdsdage", False, "inden 1 arbejdsdag."),
        (1, "uger", False, "inden 1 uge."),
        (10, "dage", False, "inden 10 dage."),
        (72, "timer", False, "inden 72 timer."),
        (1, "maaneder", False, "inden 1 måned."),
        (2, "maaneder", True, "inden 2½ måneder."),
    ],
)
def test_a_rules_time_is_put_into_words(
    antal: int, enhed: str, halv: bool, said: str, a_letter: Callable[..., Letter]
) -> None:
    frist = {"antal": antal, "enhed": enhed, "halv": halv}
    assert said in body_text(a_letter("aktindsigt_forsinket", frist=frist))
