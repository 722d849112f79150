"""billeder.toml: every word on a picture is there and can be filled, and a municipality may have its own."""

from pathlib import Path

import pytest

from config.billeder import SHIPPED, load_billeder
from config.loader import load_rulebook
from domain.billeder import PICTURE_WORDS
from domain.errors import BrokenConfig

TEXT = SHIPPED.read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    path = folder / "billeder.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_words_are_all_there() -> None:
    found = load_billeder(SHIPPED)
    assert found.ord.keys() == PICTURE_WORDS.keys()
    assert found.say_to("borger", "netvaerk.oensket") != found.say_to("sag", "netvaerk.oensket")


def test_a_municipality_has_its_own(tmp_path: Path) -> None:
    written(
        tmp_path,
        TEXT.replace('gjort = "Gjort"', 'gjort = "Klaret"').replace("flest_i_felt = 6", "flest_i_felt = 3"),
    )
    billeder = load_rulebook(local=tmp_path).letterhead.etiketter.billeder
    assert (billeder.say("tidslinje.gjort"), billeder.flest_i_felt) == ("Klaret", 3)


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('gjort = "Gjort"\n', "", "tidslinje.gjort: ordet mangler"),
        (
            'gjort = "Gjort"',
            'gjord = "Gjort"\ngjort = "Gjort"',
            "tidslinje.gjord: intet billede bruger det ord",
        ),
        ("{nr}: {tekst}", "{nummer}: {tekst}", "fremgang.maal: {nummer} kan ikke fyldes ud her"),
        ("{nr}: {tekst}", "{nr: {tekst}", "fremgang.maal"),
        ("jan. feb.", "feb.", "maaneder_kort: skal have tolv"),
        ("flest_kurver = 6", "flest_kurver = 0", "flest_kurver"),
        ("graenser_til_borger = false\n", "", "graenser_til_borger"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    assert was in TEXT
    with pytest.raises(BrokenConfig) as refusal:
        load_billeder(written(tmp_path, TEXT.replace(was, becomes)))
    assert told in str(refusal.value)
