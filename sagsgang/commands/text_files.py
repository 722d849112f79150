"""A text that a person has in a file: its passages, or the one Danish line that says why it cannot be read."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from config.faults import reason
from config.loader import CONFIG
from config.own_files import letter_folders
from config.wording import load_samples, load_wordings
from docgen.docx_text import MOST_BYTES, NotWord, TooLarge, of_docx
from docgen.klarsprog.of_letter import of_letter
from docgen.klarsprog.of_text import of_text
from docgen.klarsprog.passages import Part, Passages
from docgen.letter import compose
from domain.errors import BadInput, Fault
from domain.letters import Reader, Recipient, Wording
from domain.rulebook import Rulebook

_WORD: Final = ".docx"
_TEXT: Final = frozenset({".md", ".txt"})
_MOST_TEXT: Final = 2_000_000
_MEGA: Final = 1_000_000
_FENCE: Final = "+++\n"


@dataclass(frozen=True)
class TextFile:
    """What the file says and to whom; `sources` are the lines of a wording and its parts, by the files' names."""

    path: Path
    passages: Passages
    reader: Reader
    slug: str = ""
    sources: Mapping[str, tuple[str, ...]] | None = None


def read_text_file(path: Path, rulebook: Rulebook, local: Path | None, reader: Reader) -> TextFile:
    """The file's passages; a letter's wording is filled with fictive facts. Raises BadInput or BrokenConfig."""
    small_print = rulebook.klarsprog.regler_overskrifter
    ending = path.suffix.lower()
    if ending == _WORD:
        found = TextFile(path, _word(path, small_print), reader)
    elif ending in _TEXT:
        text = _decoded(path, _bytes(path, _MOST_TEXT))
        is_wording = ending == ".md" and text.startswith(_FENCE)
        found = (
            _filled(path, text, rulebook, local)
            if is_wording
            else TextFile(path, of_text(text, small_print), reader)
        )
    else:
        raise _refused(path, "tekst_endelse", endelse=ending or path.name)
    if all(row.part is Part.ADDRESS for row in found.passages.passages):
        raise _refused(path, "tekst_tom")
    return found


def _word(path: Path, small_print: frozenset[str]) -> Passages:
    content = _bytes(path, MOST_BYTES)
    try:
        return of_docx(content, small_print)
    except TooLarge:
        raise _refused(path, "tekst_pakket_for_stor") from None
    except NotWord:
        raise _refused(path, "tekst_ikke_word") from None


def _bytes(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            raise _refused(path, "tekst_for_stor", mest=most // _MEGA)
        return path.read_bytes()
    except FileNotFoundError:
        raise _refused(path, "fil_mangler") from None
    except OSError:
        raise _refused(path, "fil_ulaeselig") from None


def _decoded(path: Path, content: bytes) -> str:
    """UTF-8, or UTF-16 where the file says so itself, as some editors write it."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if marked else "utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _refused(path, "tekst_ikke_utf8") from None
    if "\0" in text:
        raise _refused(path, "tekst_ingen_tekst")
    return text


def _filled(path: Path, text: str, rulebook: Rulebook, local: Path | None) -> TextFile:
    """The wording as a letter, with the parts that lie in the folders of letters."""
    folders = letter_folders(CONFIG, local)
    with TemporaryDirectory() as alone:
        draft = Path(alone) / path.name
        draft.write_text(text, encoding="utf-8")
        wording = load_wordings([*folders, draft.parent])[path.stem]
    facts = load_samples(CONFIG / "letters" / "eksempler.toml")[wording.slug]
    letter = compose(wording, facts, rulebook.letterhead, Recipient(""))
    parts = {f"dele/{part.name}": part for folder in folders for part in sorted(folder.glob("dele/*.md"))}
    sources = {path.name: path, **{name: part for name, part in parts.items() if _uses(wording, part)}}
    return TextFile(
        path,
        of_letter(letter),
        wording.reader,
        wording.slug,
        {name: tuple(file.read_text("utf-8-sig").split("\n")) for name, file in sources.items()},
    )


def _uses(wording: Wording, part: Path) -> bool:
    """True where some whole line of the part stands in the letter's text, into which its parts are set."""
    lines = (line for line in part.read_text("utf-8-sig").split("\n") if line.strip() and "{%" not in line)
    return any(line in wording.body for line in lines)


def _refused(path: Path, name: str, **facts: object) -> BadInput:
    return BadInput([Fault(str(path), "", reason(name, **facts))])
