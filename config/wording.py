"""The municipality's own words: letters, letterhead and samples, or every fault in them at once."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

from jinja2 import Environment, TemplateSyntaxError, meta, nodes
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.errors import BrokenConfig, Fault
from domain.letter_facts import (
    LETTER_FACTS,
    LETTER_FILTERS,
    SENDER_FACT,
    LabelledLetterhead,
    LetterLabels,
)
from domain.letters import Facts, FactValue, Reader, Wording

_LETTERS: Final = Path(__file__).parent / "letters"
_FENCE: Final = "+++"
_INCLUDE: Final = re.compile(r'\{%-?\s*include\s+"([\w/.-]+)"\s*-?%\}')
# One env for reading only: a wording is never run here.
_JINJA: Final = Environment(autoescape=False)  # noqa: S701 - nothing is rendered
_ALLOWED: Final = (nodes.Output, nodes.If, nodes.For, nodes.Include)
_PLAIN: Final = ConfigDict(extra="forbid", frozen=True, strict=True)
# TOML knows lists only.
_Words = Annotated[tuple[str, ...], Field(strict=False)]


class _FrontMatter(BaseModel):
    model_config = _PLAIN

    titel: str = Field(min_length=1)
    version: str = Field(min_length=1)
    laeser: Annotated[Reader, Field(strict=False)]
    hjemmel: _Words
    pladsholdere: _Words
    paakraevet: _Words


class _Labels(BaseModel):
    model_config = _PLAIN

    dato: str
    sagsnr: str
    kontakt: str
    telefon: str
    email: str
    cvr: str
    privatliv: str
    side: str = Field(pattern=r"\{nr\}.*\{antal\}")
    og: str
    den: str
    kl: str
    maaneder: Annotated[_Words, Field(min_length=12, max_length=12)]
    ugedage: Annotated[_Words, Field(min_length=7, max_length=7)]
    mangler: str
    kan_ikke_vises: str


class _Letterhead(BaseModel):
    model_config = _PLAIN

    kommune: str = Field(min_length=1)
    afdeling: str
    adresse: _Words
    telefon: str
    telefontid: str
    email: str
    web: str
    cvr: str
    privatliv: str
    databeskyttelse: str
    farve: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")
    etiketter: _Labels


@dataclass
class _Source:
    """Where the pieces come from: a later folder's letter or part replaces an earlier one's."""

    letters: dict[str, Path] = field(default_factory=dict)
    parts: dict[str, str | None] = field(default_factory=dict)  # None: cannot be used, and is blamed already
    faults: list[Fault] = field(default_factory=list)

    def blame(self, file: str, key: str, reason: str, **facts: object) -> None:
        self.faults.append(Fault(file, key, _reasons()[reason].format(**facts)))


def load_wordings(folders: Sequence[Path]) -> Mapping[str, Wording]:
    """Give every letter's wording with its parts set in; a later folder overrides an earlier one by slug."""
    source = _gather(folders)
    found = {slug: _wording(slug, path, source) for slug, path in sorted(source.letters.items())}
    for slug in LETTER_FACTS.keys() - source.letters.keys():
        source.blame(f"{slug}.md", "", "intet_brev")
    if source.faults:
        raise BrokenConfig(sorted(source.faults, key=str))
    return {slug: wording for slug, wording in found.items() if wording}


def load_letterhead(path: Path) -> LabelledLetterhead:
    """Give the sender and the labels, or refuse the file with every fault in it."""
    source = _Source()
    try:
        row = _Letterhead.model_validate(_toml(path, source))
    except ValidationError as error:
        _blame_all(path.name, error, source)
        raise BrokenConfig(source.faults) from error
    values: dict[str, Any] = row.model_dump()
    labels = LetterLabels(**values.pop("etiketter"))
    return LabelledLetterhead(**values, etiketter=labels)


def load_samples(path: Path) -> Mapping[str, Facts]:
    """Give fictive facts for every letter; [faelles] stands in each, and `tomme` names what is None in it."""
    source = _Source()
    data = _toml(path, source)
    shared = _table(data.pop("faelles", None))
    for slug in sorted(data.keys() ^ LETTER_FACTS.keys()):
        source.blame(path.name, slug, "ukendt_brev" if slug in data else "intet_eksempel")
    samples = {
        slug: _sample({**shared, **_table(facts)}) for slug, facts in data.items() if slug in LETTER_FACTS
    }
    for slug, facts in samples.items():
        for name in sorted(facts.keys() ^ LETTER_FACTS[slug]):
            source.blame(path.name, f"{slug}.{name}", "ukendt_oplysning" if name in facts else "missing")
    if source.faults:
        raise BrokenConfig(source.faults)
    return samples


@cache
def _reasons() -> Mapping[str, str]:
    return {
        key: str(text) for key, text in tomllib.loads((_LETTERS / "fejl.toml").read_text("utf-8")).items()
    }


def _gather(folders: Sequence[Path]) -> _Source:
    source = _Source()
    for folder in folders:
        source.letters |= {path.stem: path for path in sorted(folder.glob("*.md"))}
        for path in sorted(folder.glob("dele/*.md")):
            name = f"dele/{path.name}"
            text = _read(path, source)
            usable = text is not None and _check_syntax(name, text, 0, source)
            source.parts[name] = text.strip("\n") if text and usable else None
    return source


def _read(path: Path, source: _Source) -> str | None:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        source.blame(path.name, "", "ulaeselig")
        return None


def _toml(path: Path, source: _Source) -> dict[str, FactValue]:
    text = _read(path, source)
    if text is None:
        raise BrokenConfig(source.faults)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        source.blame(path.name, "", "toml", fejl=error)
        raise BrokenConfig(source.faults) from error


def _wording(slug: str, path: Path, source: _Source) -> Wording | None:
    if slug not in LETTER_FACTS:
        source.blame(path.name, "", "ukendt_brev")
        return None
    text = _read(path, source)
    if text is None:
        return None
    opening, front, body = (*text.split(f"{_FENCE}\n", 2), "", "")[:3]
    if opening.strip() or not body:
        source.blame(path.name, "", "ingen_forside")
        return None
    row = _front_matter(path.name, front, source)
    readable = _check_syntax(path.name, body, front.count("\n") + 2, source)
    whole = _with_parts(path.name, body, source, ())
    if row is None or not readable or whole is None:
        return None
    _check_contents(path.name, slug, row, whole, source)
    return Wording(
        slug=slug,
        version=row.version,
        title=row.titel,
        reader=row.laeser,
        body=whole,
        hjemmel=row.hjemmel,
        placeholders=row.pladsholdere,
        required_parts=row.paakraevet,
    )


def _front_matter(file: str, front: str, source: _Source) -> _FrontMatter | None:
    try:
        return _FrontMatter.model_validate(tomllib.loads(front))
    except tomllib.TOMLDecodeError as error:
        source.blame(file, "", "toml", fejl=error)
    except ValidationError as error:
        _blame_all(file, error, source)
    return None


def _blame_all(file: str, error: ValidationError, source: _Source) -> None:
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"])
        reason = fault["type"] if fault["type"] in _reasons() else "forkert_vaerdi"
        source.blame(file, key, reason, fejl=fault["msg"])


def _check_syntax(file: str, text: str, lines_before: int, source: _Source) -> bool:
    """Tell whether the text is a template of plain prints, conditions and loops; its faults are noted."""
    known = len(source.faults)
    try:
        tree = _JINJA.parse(text)
    except TemplateSyntaxError as error:
        source.blame(file, "", "jinja", linje=error.lineno + lines_before, fejl=error.message)
        return False
    for node in tree.find_all(nodes.Stmt):
        if not isinstance(node, _ALLOWED):
            name = type(node).__name__.lower()
            source.blame(file, name, "ikke_tilladt", linje=node.lineno + lines_before, navn=name)
    for used in tree.find_all(nodes.Filter):
        if used.name not in LETTER_FILTERS:
            source.blame(file, used.name, "filter", linje=used.lineno + lines_before, navn=used.name)
    return len(source.faults) == known


def _with_parts(file: str, text: str, source: _Source, inside: tuple[str, ...]) -> str | None:
    """Set every included part in; None when one is missing, faulty or includes itself."""
    pieces: dict[str, str] = {}
    for name in sorted(set(_INCLUDE.findall(text))):
        part = source.parts.get(name)
        if name not in source.parts or name in inside:
            source.blame(file, name, "del_ring" if name in inside else "del_mangler")
        piece = _with_parts(file, part, source, (*inside, name)) if part and name not in inside else None
        if piece is None:
            return None
        pieces[name] = piece
    return _INCLUDE.sub(lambda found: pieces[found[1]], text)


def _check_contents(file: str, slug: str, row: _FrontMatter, body: str, source: _Source) -> None:
    tree = _JINJA.parse(body)
    used = meta.find_undeclared_variables(tree)
    declared = set(row.pladsholdere)
    known = LETTER_FACTS[slug] | {SENDER_FACT}
    for node in tree.find_all(nodes.Include):
        source.blame(file, "include", "ikke_tilladt", linje=node.lineno, navn="include")
    for name in sorted((used | declared) - known):
        source.blame(file, name, "ukendt_oplysning")
    for name in sorted((used & known) - declared):
        source.blame(file, name, "ikke_erklaeret")
    for name in sorted((declared & known) - used):
        source.blame(file, name, "ikke_brugt")
    flat = " ".join(body.split())
    for phrase in row.paakraevet:
        if phrase not in flat:
            source.blame(file, phrase, "paakraevet")


def _sample(facts: dict[str, FactValue]) -> Facts:
    empty = facts.pop("tomme", ())
    for path in _names(empty):
        *parents, last = path.split(".")
        place = facts
        for parent in parents:
            inner = _table(place.get(parent))
            place[parent] = inner
            place = inner
        place[last] = None
    return facts


def _table(value: FactValue) -> dict[str, FactValue]:
    return dict(value) if isinstance(value, Mapping) else {}


def _names(value: FactValue) -> Iterator[str]:
    if isinstance(value, Sequence):
        yield from (str(name) for name in value)
