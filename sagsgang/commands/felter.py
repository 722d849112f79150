"""Fields of an act as a person types them: felt=værdi, with ja and nej, lists by comma, and a dot into what lies within."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from config.faults import read_toml
from domain.errors import BadInput, BrokenConfig, Fault

_YES_NO = {"ja": True, "nej": False, "true": True, "false": False}
_PLACE = "handling"


def fields_of_file(path: Path) -> dict[str, Any]:
    """The fields that a JSON or TOML file gives."""
    try:
        if path.suffix != ".json":
            return read_toml(path)
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except BrokenConfig as error:
        raise BadInput(error.faults) from None
    except FileNotFoundError:
        raise BadInput([Fault(path.name, "", "filen findes ikke")]) from None
    except (OSError, UnicodeDecodeError):
        raise BadInput([Fault(path.name, "", "filen kan ikke læses")]) from None
    except (json.JSONDecodeError, tomllib.TOMLDecodeError):
        raise BadInput([Fault(path.name, "", "er ikke gyldig JSON")]) from None
    if not isinstance(content, dict):
        raise BadInput([Fault(path.name, "", "skal være et JSON-objekt med felter")])
    return content


def fields_of_words(model: type[BaseModel], words: Sequence[str]) -> dict[str, Any]:
    """The fields that the words give, each in the shape its field has; the model itself says what is wrong."""
    fields: dict[str, Any] = {}
    faults = []
    for word in words:
        name, sign, text = word.partition("=")
        if not sign or not name:
            faults.append(Fault(_PLACE, word, "skal skrives felt=værdi"))
        elif not _put(fields, model, name.split("."), text):
            faults.append(Fault(_PLACE, name, "har ikke felter i sig"))
    if faults:
        raise BadInput(faults)
    return fields


def fields_shown(model: type[BaseModel]) -> str:
    """Every field of the model as a person types it; * is required, (…) is what it is otherwise."""
    return ", ".join(
        _shown(name, field.annotation, field.is_required()) for name, field in model.model_fields.items()
    )


def _put(fields: dict[str, Any], model: type[BaseModel], path: Sequence[str], text: str) -> bool:
    name, *rest = path
    known = model.model_fields.get(name)
    annotation = known.annotation if known else None
    inner = _model_in(annotation)
    if rest:
        within = fields.setdefault(name, {})
        if inner is None and dict in {get_origin(kind) for kind in _kinds(annotation)}:
            return _put_word(within, rest, text)
        return inner is not None and isinstance(within, dict) and _put(within, inner, rest, text)
    value = _value(annotation, text)
    before = fields.get(name)
    fields[name] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    return True


def _put_word(within: dict[str, Any], path: Sequence[str], text: str) -> bool:
    """The text stands under its name; one that is typed again is a further line of it."""
    if len(path) > 1:
        return False
    within[path[0]] = f"{within[path[0]]}\n{text}" if path[0] in within else text
    return True


def _value(annotation: Any, text: str) -> Any:
    if text[:1] in {"[", "{"}:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    kinds = _kinds(annotation)
    if bool in kinds:
        return _YES_NO.get(text.lower(), text)
    if kinds and all(get_origin(kind) is list or kind is type(None) for kind in kinds):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _kinds(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Annotated:
        return _kinds(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return tuple(kind for part in get_args(annotation) for kind in _kinds(part))
    return (annotation,) if annotation is not None else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    return next(
        (kind for kind in _kinds(annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)), None
    )


def _shown(name: str, annotation: Any, required: bool) -> str:
    inner = _model_in(annotation)
    within = f" {{{fields_shown(inner)}}}" if inner else ""
    return f"{'*' if required else ''}{name}{within}"


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Both, and where they meet what was typed."""
    result = dict(under)
    for key, value in over.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return result
