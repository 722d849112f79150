"""Files from the post as values: PKO_PostStatus (also inside a Haendelsesbesked), JSON and CSV.

The post's own free text is never taken over: it may quote the letter or its reader.
"""

import base64
import binascii
import csv
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from pydantic_core import PydanticCustomError

from casework.danish_time import danish_time
from domain.post import Postmelding, Poststatus

_STATUS_MESSAGE = "pko_poststatus"
_RECEIPT_STATUS = "receiptstatus"
_ENVELOPE_DEPTH = 3
# One name for what the post, its print vendors and Digital Post itself call differently.
_ID = ("messageuuid", "afsendelseidentifikator", "besked_id")
_STATUS = ("transaktionsstatuskode", "receiptstatus", "status")
_TIME = ("transaktionsdatotid", "timestamp", "tid")
_CODE = ("fejlkode", "errorcode", "kode")
_DANISH_TIME = "%d-%m-%Y %H:%M"
# What no id of ours has, no register need be asked for.
_ID_FORM = re.compile(r"[A-Za-z0-9{}:_.-]{1,100}")
_FIRST_YEAR = 2000
_CODE_FORM = re.compile(r"[A-Za-z0-9_.-]{1,40}")


class Unreadable(Exception):
    """The file, or one answer in it, cannot be used; `code` names the Danish sentence that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Answers:
    """What a file says, and why some of it could not be read."""

    meldinger: tuple[Postmelding, ...]
    faults: tuple[str, ...]


def read_answers(ending: str, content: bytes, words: Mapping[str, Poststatus]) -> Answers:
    """Every answer in the file that can be read; Unreadable where nothing of it can."""
    reader = {".xml": _of_xml, ".json": _of_json, ".csv": _of_csv}.get(ending.lower())
    if reader is None:
        raise Unreadable("kvittering.filtype")
    meldinger: list[Postmelding] = []
    faults: dict[str, None] = {}
    for fields in reader(content):
        try:
            meldinger.append(_melding(fields, words))
        except Unreadable as fault:
            faults[fault.code] = None
    if not meldinger and not faults:
        raise Unreadable("kvittering.ulaeselig")
    return Answers(tuple(meldinger), tuple(faults))


def _melding(fields: Mapping[str, str], words: Mapping[str, Poststatus]) -> Postmelding:
    besked_id, said, written = (_first(fields, names) for names in (_ID, _STATUS, _TIME))
    if not (besked_id and said and written):
        raise Unreadable("kvittering.felt")
    code = _first(fields, _CODE)
    status = words.get(" ".join(said.split()).casefold())
    if status is None:
        # A word that nobody has explained is not guessed at, unless the post says itself that it went wrong.
        if not code:
            raise Unreadable("kvittering.status")
        status = Poststatus.FEJLET
    if _ID_FORM.fullmatch(besked_id) is None:
        raise Unreadable("kvittering.felt")
    return Postmelding(_as_known(besked_id), status, _moment(written), _safe(code))


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name].strip() for name in names if fields.get(name, "").strip()), None)


def _as_known(besked_id: str) -> str:
    """The id as it was given out, whichever way the post writes it."""
    try:
        return str(uuid.UUID(besked_id))
    except ValueError:
        return besked_id


def _moment(written: str) -> datetime:
    try:
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            moment = datetime.strptime(written, _DANISH_TIME)  # noqa: DTZ007 - Danish time, as said below
        found = danish_time(moment)
    except (ValueError, PydanticCustomError):
        raise Unreadable("kvittering.tid") from None
    if found.year < _FIRST_YEAR:
        # A count of seconds reads as a day long ago: nobody can have meant it.
        raise Unreadable("kvittering.tid")
    return found


def _safe(code: str | None) -> str | None:
    return code if code and _CODE_FORM.fullmatch(code) else None


def _of_xml(content: bytes, depth: int = 0) -> Iterator[dict[str, str]]:
    root = _parsed(content)
    for element in root.iter(etree.Element):
        name = _local(element)
        if name == _STATUS_MESSAGE or _is_receipt(element):
            yield {_local(child): child.text or "" for child in element.iter(etree.Element)}
        elif name == "base64" and element.text and depth < _ENVELOPE_DEPTH:
            yield from _of_xml(_decoded(element.text), depth + 1)


def _is_receipt(element: etree._Element) -> bool:
    """True of Digital Post's own receipt, whatever its root is called: an id and a receipt's status side by side."""
    names = {_local(child) for child in element.iterchildren(etree.Element)}
    return _RECEIPT_STATUS in names and not names.isdisjoint(_ID)


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable("kvittering.ulaeselig") from None
    if root.getroottree().docinfo.doctype:
        raise Unreadable("kvittering.ulaeselig")
    return root


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error:
        raise Unreadable("kvittering.ulaeselig") from None


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname).lower()


def _of_json(content: bytes) -> Iterator[dict[str, str]]:
    try:
        found = json.loads(_text(content))
    except (ValueError, RecursionError):
        raise Unreadable("kvittering.ulaeselig") from None
    for row in found if isinstance(found, list) else [found]:
        if not isinstance(row, dict):
            raise Unreadable("kvittering.ulaeselig")
        yield _flat(row)


def _flat(row: Mapping[str, Any]) -> dict[str, str]:
    """Names without regard to case; what lies one level down (FejlDetaljer) beside the rest."""
    flat: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {key.lower(): str(inner) for key, inner in value.items() if inner is not None}
        elif value is not None:
            flat[name.lower()] = str(value)
    return flat


def _of_csv(content: bytes) -> Iterator[dict[str, str]]:
    lines = _text(content).splitlines()
    if not lines:
        raise Unreadable("kvittering.ulaeselig")
    try:
        rows = list(csv.reader(lines, delimiter=";" if ";" in lines[0] else ","))
    except csv.Error:
        raise Unreadable("kvittering.ulaeselig") from None
    names = [name.strip().lower() for name in rows[0]]
    for row in rows[1:]:
        if any(cell.strip() for cell in row):
            yield dict(zip(names, row, strict=False))


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("kvittering.ulaeselig")
