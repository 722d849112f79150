"""A form made from an act's model, and the act's fields read back from what was posted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from starlette.datastructures import FormData

from casework.views.act_form import Option, Options
from config.display import Display

_LONG = frozenset(
    {
        "tekst", "notat", "note", "grund", "oplysning", "oplysninger", "ressourcer", "udfordringer", "maal",
        "hovedhensyn", "fakta", "undladt", "borgerens_vurdering", "uden_status", "svar", "adresse",
        "baggrund", "stoettebehov", "formaal", "undtaget_grund", "begrundelse", "omfang", "ikke_bevilget", "anden_hjaelp", "aendret_siden", "borgerens_syn", "egenbetaling", "udfoerervalg", "hjaelp", "rolle", "graenser", "vaerge_adresse",
        "udredning", "netvaerk", "koordinering", "giv_besked",
    }
)  # fmt: skip
# Where a field's values come from; an act's own entry goes first.
_FROM = {
    "paragraf": "ydelser",
    "ansoegt": "ydelser",
    "udfoerer": "udfoerere",
    "medarbejder": "medarbejdere",
    "stedfortraeder": "medarbejdere",
    "omfordel.til": "medarbejdere",
    "team": "teams",
    "punkt": "punkter",
    "port": "porte",
    "instrument": "instrumenter",
    "brev": "kladder",
    "send_brev_igen.brev": "fejlede_breve",
    "meld_postsvar.brev": "sendte_breve",
    "opgave": "opgaver",
    "frist": "frister",
    "genoptag_frist.frist": "hvilende_frister",
    "udskyd_frist.frist": "frister_der_kan_hvile",
    "kadence": "kadencer",
    "hold_kadence.kadence": "kadencer_at_holde",
    "juster_kadence.kadence": "kadencer_i_gang",
    "stop_kadence.kadence": "kadencer_i_gang",
    "oenske": "oensker",
    "vurder_maal.maal": "maal",
    "opret_bestilling.maal": "maal",
    "hoering": "hoeringer",
    "fase": "faser",
    "modtag_status.fra": "udfoerere",
    "modtag_oplysninger.fra": "ventede_kilder",
    "opgiv_oplysninger.fra": "ventede_kilder",
    "traek_samtykke_tilbage.fra": "samtykker",
}
# A person ticks these; a box that stands ticked from the start is ticked blindly.
_ASKED_ANEW = frozenset({"afklar_sagsaabning"})


class Kind(StrEnum):
    """How a field is shown."""

    TEKST = "tekst"
    LANG = "lang"
    LINJER = "linjer"
    TJEK = "tjek"
    DATO = "dato"
    TID = "tid"
    HELTAL = "heltal"
    TAL = "tal"
    VALG = "valg"
    FLERE = "flere"


@dataclass(frozen=True)
class Field:
    """One field as the page shows it; `vaerdi` is text, a list of chosen values, or True."""

    handling: str
    navn: str
    label: str
    slags: Kind
    paakraevet: bool
    vaerdi: Any
    valg: tuple[Option, ...]
    hjaelp: str | None
    fejl: tuple[str, ...]
    klarsprog: bool = False  # what is written here stands in a letter

    @property
    def id(self) -> str:
        return f"{self.handling}-{self.navn.replace('.', '-')}"


@dataclass(frozen=True)
class Filled:
    """What a form is shown with: the values to choose between, what was typed, and what was wrong with it."""

    valg: Options
    skrevet: Mapping[str, Any] | None = None
    fejl: Mapping[str, tuple[str, ...]] | None = None
    klarsprog: frozenset[str] = frozenset()


def fields_of(model: type[BaseModel], act: str, display: Display, filled: Filled) -> tuple[Field, ...]:
    """Every field of the act in its order; the fields of a part stand under `part.field`."""
    return tuple(_fields(model, act, display, filled, "", filled.skrevet))


def _fields(
    model: type[BaseModel],
    act: str,
    display: Display,
    filled: Filled,
    prefix: str,
    typed: Mapping[str, Any] | None,
) -> list[Field]:
    found: list[Field] = []
    for name, info in model.model_fields.items():
        inner = _bare(info.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            part = (typed or {}).get(name, {}) if typed is not None else None
            found += _fields(inner, act, display, filled, f"{prefix}{name}.", part)
        else:
            found.append(_field(act, display, filled, prefix, name, info, typed))
    return found


def _field(
    act: str,
    display: Display,
    filled: Filled,
    prefix: str,
    name: str,
    info: FieldInfo,
    typed: Mapping[str, Any] | None,
) -> Field:
    options = _options(act, name, info, display, filled.valg)
    kind = _kind(name, info, options)
    if typed is not None:
        value = typed.get(name, bool(info.default) if kind is Kind.TJEK else "")
    else:
        value = _default(act, info, kind)
    path = f"{prefix}{name}"
    return Field(
        handling=act,
        navn=path,
        label=display.field(act, name),
        slags=kind,
        paakraevet=info.is_required() or name == "ny_dato",
        vaerdi=value,
        valg=options or (),
        hjaelp=display.words["hjaelp"].get(name),
        fejl=_faults(filled.fejl or {}, path),
        klarsprog=kind is Kind.LANG and name in filled.klarsprog,
    )


def read_fields(model: type[BaseModel], form: FormData, prefix: str = "") -> dict[str, Any]:
    """The act's fields as the model reads them; what was left empty is left out, and so gets its default."""
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        inner = _bare(info.annotation)
        path = f"{prefix}{name}"
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found[name] = read_fields(inner, form, f"{path}.")
        elif inner is bool and info.default is not None:
            # What is as the model has it from before says nothing: a card that is known is not changed by it.
            if (path in form) is not info.default:
                found[name] = path in form
        elif get_origin(inner) is list:
            if values := _many(form, path):
                found[name] = values
        elif text := _text(form, path):
            found[name] = _value(inner, text)
    return found


def _bare(annotation: Any) -> Any:
    """The type behind Annotated and `| None`; a union of several others as it stands."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        rest = [part for part in get_args(annotation) if part is not NoneType]
        return _bare(rest[0]) if len(rest) == 1 else tuple(_bare(part) for part in rest)
    return annotation


def _kind(name: str, info: FieldInfo, options: tuple[Option, ...] | None) -> Kind:
    inner = _bare(info.annotation)
    many = get_origin(inner) is list
    if options is not None:
        return Kind.FLERE if many else Kind.VALG
    if many:
        return Kind.LINJER
    parts = inner if isinstance(inner, tuple) else (inner,)
    for type_, kind in (
        (bool, Kind.TJEK),
        (datetime, Kind.TID),
        (date, Kind.DATO),
        (int, Kind.HELTAL),
        (float, Kind.TAL),
    ):
        if type_ in parts:
            return kind
    return Kind.LANG if name in _LONG else Kind.TEKST


def _options(
    act: str, name: str, info: FieldInfo, display: Display, known: Options
) -> tuple[Option, ...] | None:
    """What can be chosen; None where the person writes it."""
    if source := _FROM.get(f"{act}.{name}") or _FROM.get(name):
        return known.get(source, ())
    words: Mapping[str, str] = display.choices.get(name, {})
    inner = _bare(info.annotation)
    if get_origin(inner) is Literal:
        return tuple(Option(str(value), words.get(str(value), str(value))) for value in get_args(inner))
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return tuple(Option(item.value, words.get(item.value, item.value)) for item in inner)
    if inner is bool and info.default is None and not info.is_required():
        # Yes, no, or left as it is.
        answers = display.choices["svar"]
        return (Option("true", answers["ja"]), Option("false", answers["nej"]))
    if name in {"kanal", "sprog"}:
        return tuple(Option(value, text) for value, text in words.items())
    return None


def _default(act: str, info: FieldInfo, kind: Kind) -> Any:
    value = None if info.is_required() else info.get_default(call_default_factory=True)
    if kind is Kind.TJEK:
        return bool(value) and act not in _ASKED_ANEW
    if isinstance(value, list):
        return value
    # A default that the model fills in by itself is only shown where it is chosen from a list.
    return "" if value is None or kind is Kind.TEKST else str(value)


def _faults(faults: Mapping[str, tuple[str, ...]], path: str) -> tuple[str, ...]:
    """The reasons of the field, and of its parts: `ansoegt.2` is about `ansoegt`."""
    return tuple(
        reason
        for key, reasons in faults.items()
        if key == path or key.startswith(f"{path}.")
        for reason in reasons
    )


def _many(form: FormData, path: str) -> list[str]:
    texts = [str(value) for value in form.getlist(path)]
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def _text(form: FormData, path: str) -> str:
    """What was written, word for word; a line of blanks is nothing."""
    text = str(form.get(path, "")).replace("\r\n", "\n")
    return text if text.strip() else ""


def _value(inner: Any, text: str) -> Any:
    if get_origin(inner) is Literal:
        return next((value for value in get_args(inner) if str(value) == text), text)
    if isinstance(inner, tuple) and float in inner:
        numbers = text.replace(",", ".").split()
        return numbers[0] if len(numbers) == 1 else numbers
    return text
