"""G4: nobody is decided against unheard. G7: a decision says why, and was told first."""

from datetime import date, datetime

import pytest

from domain.calendar import COPENHAGEN
from domain.case import Udfald
from domain.phases.afgoerelse import BegrundelseFacts, HoeringFacts, g4, g7, mangler, virkning

LAST_DAY = date(2026, 4, 7)
ENTERED = datetime(2026, 1, 26, 9, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("hearings", "day", "stopped"),
    [
        ([], LAST_DAY, False),
        ([HoeringFacts(svaret=True, svar_senest=None)], LAST_DAY, False),
        ([HoeringFacts(svaret=False, svar_senest=None)], date(2027, 1, 1), True),  # brevet er ikke modtaget
        ([HoeringFacts(svaret=False, svar_senest=LAST_DAY)], date(2026, 4, 6), True),
        ([HoeringFacts(svaret=False, svar_senest=LAST_DAY)], LAST_DAY, True),
        ([HoeringFacts(svaret=False, svar_senest=LAST_DAY)], date(2026, 4, 8), False),
        ([HoeringFacts(svaret=True, svar_senest=LAST_DAY)], date(2026, 4, 6), False),
        (
            [HoeringFacts(svaret=True, svar_senest=LAST_DAY), HoeringFacts(svaret=False, svar_senest=None)],
            date(2026, 4, 8),
            True,
        ),
    ],
)
def test_g4_waits_for_the_answer_or_the_day_after_the_last(
    hearings: list[HoeringFacts], day: date, stopped: bool
) -> None:
    found = g4(hearings, day)
    assert [stop.port for stop in found] == (["G4"] if stopped else [])
    assert all(stop.lovbundet for stop in found)


@pytest.mark.parametrize(
    ("regel", "hovedhensyn", "fakta", "meddelt", "keys"),
    [
        ("§ 85", "Støtte.", "Samtalerne.", [ENTERED], []),
        (None, "Støtte.", "Samtalerne.", [ENTERED], ["G7.begrundelse"]),
        ("§ 85", "  ", "Samtalerne.", [ENTERED], ["G7.begrundelse"]),
        ("§ 85", "Støtte.", None, [ENTERED], ["G7.begrundelse"]),
        ("§ 85", "Støtte.", "Samtalerne.", [], ["G7.mundtligt"]),
        ("§ 85", "Støtte.", "Samtalerne.", [datetime(2026, 1, 25, 9, tzinfo=COPENHAGEN)], ["G7.mundtligt"]),
        (None, None, None, [], ["G7.begrundelse", "G7.mundtligt"]),
    ],
)
def test_g7_wants_rule_reasons_facts_and_the_citizen_told_first(
    regel: str | None, hovedhensyn: str | None, fakta: str | None, meddelt: list[datetime], keys: list[str]
) -> None:
    found = g7(BegrundelseFacts(regel, hovedhensyn, fakta, meddelt, ENTERED))
    assert [stop.key for stop in found] == keys
    assert all(stop.lovbundet for stop in found)


TODAY, TOMORROW, LATER = date(2026, 2, 2), date(2026, 2, 3), date(2026, 5, 11)


@pytest.mark.parametrize(
    ("udfald", "given", "modtages", "varslet", "day"),
    [
        ("bevilling", None, TOMORROW, None, TOMORROW),
        ("bevilling", TODAY, TOMORROW, None, TODAY),
        ("delvis", LATER, TOMORROW, None, LATER),
        ("ophoer", None, TOMORROW, None, TOMORROW),
        ("ophoer", TODAY, TOMORROW, None, TOMORROW),
        ("ophoer", LATER, TOMORROW, None, LATER),
        ("nedsaettelse", None, TODAY, LATER, LATER),
        ("nedsaettelse", TOMORROW, TODAY, LATER, LATER),
    ],
)
def test_a_decision_against_the_citizen_never_holds_before_receipt_and_notice(
    udfald: str, given: date | None, modtages: date, varslet: date | None, day: date
) -> None:
    assert virkning(Udfald(udfald), given, modtages, varslet) == day


@pytest.mark.parametrize(
    ("udfald", "paragraf", "told", "missing"),
    [
        ("bevilling", "85", (), ("omfang", "handleplan")),
        ("bevilling", "82 b", ("omfang", "handleplan"), ("slut",)),
        ("afslag", "82 b", ("anden_hjaelp",), ("borgerens_syn",)),
        ("ophoer", "85", ("aendret_siden", "anden_hjaelp", "borgerens_syn", "partshoering"), ()),
    ],
)
def test_what_law_asks_a_decision_to_tell_depends_on_its_outcome(
    udfald: str, paragraf: str, told: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    assert mangler(Udfald(udfald), paragraf, told) == missing
