"""`sagsgang kopi`: the citizen's own copy of everything about them, in a folder or a zip file."""

import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casework.office import Office
from casework.perform import perform, read_act
from casework.set_up import keys_of
from casework.sheets.operations import sagsbehandler_of
from casework.views.egen_kopi import EgenKopi, egen_kopi
from config.display import Display, load_display
from config.loader import CONFIG
from config.settings import load_settings
from docgen.dates import day_text
from domain.calendar import local_date
from domain.errors import BadInput, Fault
from persistence.documents import DocumentStore, FolderStore
from sagsgang.commands.endings import Ending
from sagsgang.commands.handling import DEFAULT_STAFF
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say

_ACT = "udlever_kopi"
_ZIP = ".zip"


def run(nummer: str, ud: Path, *, kilder: bool, navne: bool, af: str | None, as_json: bool) -> Ending:
    """The copy lies whole in the folder or the zip file, and the journal says that it was made; or nothing is there."""
    settings, office, display = load_settings(), the_office(), load_display()
    if ud.exists() and (ud.is_file() or any(ud.iterdir())):
        raise BadInput([Fault("kopi", "--ud", "findes i forvejen; vælg en tom mappe eller en ny fil")])
    kopi = egen_kopi(office, display, nummer, kilder=kilder)
    store = FolderStore(settings.var / "dokumenter", keys_of(settings))
    with TemporaryDirectory(prefix="sagsgang-kopi-") as beside:
        made = Path(beside) / "kopi"
        # Made before it is told, and told before it can be handed out.
        _write(made, kopi, _index(office, display, kopi, navne=navne), store, navne=navne)
        by = af or sagsbehandler_of(office, nummer) or DEFAULT_STAFF
        act = read_act(_ACT, {"kilder": kilder, "navne": navne}, "kopi")
        perform(office, _ACT, act, forloeb_id=kopi.forloeb_id, by=by, now=now())
        _hand_out(made, ud)
    files = {"breve": len(kopi.breve), "post": len(kopi.post), "udeladt": len(kopi.udeladt)}
    if as_json:
        print_json({"sag": nummer, **files})
    else:
        say(f"{ud}: {files['breve']} breve, {files['post']} stykker post; begynd med indhold.html.")
        if kopi.udeladt:
            say(f"Ikke med: {len(kopi.udeladt)} fra andre. Læs dem igennem først, og skriv så --kilder.")
    return Ending.DONE


def _write(made: Path, kopi: EgenKopi, index: str, store: DocumentStore, *, navne: bool) -> None:
    for fil in (*kopi.breve, *kopi.post):
        path = made / fil.sti
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(store.get(fil.sha256))
    made.mkdir(exist_ok=True)
    (made / "indhold.html").write_text(index, "utf-8")
    (made / "oplysninger.json").write_text(_as_json(_data(kopi)), "utf-8")
    if navne:
        (made / "medarbejdere.json").write_text(_as_json(kopi.medarbejdere), "utf-8")


def _data(kopi: EgenKopi) -> Mapping[str, Any]:
    return {
        "sag": kopi.sagsnummer,
        "kort": kopi.kort,
        **kopi.oplysninger,
        "breve": [_paper(fil.sti, fil.dato.isoformat(), fil.navn, fil.sha256) for fil in kopi.breve],
        "post": [_paper(fil.sti, fil.dato.isoformat(), fil.navn, fil.sha256) for fil in kopi.post],
        "journal": [
            {"tid": line.tid.isoformat(), "hvad": line.tekst, "af": line.af, "ord": list(line.ord)}
            for day in kopi.journal
            for line in day.linjer
        ],
    }


def _paper(sti: str, dato: str, navn: str, sha256: str) -> Mapping[str, str]:
    return {"fil": sti, "dato": dato, "navn": navn, "sha256": sha256}


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _index(office: Office, display: Display, kopi: EgenKopi, *, navne: bool) -> str:
    labels = office.rulebook.letterhead.etiketter
    environment = Environment(
        loader=FileSystemLoader(CONFIG / "kopi"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["dato"] = partial(day_text, labels=labels)
    return environment.get_template("indhold.html").render(
        kopi=kopi,
        kommune=office.rulebook.kommune,
        dag=day_text(local_date(now()), labels),
        kort=list(_card(display, kopi)),
        med_navne=navne,
    )


def _card(display: Display, kopi: EgenKopi) -> Iterator[tuple[str, str]]:
    answers = display.choices["svar"]
    for name, value in kopi.kort.items():
        if isinstance(value, bool):
            yield display.field(_ACT, name), answers["ja" if value else "nej"]
        elif name in display.choices:
            yield display.field(_ACT, name), display.choices[name].get(str(value), str(value))
        elif value:
            yield display.field(_ACT, name), str(value)


def _hand_out(made: Path, ud: Path) -> None:
    try:
        ud.parent.mkdir(parents=True, exist_ok=True)
        if ud.suffix.lower() == _ZIP:
            with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted(made.rglob("*")):
                    archive.write(path, path.relative_to(made).as_posix())
        else:
            shutil.copytree(made, ud, dirs_exist_ok=True)
    except OSError:
        raise BadInput([Fault("kopi", "--ud", "kan ikke skrives dér")]) from None
