"""Reading a file of henvendelser: every row as a value, or why it is none; one broken row takes no other with it."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from casework.acts.citizens import says_something
from casework.danish_time import danish_time
from config.indlaesning import loading_texts
from domain.cpr import normalise_cpr
from domain.errors import BadInput, Fault
from domain.law import normalise_paragraf

MOST_TEXT = 1_000_000
_MOST_IN_FIELD = 300
# The parser's own limit would stop at the first long text; the model says how long a text may be.
_PARSER_LIMIT = 2**31 - 1
_DELIMITERS = ",;\t"
_PARAGRAFFER = re.compile(r"§*\s*(\d+\s*[a-zæøå]?(?![a-zæøå\d]))[\s,;+]*(?:og\s+)?", re.IGNORECASE)
_YES_NO = {"ja": True, "nej": False}


def _refusal(code: str, **facts: object) -> PydanticCustomError:
    return PydanticCustomError("regel", loading_texts().raekke[code].format(**facts))


def _moment(text: object) -> datetime:
    try:
        written = datetime.fromisoformat(str(text).strip())
    except ValueError:
        raise _refusal("modtaget") from None
    return danish_time(written)


def _cpr(text: str | None) -> str | None:
    if text is None:
        return None
    found = normalise_cpr(text)
    if found is None:
        raise _refusal("cpr")
    return found


def _yes_no(text: object) -> bool:
    answer = _YES_NO.get(str(text).strip().lower())
    if answer is None:
        raise _refusal("ja_nej")
    return answer


def _paragraffer(text: object) -> list[str]:
    """The paragraphs that are written, such as "§85 §82b" or "85, 82 b"; a paragraph named twice is one."""
    rest, found = str(text).strip(), []
    while rest:
        match = _PARAGRAFFER.match(rest)
        paragraf = normalise_paragraf(match[1]) if match else None
        if match is None or paragraf is None:
            raise _refusal("ansoegt")
        found.append(paragraf)
        rest = rest[match.end() :]
    return list(dict.fromkeys(found))


def _at_most(most: int) -> AfterValidator:
    def check(text: str | None) -> str | None:
        if text is not None and len(text) > most:
            raise _refusal("for_lang", max=most)
        return text

    return AfterValidator(check)


def _or_none(text: object) -> object:
    return str(text).strip() or None


_Short = Annotated[str, _at_most(_MOST_IN_FIELD)]
_Maybe = Annotated[str | None, BeforeValidator(_or_none), _at_most(_MOST_IN_FIELD)]
_YesNo = Annotated[bool, BeforeValidator(_yes_no)]


class HenvendelseRow(BaseModel):
    """One row, strict: what it cannot be is said by column, and never with what stood there."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    modtaget: Annotated[datetime, BeforeValidator(_moment)]
    kanal: _Maybe
    navn: _Maybe
    cpr: Annotated[_Maybe, AfterValidator(_cpr)]
    adresse: _Short
    postnr: _Short
    by: _Short
    telefon: _Maybe
    digital_post: _YesNo
    adressebeskyttet: _YesNo
    sprog: _Maybe
    vaerge: _Maybe
    mede: _Maybe
    ansoegt: Annotated[list[str], BeforeValidator(_paragraffer), Field(max_length=20)]
    akut: _YesNo
    tekst: Annotated[str, _at_most(MOST_TEXT)]

    @model_validator(mode="after")
    def is_not_empty(self) -> Self:
        """Somebody is named, can be reached or has said something."""
        if not any(map(says_something, (self.navn, self.cpr, self.telefon, self.tekst))):
            raise _refusal("tom")
        return self


@dataclass(frozen=True)
class RowFault:
    """Why a row was not loaded: its number (the heading is row 1), its line in the file, the column, the reason."""

    raekke: int
    linje: int
    felt: str
    grund: str


@dataclass(frozen=True)
class ReadRow:
    """One row of the file: the henvendelse, or what is wrong with it."""

    raekke: int
    linje: int
    henvendelse: HenvendelseRow | None
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True)
class HenvendelsesFil:
    """The rows, in their order; `windows_1252` where the file was not UTF-8."""

    rows: tuple[ReadRow, ...]
    windows_1252: bool


def read_henvendelser(path: Path) -> HenvendelsesFil:
    """Every row of the file; raises BadInput where it is no such file, or a column is missing."""
    text, windows_1252 = _text(path)
    lines = list(StringIO(text, newline=""))
    records = _records(lines, _delimiter(lines))
    heading = next(records, None)
    if heading is None:
        raise _broken(path, "tom")
    columns = _columns(path, heading.cells)
    rows = [_row(number, record, columns) for number, record in enumerate(records, 2) if not record.is_blank]
    return HenvendelsesFil(tuple(rows), windows_1252)


def _text(path: Path) -> tuple[str, bool]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _broken(path, "findes_ikke") from None
    except IsADirectoryError:
        raise _broken(path, "mappe") from None
    except OSError:
        raise _broken(path, "ulaeselig") from None
    if b"\0" in content:
        raise _broken(path, "ikke_tekst")
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), True
    except UnicodeDecodeError:
        raise _broken(path, "ikke_tekst") from None


def _delimiter(lines: Sequence[str]) -> str:
    heading = next((line for line in lines if line.strip()), "")
    return max(_DELIMITERS, key=heading.count)


@dataclass(frozen=True)
class _Record:
    """One record on its first line; `cells` is None where its quotes cannot be read."""

    line: int
    cells: list[str] | None

    @property
    def is_blank(self) -> bool:
        return self.cells is not None and not any(cell.strip() for cell in self.cells)


def _records(lines: Sequence[str], delimiter: str) -> Iterator[_Record]:
    """The records one by one; after one that cannot be read it goes on with the next line.

    So a quote that is never closed costs its own row, not the rest of the file.
    """
    csv.field_size_limit(_PARSER_LIMIT)
    start = 0
    while start < len(lines):
        reader = csv.reader(
            map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter, strict=True
        )
        begin = start
        try:
            for cells in reader:
                yield _Record(begin + 1, cells)
                begin = start + reader.line_num
        except csv.Error:
            yield _Record(begin + 1, None)
            start = begin + 1
        else:
            return


def _columns(path: Path, cells: Sequence[str] | None) -> list[str]:
    texts = loading_texts()
    columns = [cell.strip().lower() for cell in cells or ()]
    # A spreadsheet leaves empty columns behind the last one.
    while columns and not columns[-1]:
        columns.pop()
    wrong = {
        "kolonner_mangler": [name for name in texts.kolonner if name not in columns],
        "kolonner_ukendte": sorted(set(columns) - set(texts.kolonner)),
        "kolonner_dobbelt": sorted({name for name in columns if columns.count(name) > 1}),
    }
    faults = [
        Fault(path.name, "", texts.fil[code].format(kolonner=", ".join(name or "(tom)" for name in names)))
        for code, names in wrong.items()
        if names
    ]
    if faults:
        raise BadInput(faults)
    return columns


def _row(number: int, record: _Record, columns: Sequence[str]) -> ReadRow:
    def refused(felt: str, code: str, **facts: object) -> ReadRow:
        grund = loading_texts().raekke[code].format(**facts)
        return ReadRow(number, record.line, None, (RowFault(number, record.line, felt, grund),))

    if record.cells is None:
        return refused("", "anfoerselstegn")
    cells = list(record.cells)
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(columns):
        return refused("", "felter", antal=len(cells), ventet=len(columns))
    try:
        row = HenvendelseRow.model_validate(dict(zip(columns, cells, strict=True)))
    except ValidationError as error:
        faults = (
            _fault(number, record.line, detail)
            for detail in error.errors(include_url=False, include_input=False)
        )
        return ReadRow(number, record.line, None, tuple(faults))
    return ReadRow(number, record.line, row)


def _fault(number: int, line: int, detail: Mapping[str, Any]) -> RowFault:
    own = detail["type"] == "regel"
    grund = detail["msg"] if own else loading_texts().raekke["ansoegt"]
    # What is wrong with the row as a whole is in no column.
    return RowFault(number, line, str(detail["loc"][0]) if detail["loc"] else "", grund)


def _broken(path: Path, code: str) -> BadInput:
    return BadInput([Fault(path.name, "", loading_texts().fil[code])])
