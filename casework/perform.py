"""The one door: an act, by its name and fields, done in one transaction or refused with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from casework.act import Act, ActSpec
from casework.acts.citizens import require_fictive
from casework.forloeb import OpenForloeb, open_forloeb
from casework.office import Office
from casework.registry import ACTS
from config.faults import faults_of, reason
from domain.calendar import CalendarTooShort
from domain.errors import ActRefused, BadInput, Conflict, Fault
from persistence.unit_of_work import UnitOfWork

# Beyond what anything of ours is counted to, and within what every database holds.
MOST = 999_999_999
# Not a person: the loading of a file that a person started.
INDLAESNING = "indlaesning"


@dataclass(frozen=True)
class Done:
    """Where the act left its mark: the forløb, and its sag's number."""

    forloeb_id: int | None
    sagsnummer: str | None


def read_act(name: str, fields: Mapping[str, Any], place: str = "handling") -> Act:
    """The act as a value; raises BadInput that names the place, the field and the reason, all at once."""
    spec = ACTS.get(name)
    if spec is None:
        raise BadInput([Fault(place, "goer", f"kender ingen handling '{name}'")])
    try:
        act = spec.model.model_validate(dict(fields))
    except ValidationError as error:
        raise BadInput(faults_of(error, place)) from None
    too_large = [name for name, value in act if isinstance(value, int) and abs(value) > MOST]
    if too_large:
        raise BadInput([Fault(place, name, reason("tal_for_stort", mest=MOST)) for name in too_large])
    return act


def perform(
    office: Office,
    name: str,
    act: Act,
    *,
    forloeb_id: int | None,
    by: str,
    now: datetime,
    version: int | None = None,
) -> Done:
    """The act is done, or ActRefused says in Danish why not and nothing has changed.

    BadInput of what this register may not hold: a CPR number of somebody real in a demo.
    `version` is the forløb as whoever acts has seen it: Conflict where it has changed since.
    """
    spec = ACTS[name]
    try:
        with office.register.write() as uow:
            _require_staff(uow, by)
            require_fictive(office, uow, act)
            touched = _do(office, uow, spec, act, forloeb_id, by, now, version)
            return Done(touched.id, touched.sag.nummer) if touched else Done(None, None)
    except ActRefused as refused:
        raise office.worded(refused) from None
    except CalendarTooShort:
        calendars = office.rulebook.calendars
        years = {"fra": str(calendars.first_year), "til": str(calendars.last_year - 1)}
        raise office.worded(ActRefused("ugyldig_dato", key="ugyldig_dato.aar", **years)) from None


def _do(
    office: Office,
    uow: UnitOfWork,
    spec: ActSpec,
    act: Act,
    forloeb_id: int | None,
    by: str,
    now: datetime,
    version: int | None,
) -> OpenForloeb | None:
    if not spec.needs_forloeb:
        made: OpenForloeb | None = spec.use_case(office, uow, act, by, now)
        return made
    if forloeb_id is None:
        raise ActRefused("ukendt", key="ukendt.forloeb")
    forloeb = open_forloeb(office, uow, forloeb_id, actor=by, now=now)
    if version is not None and forloeb.row.version != version:
        raise Conflict("sagen er ændret af en anden")
    if not forloeb.is_open and not spec.when_closed:
        raise ActRefused("forkert_fase", key="forkert_fase.afsluttet")
    return spec.use_case(forloeb, act) or forloeb


def _require_staff(uow: UnitOfWork, by: str) -> None:
    if by != INDLAESNING and not uow.parties.is_medarbejder(by):
        raise ActRefused("ukendt", key="ukendt.medarbejder", medarbejder=by)
