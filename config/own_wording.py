"""A municipality's own wording beside the shipped one: what it was made from, and which of them has changed since.

The shipped text that an own wording was made from is kept beside it, hidden, under its version: without it nobody could
tell what the municipality has changed from what a new edition of the program has. A part that letters fetch has no front
matter to say a version in: the one text that is kept says which it was, and its version is a hash of the words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from config.letter_front import front_of, split
from config.own_files import letter_folders

PARTS: Final = "dele"
_KEPT: Final = ".grundlag"
_VERSION: Final = re.compile(r"[\w.-]{1,40}")
_BASED_ON: Final = re.compile(r"^bygger_paa\s*=.*\n", re.MULTILINE)
_TITLE: Final = re.compile(r"^(version\s*=.*\n)", re.MULTILINE)
_WORDS: Final = re.compile(r"\s+|\{[{%#].*?[}%#]\}|[^\s{]+|\{", re.DOTALL)
_NEARBY: Final = 6  # words shown on either side of a change


class Kind(StrEnum):
    """What has happened to some words."""

    NYT = "nyt"
    VAEK = "vaek"
    ANDET = "andet"


@dataclass(frozen=True)
class Change:
    """Some words that became others, with the line of the older text and a few words before them."""

    slags: Kind
    linje: int
    foer: str
    nu: str
    ved: str


@dataclass(frozen=True)
class OwnWording:
    """One own letter or part: `bygger_paa` the version it was made from, `grundlag` that text where it is kept."""

    slug: str
    path: Path
    bygger_paa: str | None
    version: str
    grundlag: str | None
    egen: str
    program: str

    @property
    def is_behind(self) -> bool:
        """True where the program's wording is another than the one the own was made from."""
        return self.bygger_paa != self.version


def own_wordings(config: Path, local: Path | None) -> tuple[OwnWording, ...]:
    """Each letter of the municipality's own in the order of their names, and then each part."""
    shipped, *mine = letter_folders(config, local)
    letters = [_own(path, shipped) for folder in mine for path in sorted(folder.glob("*.md"))]
    parts = [_own_part(path, shipped) for folder in mine for path in sorted(folder.glob(f"{PARTS}/*.md"))]
    return tuple(found for found in (*letters, *parts) if found is not None)


def parts_of(config: Path) -> tuple[str, ...]:
    """The names of the parts that the program's letters fetch: »dele/kontakt«."""
    return tuple(f"{PARTS}/{path.stem}" for path in sorted((config / "letters").glob(f"{PARTS}/*.md")))


def own_copy(config: Path, local: Path, slug: str) -> Path:
    """The municipality has the letter or part as a file of its own to change; one it has already is noted to follow the program's newest."""
    if slug.startswith(f"{PARTS}/"):
        return _own_copy_of_part(config, local, slug)
    shipped = config / "letters" / f"{slug}.md"
    text = shipped.read_text("utf-8-sig")
    front = front_of(shipped)
    assert front is not None
    folder = local / "letters"
    (folder / _KEPT).mkdir(parents=True, exist_ok=True)
    _base(folder, slug, front.version).write_text(text, encoding="utf-8")
    path = folder / f"{slug}.md"
    mine = path.read_text("utf-8-sig") if path.is_file() else text
    path.write_text(_based_on(mine, front.version), encoding="utf-8")
    return path


def changes(before: str, now: str) -> tuple[Change, ...]:
    """What became of the text, word by word; spacing alone is no change."""
    old, new = _words(before), _words(now)
    match = SequenceMatcher(None, [word for word, _ in old], [word for word, _ in new], autojunk=False)
    found = []
    for tag, start, end, begin, stop in match.get_opcodes():
        if tag == "equal":
            continue
        gone, came = (" ".join(word for word, _ in row) for row in (old[start:end], new[begin:stop]))
        line = old[min(start, len(old) - 1)][1] if old else 1
        nearby = " ".join(word for word, _ in old[max(start - _NEARBY, 0) : start])
        kind = Kind.ANDET if gone and came else Kind.VAEK if gone else Kind.NYT
        found.append(Change(kind, line, gone, came, nearby))
    return tuple(found)


def both_changed(ours: Sequence[Change], theirs: Sequence[Change]) -> tuple[int, ...]:
    """The lines of the common text where both have changed something: there a person must choose."""
    return tuple(sorted({change.linje for change in ours} & {change.linje for change in theirs}))


def _own(path: Path, folder: Path) -> OwnWording | None:
    shipped = folder / path.name
    mine, theirs = front_of(path), front_of(shipped)
    if mine is None or theirs is None:
        return None
    base = _base(path.parent, path.stem, mine.bygger_paa) if mine.bygger_paa else None
    return OwnWording(
        slug=path.stem,
        path=path,
        bygger_paa=mine.bygger_paa,
        version=theirs.version,
        grundlag=_body(base) if base is not None and base.is_file() else None,
        egen=_body(path),
        program=_body(shipped),
    )


def _own_part(path: Path, folder: Path) -> OwnWording | None:
    shipped = folder / PARTS / path.name
    # What cannot be read, or is a part for own letters alone, is for the wordings' loader to tell of.
    mine, theirs = _text(path), _text(shipped)
    if mine is None or theirs is None:
        return None
    base = _text(_base_of_part(path))
    return OwnWording(
        slug=f"{PARTS}/{path.stem}",
        path=path,
        bygger_paa=_hash(base) if base is not None else None,
        version=_hash(theirs),
        grundlag=base,
        egen=mine,
        program=theirs,
    )


def _own_copy_of_part(config: Path, local: Path, slug: str) -> Path:
    text = (config / "letters" / f"{slug}.md").read_text("utf-8-sig")
    path = local / "letters" / f"{slug}.md"
    _base_of_part(path).parent.mkdir(parents=True, exist_ok=True)
    _base_of_part(path).write_text(text, encoding="utf-8")
    if not path.is_file():
        path.write_text(text, encoding="utf-8")
    return path


def _base_of_part(path: Path) -> Path:
    return path.parent / _KEPT / path.name


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _hash(text: str) -> str:
    """Of the words: spacing is no other version."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def _base(folder: Path, slug: str, version: str) -> Path:
    """Where the shipped text of that version is kept."""
    name = version if _VERSION.fullmatch(version) else version.encode().hex()[:40]
    return folder / _KEPT / f"{slug}.{name}.md"


def _body(path: Path) -> str:
    parts = split(path.read_text("utf-8-sig"))
    return parts[1] if parts is not None else ""


def _based_on(text: str, version: str) -> str:
    line = f'bygger_paa = "{version}"\n'
    if _BASED_ON.search(text):
        return _BASED_ON.sub(lambda _: line, text, count=1)
    return _TITLE.sub(lambda found: found[1] + line, text, count=1)


def _words(text: str) -> list[tuple[str, int]]:
    """Each word with the line it stands on; what stands in {{ }} or {% %} is one word."""
    return list(_with_lines(text))


def _with_lines(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for found in _WORDS.finditer(text):
        word = found[0]
        if not word.isspace():
            yield " ".join(word.split()), line
        line += word.count("\n")
