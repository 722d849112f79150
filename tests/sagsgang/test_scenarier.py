"""Every scenario of the house is played through the real use cases and flows, and says what it expects."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.registry import ACTS
from sagsgang import scenario as stage
from sagsgang.scenario import play
from sagsgang.scenario_check import missing
from sagsgang.scenario_file import Scenario, read_scenario
from tests.builders import rulebook

FILES = sorted((Path(__file__).parents[1] / "scenarier").glob("*.toml"))
NOBODY_ACTS = next(file for file in FILES if file.stem.startswith("02"))


def played(scenario: Scenario) -> dict[str, Any]:
    """Played by the shipped rules, read once, unless the scenario has its own."""
    return play(scenario, None if scenario.regler else rulebook())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_the_scenario_expects_happens_and_time_runs_forward(file: Path) -> None:
    scenario = read_scenario(file)
    timeline = played(scenario)["tidslinje"]
    assert scenario.forvent
    assert missing(scenario, timeline) == []
    tider = [datetime.fromisoformat(line["tid"]) for line in timeline]
    assert tider == sorted(tider)


def test_every_act_of_the_format_is_in_some_scenario() -> None:
    used = {step.goer for file in FILES for step in read_scenario(file).trin}
    assert set(ACTS) - used == set()


def test_the_same_file_gives_the_same_result_to_the_byte() -> None:
    first, second = (json.dumps(played(read_scenario(NOBODY_ACTS)), ensure_ascii=False) for _ in range(2))
    assert first == second


def test_a_year_with_nobody_acting_takes_few_turns_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine wakes when something is due: not every day, and once for all that is due at one hour."""
    turns: list[datetime] = []
    real = stage._turn

    async def counted(theatre: stage.Play) -> None:
        turns.append(theatre.clock.now)
        await real(theatre)

    monkeypatch.setattr(stage, "_turn", counted)
    scenario = read_scenario(NOBODY_ACTS)
    year = Scenario(**{**vars(scenario), "slut": scenario.trin[0].tid + timedelta(days=365)})
    timeline = played(year)["tidslinje"]
    assert len(turns) == len(set(turns))
    assert len(turns) < min(120, len(timeline))
