"""Cases as patterns: the rows that the use cases made, with every number and key that a copy must have of its own."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, ForeignKey, Integer
from sqlalchemy import Table as SqlTable

from casework.office import Office
from domain.case import ForloebTilstand
from persistence.journal import Entry
from persistence.tables import Forloeb, JournalEntry, JournalPayload, Table
from persistence.tables import Sag as SagRow

# The journal writes itself: sealed under each case's own key, hashed in a chain.
JOURNAL = (JournalEntry.__tablename__, JournalPayload.__tablename__)
_OWNERS = {"borger_id": "borger", "sag_id": "sag", "forloeb_id": "forloeb"}
# Rows that may be about no case: one person's message of a morning, whatever its lines are about.
_ALSO_OF_NONE = frozenset({"outbox", "morgenpost"})
# What a number means where no foreign key says so: in JSON, and in the keys of outbox rows and henvendelser.
_NAMED = {
    "frist": "deadline",
    "frist_id": "deadline",
    "trin": "deadline",
    "indgang": "fase_historik",
    "fase": "fase_historik",
    "ny_sag": "forloeb",
    "maal": "maal",
}
_ID_IN_KEY = re.compile(r"(?<![^:])([a-z_]+):(\d+)(?![^:])")
# A key, or the end of a message's UUID: the rest of that may be the same in every copy.
_LONG_HEX = re.compile(
    r"\b[0-9a-f]{32,}\b|(?<=\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}\b"
)

Parts = tuple[Any, ...]


@dataclass(frozen=True)
class Ref:
    """The number of this copy's `place`-th row of `table`."""

    table: str
    place: int


@dataclass(frozen=True)
class Fresh:
    """A key of this copy's own; `place` says which, so that it is the same wherever it stands."""

    place: int
    length: int


class CaseNumber:
    """The case number of the copy."""


@dataclass(frozen=True)
class Pattern:
    """One case. A row is a list of values; `moving[table]` says which of its cells each copy has of its own."""

    rows: Mapping[str, tuple[tuple[Any, ...], ...]]
    moving: Mapping[str, tuple[tuple[tuple[int, Parts], ...], ...]]
    entries: tuple[tuple[Entry, Parts], ...]
    keys: int
    year: int
    due: int


@dataclass
class _Case:
    """One case's rows while they are read, and where each number and key of theirs stands."""

    sag_id: int
    forloeb_id: int
    number: str
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    places: dict[tuple[str, int], int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def ref(self, table: str, number: int) -> Ref | None:
        place = self.places.get((table, number))
        return None if place is None else Ref(table, place)


def tables() -> list[SqlTable]:
    """Every table of the register but the journal's, parents before children."""
    return [table for table in Table.metadata.sorted_tables if table.name not in JOURNAL]


def owned() -> dict[str, str]:
    """The tables whose rows belong to one case, each with the column that says to which."""
    found = {"borger": "id", "sag": "id", "forloeb": "id", "fil": "sha256"}
    for table in tables():
        own = [name for name in ("forloeb_id", "sag_id", "borger_id") if name in table.c]
        parent = [column.name for column in table.c if _target(column.foreign_keys) in found]
        if table.name not in found and (own or parent):
            found[table.name] = (own or parent)[0]
    return found


def read_patterns(office: Office, forloeb_ids: Sequence[int], due: Mapping[int, int]) -> list[Pattern]:
    """The cases as patterns; `due` says how many of a forløb's deadlines have a step due."""
    with office.register.read() as uow:
        connection = uow.session.connection()
        cases = [_case(uow.session.get_one, forloeb_id) for forloeb_id in forloeb_ids]
        _gather(connection, cases)
        made = []
        for case in cases:
            entries = list(uow.journal.entries(case.sag_id))
            year = int(case.number.split("-")[1])
            made.append(_pattern(case, entries, year, due.get(case.forloeb_id, 0)))
        return made


def shared_rows(connection: Connection) -> Iterator[tuple[SqlTable, list[tuple[Any, ...]]]]:
    """The rows that all cases share: staff, udførere, rules as they were."""
    mine = owned()
    for table in tables():
        if table.name not in mine:
            yield table, [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}")]


def _case(get_one: Callable[..., Any], forloeb_id: int) -> _Case:
    forloeb = get_one(Forloeb, forloeb_id)
    assert forloeb.tilstand == ForloebTilstand.AABENT
    sag = get_one(SagRow, forloeb.sag_id)
    return _Case(sag.id, forloeb_id, sag.nummer)


def _gather(connection: Connection, cases: Sequence[_Case]) -> None:
    """Every case has its rows; a row belongs to the case that its owner belongs to."""
    mine = owned()
    by_owner: dict[tuple[str, Any], _Case] = {}
    for case in cases:
        by_owner["sag", case.sag_id] = by_owner["forloeb", case.forloeb_id] = case
    # The citizen and the files stand before what names them, so they are found through it.
    for sag_id, borger_id in connection.exec_driver_sql("SELECT id, borger_id FROM sag"):
        by_owner["borger", borger_id] = by_owner["sag", sag_id]
    for forloeb_id, pdf, docx in connection.exec_driver_sql(
        "SELECT forloeb_id, pdf_sha256, docx_sha256 FROM dokument WHERE pdf_sha256 IS NOT NULL"
    ):
        by_owner["fil", pdf] = by_owner["fil", docx] = by_owner["forloeb", forloeb_id]
    for table in tables():
        if table.name not in mine:
            continue
        link = list(table.c.keys()).index(mine[table.name])
        owner = table.name if mine[table.name] in {"id", "sha256"} else _owner(table, mine[table.name])
        numbered = _numbered(table)
        for row in connection.exec_driver_sql(f"SELECT * FROM {table.name} ORDER BY rowid"):
            if row[link] is None and table.name in _ALSO_OF_NONE:
                continue
            case = by_owner[owner, row[link]]
            if numbered:
                case.places[table.name, row[0]] = len(case.rows[table.name])
                by_owner[table.name, row[0]] = case
            case.rows[table.name].append(tuple(row))


def _owner(table: SqlTable, column: str) -> str:
    return _OWNERS.get(column) or str(_target(table.c[column].foreign_keys))


def _target(foreign_keys: set[ForeignKey]) -> str | None:
    return next((key.column.table.name for key in foreign_keys), None)


def _numbered(table: SqlTable) -> bool:
    """The table counts its rows itself: its key is a number of its own and nobody else's."""
    only = list(table.primary_key.columns)
    return len(only) == 1 and isinstance(only[0].type, Integer) and not only[0].foreign_keys


def _pattern(case: _Case, entries: Sequence[Entry], year: int, due: int) -> Pattern:
    moving: dict[str, tuple[tuple[tuple[int, Parts], ...], ...]] = {}
    for table in tables():
        if table.name in case.rows:
            moving[table.name] = tuple(_moving(case, table, row) for row in case.rows[table.name])
    details = tuple((entry, _moving_json(case, entry.detail) or ()) for entry in entries)
    rows = {name: tuple(found) for name, found in case.rows.items()}
    return Pattern(rows, moving, details, len(case.keys), year, due)


def _moving(case: _Case, table: SqlTable, row: tuple[Any, ...]) -> tuple[tuple[int, Parts], ...]:
    found = []
    for place, (column, value) in enumerate(zip(table.c, row, strict=True)):
        parts = _parts(case, table, column.name, value)
        if parts is not None:
            found.append((place, parts))
    return tuple(found)


def _parts(case: _Case, table: SqlTable, column: str, value: Any) -> Parts | None:
    """What a copy has in this cell; None where it has what the pattern has."""
    if value is None:
        return None
    if isinstance(value, int):
        target = table.name if column == "id" else _target(table.c[column].foreign_keys)
        ref = case.ref(target or _meant(column), value)
        return (ref,) if ref else None
    if not isinstance(value, str):
        return None
    if value.startswith(("{", "[")):
        return _moving_json(case, json.loads(value))
    return _moving_text(case, value)


def _moving_json(case: _Case, content: Any) -> Parts | None:
    """The JSON text in parts, with the numbers and keys that move apart; None where nothing moves."""
    marks: list[Parts] = []

    def mark(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: mark(key, inner) for key, inner in value.items()}
        ref = case.ref(_meant(name), value) if isinstance(value, int) else None
        parts = (ref,) if ref else (_moving_text(case, value) if isinstance(value, str) else None)
        if parts is None:
            return value
        marks.append(parts if ref else ('"', *parts, '"'))
        return f"\x00{len(marks) - 1}\x00"

    text = json.dumps(mark("", content), ensure_ascii=False)
    if not marks:
        return None
    pieces = re.split(r'"\\u0000(\d+)\\u0000"', text)
    out: list[Any] = []
    for place, piece in enumerate(pieces):
        out += marks[int(piece)] if place % 2 else [piece]
    return tuple(out)


def _moving_text(case: _Case, text: str) -> Parts | None:
    """The text in parts: keys of the case's own, numbers behind a name, and the case number."""
    if text == case.number:
        return (CaseNumber,)
    found: list[tuple[int, int, Any]] = [
        (match.start(), match.end(), Fresh(case.keys.setdefault(match[0], len(case.keys)), len(match[0])))
        for match in _LONG_HEX.finditer(text)
    ]
    for match in _ID_IN_KEY.finditer(text):
        meant = "forloeb" if match[1] == "ansoegning" else _meant(match[1])
        if ref := case.ref(meant, int(match[2])):
            found.append((match.start(2), match.end(2), ref))
    if not found:
        return None
    out: list[Any] = []
    end = 0
    for start, stop, part in sorted(found, key=lambda place: place[:2]):
        out += [text[end:start], part]
        end = stop
    return (*out, text[end:])


def _meant(name: str) -> str:
    return _NAMED.get(name) or name.removesuffix("_id")
