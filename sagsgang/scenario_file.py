"""A scenario as it stands in its file: strict, and read whole before the first act is played."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from casework.act import Act
from casework.perform import read_act
from config.faults import faults_of, read_toml
from domain.calendar import COPENHAGEN
from domain.case import Stilling
from domain.errors import BadInput, BrokenConfig, Fault

ENGINE = "motor"
_STEP_KEYS = frozenset({"tid", "goer", "af", "forloeb"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MedarbejderRow(_Strict):
    id: str
    rolle: Stilling
    navn: str | None = None
    team: str = "voksen"
    email: str | None = None


class UdfoererRow(_Strict):
    id: str
    navn: str
    cvr: str | None = None
    email: str | None = None
    paragraffer: list[str] = []


class Motor(_Strict):
    tilstand: Literal["nede", "oppe"]


class _Header(_Strict):
    titel: str
    slut: datetime
    regler: dict[str, dict[str, Any]] = {}
    medarbejder: list[MedarbejderRow] = [
        MedarbejderRow(id="sb1", rolle=Stilling.SAGSBEHANDLER),
        MedarbejderRow(id="leder1", rolle=Stilling.LEDER),
        MedarbejderRow(id="chef1", rolle=Stilling.CHEF),
    ]
    udfoerer: list[UdfoererRow] = [UdfoererRow(id="bostoette-birken", navn="Bostøtten Birken")]
    trin: list[dict[str, Any]] = []
    forvent: list[dict[str, Any]] = []
    forvent_ikke: list[dict[str, Any]] = []


@dataclass(frozen=True)
class Step:
    """One act of the play; `motor` instead of an act where the engine goes down or comes back."""

    tid: datetime
    goer: str
    act: Act | None
    motor: Motor | None
    af: str
    forloeb: int


@dataclass(frozen=True)
class Scenario:
    file: str
    titel: str
    slut: datetime
    regler: Mapping[str, Mapping[str, Any]]
    medarbejdere: tuple[MedarbejderRow, ...]
    udfoerere: tuple[UdfoererRow, ...]
    trin: tuple[Step, ...]
    forvent: tuple[Mapping[str, Any], ...]
    forvent_ikke: tuple[Mapping[str, Any], ...]


def read_scenario(path: Path) -> Scenario:
    """The scenario; raises BadInput with every fault, each naming its step, before anything is played."""
    try:
        content = read_toml(path)
    except BrokenConfig as error:
        raise BadInput(error.faults) from None
    try:
        header = _Header.model_validate(content)
    except ValidationError as error:
        raise BadInput(faults_of(error, path.name)) from None
    faults: list[Fault] = []
    steps = [_step(path.name, number, row, faults) for number, row in enumerate(header.trin, 1)]
    known = [step for step in steps if step is not None]
    for number, (before, after) in enumerate(pairwise(known), 2):
        if after.tid < before.tid:
            faults.append(Fault(path.name, f"trin {number}.tid", "tiden går baglæns"))
    if known and known[-1].tid > _local(header.slut):
        faults.append(Fault(path.name, "slut", "ligger før det sidste trin"))
    if faults:
        raise BadInput(faults)
    return Scenario(
        file=path.name,
        titel=header.titel,
        slut=_local(header.slut),
        regler=header.regler,
        medarbejdere=tuple(header.medarbejder),
        udfoerere=tuple(header.udfoerer),
        trin=tuple(known),
        forvent=tuple(header.forvent),
        forvent_ikke=tuple(header.forvent_ikke),
    )


def _step(file: str, number: int, row: Mapping[str, Any], faults: list[Fault]) -> Step | None:
    place = f"trin {number}"
    tid, goer = row.get("tid"), row.get("goer")
    if not isinstance(tid, datetime) or not isinstance(goer, str):
        missing = "tid" if not isinstance(tid, datetime) else "goer"
        faults.append(Fault(file, f"{place}.{missing}", "mangler"))
        return None
    fields = {key: value for key, value in row.items() if key not in _STEP_KEYS}
    af, forloeb = row.get("af", "sb1"), row.get("forloeb", 1)
    if not isinstance(af, str) or type(forloeb) is not int:
        faults.append(
            Fault(file, f"{place}.{'af' if not isinstance(af, str) else 'forloeb'}", "forkert værdi")
        )
        return None
    try:
        act, motor = _what(goer, fields)
    except BadInput as error:
        faults += [
            Fault(file, f"{place} ({goer}) {fault.key}".strip(), fault.reason) for fault in error.faults
        ]
        return None
    except ValidationError as error:
        faults += [
            Fault(file, f"{place} ({goer}) {fault.key}", fault.reason) for fault in faults_of(error, file)
        ]
        return None
    return Step(_local(tid), goer, act, motor, af, forloeb)


def _what(goer: str, fields: Mapping[str, Any]) -> tuple[Act | None, Motor | None]:
    if goer == ENGINE:
        return None, Motor.model_validate(dict(fields))
    return read_act(goer, fields), None


def _local(moment: datetime | date) -> datetime:
    """Danish local time, as the file means it."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    return moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)
