"""`sagsgang brev --sendt ID`: a letter as it was sent, years later too, whatever its wording has become."""

from dataclasses import asdict
from pathlib import Path

from casework.set_up import keys_of
from casework.sheets.sendt_brev import SendtBrev, sendt_brev
from config.display import Display, load_display
from config.settings import load_settings
from domain.errors import BadInput, Fault
from persistence.documents import FolderStore
from sagsgang.commands.brev_form import write
from sagsgang.commands.endings import Ending
from sagsgang.commands.installation import the_register
from sagsgang.commands.screen import plain, print_json, say, show_table, shown_time

_WORD = ".docx"


def run(dokument_id: int, *, gang: int | None, ud: Path | None, ja: bool, as_json: bool) -> Ending:
    """What is kept of the letter stands on the screen, and its bytes in the file where one is named."""
    settings, register = load_settings(), the_register()
    kept = sendt_brev(register, dokument_id, gang)
    if kept is None:
        raise BadInput([Fault("brev", "--sendt", f"der er intet gemt brev med nummer {dokument_id}")])
    size = None
    if ud is not None:
        store = FolderStore(settings.var / "dokumenter", keys_of(settings))
        size = write(ud, store.get(_sha256(kept, ud)), ja=ja)
    if as_json:
        print_json(plain(asdict(kept)))
    else:
        show_table(f"Brev {kept.id}, som det blev sendt", ("", ""), _lines(load_display(), kept))
        if size is not None:
            say(f"{ud}: {size} byte")
    return Ending.DONE


def _sha256(kept: SendtBrev, ud: Path) -> str:
    """Which of the letter's two files the ending asks for; the PDF unless it is Word's."""
    return kept.docx_sha256 if ud.suffix.lower() == _WORD and kept.docx_sha256 else kept.pdf_sha256


def _lines(display: Display, kept: SendtBrev) -> list[tuple[str, str]]:
    return [
        ("Sag", kept.sagsnummer),
        ("Brev", display.say("brev", kept.brev)),
        ("Ordlydens version", kept.ordlyd_version or "–"),
        ("Til", kept.modtager or display.say("rolle", kept.til)),
        ("Tilstand", display.say("brev_tilstand", kept.tilstand)),
        ("Sendt som", display.say("kanal", kept.kanal) if kept.kanal else "–"),
        ("Sendt", shown_time(kept.sendt) if kept.sendt else "–"),
        ("Sendt i alt", f"{kept.gange} {'gang' if kept.gange == 1 else 'gange'}"),
        ("Modtaget", shown_time(kept.modtaget) if kept.modtaget else "–"),
        ("PDF, sha256", kept.pdf_sha256),
        ("Word, sha256", kept.docx_sha256 or "–"),
    ]
