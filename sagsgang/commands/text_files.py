"""A text that a person has in a file: its passages, or the one Danish line that says why it cannot be read."""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
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
from domain.letters import Facts, Reader, Recipient, Wording
from domain.rulebook import Rulebook

_WORD: Final = ".docx"
_MARKDOWN: Final = frozenset({".md", ".markdown"})
_TEXT: Final = _MARKDOWN | {".txt", ".text"}
# Word's mark of a document that is open, and what else nobody has written as a text.
_NOT_TEXTS: Final = (".", "~$")
_SPACES: Final = frozenset("\t\n\r\f\v")
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


def texts_in(paths: Sequence[Path]) -> tuple[list[Path], list[Fault]]:
    """The files, with those in each folder in the order of their names; a fault for a folder that has none."""
    found: list[Path] = []
    faults: list[Fault] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [row for row in sorted(path.rglob("*")) if _is_text(row, path)]
        found += inside
        if not inside:
            faults.append(Fault(str(path), "", reason("tekst_mappe_tom")))
    return found, faults


def _is_text(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(_NOT_TEXTS) for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in {_WORD, *_TEXT} and path.is_file()


def read_text_file(path: Path, rulebook: Rulebook, local: Path | None, reader: Reader) -> TextFile:
    """The file's passages; a letter's wording is filled with fictive facts. Raises BadInput or BrokenConfig."""
    small_print = rulebook.klarsprog.regler_overskrifter
    ending = path.suffix.lower()
    if ending == _WORD:
        found = TextFile(path, _word(path, small_print), reader)
    elif ending in _TEXT:
        text = _decoded(path, _bytes(path, _MOST_TEXT))
        is_wording = ending in _MARKDOWN and text.startswith(_FENCE)
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
    """UTF-8, or UTF-16 where the file says so itself; else as older Windows programs write æ, ø and å."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        # What is no text at all has signs that nobody can write.
        text = "\0" if marked else content.decode("cp1252", errors="replace").replace("\ufffd", "\0")
    if any(sign < " " and sign not in _SPACES for sign in set(text)):
        raise _refused(path, "tekst_ingen_tekst")
    return text.replace("\r\n", "\n")


def _filled(path: Path, text: str, rulebook: Rulebook, local: Path | None) -> TextFile:
    """The wording as a letter, with the parts that lie in the folders of letters."""
    folders = letter_folders(CONFIG, local)
    wording = _wording(path, text, rulebook, folders)
    facts = _samples()[wording.slug]
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


def _wording(path: Path, text: str, rulebook: Rulebook, folders: Sequence[Path]) -> Wording:
    """The one that letters have, where it is that file; else the file's own as if letters had it."""
    used = next((row for folder in reversed(folders) if (row := folder / path.name).is_file()), None)
    if used is not None and used.samefile(path):
        return rulebook.wordings[path.stem]
    with TemporaryDirectory() as alone:
        draft = Path(alone) / path.name
        draft.write_text(text, encoding="utf-8")
        return load_wordings([*folders, draft.parent])[path.stem]


@cache
def _samples() -> Mapping[str, Facts]:
    return load_samples(CONFIG / "letters" / "eksempler.toml")


def _uses(wording: Wording, part: Path) -> bool:
    """True where some whole line of the part stands in the letter's text, into which its parts are set."""
    lines = (line for line in part.read_text("utf-8-sig").split("\n") if line.strip() and "{%" not in line)
    return any(line in wording.body for line in lines)


def _refused(path: Path, name: str, **facts: object) -> BadInput:
    return BadInput([Fault(str(path), "", reason(name, **facts))])
