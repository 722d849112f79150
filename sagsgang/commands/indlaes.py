"""`sagsgang indlaes`: henvendelser from a CSV file, or staff and udførere from a TOML file."""

import csv
import os
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from casework.intake.indlaesning import Loaded, load_henvendelser
from casework.intake.indlaesning_fil import HenvendelsesFil, RowFault, read_henvendelser
from casework.set_up import kommune_of
from config.indlaesning import loading_texts
from config.settings import load_settings
from domain.calendar import COPENHAGEN
from domain.errors import BadInput, Fault
from persistence.durable_files import make_folders
from sagsgang.commands.endings import Ending, is_no_room
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say, waited_for, warn

_HEAD = ("raekke", "linje", "felt", "grund")
_SHOWN = 20


def run(fil: Path, *, rapport: Path | None, as_json: bool) -> Ending:
    """Every good row is a henvendelse; the others stand in the report with row and reason, and nothing else."""
    read = read_henvendelser(fil)
    if rapport is not None:
        _require_place(rapport)
    moment = now()
    office, kommune = the_office(), kommune_of(load_settings())
    loaded = load_henvendelser(office, kommune, waited_for(read.rows, "Indlæser henvendelser"), moment)
    report = _report(read, loaded)
    path = rapport
    if report and path is None:
        path = (
            load_settings().var
            / "rapporter"
            / f"indlaesning-{moment.astimezone(COPENHAGEN):%Y%m%d-%H%M%S}-{os.getpid()}.tsv"
        )
    written = path is None or _is_written(path, report)
    _tell(read, loaded, path if written else None, as_json=as_json)
    if path is not None and not written:
        warn(f"{path}: rapporten kan ikke skrives dér; her er den:")
        sys.stderr.write(_text(report))
    return Ending.MISSING if loaded.fejl or not written else Ending.DONE


def _report(read: HenvendelsesFil, loaded: Loaded) -> Sequence[RowFault]:
    texts = loading_texts()
    about_file = (
        [RowFault(0, 0, texts.rapport["hele_filen"], texts.fil["windows_1252"])] if read.windows_1252 else []
    )
    return [*about_file, *loaded.fejl]


def _require_place(path: Path) -> None:
    """A report can lie there; what lies there already is not touched."""
    was_there = path.exists()
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        if is_no_room(error):
            raise
        raise BadInput([Fault(str(path), "--rapport", "filen kan ikke skrives dér")]) from None
    if not was_there:
        path.unlink()


def _is_written(path: Path, report: Sequence[RowFault]) -> bool:
    """The report is readable by its owner only: even row numbers say who wrote to us when."""
    try:
        make_folders(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_text(report))
    except OSError:
        return False
    return True


def _text(report: Sequence[RowFault]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows((row.raekke or "", row.linje or "", row.felt, row.grund) for row in report)
    return text.getvalue()


def _tell(read: HenvendelsesFil, loaded: Loaded, path: Path | None, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "laest": loaded.laest,
                "nye": loaded.nye,
                "fandtes_allerede": loaded.fandtes,
                "ikke_indlaest": loaded.ikke_indlaest,
                "tegnsaet": "windows-1252" if read.windows_1252 else "utf-8",
                "rapport": str(path) if path else None,
                "fejl": [
                    {"raekke": row.raekke, "linje": row.linje, "felt": row.felt, "grund": row.grund}
                    for row in loaded.fejl
                ],
            }
        )
        return
    say(
        f"{loaded.laest} rækker læst: {loaded.nye} nye henvendelser, {loaded.fandtes} fandtes allerede, "
        f"{loaded.ikke_indlaest} blev ikke indlæst."
    )
    if read.windows_1252:
        say(loading_texts().fil["windows_1252"])
    for row in loaded.fejl[:_SHOWN]:
        say(
            f"række {row.raekke}: {row.felt}: {row.grund}" if row.felt else f"række {row.raekke}: {row.grund}"
        )
    if len(loaded.fejl) > _SHOWN:
        say(f"... og {len(loaded.fejl) - _SHOWN} til")
    if path is not None:
        say(f"Rapport: {path}")
