"""The words of the reasons: all there, none too many, and every {word} one that somebody fills."""

from pathlib import Path

import pytest

from config.forklaringer import PATH, load_forklaringer
from domain.errors import BrokenConfig
from tests.builders import rulebook

SHIPPED = PATH.read_text("utf-8")


def faults(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "forklaringer.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenConfig) as refused:
        load_forklaringer(path)
    return [(fault.key, fault.reason) for fault in refused.value.faults]


def test_every_event_that_starts_a_deadline_has_words_of_its_own() -> None:
    words = load_forklaringer().words["begyndt"]
    starts = {
        pattern.event
        for versions in rulebook().deadlines.values()
        for rule in versions
        for pattern in rule.starts
    }
    assert starts - set(words) == set()


def test_every_word_that_chooses_a_time_is_said_to_people() -> None:
    rules, words = rulebook(), load_forklaringer().words["valgt"]
    keys = {
        key
        for versions in rules.deadlines.values()
        for rule in versions
        if isinstance(rule.varighed, dict)
        for key in rule.varighed
    }
    assert {
        key for key in keys if key not in {*words, *rules.phases, "standard"} and not rules.law.paragraf(key)
    } == set()


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('passeret = "', 'forbi = "', "ryk", "der mangler ord for 'passeret'"),
        ('passeret = "', 'forbi = "', "ryk", "kender ikke 'forbi'"),
        ('klage_modtaget = "', 'klage_hentet = "', "begyndt", "kender ikke 'klage_hentet'"),
        ('uger = ["{antal} uge", "{antal} uger"]\n', "", "tid", "der mangler ord for 'uger'"),
        ('uger = ["{antal} uge", ', 'uger = ["{tal} uge", ', "tid.uger", "kan kun udfyldes med {antal}"),
        ('var = "var"', 'var = ""', "verbum.var", ""),
        ("[verbum]", "[udsagnsord]", "udsagnsord", ""),
    ],
)  # fmt: skip
def test_what_is_lacking_or_unknown_is_named(
    tmp_path: Path, old: str, new: str, key: str, reason: str
) -> None:
    if old not in SHIPPED:
        pytest.fail(f"the words have no {old!r}")
    found = faults(tmp_path, SHIPPED.replace(old, new))
    assert any(where == key and reason in why for where, why in found), found


def test_a_word_that_nobody_fills_and_a_brace_that_is_left_open_are_refused(tmp_path: Path) -> None:
    hole = SHIPPED.replace('som = ", som er {hvad}"', 'som = ", som er {hvem}"')
    open_brace = SHIPPED.replace('som = ", som er {hvad}"', 'som = ", som er {hvad"')
    assert [key for key, _ in faults(tmp_path, hole)] == ["ryk.som"]
    assert [key for key, _ in faults(tmp_path, open_brace)] == ["ryk.som"]
