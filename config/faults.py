"""What is wrong in the municipality's files, told in Danish with file and key, all of it at once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from domain.errors import BrokenConfig, Fault

M = TypeVar("M", bound=BaseModel)

_TEXTS = Path(__file__).with_suffix(".toml")
_PLACE = re.compile(
    r"^(?P<said>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL
)
# Their words come from the house's own validators and are Danish already.
_OWN_WORDS = frozenset({"regel", "value_error", "assertion_error"})
_MODEL_PREFIX = re.compile(r"^(?:Value|Assertion) (?:error|failed), ")


def read_toml(path: Path) -> dict[str, Any]:
    """Give the file's content; raise BrokenConfig with the line where it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        fault = Fault(path.name, "", reason("fil_mangler"))
    except OSError:
        fault = Fault(path.name, "", reason("fil_ulaeselig"))
    except UnicodeDecodeError:
        fault = Fault(path.name, "", reason("ikke_utf8"))
    except tomllib.TOMLDecodeError as error:
        fault = Fault(path.name, "", _toml_reason(str(error)))
    raise BrokenConfig([fault])


def faults_of(error: ValidationError, file: str, prefix: str = "") -> list[Fault]:
    """Give each thing the model refused as one fault; `prefix` goes before its key, rows are counted from 1."""
    return [
        Fault(
            file,
            f"{prefix}{_key(row['loc'])}".strip("."),
            _field_reason(row["type"], row["msg"], row.get("ctx", {})),
        )
        for row in error.errors(include_url=False, include_input=False)
    ]


def reason(name: str, **facts: object) -> str:
    """Give the Danish sentence of that name, filled in."""
    return str(_texts()["grunde"][name]).format(**facts)


def nearest(name: str, known: Iterable[str], most: int = 1) -> str:
    """Give the end of a sentence that asks for the known names most like it; empty where none is."""
    found = get_close_matches(name, sorted(known), n=most)
    return reason("naermest", navne=" eller ".join(f"'{near}'" for near in found)) if found else ""


class FaultLog:
    """Faults as they are found; `refuse` raises them together."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, file: str, key: str, name: str, **facts: object) -> None:
        """Note a fault with the sentence of that name."""
        self._found.append(Fault(file, key, reason(name, **facts)))

    def read(self, path: Path) -> dict[str, Any] | None:
        """Give the file's content, or note why there is none."""
        try:
            return read_toml(path)
        except BrokenConfig as error:
            self._found += error.faults
            return None

    def check(
        self, model: type[M], content: Mapping[str, Any] | None, file: str, prefix: str = ""
    ) -> M | None:
        """Give the content as the model, or note each thing it refused."""
        if content is None:
            return None
        try:
            return model.model_validate(content)
        except ValidationError as error:
            self._found += faults_of(error, file, prefix)
            return None

    def load(self, model: type[M], path: Path) -> M | None:
        """Give the file as the model, or note every fault."""
        return self.check(model, self.read(path), path.name)

    def unknown(self, file: str, key: str, names: Iterable[str], known: Iterable[str]) -> None:
        """Note each name that is not among the known ones."""
        known = frozenset(known)
        for name in names:
            if name not in known:
                self.add(file, key, "ukendt", navn=name)

    def refuse(self) -> None:
        """Return when nothing was found; raise BrokenConfig with all of it otherwise."""
        if self._found:
            raise BrokenConfig(self._found)


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_TEXTS.read_text(encoding="utf-8"))


def _key(place: tuple[int | str, ...]) -> str:
    # "[key]" is the library's own mark for the name of an entry.
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place if part != "[key]")


def _field_reason(kind: str, message: str, facts: Mapping[str, Any]) -> str:
    if kind in _OWN_WORDS:
        return _MODEL_PREFIX.sub("", message)
    sentence = _texts()["felter"].get(kind)
    if sentence is None:
        return reason("forkert_vaerdi")
    danish = {
        name: f"{fact:g}".replace(".", ",") if isinstance(fact, float) else fact
        for name, fact in facts.items()
    }
    return sentence.format(**danish).replace(" or ", " eller ")


def _toml_reason(message: str) -> str:
    found = _PLACE.match(message)
    said = found["said"] if found else message
    texts = _texts()["toml"]
    danish = next((text for start, text in texts.items() if said.startswith(start)), texts["andet"])
    if found is None:
        return danish
    if found["line"] is None:
        return reason("toml_slut", fejl=danish)
    return reason("toml_linje", linje=found["line"], tegn=found["column"], fejl=danish)
