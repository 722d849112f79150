"""The forms in which `sagsgang brev` shows a letter, and the file that it is written to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from docgen.docx import to_docx
from docgen.html import to_html
from docgen.letter import Letter
from docgen.memo import to_memo
from docgen.pdf import to_pdf
from docgen.text import to_text
from domain.errors import BadInput, Fault
from domain.post import Moedetid
from domain.rulebook import Rulebook
from tasks.channels.digital_forms import DigitalForms
from tasks.channels.port import Envelope

FORMS: Final = ("tekst", "html", "pdf", "docx", "memo")
BINARY: Final = frozenset({"pdf", "docx"})
_BY_ENDING: Final[Mapping[str, str]] = {
    ".txt": "tekst",
    ".html": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xml": "memo",
}
_DIGITS: Final = frozenset({8, 10})


@dataclass(frozen=True)
class Shown:
    """A letter that is looked at, with what a message in Digital Post needs beside it; `word` is a caseworker's own file."""

    letter: Letter
    rulebook: Rulebook
    recipient_id: str | None
    at: datetime
    paragraf: str | None = None
    moede: Moedetid | None = None
    word: bytes | None = None


def form_of(form: str | None, ud: Path | None) -> str:
    """The form that is asked for, else what the file's ending says, else text; raises BadInput where it is none."""
    if form is not None:
        if form not in FORMS:
            raise BadInput([Fault("brev", "--format", f"kender ikke '{form}'; vælg {', '.join(FORMS)}")])
        return form
    ending = ud.suffix.lower() if ud else ""
    if ending and ending not in _BY_ENDING:
        known = ", ".join(_BY_ENDING)
        raise BadInput(
            [Fault("brev", "--ud", f"kender ikke endelsen '{ending}'; vælg {known}, eller skriv --format")]
        )
    return _BY_ENDING[ending] if ending else "tekst"


def made(shown: Shown, form: str) -> bytes:
    """The letter in the form."""
    match form:
        case "tekst":
            return to_text(shown.letter).encode()
        case "html":
            return to_html(shown.letter).encode()
        case "pdf":
            return to_pdf(shown.letter)
        case "docx":
            return shown.word or to_docx(shown.letter)
        case _:
            return _memo(shown)


def write(path: Path, content: bytes, *, ja: bool) -> int:
    """The file has the content; one that is there already is only written over by who says so."""
    if path.exists() and not ja:
        raise BadInput([Fault(str(path), "--ud", "filen findes allerede; skriv --ja for at skrive den over")])
    try:
        return path.write_bytes(content)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError):
        raise BadInput([Fault(str(path), "--ud", "filen kan ikke skrives dér")]) from None


def _memo(shown: Shown) -> bytes:
    number = "".join(sign for sign in shown.recipient_id or "" if sign.isdecimal())
    if len(number) not in _DIGITS:
        raise BadInput(
            [Fault("brev", "--format", "modtageren har intet CPR- eller CVR-nummer til Digital Post")]
        )
    letter = shown.letter
    envelope = Envelope(
        key=f"visning:{letter.slug}:{letter.case_no}",
        slug=letter.slug,
        sagsnr=letter.case_no,
        reader=letter.reader,
        recipient_name=letter.recipient.name,
        recipient_id=number,
        recipient_address=letter.recipient.address,
        kanal="digital_post",
        title=letter.title,
        pdf=to_pdf(letter),
        docx=b"",
        sent_at=shown.at,
        paragraf=shown.paragraf,
        moede=shown.moede,
    )
    return to_memo(DigitalForms(shown.rulebook.post, shown.rulebook.letterhead).memo_of(envelope))
