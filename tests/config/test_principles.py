"""The principle book that is shipped, against its own data, and the files that would be refused."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.principles import load_principles
from domain.case import FASER, Fase
from domain.errors import BrokenConfig
from domain.rules import Rolle
from tests.house.tree import ROOT

PATH = ROOT / "config" / "principles.toml"
TEXT = PATH.read_text(encoding="utf-8")
DATA = tomllib.loads(TEXT)
BOOK = load_principles(PATH)


def points() -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Every point of the file with its phase, "alle" or None."""
    for princip in DATA["princip"]:
        for fase, cell in princip["faser"].items():
            yield from ((fase, point) for point in cell.get("punkt", ()))
        yield from (("alle", point) for point in princip.get("alle_faser", ()))
        yield from ((None, point) for point in princip.get("ledelse", ()))
    yield from ((None, point) for point in DATA["ledelse"])


@pytest.mark.parametrize("fase", FASER)
@pytest.mark.parametrize("rolle", [Rolle.SAGSBEHANDLER, Rolle.UDFOERER])
def test_a_phase_has_its_own_points_the_shared_ones_and_those_of_all_phases(fase: Fase, rolle: Rolle) -> None:
    wanted = Counter(
        point["id"]
        for place, point in points()
        if point["hoerer_til"] == rolle and (place in {fase, "alle"} or fase in point.get("ogsaa_i", ()))
    )
    assert Counter(punkt.id for punkt in BOOK.punkter(fase, rolle)) == wanted


@pytest.mark.parametrize(
    ("fase", "number"),
    [
        ("sagsaabning", 33),
        ("sagsoplysning", 48),
        ("sagsvurdering", 37),
        ("afgoerelse", 11),
        ("bestilling", 21),
        ("opfoelgning", 54),
    ],
)
def test_the_caseworkers_list_has_as_many_points_as_the_data(fase: str, number: int) -> None:
    assert len(BOOK.punkter(Fase(fase))) == number


def test_no_point_was_lost_on_the_way() -> None:
    assert [punkt.id for punkt in BOOK] == [point["id"] for _, point in points()]
    assert len(list(BOOK)) == 187


def test_there_are_eight_principles_and_six_phases() -> None:
    assert [princip.nr for princip in BOOK.principper] == list(range(1, 9))
    assert all(tuple(princip.faser) == FASER for princip in BOOK.principper)


def test_dilemmas_and_questions_come_along() -> None:
    assert sum(len(princip.dilemmaer) for princip in BOOK.principper) == 36
    assert sum(len(princip.refleksion) for princip in BOOK.principper) == 34


def test_the_matrix_has_as_many_ticks_as_the_table_it_was_read_from() -> None:
    control = DATA["tabelkontrol"]
    ticks = [[celle.saerlig_rolle for celle in princip.faser.values()] for princip in BOOK.principper]
    assert [sum(row[2:]) for row in ticks] == control["ocr_sidste_fire"] == control["vores_sidste_fire"]
    assert [row[0] for row in ticks] == control["ocr_sagsaabning"] == control["vores_sagsaabning"]


def test_a_cell_without_points_says_so() -> None:
    for princip in BOOK.principper:
        for fase, celle in princip.faser.items():
            own = [punkt for punkt in princip.punkter if punkt.fase is fase or fase in punkt.ogsaa_i]
            assert bool(own) is celle.med, (princip.nr, fase)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "P1-SA-02"', 'id = "P1-SA-01"', "P1-SA-01: 'P1-SA-01' står mere end én gang"),
        (
            'id = "P1-SA-02"',
            'id = "to"',
            "princip.1.faser.sagsaabning.punkt.2.id: er ikke skrevet på den rigtige",
        ),
        ('noegle = "sagsaabning"', 'noegle = "aabning"', "fase.1.noegle: skal være en af 'sagsaabning', "),
        (
            "[princip.faser.sagsaabning]",
            "[princip.faser.aabning]",
            "princip.1.faser.aabning: skal være en af ",
        ),
        (
            'ogsaa_i = ["opfoelgning"]',
            'ogsaa_i = ["slut"]',
            "princip.1.faser.sagsaabning.punkt.3.ogsaa_i.1: skal være en",
        ),
        (
            'delte_punkter = ["P1-SA-05", "P1-SA-06"]',
            'delte_punkter = ["P1-SA-05", "P9-SA-06"]',
            "princip.1.faser.sagsoplysning.delte_punkter: kender ikke 'P9-SA-06'",
        ),
        (
            'delte_punkter = ["P1-SA-05", "P1-SA-06"]',
            'delte_punkter = ["P1-SA-05"]',
            "princip.1.faser.sagsoplysning.delte_punkter: delte_punkter og punkternes ogsaa_i siger ikke det samme: P1-SA-06",
        ),
        (
            "\nsaerlig_rolle = true",
            "\nsaerlig_rolle = false",
            "tabelkontrol.vores_sagsaabning: tallene passer ikke",
        ),
        (
            "vores_sidste_fire = [2",
            "vores_sidste_fire = [4",
            "tabelkontrol.vores_sidste_fire: tallene passer ikke",
        ),
        ("\nmed = true", "\nmed = false", "princip.1.faser.sagsaabning.med: cellen siger med = false"),
        (
            'prioritet = "must"',
            'prioritet = "helst"',
            "princip.1.faser.sagsaabning.punkt.1.prioritet: skal være en af",
        ),
        (
            'hoerer_til = "sagsbehandler"',
            'hoerer_til = "alle"',
            "princip.1.faser.sagsaabning.punkt.1.hoerer_til: skal være",
        ),
        ("[[princip]]\nnr = 1", "[[princip]]\nnr = 7", "princip: principperne skal være nummereret"),
        ("hvorfor = ", "fordi = ", "princip.1.fordi: ukendt nøgle"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in TEXT
    path = tmp_path / "principles.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenConfig) as caught:
        load_principles(path)
    assert any(line.startswith(f"principles.toml: {told}") for line in str(caught.value).splitlines())
