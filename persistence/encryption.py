"""Sealing of columns, journal payloads and document bytes with AES-GCM: opened whole and in place, or not at all."""

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import SagsgangError
from persistence.keys import KEY_BYTES, KeyRing, Keys

_NONCE_BYTES = 12
_TEXT_VERSION = "v1"
_PAYLOAD_VERSION = b"\x01"


class DecryptionError(SagsgangError):
    """A ciphertext with the wrong key, in the wrong place, or altered; `code` is safe to log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def encrypt_column(keys: Keys, plaintext: str, table: str, column: str, row_id: int | str) -> str:
    """Give a text that opens only in this table, column and row; encrypting twice gives two texts."""
    return _seal_text(keys.columns, plaintext.encode(), _place(table, column, row_id))


def decrypt_column(keys: Keys, ciphertext: str, table: str, column: str, row_id: int | str) -> str:
    """Give what was encrypted for exactly this place."""
    return _open_text(keys.columns, ciphertext, _place(table, column, row_id)).decode()


def lookup_hash(keys: Keys, value: str) -> str:
    """Give what a unique column can be searched by; the caller brings `value` to its one spelling first."""
    return hmac.new(keys.lookup, value.encode(), hashlib.sha256).hexdigest()


def new_case_key() -> bytes:
    """Give a fresh key for one case's journal payloads."""
    return AESGCM.generate_key(KEY_BYTES * 8)


def wrap_case_key(keys: Keys, key: bytes, sag_id: int | str) -> str:
    """Give the case's key as it may be stored; destroying it destroys the case's payloads."""
    return _seal_text(keys.journal, key, _place("sag", "noegle", sag_id))


def unwrap_case_key(keys: Keys, wrapped: str, sag_id: int | str) -> bytes:
    """Give back the key that was wrapped for exactly this case."""
    return _open_text(keys.journal, wrapped, _place("sag", "noegle", sag_id))


def seal_payload(case_key: bytes, payload: bytes, aad: bytes) -> bytes:
    """Give bytes that open only with the case's key and the same `aad`."""
    return _PAYLOAD_VERSION + seal(case_key, payload, aad)


def open_payload(case_key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """Give back the payload that was sealed with this key and `aad`."""
    if not sealed.startswith(_PAYLOAD_VERSION):
        raise DecryptionError("ukendt_version")
    return unseal(case_key, sealed[len(_PAYLOAD_VERSION) :], aad)


def seal(secret: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """Give a fresh nonce and the ciphertext behind it."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(secret).encrypt(nonce, plaintext, aad)


def unseal(secret: bytes, sealed: bytes, aad: bytes) -> bytes:
    """Give back what `seal` was given, never anything else."""
    try:
        return AESGCM(secret).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], aad)
    except (InvalidTag, ValueError):
        raise DecryptionError("forkert_noegle_eller_sted") from None


def _place(table: str, column: str, row_id: int | str) -> bytes:
    return f"{table}|{column}|{row_id}".encode()


def _seal_text(ring: KeyRing, plaintext: bytes, aad: bytes) -> str:
    sealed = seal(ring.secret, plaintext, aad)
    parts = (sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:])
    return ":".join([_TEXT_VERSION, ring.active, *(base64.b64encode(part).decode() for part in parts)])


def _open_text(ring: KeyRing, text: str, aad: bytes) -> bytes:
    try:
        version, key_id, nonce, ciphertext = text.split(":")
        sealed = base64.b64decode(nonce, validate=True) + base64.b64decode(ciphertext, validate=True)
    except (binascii.Error, ValueError):
        raise DecryptionError("forkert_form") from None
    if version != _TEXT_VERSION:
        raise DecryptionError("ukendt_version")
    if key_id not in ring.secrets:
        raise DecryptionError("ukendt_noegle")
    return unseal(ring.secrets[key_id], sealed, aad)
