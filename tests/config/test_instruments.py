"""The instruments that are shipped: numbers only, and files that would be refused."""

from pathlib import Path

import pytest

from config.instruments import load_instruments
from domain.errors import BrokenConfig
from tests.house.tree import ROOT

PATH = ROOT / "config" / "instruments.toml"
TEXT = PATH.read_text(encoding="utf-8")
INSTRUMENTS = load_instruments(PATH)


@pytest.mark.parametrize(
    ("name", "items", "total_range", "rci"),
    [
        ("ors", 4, (0, 40), 5),
        ("srs", 4, (0, 40), None),
        ("brief_inspire_o", 5, (0, 100), 8),
        ("brief_inspire", 5, (0, 100), None),
        ("who5", 5, (0, 100), 10),
        ("recovery_star", 10, None, None),
        ("chime", 5, None, None),
    ],
)
def test_an_instrument_has_its_numbers(
    name: str, items: int, total_range: tuple[int, int] | None, rci: int | None
) -> None:
    instrument = INSTRUMENTS[name]
    assert (instrument.antal, instrument.total_range, instrument.rci) == (items, total_range, rci)


def test_each_says_who_owns_it_and_where_its_numbers_come_from() -> None:
    assert all(instrument.licens and instrument.kilde for instrument in INSTRUMENTS.values())
    assert {name for name, instrument in INSTRUMENTS.items() if not instrument.licens_kraeves} == {
        "chime",
        "maal",
    }


@pytest.mark.parametrize(
    ("name", "total", "text"),
    [
        ("ors", 25, "så lavt som hos voksne, der søger behandling"),
        ("ors", 25.1, None),
        ("srs", 35.9, "tal med borgeren om samarbejdet"),
        ("srs", 36, None),
        ("brief_inspire_o", 50, "lavere end hos de fleste"),
        ("brief_inspire_o", 55, None),
        ("who5", 35, "stor risiko for depression eller stress: tal med borgeren"),
        ("who5", 36, "risiko for depression eller stress"),
        ("who5", 50, "risiko for depression eller stress"),
        ("who5", 52, None),
    ],
)
def test_a_total_reads_by_its_cut_off(name: str, total: float, text: str | None) -> None:
    cutoff = INSTRUMENTS[name].reading(total)
    assert (cutoff.tekst if cutoff else None) == text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("antal = 4", "antal = 0", "instrument.ors.antal: skal være mindst 1"),
        ("antal = 4", 'spoergsmaal = ["x"]', "instrument.ors.spoergsmaal: ukendt nøgle"),
        ("til = 10", "til = 0", "instrument.ors.til: det mindste tal skal være mindre end det største"),
        ("til = 25", "til = 41", "instrument.ors.graense.1.til: 41 ligger uden for 0-40"),
        ("{ til = 35,", "{ til = 60,", "instrument.who5.graense: den laveste grænse skal stå først"),
        ("faktor = 1\n", "", "instrument.ors: et instrument uden samlet tal kan ikke have rci eller graense"),
        ("hoejere_er_bedre", "op", "instrument.ors.retning: skal være en af 'hoejere_er_bedre' eller"),
        ("licens = ", "licensnote = ", "instrument.ors.licens: mangler"),
        ("{fik}", "{fik_han}", "tekster.antal: kan kun udfyldes med navn, antal"),
    ],
)
def test_an_instrument_that_cannot_be_used_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in TEXT
    path = tmp_path / "instruments.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenConfig) as caught:
        load_instruments(path)
    assert any(line.startswith(f"instruments.toml: {told}") for line in str(caught.value).splitlines())
