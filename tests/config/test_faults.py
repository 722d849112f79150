"""Every kind of fault is told in Danish, with the file and the key it stands under."""

import re
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from config.border import Border, ManyOf, Words
from config.faults import FaultLog, faults_of, read_toml, reason
from domain.errors import BrokenConfig, Fault

ENGLISH = ("Input", "should", "Field", "valid", "must", "Extra", "at least", "Expected", "Invalid", "Error")


class Farve(StrEnum):
    ROED = "roed"
    BLAA = "blaa"


def _even(number: int) -> int:
    if number % 2:
        raise ValueError("skal være et lige tal")
    return number


def _own(text: str) -> str:
    if text == "nej":
        raise PydanticCustomError("regel", "'{tekst}' går ikke an", {"tekst": text})
    return text


class Row(Border):
    nr: int = Field(ge=1, le=9)


class Model(Border):
    navn: Words = "x"
    tal: int = 1
    vaegt: float = Field(default=1.0, gt=0.5, lt=10)
    aaben: bool = True
    dag: date = date(2026, 1, 1)
    tid: datetime = datetime(2026, 1, 1, 9)  # noqa: DTZ001 - TOML's local time has no zone
    farve: Annotated[Farve, Field(strict=False)] = Farve.ROED
    land: Literal["DK"] = "DK"
    raekker: ManyOf[Row] = ()
    opslag: dict[str, int] = Field(default_factory=dict)
    par: ManyOf[int] = Field(default=(1, 2), min_length=2, max_length=2)
    kode: str = Field(default="a", pattern="^a")
    kort: str = Field(default="", max_length=3)
    lige: Annotated[int, AfterValidator(_even)] = 2
    egen: Annotated[str, AfterValidator(_own)] = ""


class Needy(Border):
    navn: str


TOLD = [
    ({"navn": 3}, "navn", "skal være tekst i anførselstegn"),
    ({"navn": ""}, "navn", "må ikke være tom"),
    ({"kort": "for lang"}, "kort", "er for lang"),
    ({"kode": "b"}, "kode", "er ikke skrevet på den rigtige måde"),
    ({"tal": "3"}, "tal", "skal være et helt tal"),
    ({"tal": 1.5}, "tal", "skal være et helt tal"),
    ({"vaegt": "tung"}, "vaegt", "skal være et tal"),
    ({"vaegt": 0}, "vaegt", "skal være større end 0,5"),
    ({"vaegt": 10}, "vaegt", "skal være mindre end 10"),
    ({"aaben": "ja"}, "aaben", "skal være true eller false"),
    ({"dag": "2026-01-01"}, "dag", "skal være en dato, fx 2026-11-22"),
    ({"dag": datetime(2026, 1, 1, 9)}, "dag", "skal være en dato, fx 2026-11-22"),  # noqa: DTZ001 - as TOML gives it
    ({"tid": "i dag"}, "tid", "skal være en dato med klokkeslæt, fx 2026-11-22T09:00:00"),
    ({"farve": "gul"}, "farve", "skal være en af 'roed' eller 'blaa'"),
    ({"land": "SE"}, "land", "skal være 'DK'"),
    ({"raekker": 3}, "raekker", "skal være en liste"),
    ({"raekker": [3]}, "raekker.1", "skal være et afsnit med nøgler"),
    ({"raekker": [{"nr": 1}, {"nr": 0}]}, "raekker.2.nr", "skal være mindst 1"),
    ({"raekker": [{"nr": 10}]}, "raekker.1.nr", "må højst være 9"),
    ({"opslag": []}, "opslag", "skal være et afsnit med nøgler"),
    ({"opslag": {"a": "b"}}, "opslag.a", "skal være et helt tal"),
    ({"par": [1]}, "par", "skal have mindst 2, men har 1"),
    ({"par": [1, 2, 3]}, "par", "må højst have 2, men har 3"),
    ({"fremmed": 1}, "fremmed", "ukendt nøgle"),
    ({"lige": 3}, "lige", "skal være et lige tal"),
    ({"egen": "nej"}, "egen", "'nej' går ikke an"),
]


@pytest.mark.parametrize(("content", "key", "danish"), TOLD)
def test_a_refused_value_is_told_in_danish(content: dict[str, Any], key: str, danish: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Model.model_validate(content)
    assert faults_of(caught.value, "prøve.toml") == [Fault("prøve.toml", key, danish)]


def test_a_missing_key_is_named_under_its_prefix() -> None:
    with pytest.raises(ValidationError) as caught:
        Needy.model_validate({})
    assert faults_of(caught.value, "prøve.toml", "svarfrist.") == [
        Fault("prøve.toml", "svarfrist.navn", "mangler")
    ]


def test_a_fault_without_a_key_has_the_prefix_alone() -> None:
    with pytest.raises(ValidationError) as caught:
        Needy.model_validate(3)
    assert faults_of(caught.value, "prøve.toml", "svarfrist.")[0].key == "svarfrist"


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "prøve.toml"
    path.write_text("navn = 3\nfremmed = 1\ntal = 'x'\n", encoding="utf-8")
    faults = FaultLog()
    assert faults.load(Model, path) is None
    with pytest.raises(BrokenConfig) as caught:
        faults.refuse()
    assert [fault.key for fault in caught.value.faults] == ["navn", "tal", "fremmed"]
    assert str(caught.value).splitlines()[0] == "prøve.toml: navn: skal være tekst i anførselstegn"


def test_a_file_without_faults_is_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "prøve.toml"
    path.write_text("tal = 2\n", encoding="utf-8")
    faults = FaultLog()
    model = faults.load(Model, path)
    faults.refuse()
    assert model == Model(tal=2)


@pytest.mark.parametrize(
    ("text", "danish"),
    [
        ("a = 1\na = 2\n", "linje 2: nøglen står to gange"),
        ("[a]\n[a]\n", "linje 2: afsnittet står to gange"),
        ("a = { b = 1, b = 2 }\n", "linje 1: nøglen står to gange"),
        ("a = { b = 1 }\na.c = 2\n", "linje 2: afsnittet er allerede skrevet på en linje"),
        ("\na\n", "linje 2: der mangler et lighedstegn efter nøglen"),
        ("a = ja\n", "linje 1: værdien kan ikke læses; tekst skal stå i anførselstegn"),
        ("a = 1 b\n", "linje 1: der står mere på linjen, end der må"),
        ("a = 2026-02-30\n", "linje 1: datoen findes ikke"),
        ("a = [1, 2", "slutter midt i noget: der mangler en slutparentes ]"),
        ("[a\n", "linje 1: der mangler en kantet parentes"),
        ("= 3\n", "linje 1: linjen kan ikke læses"),
        ('a = "b\n', "linje 1: et tegn på linjen er ikke tilladt"),
        ('a = "b', "slutter midt i noget: der mangler et anførselstegn"),
        ('a = "c:\\x"', "linje 1: skriv \\\\ i stedet for \\"),
    ],
)
def test_broken_toml_is_told_with_its_line(tmp_path: Path, text: str, danish: str) -> None:
    path = tmp_path / "prøve.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenConfig) as caught:
        read_toml(path)
    (fault,) = caught.value.faults
    assert (fault.file, fault.key) == ("prøve.toml", "")
    assert re.sub(r", tegn \d+", "", fault.reason) == danish
    assert not any(word in fault.reason for word in ENGLISH)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenConfig) as caught:
        read_toml(tmp_path / "væk.toml")
    assert caught.value.faults == (Fault("væk.toml", "", "filen findes ikke"),)


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenConfig) as caught:
        read_toml(tmp_path)
    assert caught.value.faults[0].reason == "filen kan ikke læses"


def test_a_file_saved_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "prøve.toml"
    path.write_bytes("navn = 'Sagsåbning'\n".encode("latin-1"))
    with pytest.raises(BrokenConfig) as caught:
        read_toml(path)
    assert caught.value.faults[0].reason.startswith("filen er ikke gemt som UTF-8")


def test_a_file_saved_by_notepad_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "prøve.toml"
    path.write_bytes("navn = 'Sagsåbning'\r\n".encode("utf-8-sig"))
    assert read_toml(path) == {"navn": "Sagsåbning"}


def test_a_kind_without_words_of_its_own_is_still_told_in_danish() -> None:
    class Odd(Border):
        adresse: Annotated[bytes, Field()]

    with pytest.raises(ValidationError) as caught:
        Odd.model_validate({"adresse": 3})
    assert faults_of(caught.value, "prøve.toml") == [Fault("prøve.toml", "adresse", reason("forkert_vaerdi"))]
