from pathlib import Path

import pytest

from casework.registry import ACTS
from config.display import PATH, load_display
from config.loader import load_rulebook
from domain.errors import BrokenConfig
from domain.rules import Ejer


def test_every_act_has_its_words() -> None:
    assert set(load_display().acts) == set(ACTS)


def test_every_field_of_every_act_has_a_label() -> None:
    display = load_display()
    fields = {name for spec in ACTS.values() for name in spec.model.model_fields if name != "borger"}
    assert {name for name in fields if name not in display.words["felt"]} == set()


def test_every_deadline_letter_owner_and_gate_point_has_its_words() -> None:
    display, rules = load_display(), load_rulebook(local=None)
    assert set(display.words["frist"]) == set(rules.deadlines)
    assert set(display.words["brev"]) == set(rules.wordings)
    assert {owner.value for owner in Ejer} <= set(display.words["rolle"]) & set(display.words["venter_paa"])
    points = set(display.words["port_punkt"])
    assert points == set(display.answers)
    assert points <= set(rules.messages)
    assert {point.partition(".")[0] for point in points} == {
        port for phase in rules.phases.values() for port in phase.porte
    }


def test_a_slug_of_a_municipalitys_own_is_shown_as_it_is_written() -> None:
    assert load_display().say("frist", "egen_frist") == "egen frist"


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('fase_startet = "Sagen', 'fase_begyndt = "Sagen', "fase_startet"),
        ('gruppe = "bestilling"', 'gruppe = "bestillinger"', "bestillinger"),
        ('"G5" = ["gennemgaa_care"]', '"G5" = ["gennemgaa"]', "gennemgaa"),
        ("[tidslinje]", "[tidslinje]\nfarve = 1", "farve"),
        ('stille = ["tavshed"]', 'stille = ["larm"]', "larm"),
    ],
)
def test_a_slug_without_words_and_a_word_without_a_slug_are_refused(
    tmp_path: Path, before: str, after: str, fault: str
) -> None:
    text = PATH.read_text(encoding="utf-8")
    assert before in text
    changed = tmp_path / "display.toml"
    changed.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BrokenConfig, match=fault):
        load_display(changed)
