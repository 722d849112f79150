"""G4: nobody is decided against unheard. G7: a decision says why, and was told first."""

from datetime import date, datetime

import pytest

from domain.calendar import COPENHAGEN
from domain.phases.afgoerelse import BegrundelseFacts, HoeringFacts, g4, g7

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
