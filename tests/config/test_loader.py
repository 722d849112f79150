"""The municipality's folder as one rulebook, or every fault in it at once."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from config.loader import CONFIG, load_rulebook
from config.settings import load_settings
from domain.case import FASER
from domain.errors import BrokenConfig
from domain.events import Event
from sagsgang.prefect_settings import settings_environment
from tests.builders import rulebook


def test_the_shipped_folder_is_whole() -> None:
    book = rulebook()
    used = {step.brev for versions in book.deadlines.values() for rule in versions for step in rule.stige}
    assert used - {None} <= set(book.wordings)
    tasks = {step.opgave for versions in book.deadlines.values() for rule in versions for step in rule.stige}
    assert tasks - {None} <= set(book.tasks)
    assert set(FASER) <= set(book.phases)
    assert book.uden_godkendelse <= set(book.wordings)
    assert sorted(book.gates, key=lambda gate: int(gate[1:])) == [f"G{number}" for number in range(1, 12)]


def test_every_refusal_has_its_sentence_with_what_to_do() -> None:
    assert set(rulebook().gates) - set(rulebook().messages) == set()
    for code in ("forkert_fase", "ukendt", "findes_allerede", "mangler_ret", "ingen_kladde"):
        assert rulebook().messages[code].endswith(".")


def test_the_rules_an_event_starts_stand_in_the_catalogues_order() -> None:
    started = rulebook().started_by(Event.HENVENDELSE_MODTAGET, date(2026, 3, 2))
    assert [rule.id for rule in started] == ["kvittering", "akut_kontakt", "foerste_samtale"]
    assert [rule.id for rule in rulebook().started_by(Event.OPFOELGNING_HOLDT, date(2026, 3, 2))] == [
        "opfoelgning"
    ]


def test_a_municipality_lays_its_own_rules_and_calendar_over_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "deadlines.toml").write_text('[tavshed]\nvarighed = "10 dage"\n', encoding="utf-8")
    book = load_rulebook(local=tmp_path)
    assert str(book.deadlines["tavshed"][-1].varighed["standard"]) == "10 dage"  # type: ignore[index]  # a table
    assert book.deadlines["klage"] == rulebook().deadlines["klage"]


def test_a_folder_of_its_own_that_is_empty_changes_nothing(tmp_path: Path) -> None:
    assert load_rulebook(local=tmp_path).deadlines == rulebook().deadlines


def test_faults_of_several_files_are_told_together(tmp_path: Path) -> None:
    broken = tmp_path / "config"
    shutil.copytree(CONFIG, broken, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (broken / "gates.toml").write_text("[port.G1\n", encoding="utf-8")
    (broken / "messages.toml").unlink()
    rules = broken / "deadlines.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n[snyd]\nx = 1\n", encoding="utf-8")
    with pytest.raises(BrokenConfig) as refusal:
        load_rulebook(broken, local=None)
    assert {fault.file for fault in refusal.value.faults} >= {"gates.toml", "messages.toml"}


def test_a_broken_file_of_the_municipalitys_own_is_named_as_its_own(tmp_path: Path) -> None:
    (tmp_path / "deadlines.toml").write_text('[klage]\nvarighed = "8 uger"\n', encoding="utf-8")
    with pytest.raises(BrokenConfig) as refusal:
        load_rulebook(local=tmp_path)
    assert [(fault.file, fault.key) for fault in refusal.value.faults] == [
        ("local/deadlines.toml", "klage.varighed")
    ]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("deadline.toml", "deadlines.toml"),
        ("kommunen.toml", "kommune.toml"),
        ("letters/letterhead.toml", "letterhead.toml"),
        ("breve/ventebrev.md", None),
        ("ukendt.toml", None),
        ("gates.toml", None),
        ("letters/ventebrev.txt", "letters/ventebrev.md"),
        ("letters/eksempler.toml", None),
        ("deadlines.toml.bak", "deadlines.toml"),
    ],
)
def test_a_file_that_nobody_reads_is_refused_with_the_name_nearest_to_it(
    name: str, near: str | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(BrokenConfig) as refusal:
        load_rulebook(local=tmp_path)
    (fault,) = refusal.value.faults
    assert fault.file == (name if near or "/" not in name or name.startswith("letters/") else "breve")
    assert "bliver ikke læst" in fault.reason
    assert near is None or fault.reason.endswith(f"; mener du '{near}'?")


def test_a_folder_of_its_own_may_hold_every_file_that_is_read_and_a_note(tmp_path: Path) -> None:
    for name in ("letterhead.toml", "kommune.toml", "calendar.toml"):
        shutil.copy(CONFIG / name, tmp_path / name)
    shutil.copytree(CONFIG / "letters", tmp_path / "letters", ignore=shutil.ignore_patterns("*.toml"))
    (tmp_path / "deadlines.toml").write_text("", encoding="utf-8")
    (tmp_path / "README.md").write_text("Vores regler", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    assert load_rulebook(local=tmp_path).wordings == rulebook().wordings


def test_a_folder_that_is_set_and_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAGSGANG_LOKAL", str(tmp_path / "nix"))
    with pytest.raises(BrokenConfig, match=r"miljøvariabler: SAGSGANG_LOKAL: mappen .* findes ikke"):
        load_settings()
    monkeypatch.setenv("SAGSGANG_LOKAL", str(tmp_path))
    assert load_settings().lokal == tmp_path


def test_an_empty_folder_setting_is_no_folder_and_not_the_one_that_the_program_was_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deadlines.toml").write_text('tavshed.varighed = "3 dage"', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAGSGANG_LOKAL", "")
    settings = load_settings()
    assert not settings.lokal.is_dir()
    assert settings_environment(settings)["SAGSGANG_LOKAL"] == ""
