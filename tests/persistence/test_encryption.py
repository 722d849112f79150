"""Sealed text and bytes: they open in their own place with their own key, and nowhere else."""

import base64
import hashlib
import hmac
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persistence.encryption import (
    DecryptionError,
    decrypt_column,
    encrypt_column,
    lookup_hash,
    new_case_key,
    open_payload,
    seal_payload,
    unwrap_case_key,
    wrap_case_key,
)
from persistence.keys import KeyRing, Keys

KEYS = Keys.fixed(b"test")
OTHERS = Keys.fixed(b"another register")
PLACE = ("borger", "cpr", 7)


@given(st.text())
def test_a_column_gives_back_what_was_put_in(text: str) -> None:
    assert decrypt_column(KEYS, encrypt_column(KEYS, text, *PLACE), *PLACE) == text


def test_a_column_names_its_version_and_key_and_hides_its_text() -> None:
    sealed = encrypt_column(KEYS, "hemmelig adresse", *PLACE)
    version, key_id, nonce, ciphertext = sealed.split(":")
    assert (version, key_id) == ("v1", KEYS.columns.active)
    assert len(base64.b64decode(nonce)) == 12
    assert b"hemmelig" not in base64.b64decode(ciphertext)


def test_the_same_text_is_never_sealed_the_same_way_twice() -> None:
    assert encrypt_column(KEYS, "x", *PLACE) != encrypt_column(KEYS, "x", *PLACE)


@pytest.mark.parametrize("place", [("udfoerer", "cpr", 7), ("borger", "adresse", 7), ("borger", "cpr", 8)])
def test_a_column_that_was_moved_does_not_open(place: tuple[str, str, int]) -> None:
    sealed = encrypt_column(KEYS, "x", *PLACE)
    with pytest.raises(DecryptionError, match="forkert_noegle_eller_sted"):
        decrypt_column(KEYS, sealed, *place)


def test_a_column_does_not_open_with_the_key_of_another_register() -> None:
    with pytest.raises(DecryptionError, match="forkert_noegle_eller_sted"):
        decrypt_column(OTHERS, encrypt_column(KEYS, "x", *PLACE), *PLACE)


@pytest.mark.parametrize("part", [2, 3])
def test_a_column_that_was_altered_does_not_open(part: int) -> None:
    parts = encrypt_column(KEYS, "x", *PLACE).split(":")
    altered = bytearray(base64.b64decode(parts[part]))
    altered[0] ^= 1
    parts[part] = base64.b64encode(altered).decode()
    with pytest.raises(DecryptionError, match="forkert_noegle_eller_sted"):
        decrypt_column(KEYS, ":".join(parts), *PLACE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "forkert_form"),
        ("klartekst", "forkert_form"),
        ("v1:fast:AAAA", "forkert_form"),
        ("v1:fast:æ:AAAA", "forkert_form"),
        ("v2:fast:AAAA:AAAA", "ukendt_version"),
        ("v1:væk:AAAA:AAAA", "ukendt_noegle"),
        ("v1:fast::", "forkert_noegle_eller_sted"),
        ("v1:fast:AAAA:AAAA", "forkert_noegle_eller_sted"),
    ],
)
def test_text_that_was_never_sealed_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(DecryptionError) as refused:
        decrypt_column(KEYS, text, *PLACE)
    assert refused.value.code == code


def test_after_a_new_key_old_columns_open_and_new_ones_use_it() -> None:
    old = encrypt_column(KEYS, "før", *PLACE)
    secrets = {**KEYS.columns.secrets, "ny": b"n" * 32}
    rotated = replace(KEYS, columns=KeyRing("ny", secrets))
    assert decrypt_column(rotated, old, *PLACE) == "før"
    assert encrypt_column(rotated, "efter", *PLACE).startswith("v1:ny:")


def test_the_lookup_hash_is_keyed_and_stays_when_the_column_key_changes() -> None:
    found = lookup_hash(KEYS, "7112999999")
    assert found == hmac.new(KEYS.lookup, b"7112999999", hashlib.sha256).hexdigest()
    assert found == lookup_hash(replace(KEYS, columns=OTHERS.columns), "7112999999")
    assert found != lookup_hash(OTHERS, "7112999999")
    assert found != lookup_hash(KEYS, "7112999998")


def test_a_case_key_comes_back_for_its_own_case_only() -> None:
    key = new_case_key()
    wrapped = wrap_case_key(KEYS, key, 1)
    assert unwrap_case_key(KEYS, wrapped, 1) == key
    with pytest.raises(DecryptionError):
        unwrap_case_key(KEYS, wrapped, 2)
    with pytest.raises(DecryptionError):
        unwrap_case_key(OTHERS, wrapped, 1)


def test_each_case_gets_a_key_of_its_own() -> None:
    assert len({new_case_key() for _ in range(5)}) == 5
    assert len(new_case_key()) == 32


def test_a_payload_opens_with_its_own_key_and_place_only() -> None:
    key = new_case_key()
    sealed = seal_payload(key, b"payload", b"1|17")
    assert open_payload(key, sealed, b"1|17") == b"payload"
    with pytest.raises(DecryptionError, match="forkert_noegle_eller_sted"):
        open_payload(key, sealed, b"1|18")
    with pytest.raises(DecryptionError, match="forkert_noegle_eller_sted"):
        open_payload(new_case_key(), sealed, b"1|17")


def test_no_altered_payload_opens() -> None:
    key = new_case_key()
    sealed = seal_payload(key, b"payload", b"")
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        with pytest.raises(DecryptionError):
            open_payload(key, bytes(altered), b"")
    for length in range(len(sealed)):
        with pytest.raises(DecryptionError):
            open_payload(key, sealed[:length], b"")
