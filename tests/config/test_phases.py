"""The phase plans, gates and tasks that are shipped, and the files that would be refused."""

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from config.law import load_law
from config.phases import Known, load_gates, load_phases, load_tasks
from domain.case import FASER
from domain.errors import BrokenConfig
from domain.letter_facts import LETTER_FACTS
from tests.house.tree import ROOT

FOLDER = ROOT / "config" / "phases"
GATES = load_gates(ROOT / "config" / "gates.toml")
TASKS = load_tasks(ROOT / "config" / "tasks.toml")
FRISTER = [
    "kvittering",
    "akut_kontakt",
    "foerste_samtale",
    "svarfrist",
    "ny_svarfrist",
    "tavshed",
    "fase_tid",
    "oplysninger",
    "samtykke",
    "partshoering",
    "aktindsigt",
    "klage",
    "genvurdering",
    "varsling",
    "handleplan",
    "bestilling_kvittering",
    "opstart",
    "indsatsplan",
    "opfoelgning",
    "status",
    "p82b_slut",
    "udskrivning",
    "gdpr_indsigt",
    "gdpr_besked",
    "gdpr_brud",
    "begrundelse",
    "delvist_medhold",
    "indflytning",
    "p110_orientering",
    "aendret_behov",
    "oversendelse",
    "klage_videre",
    "nyt_om_start",
    "vejen_videre",
    "nedtrapning",
    "p82_opfoelgning",
    "opstartsmoede",
]
KNOWN = Known(breve=LETTER_FACTS, frister=FRISTER, opgaver=TASKS, porte=GATES)
PLANS = load_phases(FOLDER, KNOWN)


def test_the_six_phases_come_first_and_in_order() -> None:
    assert tuple(PLANS)[: len(FASER)] == FASER
    assert [plan.fase for plan in PLANS.values()][: len(FASER)] == list(FASER)
    assert {plan.fase for plan in list(PLANS.values())[len(FASER) :]} == {None}


def test_the_deadlines_of_the_catalogue_are_the_ones_placed_here() -> None:
    path = ROOT / "config" / "deadlines.toml"
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) - {
        "modtagelse",
        "afsendelse",
        "udskydelse",
    } == set(FRISTER)


def test_every_task_a_deadline_gives_has_its_words() -> None:
    path = ROOT / "config" / "deadlines.toml"
    rules = tomllib.loads(path.read_text(encoding="utf-8")).values()
    given = {trin["opgave"] for rule in rules for trin in rule.get("stige", ()) if "opgave" in trin}
    assert given <= set(TASKS)


@pytest.mark.parametrize(
    ("fase", "porte"),
    [
        ("sagsaabning", ("G1",)),
        ("sagsoplysning", ("G2",)),
        ("sagsvurdering", ("G4", "G5")),
        ("afgoerelse", ()),
        ("bestilling", ()),
        ("opfoelgning", ()),
    ],
)
def test_leaving_a_phase_asks_its_gates(fase: str, porte: tuple[str, ...]) -> None:
    assert PLANS[fase].porte == porte


def test_there_are_eleven_gates_and_seven_are_the_laws() -> None:
    assert list(GATES) == [f"G{number}" for number in range(1, 12)]
    assert [name for name, gate in GATES.items() if gate.lovbundet] == [
        "G1",
        "G2",
        "G3",
        "G4",
        "G7",
        "G10",
        "G11",
    ]


@pytest.mark.parametrize(
    "gate", [gate for gate in GATES.values() if gate.lovbundet], ids=lambda gate: str(gate.id)
)
def test_a_gate_that_binds_by_law_names_sections_in_the_law_book(gate: object) -> None:
    law = load_law(ROOT / "config" / "law")
    of_law = [part for part in str(getattr(gate, "kilde", "")).split("; ") if "§" in part]
    assert of_law
    assert [part for part in of_law if law.resolve(part, date(2026, 11, 22)) is None] == []


def test_every_task_says_in_full_sentences_what_to_do() -> None:
    assert all(task.hvad.endswith(".") and not task.titel.endswith(".") for task in TASKS.values())


def test_what_the_citizen_reads_continues_a_sentence() -> None:
    assert all(plan.til_borger[0].islower() and plan.til_borger[-1] != "." for plan in PLANS.values())


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "bestilling.toml",
            'breve = ["bestilling", ',
            'breve = ["ordre", ',
            "bestilling.toml: breve: kender ikke 'ordre'",
        ),
        (
            "bestilling.toml",
            'breve = ["bestilling", ',
            "breve = [",
            "phases: breve: 'bestilling' hører ikke til noget sted",
        ),
        (
            "bestilling.toml",
            'breve = ["bestilling", ',
            'breve = ["bestilling", "kvittering", ',
            "phases: breve: 'kvittering' står mere end én gang",
        ),
        ("bestilling.toml", '"opstart"', '"klage"', "phases: frister: 'klage' står mere end én gang"),
        ("bestilling.toml", '"opstart"', '"afgang"', "bestilling.toml: frister: kender ikke 'afgang'"),
        (
            "bestilling.toml",
            '["find_ny_udfoerer"]',
            "[]",
            "phases: opgaver: 'find_ny_udfoerer' hører ikke til noget sted",
        ),
        ("bestilling.toml", '["G8"]', '["G12"]', "bestilling.toml: porte_undervejs: kender ikke 'G12'"),
        ("bestilling.toml", "porte = []", 'porte = ["G8"]', "phases: porte: 'G8' står mere end én gang"),
        ("bestilling.toml", "titel =", "navn =", "bestilling.toml: titel: mangler"),
        (
            "bestilling.toml",
            "titel =",
            "titel",
            "bestilling.toml: linje 1, tegn 7: der mangler et lighedstegn",
        ),
        (
            "sideforloeb.toml",
            "[sideforloeb.klage]",
            "[sideforloeb.bestilling]",
            "sideforloeb.toml: sideforloeb.bestilling: 'bestilling' står mere",
        ),
        (
            "sideforloeb.toml",
            '"klagekvittering"',
            '"brok"',
            "sideforloeb.toml: sideforloeb.klage.breve: kender ikke 'brok'",
        ),
    ],
)
def test_plans_that_do_not_fit_are_refused(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    folder = tmp_path / "phases"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(line.startswith(told) for line in refusal(folder))


def refusal(folder: Path) -> list[str]:
    with pytest.raises(BrokenConfig) as caught:
        load_phases(folder, KNOWN)
    return str(caught.value).splitlines()


def test_a_missing_phase_and_an_unknown_one_are_told_together(tmp_path: Path) -> None:
    folder = tmp_path / "phases"
    shutil.copytree(FOLDER, folder)
    (folder / "bestilling.toml").rename(folder / "ordre.toml")
    told = refusal(folder)
    assert "ordre.toml: kender ikke 'ordre'" in told
    assert "bestilling.toml: der mangler en fil til fasen" in told


def test_a_gate_without_its_rule_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gates.toml"
    path.write_text('[port.G1]\ntitel = "x"\nkilde = "y"\nlovbundet = 1\n', encoding="utf-8")
    with pytest.raises(BrokenConfig) as caught:
        load_gates(path)
    assert str(caught.value).splitlines() == [
        "gates.toml: port.G1.regel: mangler",
        "gates.toml: port.G1.lovbundet: skal være true eller false",
    ]


def test_a_task_without_its_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tasks.toml"
    path.write_text('[opgave.ring]\ntitel = ""\n', encoding="utf-8")
    with pytest.raises(BrokenConfig) as caught:
        load_tasks(path)
    assert str(caught.value).splitlines() == [
        "tasks.toml: opgave.ring.titel: må ikke være tom",
        "tasks.toml: opgave.ring.hvad: mangler",
    ]
