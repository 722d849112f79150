"""G9: the udfører is heard first. G10: help never lapses by itself. G11: nothing is closed unanswered."""

from datetime import date

import pytest

from domain.phases.opfoelgning import HjaelpFacts, StatusFacts, g9, g10, g11

DUE = date(2026, 5, 8)


def status(*, modtaget: bool = False, paamindet: bool = True) -> StatusFacts:
    return StatusFacts(modtaget=modtaget, forfald=DUE, paamindet=paamindet)


@pytest.mark.parametrize(
    ("statusser", "uden_status", "day", "stopped"),
    [
        ([], None, DUE, False),
        ([status(modtaget=True)], None, date(2026, 5, 1), False),
        ([status()], None, DUE, True),
        ([status()], None, date(2026, 5, 9), False),
        ([status(paamindet=False)], None, date(2026, 5, 9), True),
        ([status(modtaget=True), status()], None, DUE, True),
        ([status()], "Udføreren er lukket.", DUE, False),
        ([status()], "  ", DUE, True),
    ],
)
def test_g9_wants_each_status_or_its_day_gone_after_a_reminder_or_a_reason(
    statusser: list[StatusFacts], uden_status: str | None, day: date, stopped: bool
) -> None:
    found = g9(statusser, uden_status, day)
    assert [(stop.key, stop.lovbundet) for stop in found] == ([("G9.status", False)] if stopped else [])


@pytest.mark.parametrize(
    ("running", "keys"),
    [
        ([], []),
        ([HjaelpFacts("85")], ["G10"]),
        ([HjaelpFacts("82 b", udloeber=True)], []),
        ([HjaelpFacts("82 b", udloeber=True), HjaelpFacts("85")], ["G10"]),
        ([HjaelpFacts("95", varslet_til=date(2026, 5, 9))], ["G10.varsling"]),
        ([HjaelpFacts("95", varslet_til=DUE)], []),  # den tidligste dag er den dag
        ([HjaelpFacts("95", varslet_til=date(2026, 5, 1))], []),
        ([HjaelpFacts("85"), HjaelpFacts("96", varslet_til=date(2026, 5, 9))], ["G10", "G10.varsling"]),
    ],
)
def test_g10_lets_help_end_only_by_decision_by_law_or_after_its_notice(
    running: list[HjaelpFacts], keys: list[str]
) -> None:
    found = g10(running, DUE)
    assert [stop.key for stop in found] == keys
    assert all(stop.lovbundet for stop in found)


@pytest.mark.parametrize(
    ("states", "stopped"),
    [([], False), (["afgjort", "trukket"], False), (["aaben"], True), (["afgjort", "aaben"], True)],
)
def test_g11_lets_no_application_go_unanswered(states: list[str], stopped: bool) -> None:
    assert [stop.port for stop in g11(states)] == (["G11"] if stopped else [])
