"""`sagsgang journal`: the house's own journal, of what is about no case."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from config.display import load_display
from domain.calendar import local_date
from persistence.journal import Entry
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import the_office
from sagsgang.commands.screen import plain, print_json, show_table, shown_day, shown_time, warn

_SHOWN_CHANGES = 12
_WHY = {"udgave": "kom med en ny udgave af Sagsgang", "fil": "filen er rettet i hånden"}


def run(*, siden: date | None, as_json: bool) -> Ending:
    """Every entry stands there, oldest first; 1 where the chain does not hold together."""
    office = the_office()
    with office.register.read() as uow:
        entries = [
            row for row in uow.journal.entries(None) if siden is None or local_date(row.done_at) >= siden
        ]
        broken = uow.journal.verify(None)
    if as_json:
        print_json([_as_json(row) for row in entries])
    else:
        _show(entries)
    if broken is not None:
        warn(f"Journalen hænger ikke sammen fra nr. {broken}.")
        return Ending.MISSING
    return Ending.DONE


def _as_json(row: Entry) -> dict[str, Any]:
    head = plain({"nr": row.nr, "tid": row.done_at, "af": row.actor, "haendelse": row.event, "om": row.about})
    return {**head, "indhold": row.detail}


def _show(entries: list[Entry]) -> None:
    display = load_display()
    show_table(
        "Kommunens egen journal",
        ("Nr", "Tid", "Af", "Hvad", "Nærmere"),
        [
            (
                row.nr,
                shown_time(row.done_at),
                display.words["person"].get(row.actor, row.actor),
                display.say("haendelse", row.event),
                "\n".join(_words(row.detail)),
            )
            for row in entries
        ],
    )


def _words(detail: Mapping[str, Any]) -> Iterator[str]:
    """What the entry tells, a line for each thing."""
    if "medarbejder" in detail:
        away, til = detail["medarbejder"], shown_day(detail["til"])
        yield f"{away} er væk til og med {til}; {detail['stedfortraeder']} tager over"
        return
    if "nu" not in detail:
        yield ", ".join(f"{key}: {value}" for key, value in detail.items())
        return
    since = f", gælder fra {shown_day(detail['fra'])}" if "fra" in detail else ""
    if detail.get("foer") is None:
        yield f"i brug fra begyndelsen, version {detail['nu']}"
        return
    yield f"version {detail['foer']} → {detail['nu']}{since}"
    if why := _WHY.get(detail.get("hvorfor", "")):
        yield why
    if detail.get("flyt"):
        yield "løbende frister er flyttet med"
    changes = detail.get("aendringer", [])
    for change in changes[:_SHOWN_CHANGES]:
        yield _change(change)
    if len(changes) > _SHOWN_CHANGES:
        yield f"og {len(changes) - _SHOWN_CHANGES} til (se --json)"


def _change(change: Mapping[str, str]) -> str:
    if "dag" in change:
        return " ".join(filter(None, [change["dag"], change["navn"], change["hvad"]]))
    who = f" ({change['hvem']})" if change["hvem"] else ""
    return f"{change['regel']}{who}: {change['hvad']}: {change['foer'] or '–'} → {change['nu'] or '–'}"
