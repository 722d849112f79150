"""`sagsgang post-ind`: files from a scanner or a mailbox, put on a case as they came."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from casework.acts.post_ind import attach
from casework.perform import perform, read_act
from casework.set_up import keys_of
from casework.sheets.operations import sagsbehandler_of
from config.settings import load_settings
from domain.errors import BadInput, Fault
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
    contents = [_read(path, nr) for nr, path in enumerate(files, start=1)]
    kept = [attach(office, store, content) for content in contents]
    forloeb_id = forloeb_meant(office, nummer, forloeb)
    by = af or sagsbehandler_of(office, nummer) or DEFAULT_STAFF
    given = {name: value for name, value in fields.items() if value is not None}
    for nr, fil in enumerate(kept):
        answers = given if nr == 0 else {k: v for k, v in given.items() if k != "svarer_paa"}
        act = read_act(_ACT, {**answers, "fil": fil.model_dump()}, "post-ind")
        perform(office, _ACT, act, forloeb_id=forloeb_id, by=by, now=now())
    if as_json:
        print_json({"sag": nummer, "filer": [{"sha256": fil.sha256, "type": fil.medietype} for fil in kept]})
    else:
        say(f"Lagt på sag {nummer}: {len(kept)} {'fil' if len(kept) == 1 else 'filer'}.")
    return Ending.DONE


def _read(path: Path, nr: int) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        # The file's name can be the citizen's: it is not told again.
        raise BadInput([Fault("post-ind", f"FIL nr. {nr}", "kan ikke læses")]) from None
