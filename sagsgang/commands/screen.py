"""What a person reads: tables, a progress bar where one waits; and the JSON that a program reads instead."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from domain.calendar import COPENHAGEN
from domain.events import named_in

T = TypeVar("T")
_HEAD = frozenset({"tid", "art", "noegle", "forloeb"})
# Wide enough for a sentence where no terminal says how wide it is: a file, a pipe.
_WIDTH = 140


def show_table(heading: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """The rows stand on the screen; a heading alone says that there are none."""
    lines = [[_cell(value) for value in row] for row in rows]
    if not lines:
        say(f"{heading}: ingen")
        return
    table = Table(title=Text(heading), title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(Text(column), no_wrap=number == 0, overflow="fold")
    for line in lines:
        table.add_row(*line)
    _console().print(table)


def say(text: str = "") -> None:
    """The line stands on the screen as it is: no markup, no colours of its own."""
    _console().print(Text(text), soft_wrap=True)


def warn(text: str) -> None:
    """The line stands where it disturbs no program that reads the output."""
    sys.stderr.write(f"{text}\n")


def show_result(heading: str, result: Mapping[str, Any]) -> None:
    """A timeline with its deadlines and letters, in the shape that scenarios and case sheets share."""
    show_table(
        heading,
        ("Tid", "Hvad", "Hvilken", "Forløb", "Nærmere"),
        [
            (shown_time(line["tid"]), line["art"], line["noegle"], line.get("forloeb"), _rest(line))
            for line in result["tidslinje"]
        ],
    )
    show_table(
        "Frister",
        ("Frist", "Om", "Forfald", "Tilstand", "Hjemmel"),
        [
            (row["noegle"], _about(row), shown_day(row["forfald"]), row["tilstand"], row["hjemmel"])
            for row in result["frister"]
        ],
    )
    show_table(
        "Breve",
        ("Brev", "Tilstand", "Indhold (sha256)"),
        [(row["brev"], row["tilstand"], (row["sha256"] or "")[:12]) for row in result["dokumenter"]],
    )


def plain(value: Mapping[str, Any]) -> dict[str, Any]:
    """The same with days and moments as JSON writes them."""
    return {
        key: item.astimezone(COPENHAGEN).isoformat(timespec="seconds")
        if isinstance(item, datetime)
        else item.isoformat()
        if isinstance(item, date)
        else item
        for key, item in value.items()
    }


def print_json(value: Any) -> None:
    """Exactly this value, the same bytes for the same value."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def waited_for(items: Sequence[T], what: str) -> Iterator[T]:
    """The items one by one, with a bar on stderr where a person waits for several."""
    yield from streamed(items, len(items), what)


def streamed(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The same for items that come as they are found, where somebody has counted them."""
    console = Console(stderr=True)
    yield from track(
        items,
        what,
        total=total,
        console=console,
        transient=True,
        disable=not console.is_terminal or total < 2,  # noqa: PLR2004 - one thing needs no bar
    )


def shown_time(moment: datetime | str) -> str:
    """Danish local time, to the minute."""
    local = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return local.astimezone(COPENHAGEN).strftime("%d.%m.%Y %H:%M")


def shown_day(day: date | str) -> str:
    return (date.fromisoformat(day) if isinstance(day, str) else day).strftime("%d.%m.%Y")


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH)


def _cell(value: object) -> Text:
    return Text("" if value is None else str(value))


def _rest(line: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{key}: {value}" for key, value in line.items() if key not in _HEAD and value is not None
    )


def _about(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {row[key]}" for key in named_in(row))
