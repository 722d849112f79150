"""`sagsgang scenarie`: cases played through the real rules; shown, held against what they expect, or played twice."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from config.deadlines import Source
from config.faults import read_toml
from config.loader import load_rulebook
from config.settings import load_settings
from domain.errors import BadInput, Fault
from domain.rulebook import Rulebook
from sagsgang.commands.endings import Ending
from sagsgang.commands.scenarie_forskel import print_results, show_differences
from sagsgang.commands.screen import say, show_result, waited_for, warn
from sagsgang.scenario import play
from sagsgang.scenario_check import missing
from sagsgang.scenario_difference import Difference, difference
from sagsgang.scenario_file import Scenario, outside_the_years, read_scenario


def run(files: Sequence[Path], *, tjek: bool, as_json: bool, regler: Path | None) -> Ending:
    """Every file has been played, or none: a file that cannot be read stops before the first act.

    With other rules each is played under both, and what they make different is told.
    """
    scenarios = _read(files)
    rulebooks = _Rulebooks(regler)
    staged = [(scenario, rulebooks.under(scenario)) for scenario in scenarios]
    if faults := [fault for one, rules in staged for fault in outside_the_years(one, rules.calendars)]:
        raise BadInput(faults)
    played = [
        (scenario, play(scenario, rules)) for scenario, rules in waited_for(staged, "Spiller scenarier")
    ]
    differences = None if regler is None or (tjek and not as_json) else _beside_todays(played)
    if as_json:
        print_results([result for _, result in played], differences)
    elif not tjek and regler is not None and differences is not None:
        show_differences([scenario for scenario, _ in played], differences, regler.name)
    elif not tjek:
        for _, result in played:
            show_result(result["titel"], result)
            say(f"Fase: {result['fase'] or 'ingen sag'}")
    if not tjek:
        return Ending.DONE
    return _check(played, quiet=as_json)


def _beside_todays(played: Sequence[tuple[Scenario, Mapping[str, Any]]]) -> list[Difference]:
    """What each play has otherwise than the same one under the rules as they are today."""
    today = _Rulebooks(None)
    return [
        difference(play(scenario, today.under(scenario)), result)
        for scenario, result in waited_for(played, "Spiller med reglerne i dag")
    ]


def _read(files: Sequence[Path]) -> list[Scenario]:
    scenarios: list[Scenario] = []
    faults: list[Fault] = []
    for path in files:
        try:
            scenarios.append(read_scenario(path))
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(faults)
    return scenarios


class _Rulebooks:
    """The municipality's rules with the file's own on top, and the scenario's own above those."""

    def __init__(self, regler: Path | None) -> None:
        lokal = load_settings().lokal
        self._local = lokal if lokal.is_dir() else None
        self._own = [Source(regler.name, read_toml(regler))] if regler else []
        self._plain: Rulebook | None = None

    def under(self, scenario: Scenario) -> Rulebook:
        if scenario.regler:
            return self._load([*self._own, Source(scenario.file, scenario.regler)])
        self._plain = self._plain or self._load(self._own)
        return self._plain

    def _load(self, overrides: Sequence[Source]) -> Rulebook:
        return load_rulebook(local=self._local, overrides=overrides)


def _check(played: Sequence[tuple[Scenario, Mapping[str, Any]]], *, quiet: bool) -> Ending:
    tell = warn if quiet else say
    ending = Ending.DONE
    for scenario, result in played:
        faults = missing(scenario, result["tidslinje"])
        for fault in faults:
            tell(f"{scenario.file}: {fault}")
        if faults:
            ending = Ending.MISSING
        else:
            asked = len(scenario.forvent) + len(scenario.forvent_ikke)
            tell(f"{scenario.file}: alt er, som ventet ({asked} forventninger)")
    return ending
