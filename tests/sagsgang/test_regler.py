"""`sagsgang regler` and a house that refuses to start: whatever is wrong with the rules is told with file and key."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.loader import CONFIG
from tests.sagsgang.conftest import Run

Change = Callable[[Path], None]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A municipality's whole configuration, to be spoilt."""
    target = tmp_path / "config"
    shutil.copytree(CONFIG, target, ignore=shutil.ignore_patterns("*.py", "__pycache__", "local"))
    return target


def replaced(name: str, before: str, after: str) -> Change:
    def change(config: Path) -> None:
        path = config / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    return change


def added(name: str, text: str) -> Change:
    def change(config: Path) -> None:
        path = config / name
        path.parent.mkdir(exist_ok=True)
        known = path.read_text(encoding="utf-8") if path.is_file() else ""
        path.write_text(known + text, encoding="utf-8")

    return change


def removed(name: str) -> Change:
    return lambda config: (config / name).unlink()


def in_latin(name: str) -> Change:
    return lambda config: (config / name).write_bytes(
        (config / name).read_text(encoding="utf-8").encode("latin-1")
    )


FAULTS = [
    pytest.param(removed("deadlines.toml"), "deadlines.toml: filen findes ikke", id="a file is missing"),
    pytest.param(removed("phases/bestilling.toml"), "bestilling.toml: der mangler en fil til fasen", id="a phase is missing"),
    pytest.param(added("deadlines.toml", "[svarfrist\n"), "deadlines.toml: linje ", id="broken TOML"),
    pytest.param(in_latin("deadlines.toml"), "deadlines.toml: filen er ikke gemt som UTF-8", id="not UTF-8"),
    pytest.param(
        added("deadlines.toml", "\n[kvittering.hest]\nx = 1\n"), "deadlines.toml: kvittering.hest: ", id="unknown key"
    ),
    pytest.param(
        replaced("deadlines.toml", 'start = "henvendelse_modtaget"', 'start = "henvendelse_glemt"'),
        "deadlines.toml: kvittering.start: ",
        id="unknown event",
    ),
    pytest.param(
        replaced("deadlines.toml", 'varighed = "5 arbejdsdage"', 'varighed = "5 måneskift"'),
        "deadlines.toml: kvittering.varighed: ",
        id="bad duration",
    ),
    pytest.param(
        replaced("deadlines.toml", 'brev = "kvittering"', 'brev = "kvitering"'),
        "deadlines.toml: kvittering.stige.1.brev: kender intet brev 'kvitering'",
        id="unknown letter",
    ),
    pytest.param(
        added("local/deadlines.toml", '[klage]\nvarighed = "2 uger"\n'),
        "local/deadlines.toml: klage.varighed: er fastsat ved lov",
        id="override of a hard value",
    ),
    pytest.param(
        added("local/deadlines.toml", '[hest]\nvarighed = "2 uger"\n'),
        "local/deadlines.toml: hest: kender ingen regel med det navn",
        id="override of no rule",
    ),
    pytest.param(
        added("letters/kvittering.md", "\n{{ hest }}\n"), "kvittering.md: ", id="placeholder that nobody fills"
    ),
    pytest.param(added("letters/kvittering.md", "\n{% if %}\n"), "kvittering.md: ", id="broken template"),
    pytest.param(
        replaced("letters/kvittering.md", "+++\n", "+++\nhest = 1\n"), "kvittering.md: ", id="unknown front matter"
    ),
    pytest.param(replaced("kommune.toml", "navn =", "nvan ="), "kommune.toml: ", id="a name misspelt"),
    pytest.param(added("messages.toml", "\n[hest]\n"), "messages.toml: hest: ", id="unknown section"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), FAULTS)
def test_rules_that_cannot_be_used_are_told_with_file_and_key(
    run: Run, config: Path, change: Change, said: str
) -> None:
    change(config)
    ended = run("regler", "tjek", "--mappe", config)
    assert (ended.code, ended.out) == (2, "")
    assert [line for line in ended.err.splitlines() if line.startswith(said)], ended.err


def test_every_fault_of_every_file_is_told_at_once(run: Run, config: Path) -> None:
    removed("gates.toml")(config)
    replaced("kommune.toml", "navn =", "nvan =")(config)
    added("letters/kvittering.md", "\n{% if %}\n")(config)
    files = {line.split(":")[0] for line in run("regler", "tjek", "--mappe", config).err.splitlines()}
    assert files == {"gates.toml", "kommune.toml", "kvittering.md"}


def test_the_shipped_rules_and_a_whole_copy_of_them_can_be_used(run: Run, config: Path) -> None:
    for words in ([], ["--mappe", config]):
        ended = run("regler", "tjek", *words)
        assert (ended.code, ended.out.startswith("Reglerne kan bruges: "), ended.err) == (0, True, "")


def test_a_folder_of_overrides_alone_is_held_against_the_shipped_rules(run: Run, tmp_path: Path) -> None:
    added("deadlines.toml", '[foerste_samtale]\nvarighed = "7 arbejdsdage"\n')(tmp_path)
    assert run("regler", "tjek", "--mappe", tmp_path).code == 0
    added("deadlines.toml", 'hest = "1"\n')(tmp_path)
    assert run("regler", "tjek", "--mappe", tmp_path).code == 2


def test_what_a_change_would_mean_for_running_cases_is_said_before_it_is_adopted(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    mappe = tmp_path / "forslag"
    added("deadlines.toml", '[foerste_samtale]\nvarighed = "7 arbejdsdage"\n')(mappe)
    shown = staffed("regler", "tjek", "--mappe", mappe)
    rows = [line.split("  ") for line in shown.out.splitlines() if line.startswith("foerste_samtale")]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows] == [
        ["foerste_samtale", "10 arbejdsdage", "7 arbejdsdage", "1"]
    ]
    assert "kvittering " not in shown.out


def test_checking_rules_makes_no_register(run: Run, var: Path, tmp_path: Path) -> None:
    mappe = tmp_path / "forslag"
    added("deadlines.toml", '[foerste_samtale]\nvarighed = "7 arbejdsdage"\n')(mappe)
    assert run("regler", "tjek", "--mappe", mappe).code == 0
    assert not var.exists()


def test_a_svarfrist_that_nobody_has_published_is_no_svarfrist(run: Run, tmp_path: Path) -> None:
    mappe = tmp_path / "forslag"
    added("deadlines.toml", '[svarfrist.varighed]\n"97" = "4 uger"\n')(mappe)
    ended = run("regler", "tjek", "--mappe", mappe)
    assert (ended.code, ended.err.startswith('deadlines.toml: svarfrist.vedtaget."97": ')) == (2, True)


def test_a_file_that_nobody_would_read_is_refused(run: Run, tmp_path: Path) -> None:
    added("deadline.toml", '[foerste_samtale]\nvarighed = "7 arbejdsdage"\n')(tmp_path)
    ended = run("regler", "tjek", "--mappe", tmp_path)
    assert (ended.code, ended.err.startswith("deadline.toml: ")) == (2, True)


def test_a_folder_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("regler", "tjek", "--mappe", tmp_path / "nix").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["sager"],
        ["status"],
        ["brev", "kvittering"],
        ["regler", "vis"],
        ["handling", "fravaer", "medarbejder=sb1", "til=2026-01-01", "stedfortraeder=sb1"],
    ],
)
def test_no_command_starts_on_rules_that_cannot_be_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    lokal = tmp_path / "lokal"
    added("deadlines.toml", '[klage]\nvarighed = "2 uger"\n')(lokal)
    monkeypatch.setenv("SAGSGANG_LOKAL", str(lokal))
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("local/deadlines.toml: klage.varighed: ")


def test_the_rules_that_hold_are_shown(run: Run) -> None:
    shown, one = run("regler", "vis"), run("regler", "vis", "svarfrist")
    assert (shown.code, one.code) == (0, 0)
    assert "foerste_samtale" in shown.out
    assert "RSL § 3, stk. 2" in one.out
    assert "forlaenget_svarfrist" in one.out
    assert [row["frist"] for row in run("regler", "vis", "svarfrist", "--json").json] == ["svarfrist"]
    assert {"svarfrist", "klage"} <= {row["frist"] for row in run("regler", "vis", "--json").json}
    assert run("regler", "vis", "hest").code == 2


def test_the_municipalitys_own_rules_are_the_ones_that_are_shown(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added("deadlines.toml", '[foerste_samtale]\nvarighed = "7 arbejdsdage"\n')(tmp_path)
    monkeypatch.setenv("SAGSGANG_LOKAL", str(tmp_path))
    assert run("regler", "vis", "foerste_samtale", "--json").json[0]["varighed"] == "7 arbejdsdage"
