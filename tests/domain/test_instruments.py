"""Scores that can be used, and what is said about those that cannot."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.instruments import Cutoff, Direction, Instrument, ScoreSentences

SENTENCES = ScoreSentences(
    antal="{antal}, ikke {fik}",
    interval="nr. {nr}: {fra}-{til}",
    heltal="nr. {nr}: helt tal",
    samlet="samlet {fra}-{til}",
    kun_profil="kun profil",
    tal="tal",
)
LINES = Instrument(
    id="linjer",
    navn="Linjer",
    maaler="trivsel",
    antal=4,
    fra=0,
    til=10,
    faktor=1,
    retning=Direction.HOEJERE_ER_BEDRE,
    heltal=False,
    licens="fri",
    licens_kraeves=False,
    kilde="prøve",
    sat=date(2026, 11, 22),
    sentences=SENTENCES,
    graenser=(Cutoff(10, "lavt", under=True), Cutoff(25, "midt")),
    rci=5,
)
WHOLE = replace(LINES, antal=5, til=4, faktor=5, heltal=True)
PROFILE = replace(LINES, antal=3, fra=1, faktor=None, graenser=(), rci=None)
HALVES = replace(LINES, til=2.5)


@pytest.mark.parametrize(
    ("instrument", "score", "told"),
    [
        (LINES, [1, 2.5, 10, 0], None),
        (LINES, (1, 2, 3, 4), None),
        (LINES, [1, None, 3, 4], None),  # a missing item is no fault: it gives no total
        (LINES, 40, None),
        (LINES, 0, None),
        (LINES, 18.4, None),
        (LINES, [1, 2, 3], "4, ikke 3"),
        (LINES, [], "4, ikke 0"),
        (LINES, [1, 2, 3, 10.1], "nr. 4: 0-10"),
        (LINES, [1, -1, 3, 4], "nr. 2: 0-10"),
        (LINES, [1, "2", 3, 4], "tal"),
        (LINES, [1, True, 3, 4], "tal"),
        (LINES, [1, float("nan"), 3, 4], "tal"),
        (LINES, 40.1, "samlet 0-40"),
        (LINES, -1, "samlet 0-40"),
        (LINES, float("inf"), "tal"),
        (LINES, True, "tal"),
        (LINES, "20", "tal"),
        (LINES, None, "tal"),
        (HALVES, [3, 0, 0, 0], "nr. 1: 0-2,5"),
        (WHOLE, [1, 2, 3, 4, 0], None),
        (WHOLE, [1, 2.5, 3, 4, 0], "nr. 2: helt tal"),
        (WHOLE, 100, None),
        (WHOLE, 101, "samlet 0-100"),
        (PROFILE, [1, 5, 10], None),
        (PROFILE, [0, 5, 10], "nr. 1: 1-10"),
        (PROFILE, 16, "kun profil"),
    ],
)
def test_a_score_is_used_or_told_why_not(instrument: Instrument, score: Any, told: str | None) -> None:
    assert instrument.check(score) == told


@pytest.mark.parametrize(
    ("instrument", "values", "total"),
    [
        (LINES, [1, 2, 3, 4], 10),
        (LINES, [0.1, 0.2, 0, 0], 0.3),
        (LINES, [1, None, 3, 4], None),
        (LINES, [1, 2, 3], None),
        (WHOLE, [4, 4, 4, 4, 4], 100),
        (PROFILE, [1, 2, 3], None),
    ],
)
def test_a_total_needs_every_item(
    instrument: Instrument, values: list[float | None], total: float | None
) -> None:
    assert instrument.total(values) == total


@pytest.mark.parametrize(("total", "text"), [(9.9, "lavt"), (10, "midt"), (25, "midt"), (25.1, None)])
def test_the_lowest_cut_off_reads_first(total: float, text: str | None) -> None:
    cutoff = LINES.reading(total)
    assert (cutoff.tekst if cutoff else None) == text


@pytest.mark.parametrize(("before", "after", "changed"), [(20, 25, True), (25, 20, True), (20, 24.9, False)])
def test_a_change_counts_from_its_size_on(before: float, after: float, *, changed: bool) -> None:
    assert LINES.changed(before, after) is changed


def test_without_a_known_size_no_change_is_claimed() -> None:
    assert PROFILE.changed(1, 10) is None
