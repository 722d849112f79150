"""`sagsgang post-ind`: files from a scanner or a mailbox, put on a case as they came."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from casework.acts.post_ind import Vedlagt, attach
from casework.perform import perform, read_act
from casework.set_up import keys_of
from casework.sheets.operations import sagsbehandler_of
from config.settings import load_settings
from domain.errors import ActRefused, BadInput, Fault
from persistence.documents import FolderStore
from sagsgang.commands.endings import Ending
from sagsgang.commands.handling import DEFAULT_STAFF, forloeb_meant
from sagsgang.commands.installation import now, the_office
from sagsgang.commands.screen import print_json, say

_ACT = "modtag_post"


def run(
    nummer: str,
    files: Sequence[Path],
    fields: Mapping[str, Any],
    *,
    af: str | None,
    forloeb: int | None,
    as_json: bool,
) -> Ending:
    """Every file is on the case; what the post answers is ended by the first. A bad file stops before any is put there."""
    office, settings = the_office(), load_settings()
    store = FolderStore(settings.var / "dokumenter", keys_of(settings))
    contents = [_read(path, nr, office.rulebook.post_ind.stoerst) for nr, path in enumerate(files, start=1)]
    kept = [attach(office, store, content) for content in contents]
    forloeb_id = forloeb_meant(office, nummer, forloeb)
    by = af or sagsbehandler_of(office, nummer) or DEFAULT_STAFF
    given = {name: value for name, value in fields.items() if value is not None}
    put: list[Vedlagt] = []
    there: list[str] = []
    for nr, fil in enumerate(kept):
        answers = given if nr == 0 else {k: v for k, v in given.items() if k != "svarer_paa"}
        act = read_act(_ACT, {**answers, "fil": fil.model_dump()}, "post-ind")
        try:
            perform(office, _ACT, act, forloeb_id=forloeb_id, by=by, now=now())
        except ActRefused as refused:
            # The first has been put there: the rest of the pile follows, and one that lies there already is told of.
            if nr == 0 or refused.grund != "findes_allerede":
                raise
            there.append(f"FIL nr. {nr + 1}: {refused.tekst}")
        else:
            put.append(fil)
    if as_json:
        print_json({"sag": nummer, "filer": [{"sha256": fil.sha256, "type": fil.medietype} for fil in put]})
    else:
        for line in there:
            say(line)
        say(f"Lagt på sag {nummer}: {len(put)} {'fil' if len(put) == 1 else 'filer'}.")
    return Ending.DONE


def _read(path: Path, nr: int, most: int) -> bytes:
    """The file; of one that is too large no more than tells so, and of what is no file nothing."""
    if path.exists() and not path.is_file():
        raise BadInput([Fault("post-ind", f"FIL nr. {nr}", "er ikke en fil")])
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        # The file's name can be the citizen's: it is not told again.
        raise BadInput([Fault("post-ind", f"FIL nr. {nr}", "kan ikke læses")]) from None
