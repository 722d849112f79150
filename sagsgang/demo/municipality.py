"""The example municipality as its files say: staff, udførere, henvendelser and what becomes of them; strict, all faults at once."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from config.faults import faults_of, read_toml
from config.settings import HOUSE
from domain.errors import BadInput
from domain.law import normalise_paragraf
from sagsgang.scenario_file import MedarbejderRow, UdfoererRow

M = TypeVar("M", bound=BaseModel)

FOLDER = HOUSE / "data" / "eksempelkommune"
_PARAGRAF = re.compile(r"§\s*([^§]+)")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _yes(text: object) -> object:
    return {"ja": True, "nej": False}.get(text, text) if isinstance(text, str) else text


def _paragraffer(text: object) -> object:
    if not isinstance(text, str):
        return text
    return [normalise_paragraf(part) or part for part in _PARAGRAF.findall(text)]


def _nothing(text: object) -> object:
    return text or None


YesNo = Annotated[bool, BeforeValidator(_yes)]
Maybe = Annotated[str | None, BeforeValidator(_nothing)]


class HenvendelseRow(_Strict):
    """One line of henvendelser.csv, in Danish local time."""

    modtaget: datetime
    kanal: str
    navn: str
    cpr: str
    adresse: str
    postnr: str
    by: str
    telefon: str
    digital_post: YesNo
    adressebeskyttet: YesNo
    sprog: str
    vaerge: Maybe
    mede: Maybe
    ansoegt: Annotated[list[str], BeforeValidator(_paragraffer)]
    akut: YesNo
    tekst: str


class Afsnit(_Strict):
    """A stretch of a case's way: which, from which day, and by whom where another than before takes over."""

    afsnit: str
    dag: int
    af: str | None = None


def _stretches(rows: object) -> object:
    """A stretch is written aabning 3, or aabning 3 sb2: which, from which day, and by whom from there on."""
    if not isinstance(rows, list):
        return rows
    return [
        dict(zip(("afsnit", "dag", "af"), row.split(), strict=False)) if isinstance(row, str) else row
        for row in rows
    ]


class Course(_Strict):
    """What becomes of one henvendelse: the stretches of its way, and the words that fill them.

    Days count from the henvendelse; negative ones count back from the last day of the play.
    """

    nr: int = Field(ge=1)
    af: str
    vej: Annotated[list[Afsnit], BeforeValidator(_stretches)] = []
    ord: dict[str, Any] = {}
    digital_post: bool | None = None
    uden_adresse: bool = False


class _Staff(_Strict):
    medarbejder: list[MedarbejderRow]


class _Providers(_Strict):
    udfoerer: list[UdfoererRow]


class _Courses(_Strict):
    borger: list[Course]
    kommune: list[dict[str, Any]] = []


class Municipality(_Strict):
    """Everything in the folder; `stretches` are the steps of each stretch by its name, `words` those of every case."""

    henvendelser: tuple[HenvendelseRow, ...]
    courses: Mapping[int, Course]
    stretches: Mapping[str, list[dict[str, Any]]]
    words: Mapping[str, Any]
    kommune: list[dict[str, Any]]


def read_staff(folder: Path = FOLDER) -> tuple[list[MedarbejderRow], list[UdfoererRow]]:
    """Staff and udførere; raises BadInput or BrokenConfig with what cannot be read."""
    staff = _checked(_Staff, folder / "medarbejdere.toml")
    providers = _checked(_Providers, folder / "udfoerere.toml")
    return staff.medarbejder, providers.udfoerer


def read_municipality(folder: Path = FOLDER) -> Municipality:
    """Henvendelser and courses; raises BadInput or BrokenConfig with what cannot be read."""
    courses = _checked(_Courses, folder / "borgere.toml")
    stretches = read_toml(folder / "forloeb.toml")
    words = stretches.pop("standard", {})
    return Municipality(
        henvendelser=tuple(read_henvendelser(folder / "henvendelser.csv")),
        courses={course.nr: course for course in courses.borger},
        stretches=stretches,
        words=words,
        kommune=courses.kommune,
    )


def read_henvendelser(path: Path) -> Iterator[HenvendelseRow]:
    """Every line of the file; raises BadInput that names the line and the column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                yield HenvendelseRow.model_validate(row)
            except ValidationError as error:
                raise BadInput(faults_of(error, path.name, f"linje {number}: ")) from None


def _checked(model: type[M], path: Path) -> M:
    try:
        return model.model_validate(read_toml(path))
    except ValidationError as error:
        raise BadInput(faults_of(error, path.name)) from None
