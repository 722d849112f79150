"""A scenario is the same story whichever database tells it."""

import json
from pathlib import Path

import pytest

from persistence.register import Register
from sagsgang.scenario import play
from sagsgang.scenario_check import missing
from sagsgang.scenario_file import read_scenario
from tests.house.tree import ROOT
from tests.persistence.house import rulebook

SCENARIOS = [
    "01-bostoette-fra-start-til-opfoelgning.toml",
    "02-ingen-goer-noget.toml",
]


@pytest.mark.postgres
@pytest.mark.parametrize("name", SCENARIOS)
def test_postgresql_tells_the_same_story_as_sqlite(postgres: Register, name: str) -> None:
    scenario = read_scenario(Path(ROOT) / "tests" / "scenarier" / name)
    on_postgres = play(scenario, rulebook(), postgres)
    assert missing(scenario, on_postgres["tidslinje"]) == []
    assert json.dumps(on_postgres) == json.dumps(play(scenario, rulebook()))
    with postgres.read() as uow:
        assert uow.journal.verify(1) is None


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_register_on_disk_tells_the_same_story_as_one_in_memory(sqlite: Register, name: str) -> None:
    scenario = read_scenario(Path(ROOT) / "tests" / "scenarier" / name)
    assert play(scenario, rulebook(), sqlite) == play(scenario, rulebook())
