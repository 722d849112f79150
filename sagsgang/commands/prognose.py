"""`sagsgang prognose`: what falls due in the weeks ahead, as a table, as an object, and as a picture in a file."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from casework.deadlines.prognose import forecast
from casework.office import Office
from casework.set_up import kommune_of
from casework.views.case_list import staff_list
from casework.views.prognose_page import Line, PrognosePage, Words, prognose_page
from config.display import load_display
from config.settings import load_settings
from docgen.charts import Chart, to_png, to_svg
from domain.calendar import local_date
from domain.errors import BadInput, Fault
from domain.prognose import Linje, Plan, Prognose
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say, show_table, shown_day

_MAKE: Mapping[str, Callable[[Chart], bytes]] = {
    ".svg": lambda chart: to_svg(chart).encode(),
    ".png": to_png,
}
_EVERYWHERE = "alle"


def run(*, uger: int | None, team: str | None, ud: Path | None, as_json: bool) -> Ending:
    """The forecast stands there, and in the file where one is named."""
    office = the_office()
    words = Words(load_display(), {row.id: row.titel for row in kommune_of(load_settings()).teams})
    _require_sense(office, words, uger=uger, team=team, ud=ud)
    moment = now()
    plan = office.rulebook.prognose
    found = forecast(office, moment, uger, team)
    page = prognose_page(found, plan, words)
    written = _write(ud, page.figur) if ud else None
    if as_json:
        print_json(_as_object(found, plan, local_date(moment)))
    else:
        _show(page)
        if written:
            say(written)
    return Ending.DONE


def _require_sense(
    office: Office, words: Words, *, uger: int | None, team: str | None, ud: Path | None
) -> None:
    """What was asked for can be given; else every fault is told at once."""
    faults: list[Fault] = []
    most = office.rulebook.prognose.flest_uger
    if uger is not None and not 1 <= uger <= most:
        faults.append(Fault("prognose", "--uger", f"skal være fra 1 til {most}"))
    teams = sorted({*words.teams, *(who.team for who in staff_list(office))} - {_EVERYWHERE})
    if team is not None and team not in teams:
        faults.append(Fault("prognose", "--team", f"kender ikke '{team}'; vælg {', '.join(teams)}"))
    if ud is not None and ud.suffix.lower() not in _MAKE:
        faults.append(Fault("prognose", "--ud", f"filen skal ende på {' eller '.join(_MAKE)}"))
    if faults:
        raise BadInput(faults)


def _write(path: Path, chart: Chart | None) -> str:
    if chart is None:
        return f"{path}: ikke skrevet, for der er intet at tegne"
    try:
        size = path.write_bytes(_MAKE[path.suffix.lower()](chart))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError):
        raise BadInput([Fault(str(path), "--ud", "filen kan ikke skrives dér")]) from None
    return f"{path}: {size} byte"


def _show(page: PrognosePage) -> None:
    first, last = page.uger[0], page.uger[-1]
    say(
        f"Frister, der forfalder {shown_day(first.fra)}-{shown_day(last.til)}; i parentes dem, der ventes for sent"
    )
    if not page.linjer:
        say("Ingen")
        return
    weeks = (f"Uge {week.nummer}" for week in page.uger)
    columns = ("Frist", "Overskr.", *weeks, "I alt", "For sent", "Tempo")
    for team in dict.fromkeys(line.team for line in page.linjer):
        show_table(team, columns, [_cells(line) for line in page.linjer if line.team == team])
        say()
    if page.i_alt.team not in {line.team for line in page.linjer}:
        show_table(page.i_alt.team, columns, [_cells(page.i_alt)])
        say()
    for text in page.forklaring:
        say(text)


def _cells(line: Line) -> tuple[object, ...]:
    return (
        line.frist or "I alt",
        line.overskredet or "",
        *(
            "" if cell.antal == 0 else f"{cell.antal} ({cell.sene})" if cell.sene else cell.antal
            for cell in line.uger
        ),
        line.antal,
        line.sene,
        line.tempo,
    )


def _as_object(found: Prognose, plan: Plan, today: date) -> dict[str, Any]:
    return {
        "dato": today.isoformat(),
        "uger": [
            {
                "aar": week.year,
                "uge": week.number,
                "fra": week.first.isoformat(),
                "til": week.last.isoformat(),
            }
            for week in found.uger
        ],
        "tempo": {"uger": plan.tempo_uger, "mindst": plan.mindst},
        "linjer": [_line(line) for line in found.linjer],
        "i_alt": {
            "overskredet": found.overskredet(),
            "uger": [
                {"antal": uge.antal, "sene": round(uge.sene, 2), "uden_tempo": uge.uden_tempo}
                for uge in found.ugesum()
            ],
        },
    }


def _line(line: Linje) -> dict[str, Any]:
    late = line.sene
    return {
        "team": line.team,
        "frist": line.rule_id,
        "overskredet": line.overskredet,
        "uger": [
            {"antal": count, "sene": None if late is None else round(late[place], 2)}
            for place, count in enumerate(line.uger)
        ],
        "antal": line.antal,
        "sene": None if late is None else round(sum(late), 2),
        "tempo": {
            "andel": None if line.tempo.andel is None else round(line.tempo.andel, 4),
            "grundlag": line.tempo.grundlag.value,
            "antal": line.tempo.antal,
        },
    }
