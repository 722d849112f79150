"""A scenario as it stands in its file: strict, and read whole before the first act is played."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from casework.act import Act
from casework.perform import read_act
from config.faults import faults_of, read_toml
from domain.calendar import COPENHAGEN, Calendars, local_date
from domain.case import Stilling
from domain.errors import BadInput, BrokenConfig, Fault

ENGINE = "motor"
_STEP_KEYS = frozenset({"tid", "goer", "af", "forloeb"})
_MISSING = "mangler"
_WRONG = "forkert værdi"
_NO_MOMENT = "skal være en dato med klokkeslæt uden anførselstegn, fx 2026-01-06T09:00:00"


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

    def shared_ids(self) -> Iterator[tuple[str, str]]:
        """Each id that an earlier row of its own kind has too: where it stands, and why it cannot."""
        kinds: tuple[tuple[str, Sequence[MedarbejderRow | UdfoererRow]], ...] = (
            ("medarbejder", self.medarbejder),
            ("udfoerer", self.udfoerer),
        )
        for kind, rows in kinds:
            first: dict[str, int] = {}
            for number, row in enumerate(rows, 1):
                if first.setdefault(row.id, number) != number:
                    yield f"{kind}.{number}.id", f"'{row.id}' er også id for {kind} {first[row.id]}"


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
    faults = [Fault(path.name, key, reason) for key, reason in header.shared_ids()]
    steps = [(number, _step(path.name, number, row, faults)) for number, row in enumerate(header.trin, 1)]
    numbered = [(number, step) for number, step in steps if step is not None]
    for (_, before), (number, after) in pairwise(numbered):
        if after.tid < before.tid:
            faults.append(Fault(path.name, f"trin {number}.tid", "tiden går baglæns"))
    known = [step for _, step in numbered]
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


def outside_the_years(scenario: Scenario, calendars: Calendars) -> list[Fault]:
    """A fault for each time that the calendars do not reach with a year to spare for what falls due after it."""
    times = [(f"trin {number}.tid", step.tid) for number, step in enumerate(scenario.trin, 1)]
    years = range(calendars.first_year, calendars.last_year)
    reason = f"ligger uden for kalenderen, der går fra {calendars.first_year} til {calendars.last_year - 1}"
    return [
        Fault(scenario.file, key, reason)
        for key, moment in [*times, ("slut", scenario.slut)]
        # The year as written is asked first: a time at the end of all time has no Danish date.
        if moment.year not in years or local_date(moment).year not in years
    ]


def _step(file: str, number: int, row: Mapping[str, Any], faults: list[Fault]) -> Step | None:
    place = f"trin {number}"
    if wrong := list(_wrong(row)):
        faults += [Fault(file, f"{place}.{key}", reason) for key, reason in wrong]
        return None
    goer = row["goer"]
    fields = {key: value for key, value in row.items() if key not in _STEP_KEYS}
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
    return Step(_local(row["tid"]), goer, act, motor, row.get("af", "sb1"), row.get("forloeb", 1))


def _wrong(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with when, what, by whom and about which forløb; the act judges its own fields."""
    if not isinstance(row.get("tid"), datetime):
        yield "tid", _NO_MOMENT if "tid" in row else _MISSING
    if not isinstance(row.get("goer"), str):
        yield "goer", _WRONG if "goer" in row else _MISSING
    if not isinstance(row.get("af", "sb1"), str):
        yield "af", _WRONG
    forloeb = row.get("forloeb", 1)
    if type(forloeb) is not int:
        yield "forloeb", _WRONG
    elif forloeb < 1:
        yield "forloeb", "skal være 1 eller mere: forløbene tælles fra 1"


def _what(goer: str, fields: Mapping[str, Any]) -> tuple[Act | None, Motor | None]:
    if goer == ENGINE:
        return None, Motor.model_validate(dict(fields))
    return read_act(goer, fields), None


def _local(moment: datetime | date) -> datetime:
    """Danish local time, as the file means it."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    return moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)
