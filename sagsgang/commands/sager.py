"""`sagsgang sager`: the list of cases, or one case's sheet; case numbers only, never a citizen's name."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from casework.office import Office
from casework.sheets.operations import case_list, case_sheet
from casework.views.case_list import staff_list
from domain.case import AFSLUTTET, Fase
from domain.errors import BadInput, Fault
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import plain, print_json, say, show_result, show_table, shown_day

_FASER = (*Fase, AFSLUTTET)


def show_list(*, fase: str | None, overdue_only: bool, as_json: bool) -> Ending:
    """The open forløb stand there, those with the oldest due date first."""
    if fase is not None and fase not in _FASER:
        raise BadInput([Fault("sager", "--fase", f"kender ikke '{fase}'; vælg {', '.join(_FASER)}")])
    office = the_office()
    rows = case_list(office, now(), fase=fase, overdue_only=overdue_only)
    if as_json:
        print_json([plain(asdict(row)) for row in rows])
        return Ending.DONE
    names = {who.id: who.navn for who in staff_list(office)}
    show_table(
        f"Sager ({len(rows)})",
        ("Sag", "Forløb", "Fase", "Siden", "Næste frist", "Forfaldne", "Akut", "Team", "Sagsbehandler"),
        [
            (
                row.sagsnummer,
                row.nr,
                _titel(office, row.fase) if row.tilstand != AFSLUTTET else AFSLUTTET.capitalize(),
                shown_day(row.fase_siden.date()),
                shown_day(row.due_on) if row.due_on else "",
                row.overdue or "",
                "ja" if row.akut else "",
                row.team,
                names.get(row.sagsbehandler or "", row.sagsbehandler),
            )
            for row in rows
        ],
    )
    return Ending.DONE


def show_case(sagsnummer: str, *, as_json: bool) -> Ending:
    """One case stands there: its timeline, deadlines, letters and open tasks."""
    office = the_office()
    sheet = case_sheet(office, sagsnummer)
    if as_json:
        print_json(sheet)
    else:
        _show(office, sheet)
    return Ending.DONE


def _show(office: Office, sheet: Mapping[str, Any]) -> None:
    show_result(f"Sag {sheet['sag']}", sheet)
    show_table(
        "Åbne opgaver",
        ("Opgave", "Hvem", "Stillet"),
        [(row["opgave"], row["hvem"], shown_day(row["stillet"][:10])) for row in sheet["opgaver"]],
    )
    for row in sheet["forloeb"]:
        say(f"Forløb {row['forloeb']}: {_titel(office, row['fase'])} siden {shown_day(row['siden'][:10])}")
    names = {who.id: who.navn for who in staff_list(office)}
    who = names.get(sheet["sagsbehandler"], sheet["sagsbehandler"])
    say(f"Team: {sheet['team']} · Sagsbehandler: {who or 'ingen'}")


def _titel(office: Office, fase: str) -> str:
    """The phase's title; the word itself for what is no phase."""
    plan = office.rulebook.phases.get(fase)
    return plan.titel if plan else fase
