"""The municipality's own words: letters, letterhead and samples, or every fault in them at once."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.billeder import SHIPPED as SHIPPED_BILLEDER
from config.billeder import load_billeder
from config.faults import nearest
from config.letter_checks import check_names, check_parts, own_parts, with_names_of_own_parts
from config.letter_colours import LEAST_CONTRAST, contrast, darker
from config.letter_front import Words, blame_all, front_matter, front_of, split, with_demands
from config.letter_images import LetterImageRow, load_image
from config.letter_marks import check_marks
from config.letter_samples import read_by
from config.letter_text import LETTERS, Source, Whole
from config.letter_trial import try_letter
from domain.errors import BrokenConfig
from domain.letter_facts import LETTER_FACTS, PICTURE_FACTS, LabelledLetterhead, LetterLabels
from domain.letters import Facts, FactValue, Wording

_PLAIN: Final = ConfigDict(extra="forbid", frozen=True, strict=True)


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
    maaneder: Annotated[Words, Field(min_length=12, max_length=12)]
    ugedage: Annotated[Words, Field(min_length=7, max_length=7)]
    mangler: str
    kan_ikke_vises: str


class _Letterhead(BaseModel):
    model_config = _PLAIN

    kommune: str = Field(min_length=1)
    afdeling: str
    adresse: Words
    telefon: str
    telefontid: str
    email: str
    web: str
    cvr: str
    privatliv: str
    databeskyttelse: str
    farve: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")
    logo: LetterImageRow | None = None
    underskrift: LetterImageRow | None = None
    etiketter: _Labels


def load_wordings(folders: Sequence[Path]) -> Mapping[str, Wording]:
    """Give every letter's wording with its parts set in; a later folder overrides an earlier one by slug."""
    source = Source()
    for folder in folders:
        source.gather(folder)
    found = {
        slug: _wording(slug, path, folders[0] / path.name, source)
        for slug, path in sorted(source.letters.items())
    }
    for name, text in source.parts.items():
        check_marks(name, 1, text or "", source)
    source.blame_demands()
    _blame_unread(folders, source)
    for slug in LETTER_FACTS.keys() - source.letters.keys():
        source.blame(f"{slug}.md", "", "intet_brev")
    if source.faults:
        raise BrokenConfig(sorted(source.faults, key=str))
    return {slug: wording for slug, wording in found.items() if wording}


def load_letterhead(
    path: Path, billeder: Path = SHIPPED_BILLEDER, base: Path | None = None
) -> LabelledLetterhead:
    """Give the sender and the labels with the words on pictures, or refuse a file with every fault in it.

    Colour and labels that the file leaves out are those of `base`. The sender is not: half of it would be another's.
    """
    source = Source()
    own = _toml(path, source)
    shipped = _toml(base, source) if base is not None and base != path else {}
    if shipped:
        labels_of_both = {**_table(shipped.get("etiketter")), **_table(own.get("etiketter"))}
        own = {"farve": shipped.get("farve"), **own}
        if isinstance(own.get("etiketter", {}), Mapping):
            own["etiketter"] = labels_of_both
    try:
        row = _Letterhead.model_validate(own)
    except ValidationError as error:
        blame_all(path.name, error, source)
        raise BrokenConfig(source.faults) from error
    if contrast(row.farve) < LEAST_CONTRAST:
        found = f"{contrast(row.farve):.1f}".replace(".", ",")
        source.blame(
            path.name, "farve", "farve_for_lys", farve=row.farve, kontrast=found, bedre=darker(row.farve)
        )
    images = {key: load_image(getattr(row, key), key, path, source) for key in ("logo", "underskrift")}
    if source.faults:
        raise BrokenConfig(source.faults)
    values: dict[str, Any] = row.model_dump() | images
    labels = LetterLabels(**values.pop("etiketter"), billeder=load_billeder(billeder))
    return LabelledLetterhead(**values, etiketter=labels)


def load_samples(path: Path) -> Mapping[str, Facts]:
    """Give fictive facts for every letter; [faelles] stands in each, and `tomme` names what is None in it, [billeder] what any may draw."""
    source = Source()
    data = _toml(path, source)
    shared = _table(data.pop("faelles", None))
    pictures = _table(data.pop("billeder", None))
    for name in sorted(pictures.keys() ^ PICTURE_FACTS):
        source.blame(path.name, f"billeder.{name}", "ukendt_oplysning" if name in pictures else "missing")
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
    return {slug: read_by({**pictures, **facts}, str(facts["laeser"])) for slug, facts in samples.items()}


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


def _wording(slug: str, path: Path, shipped: Path, source: Source) -> Wording | None:
    if slug not in LETTER_FACTS:
        source.blame(path.name, "", "ukendt_brev", naermest=nearest(slug, LETTER_FACTS))
        return None
    text = source.read(path)
    if text is None:
        return None
    parts = split(text)
    if parts is None:
        source.blame(path.name, "", "ingen_forside")
        return None
    front, body = parts
    row = front_matter(path.name, front, source)
    whole = source.whole(path.name, front.count("\n") + 3, body)
    tree = source.parse(whole) if whole else None
    if row is None or whole is None or tree is None:
        return None
    demanded = front_of(shipped) if path != shipped else None
    row = with_demands(path.name, row, demanded, source)
    if demanded is None:
        row = with_names_of_own_parts(slug, row, whole, tree, source)
    check_marks(path.name, front.count("\n") + 3, body, source)
    check_names(path.name, slug, row, front, whole, tree, source)
    check_parts(path.name, slug, row, demanded, front, whole, source)
    try_letter(tree, whole, slug, row.pladsholdere, _shipped_samples()[slug], source)
    return Wording(
        slug=slug,
        version=_edition(row.version, text, whole, shipped, source),
        title=row.titel,
        reader=row.laeser,
        body=whole.text,
        hjemmel=row.hjemmel,
        placeholders=row.pladsholdere,
        required_parts=row.paakraevet,
        titles={laeser.value: titel for laeser, titel in row.titler.items()},
    )


def _edition(version: str, text: str, whole: Whole, shipped: Path, source: Source) -> str:
    """The version that a letter is stored with: a municipality's own words keep the number that they were begun from."""
    parts = [part for part in own_parts(whole, source) if source.parts[part] != source.replaced[part]]
    if not parts and text == shipped.read_text("utf-8-sig"):
        return version
    return f"{version}+{sha256(f'{text}{whole.text}'.encode()).hexdigest()[:8]}"


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
