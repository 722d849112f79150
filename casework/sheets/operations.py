"""What an operator reads of cases: the list, one case's sheet, and what stands still. No name, no CPR."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.office import Office
from casework.sheets.case_result import deadline_line, letter_line, phase_of, shown_time, timeline_line
from casework.sheets.timeline import moments
from domain.calendar import local_date
from domain.case import DokumentTilstand
from domain.errors import ActRefused
from persistence.outbox import OutboxState
from persistence.overview import ForloebLine, OverdueRule, Overview, RestingDeadline
from persistence.tables import Deadline, Dokument, Forloeb, Opgave, OutboxRow
from persistence.unit_of_work import UnitOfWork

_SHOWN = 200


@dataclass(frozen=True)
class FailedEffect:
    """An effect that waits for a person: `tekst` is the Danish sentence of its code."""

    nr: int
    slags: str
    sagsnummer: str | None
    kode: str
    tekst: str
    skulle_ske: datetime


@dataclass(frozen=True)
class Standing:
    """The queue, what is late, and who has waited longest, at one moment."""

    klar: int
    taget: int
    fejlet: int
    faerdig: int
    aeldste_effekt: datetime | None
    proeves_igen: tuple[tuple[str, str, int], ...]
    fejlede: tuple[FailedEffect, ...]
    forfaldne: tuple[OverdueRule, ...]
    hvilende: tuple[RestingDeadline, ...]
    aabne_forloeb: int
    aeldste_ansoegning: date | None


def case_list(
    office: Office, now: datetime, *, fase: str | None = None, overdue_only: bool = False
) -> Sequence[ForloebLine]:
    """The open forløb, those with the oldest due date first; the closed ones where `fase` is afsluttet."""
    with office.register.read() as uow:
        return _overview(office, uow, now).forloeb(fase, overdue_only=overdue_only)


def standing(office: Office, now: datetime) -> Standing:
    """How the house stands: an operator reads it when something seems to be wrong."""
    with office.register.read() as uow:
        overview = _overview(office, uow, now)
        counts = uow.outbox.counts()
        failed = uow.outbox.in_state([OutboxState.FEJLET], _SHOWN)
        numbers = overview.sagsnumre({row.forloeb_id for row in failed if row.forloeb_id is not None})
        return Standing(
            klar=counts.get(OutboxState.KLAR, 0),
            taget=counts.get(OutboxState.TAGET, 0),
            fejlet=counts.get(OutboxState.FEJLET, 0),
            faerdig=counts.get(OutboxState.FAERDIG, 0),
            aeldste_effekt=overview.oldest_effect(),
            proeves_igen=tuple(overview.trying_again()),
            fejlede=tuple(_failed(office, row, numbers) for row in failed),
            forfaldne=tuple(overview.overdue_rules()),
            hvilende=tuple(overview.resting()),
            aabne_forloeb=overview.open_forloeb(),
            aeldste_ansoegning=overview.longest_waiting(),
        )


def running_clocks(office: Office, now: datetime) -> dict[str, int]:
    """How many clocks run under each rule: they keep the rule they started under, whatever is adopted."""
    with office.register.read() as uow:
        return _overview(office, uow, now).running_clocks()


def case_sheet(office: Office, sagsnummer: str) -> dict[str, Any]:
    """One case in the shape that a scenario's result has: timeline, deadlines, phase, letters, and open tasks."""
    with office.register.read() as uow:
        sag = uow.cases.sag_by_number(sagsnummer)
        if sag is None:
            raise office.worded(ActRefused("ukendt", key="ukendt.sag", sag=sagsnummer))
        forloeb = uow.cases.forloeb_of(sag.id)
        numbers = {row.id: row.nr for row in forloeb}
        return {
            "sag": sag.nummer,
            "team": sag.team,
            "sagsbehandler": sag.sagsbehandler_id,
            "forloeb": [
                {"forloeb": row.nr, "fase": phase_of(row), "siden": shown_time(row.fase_siden)}
                for row in forloeb
            ],
            "tidslinje": list(_timeline(uow, sag.id, numbers)),
            "frister": [line for row in forloeb for line in _deadlines(office, uow, row)],
            "fase": phase_of(forloeb[0]) if forloeb else None,
            "dokumenter": [line for row in forloeb for line in _letters(uow, row)],
            "opgaver": [
                {
                    "forloeb": row.nr,
                    "opgave": task.slug,
                    "hvem": task.medarbejder_id,
                    "stillet": shown_time(task.stillet),
                }
                for row in forloeb
                for task in uow.of_forloeb(Opgave, row.id)
                if task.lukket is None
            ],
        }


def forloeb_of_case(office: Office, sagsnummer: str) -> Sequence[Forloeb]:
    """Every forløb of the case; ActRefused where there is no such case."""
    with office.register.read() as uow:
        sag = uow.cases.sag_by_number(sagsnummer)
        if sag is None:
            raise office.worded(ActRefused("ukendt", key="ukendt.sag", sag=sagsnummer))
        return uow.cases.forloeb_of(sag.id)


def sagsbehandler_of(office: Office, sagsnummer: str) -> str | None:
    with office.register.read() as uow:
        sag = uow.cases.sag_by_number(sagsnummer)
        return sag.sagsbehandler_id if sag else None


def _overview(office: Office, uow: UnitOfWork, now: datetime) -> Overview:
    not_owed = {
        rule_id
        for rule_id, versions in office.rulebook.deadlines.items()
        if any(rule.tidligst or rule.expires for rule in versions)
    }
    return Overview(uow.session, not_owed, local_date(now))


def _failed(office: Office, row: OutboxRow, numbers: Mapping[int, str]) -> FailedEffect:
    code = row.error or "uventet"
    return FailedEffect(
        nr=row.id,
        slags=row.kind,
        sagsnummer=numbers.get(row.forloeb_id) if row.forloeb_id is not None else None,
        kode=code,
        tekst=office.rulebook.effects.get(code, code),
        skulle_ske=row.due_at,
    )


def _timeline(uow: UnitOfWork, sag_id: int, numbers: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    for moment in moments(uow.journal.entries(sag_id)):
        nr = None if moment.forloeb_id is None else numbers[moment.forloeb_id]
        yield timeline_line(moment, nr)


def _deadlines(office: Office, uow: UnitOfWork, row: Forloeb) -> Iterator[dict[str, Any]]:
    for clock in uow.of_forloeb(Deadline, row.id):
        rule = office.rule_as_kept(uow, clock.rule_id, clock.rule_version)
        yield {"forloeb": row.nr, **deadline_line(clock, rule)}


def _letters(uow: UnitOfWork, row: Forloeb) -> Iterator[dict[str, Any]]:
    for letter in uow.of_forloeb(Dokument, row.id):
        if letter.tilstand != DokumentTilstand.BORTFALDET:
            yield {"forloeb": row.nr, **letter_line(letter)}
