"""The keys: made once, readable by their owner only, and refused whole when anything is wrong."""

import base64
import json
import stat
import tomllib
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from domain.errors import BrokenConfig
from persistence import keys
from persistence.keys import ENVIRONMENT_NAME, Keys, create_keys, load_keys

REASONS = tomllib.loads(Path(keys.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "noegler.json"


def b64(letter: str, length: int = 32) -> str:
    return base64.b64encode(letter.encode() * length).decode()


def a_key_file() -> dict[str, Any]:
    return {
        "version": 1,
        "columns": {"active": "ny", "keys": {"ny": b64("a"), "gammel": b64("b")}},
        "lookup": b64("c"),
        "documents": {"active": "d", "keys": {"d": b64("d")}},
        "journal": {"active": "j", "keys": {"j": b64("e")}},
    }


def faults_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(BrokenConfig) as refused:
        load_keys({ENVIRONMENT_NAME: text}, Path("findes-ikke"))
    assert {fault.file for fault in refused.value.faults} == {ENVIRONMENT_NAME}
    return [(fault.key, fault.reason) for fault in refused.value.faults]


def test_created_keys_are_the_ones_that_load(path: Path) -> None:
    made = create_keys(path)
    assert load_keys({}, path) == made


def test_an_existing_key_file_is_never_overwritten(path: Path) -> None:
    create_keys(path)
    before = path.read_bytes()
    with pytest.raises(BrokenConfig) as refused:
        create_keys(path)
    assert str(refused.value) == f"{path}: {REASONS['findes_allerede']}"
    assert path.read_bytes() == before


def test_a_key_file_is_for_its_owner_only(path: Path) -> None:
    create_keys(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_installations_share_no_key(tmp_path: Path) -> None:
    one, other = create_keys(tmp_path / "1"), create_keys(tmp_path / "2")
    secrets = [
        secret
        for made in (one, other)
        for secret in (made.columns.secret, made.documents.secret, made.journal.secret, made.lookup)
    ]
    assert len(set(secrets)) == 8
    assert {len(secret) for secret in secrets} == {32}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_key_file_that_others_reach_is_refused(path: Path, mode: int) -> None:
    create_keys(path)
    path.chmod(mode)
    with pytest.raises(BrokenConfig) as refused:
        load_keys({}, path)
    assert str(refused.value) == f"{path}: {REASONS['laesbar_for_andre']}"


def test_the_environment_goes_before_the_file(path: Path) -> None:
    create_keys(path)
    loaded = load_keys({ENVIRONMENT_NAME: json.dumps(a_key_file())}, path)
    assert loaded.columns.active == "ny"
    assert loaded.columns.secrets == {"ny": b"a" * 32, "gammel": b"b" * 32}
    assert loaded.lookup == b"c" * 32


def test_an_empty_environment_variable_means_the_file(path: Path) -> None:
    made = create_keys(path)
    assert load_keys({ENVIRONMENT_NAME: ""}, path) == made


def test_a_missing_file_is_refused_by_name(path: Path) -> None:
    with pytest.raises(BrokenConfig) as refused:
        load_keys({}, path)
    assert str(refused.value) == f"{path}: {REASONS['findes_ikke']}"


def test_a_folder_instead_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenConfig) as refused:
        load_keys({}, tmp_path)
    assert refused.value.faults[0].reason == REASONS["kan_ikke_laeses"]


def test_all_faults_are_told_at_once() -> None:
    broken = a_key_file()
    del broken["lookup"]
    broken["documents"]["keys"]["d"] = b64("d", 31)
    broken["journal"]["keys"]["j"] = "æ"
    broken["ekstra"] = 1
    assert sorted(faults_of(json.dumps(broken))) == [
        ("documents.keys.d", REASONS["forkert_laengde"]),
        ("ekstra", REASONS["ukendt_felt"]),
        ("journal.keys.j", REASONS["ikke_base64"]),
        ("lookup", REASONS["mangler"]),
    ]


def _active_unknown(file: dict[str, Any]) -> None:
    file["columns"]["active"] = "en anden"


def _no_keys(file: dict[str, Any]) -> None:
    file["columns"]["keys"] = {}


def _too_long(file: dict[str, Any]) -> None:
    file["lookup"] = b64("c", 33)


def _not_text(file: dict[str, Any]) -> None:
    file["lookup"] = 7


def _other_version(file: dict[str, Any]) -> None:
    file["version"] = 2


def _id_with_colon(file: dict[str, Any]) -> None:
    file["columns"]["keys"]["a:b"] = b64("f")


def _same_secret_twice(file: dict[str, Any]) -> None:
    file["lookup"] = b64("a")


@pytest.mark.parametrize(
    ("damage", "key", "code"),
    [
        (_active_unknown, "columns", "ukendt_aktiv"),
        (_no_keys, "columns", "ukendt_aktiv"),
        (_too_long, "lookup", "forkert_laengde"),
        (_not_text, "lookup", "forkert_form"),
        (_other_version, "version", "forkert_form"),
        (_id_with_colon, "columns.keys.a:b.[key]", "forkert_form"),
        (_same_secret_twice, "", "noegle_genbrugt"),
    ],
)
def test_broken_keys_are_refused(damage: Callable[[dict[str, Any]], None], key: str, code: str) -> None:
    file = a_key_file()
    damage(file)
    assert faults_of(json.dumps(file)) == [(key, REASONS[code])]


def test_text_that_is_not_json_is_refused() -> None:
    assert faults_of("{") == [("", REASONS["ikke_json"])]


def test_a_refusal_shows_no_key() -> None:
    file = a_key_file()
    del file["journal"]
    with pytest.raises(BrokenConfig) as refused:
        load_keys({ENVIRONMENT_NAME: json.dumps(file)}, Path("findes-ikke"))
    shown = "".join(traceback.format_exception(refused.value))
    assert "journal" in shown
    assert not any(secret in shown for secret in (b64("a"), b64("c"), b64("d")))
    assert refused.value.__cause__ is None


def test_keys_show_no_secret() -> None:
    shown = repr(load_keys({ENVIRONMENT_NAME: json.dumps(a_key_file())}, Path("findes-ikke")))
    assert "gammel" not in shown
    assert "aaaa" not in shown
    assert "cccc" not in shown


def test_fixed_keys_follow_their_seed_and_differ_by_purpose() -> None:
    one = Keys.fixed(b"scenarie")
    assert one == Keys.fixed(b"scenarie")
    assert one != Keys.fixed(b"et andet")
    assert len({one.columns.secret, one.documents.secret, one.journal.secret, one.lookup}) == 4
