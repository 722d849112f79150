from pathlib import Path

import pytest

from config.wording import load_letterhead
from domain.errors import BrokenConfig
from tests.config.letter_folders import CONFIG


def test_the_letterhead_has_its_labels() -> None:
    letterhead = load_letterhead(CONFIG / "letterhead.toml")

    assert letterhead.kommune == "Prøvestrup Kommune"
    assert letterhead.etiketter.maaneder[4] == "maj"
    assert letterhead.databeskyttelse


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('kommune = "Prøvestrup Kommune"', "", "kommune"),
        ('farve = "#1f4e5f"', 'farve = "blå"', "farve"),
        ('cvr = "00 00 00 99"', 'cvr = "00 00 00 99"\nlogo = "x"', "logo"),
        ('"januar", ', "", "etiketter.maaneder"),
        ("{nr}", "", "etiketter.side"),
        ("[etiketter]", "[etiketter", ""),
    ],
)
def test_a_letterhead_with_a_fault_is_refused(old: str, new: str, key: str, tmp_path: Path) -> None:
    path = tmp_path / "letterhead.toml"
    path.write_text((CONFIG / "letterhead.toml").read_text("utf-8").replace(old, new), "utf-8")

    with pytest.raises(BrokenConfig) as caught:
        load_letterhead(path)

    assert [(fault.file, fault.key) for fault in caught.value.faults] == [("letterhead.toml", key)]


@pytest.mark.parametrize(
    ("colour", "better"), [("#ffcc00", "#876c00"), ("#ffffff", "#6e6e6e"), ("#777777", "#6f6f6f")]
)
def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(
    colour: str, better: str, tmp_path: Path
) -> None:
    path = tmp_path / "letterhead.toml"
    shipped = (CONFIG / "letterhead.toml").read_text("utf-8")
    path.write_text(shipped.replace("#1f4e5f", colour), "utf-8")

    with pytest.raises(BrokenConfig) as caught:
        load_letterhead(path)

    [fault] = caught.value.faults
    assert (fault.file, fault.key) == ("letterhead.toml", "farve")
    assert f"{better} er samme farve, bare mørkere" in fault.reason
    path.write_text(shipped.replace("#1f4e5f", better), "utf-8")
    assert load_letterhead(path).farve == better


def test_an_own_letterhead_has_its_own_sender_and_the_shipped_labels_and_colour(tmp_path: Path) -> None:
    shipped = CONFIG / "letterhead.toml"
    sender = [
        line
        for line in shipped.read_text("utf-8").partition("[etiketter]")[0].splitlines()
        if not line.startswith("farve")
    ]
    path = tmp_path / "letterhead.toml"
    path.write_text("\n".join([*sender, "[etiketter]", 'dato = "Den"']), "utf-8")

    letterhead = load_letterhead(path, base=shipped)

    assert (letterhead.etiketter.dato, letterhead.etiketter.sagsnr) == ("Den", "Sagsnr.")
    assert letterhead.farve == "#1f4e5f"


def test_no_letter_is_sent_half_in_another_municipalitys_name(tmp_path: Path) -> None:
    path = tmp_path / "letterhead.toml"
    path.write_text('kommune = "Øvestrup Kommune"\nfarve = "#003366"\n', "utf-8")

    with pytest.raises(BrokenConfig) as caught:
        load_letterhead(path, base=CONFIG / "letterhead.toml")

    assert {"telefon", "cvr", "privatliv"} <= {fault.key for fault in caught.value.faults}
