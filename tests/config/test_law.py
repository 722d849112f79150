"""The law book that is shipped, and the files that would be refused."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from config.law import load_law
from domain.errors import BrokenConfig
from domain.law import Pligt
from tests.house.tree import ROOT

FOLDER = ROOT / "config" / "law"
LAW = load_law(FOLDER)
TODAY = date(2026, 11, 22)
NAMED = (
    "RSL § 3, stk. 2",
    "RSL § 3, stk. 2, 3. pkt.",
    "RSL § 10",
    "RSL § 11 a",
    "FVL § 19",
    "FVL § 16, stk. 2",
    "RSL § 67",
    "RSL § 66",
    "SEL § 3 a",
    "SEL § 141",
    "SEL § 148, stk. 2",
    "SEL § 82 b",
    "psykiatriloven § 13 a",
)


@pytest.mark.parametrize("hjemmel", NAMED)
def test_every_hjemmel_that_the_rules_name_resolves(hjemmel: str) -> None:
    assert LAW.resolve(hjemmel, TODAY) is not None


def test_every_deadline_of_law_rests_on_a_section_in_the_book() -> None:
    path = ROOT / "config" / "deadlines.toml"
    rules = tomllib.loads(path.read_text(encoding="utf-8")).values()
    of_law = [rule["hjemmel"] for rule in rules if rule.get("art") == "lov"]
    assert of_law
    assert [hjemmel for hjemmel in of_law if LAW.resolve(hjemmel, TODAY) is None] == []


def test_every_section_has_a_source_and_the_date_it_was_read() -> None:
    assert all(ref.source and ref.sat == TODAY for ref in LAW.refs)


def test_the_repealed_section_11_is_not_in_the_book() -> None:
    assert LAW.resolve("SEL § 11", TODAY) is None


@pytest.mark.parametrize("number", ["82 a", "82 b", "82 c", "82 d"])
def test_preventive_help_cannot_be_appealed(number: str) -> None:
    help_ = LAW.paragraffer[number]
    assert (help_.klageadgang, help_.pligt) == (False, Pligt.KAN)


def test_only_sections_95_96_and_98_are_warned_of_in_advance() -> None:
    assert {number for number, help_ in LAW.paragraffer.items() if help_.varsling} == {"95", "96", "98"}


def test_only_places_to_live_can_have_the_decision_suspended() -> None:
    assert {number for number, help_ in LAW.paragraffer.items() if help_.opsaettende} == {"107", "108"}


def test_every_help_has_a_plain_name_without_a_paragraph_sign() -> None:
    assert [help_.navn for help_ in LAW.paragraffer.values() if "§" in help_.navn or not help_.navn] == []


def test_no_help_says_you_to_anybody_but_the_citizen() -> None:
    for row in LAW.paragraffer.values():
        assert not {"du", "dig", "din", "dit", "dine"} & set(row.navn_til(borger=False).split())


def test_every_paragraph_with_a_svarfrist_is_a_known_help() -> None:
    path = ROOT / "config" / "deadlines.toml"
    varighed = tomllib.loads(path.read_text(encoding="utf-8"))["svarfrist"]["varighed"]
    assert set(varighed) - {"standard"} <= set(LAW.paragraffer)


ACT = """
lov = "SEL"
titel = "Serviceloven"
kilde = "prøve"
sat = 2026-11-22
gyldig_fra = 2007-01-01
[[paragraf]]
paragraf = "§ 85"
titel = "Støtte"
"""
HELP = """
[ydelse."85"]
navn = "støtte"
pligt = "skal"
klageadgang = true
kilde = "prøve"
sat = 2026-11-22
"""


def a_law(folder: Path, act: str = ACT, services: str = HELP, other: str = "") -> Path:
    (folder / "sel.toml").write_text(act, encoding="utf-8")
    (folder / "ydelser.toml").write_text(services, encoding="utf-8")
    if other:
        (folder / "vfl.toml").write_text(other, encoding="utf-8")
    return folder


def refusal(folder: Path) -> list[str]:
    with pytest.raises(BrokenConfig) as caught:
        load_law(folder)
    return str(caught.value).splitlines()


def test_a_small_book_loads(tmp_path: Path) -> None:
    assert load_law(a_law(tmp_path)).resolve("Serviceloven § 85, stk. 1", TODAY) is not None


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (ACT.replace('kilde = "prøve"\n', ""), "sel.toml: kilde: mangler"),
        (ACT.replace("sat = 2026-11-22\n", ""), "sel.toml: sat: mangler"),
        (ACT.replace("gyldig_fra", "gaelder"), "sel.toml: gyldig_fra: mangler"),
        (ACT + 'fremmed = "x"\n', "sel.toml: paragraf.1.fremmed: ukendt nøgle"),
        (ACT + "sat = 'i går'\n", "sel.toml: paragraf.1.sat: skal være en dato, fx 2026-11-22"),
        (
            ACT + "gyldig_til = 2006-01-01\n",
            "sel.toml: paragraf.1.gyldig_til: gyldig_til ligger før gyldig_fra",
        ),
        (
            ACT + '[[paragraf]]\nparagraf = "§ 85"\ntitel = "x"\n',
            "sel.toml: paragraf: gyldighed overlapper for § 85",
        ),
        (
            ACT.replace('"§ 85"', '"femogfirs"'),
            "sel.toml: paragraf.1.paragraf: 'femogfirs' er ikke skrevet som en",
        ),
    ],
)
def test_an_act_that_cannot_be_used_is_refused(tmp_path: Path, act: str, told: str) -> None:
    assert any(line.startswith(told) for line in refusal(a_law(tmp_path, act)))


@pytest.mark.parametrize(
    ("services", "told"),
    [
        (HELP.replace('"85"', '"86"'), "ydelser.toml: ydelse.86: '86' er ikke et paragrafnummer"),
        (HELP.replace('"85"', '"§ 85"'), "ydelser.toml: ydelse.§ 85: '§ 85' er ikke et paragrafnummer"),
        (
            HELP.replace('"skal"', '"bør"'),
            "ydelser.toml: ydelse.85.pligt: skal være en af 'skal', 'kan' eller",
        ),
        (HELP.replace("true", '"ja"'), "ydelser.toml: ydelse.85.klageadgang: skal være true eller false"),
        (HELP.replace('navn = "støtte"\n', ""), "ydelser.toml: ydelse.85.navn: mangler"),
    ],
)
def test_a_help_that_cannot_be_used_is_refused(tmp_path: Path, services: str, told: str) -> None:
    assert any(line.startswith(told) for line in refusal(a_law(tmp_path, services=services)))


def test_two_acts_cannot_share_a_name(tmp_path: Path) -> None:
    told = refusal(a_law(tmp_path, other=ACT.replace('"SEL"', '"XYZ"')))
    assert told == ["vfl.toml: kaldes: 'serviceloven' står mere end én gang"]


def test_faults_of_several_files_come_at_once(tmp_path: Path) -> None:
    told = refusal(a_law(tmp_path, act="lov =", services=HELP + "fremmed = 1\n"))
    assert {line.split(":")[0] for line in told} == {"sel.toml", "ydelser.toml"}


def test_a_folder_without_acts_is_refused(tmp_path: Path) -> None:
    assert any("mappen har ingen filer med love" in line for line in refusal(tmp_path))
