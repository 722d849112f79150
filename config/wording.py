"""The municipality's own words: letters, letterhead and samples, or every fault in them at once."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final

from jinja2 import nodes
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.faults import nearest
from config.letter_text import LETTERS, Source, reasons
from config.letter_trial import names_used, try_letter
from domain.errors import BrokenConfig
from domain.letter_facts import LETTER_FACTS, SENDER_FACT, LabelledLetterhead, LetterLabels
from domain.letters import Facts, FactValue, Reader, Wording

_FENCE: Final = "+++"
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


def load_wordings(folders: Sequence[Path]) -> Mapping[str, Wording]:
    """Give every letter's wording with its parts set in; a later folder overrides an earlier one by slug."""
    source = Source()
    for folder in folders:
        source.gather(folder)
    found = {slug: _wording(slug, path, source) for slug, path in sorted(source.letters.items())}
    _blame_unread(folders, source)
    for slug in LETTER_FACTS.keys() - source.letters.keys():
        source.blame(f"{slug}.md", "", "intet_brev")
    if source.faults:
        raise BrokenConfig(sorted(source.faults, key=str))
    return {slug: wording for slug, wording in found.items() if wording}


def load_letterhead(path: Path) -> LabelledLetterhead:
    """Give the sender and the labels, or refuse the file with every fault in it."""
    source = Source()
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
    source = Source()
    data = _toml(path, source)
    shared = _table(data.pop("faelles", None))
    for slug in sorted(data.keys() ^ LETTER_FACTS.keys()):
        reason = "ukendt_brev" if slug in data else "intet_eksempel"
        source.blame(path.name, slug, reason, naermest=nearest(slug, LETTER_FACTS))
    samples = {
        slug: _sample({**shared, **_table(facts)}) for slug, facts in data.items() if slug in LETTER_FACTS
    }
    for slug, facts in samples.items():
        for name in sorted(facts.keys() ^ LETTER_FACTS[slug]):
            source.blame(path.name, f"{slug}.{name}", "ukendt_oplysning" if name in facts else "missing")
    if source.faults:
        raise BrokenConfig(source.faults)
    return samples


def _blame_unread(folders: Sequence[Path], source: Source) -> None:
    """Note each part that is neither one of the shipped nor asked for by any letter: its name is a mistake."""
    shipped = {f"dele/{path.name}" for folder in folders[:1] for path in folder.glob("dele/*.md")}
    for name in sorted(source.parts.keys() - shipped - source.used):
        source.blame(name, "", "ubrugt_del", naermest=nearest(name, shipped))


@cache
def _shipped_samples() -> Mapping[str, Facts]:
    """The shape of every letter's facts is the program's, not a municipality's."""
    return load_samples(LETTERS / "eksempler.toml")


def _toml(path: Path, source: Source) -> dict[str, FactValue]:
    text = source.read(path)
    if text is None:
        raise BrokenConfig(source.faults)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        source.blame(path.name, "", "toml", fejl=error)
        raise BrokenConfig(source.faults) from error


def _wording(slug: str, path: Path, source: Source) -> Wording | None:
    if slug not in LETTER_FACTS:
        source.blame(path.name, "", "ukendt_brev", naermest=nearest(slug, LETTER_FACTS))
        return None
    text = source.read(path)
    if text is None:
        return None
    opening, front, body = (*text.split(f"{_FENCE}\n", 2), "", "")[:3]
    if opening.strip() or not body:
        source.blame(path.name, "", "ingen_forside")
        return None
    row = _front_matter(path.name, front, source)
    whole = source.whole(path.name, front.count("\n") + 3, body)
    tree = source.parse(whole) if whole else None
    if row is None or whole is None or tree is None:
        return None
    _check_contents(path.name, slug, row, whole.text, tree, source)
    try_letter(tree, whole, slug, row.pladsholdere, _shipped_samples()[slug], source)
    return Wording(
        slug=slug,
        version=row.version,
        title=row.titel,
        reader=row.laeser,
        body=whole.text,
        hjemmel=row.hjemmel,
        placeholders=row.pladsholdere,
        required_parts=row.paakraevet,
    )


def _front_matter(file: str, front: str, source: Source) -> _FrontMatter | None:
    try:
        return _FrontMatter.model_validate(tomllib.loads(front))
    except tomllib.TOMLDecodeError as error:
        source.blame(file, "", "toml", fejl=error)
    except ValidationError as error:
        _blame_all(file, error, source)
    return None


def _blame_all(file: str, error: ValidationError, source: Source) -> None:
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"])
        reason = fault["type"] if fault["type"] in reasons() else "forkert_vaerdi"
        source.blame(file, key, reason, fejl=fault["msg"])


def _check_contents(
    file: str, slug: str, row: _FrontMatter, body: str, tree: nodes.Template, source: Source
) -> None:
    used = names_used(tree)
    declared = set(row.pladsholdere)
    known = LETTER_FACTS[slug] | {SENDER_FACT}
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
