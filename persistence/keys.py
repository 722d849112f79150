"""The keys of the register: one for each purpose, from the environment or from a file made at set-up."""

import base64
import binascii
import hashlib
import hmac
import json
import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from domain.errors import BrokenConfig, Fault

ENVIRONMENT_NAME = "SAGSGANG_NOEGLER"
KEY_BYTES = 32
_NOT_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_REASONS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_PYDANTIC_REASONS = {"missing": "mangler", "extra_forbidden": "ukendt_felt"}


@dataclass(frozen=True)
class KeyRing:
    """The keys of one purpose by id; the active one writes, all of them read."""

    active: str
    secrets: Mapping[str, bytes] = field(repr=False)

    @property
    def secret(self) -> bytes:
        return self.secrets[self.active]


@dataclass(frozen=True)
class Keys:
    """Every key the register needs; none of them shows in a representation."""

    columns: KeyRing
    documents: KeyRing
    journal: KeyRing
    lookup: bytes = field(repr=False)

    @classmethod
    def fixed(cls, seed: bytes) -> Self:
        """Give the same keys for the same seed: for tests and scenarios only."""

        def derive(purpose: str) -> bytes:
            return hmac.digest(seed, purpose.encode(), hashlib.sha256)

        columns, documents, journal = (
            KeyRing("fast", {"fast": derive(purpose)}) for purpose in ("columns", "documents", "journal")
        )
        return cls(columns, documents, journal, derive("lookup"))


def load_keys(environ: Mapping[str, str], path: Path) -> Keys:
    """Give the keys of the environment, or else of the file; anything wrong with them refuses to start."""
    if text := environ.get(ENVIRONMENT_NAME):
        return _parse(text, ENVIRONMENT_NAME)
    return _parse(_read_private(path), str(path))


def create_keys(path: Path) -> Keys:
    """Write a new key file that only its owner can read; one that exists is never touched."""
    text = json.dumps(_new_file(), indent=2) + "\n"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        raise _broken(str(path), "", "findes_allerede") from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink()
        raise
    return _parse(text, str(path))


def _new_secret() -> str:
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def _new_file() -> dict[str, object]:
    def ring() -> dict[str, object]:
        key_id = f"n{os.urandom(4).hex()}"
        return {"active": key_id, "keys": {key_id: _new_secret()}}

    return {
        "version": 1,
        "columns": ring(),
        "lookup": _new_secret(),
        "documents": ring(),
        "journal": ring(),
    }


def _read_private(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            if os.fstat(file.fileno()).st_mode & _NOT_FOR_OTHERS:
                raise _broken(str(path), "", "laesbar_for_andre")
            return file.read()
    except FileNotFoundError:
        raise _broken(str(path), "", "findes_ikke") from None
    except (OSError, UnicodeDecodeError):
        raise _broken(str(path), "", "kan_ikke_laeses") from None


def _decode(value: object) -> bytes:
    if not isinstance(value, str):
        raise PydanticCustomError("forkert_form", "")
    try:
        secret = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise PydanticCustomError("ikke_base64", "") from None
    if len(secret) != KEY_BYTES:
        raise PydanticCustomError("forkert_laengde", "")
    return secret


_Secret = Annotated[bytes, BeforeValidator(_decode)]
_KeyId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,32}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class _RingRow(_Strict):
    active: str
    keys: dict[_KeyId, _Secret]

    @model_validator(mode="after")
    def _active_is_known(self) -> Self:
        if self.active not in self.keys:
            raise PydanticCustomError("ukendt_aktiv", "")
        return self

    def ring(self) -> KeyRing:
        return KeyRing(self.active, self.keys)


class _KeyFile(_Strict):
    version: Literal[1]
    columns: _RingRow
    lookup: _Secret
    documents: _RingRow
    journal: _RingRow

    @model_validator(mode="after")
    def _each_secret_has_one_purpose(self) -> Self:
        rings = (self.columns, self.documents, self.journal)
        secrets = [self.lookup, *(secret for row in rings for secret in row.keys.values())]
        if len(set(secrets)) < len(secrets):
            raise PydanticCustomError("noegle_genbrugt", "")
        return self


def _parse(text: str, source: str) -> Keys:
    try:
        row = _KeyFile.model_validate(json.loads(text))
    except json.JSONDecodeError:
        raise _broken(source, "", "ikke_json") from None
    except ValidationError as error:
        # The validation error itself would carry the secrets into a traceback.
        faults = [_fault(source, detail) for detail in error.errors(include_input=False, include_url=False)]
        raise BrokenConfig(faults) from None
    return Keys(row.columns.ring(), row.documents.ring(), row.journal.ring(), row.lookup)


def _fault(source: str, detail: ErrorDetails) -> Fault:
    code = _PYDANTIC_REASONS.get(detail["type"], detail["type"])
    key = ".".join(str(part) for part in detail["loc"])
    return Fault(source, key, _REASONS.get(code, _REASONS["forkert_form"]))


def _broken(source: str, key: str, code: str) -> BrokenConfig:
    return BrokenConfig([Fault(source, key, _REASONS[code])])
