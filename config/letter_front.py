"""A wording's front matter: what the letter is called, whom it is to, and what it must say; an own one may only add."""

import tomllib
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.letter_text import Source, reasons
from domain.letters import Reader

FENCE: Final = "+++"
# TOML knows lists only.
Words = Annotated[tuple[str, ...], Field(strict=False)]


class FrontMatter(BaseModel):
    """`bygger_paa` is the version of the shipped wording that a municipality's own one was made from.

    `titler` has what the letter is called to readers other than `laeser`: a note in the case says nothing to "you".
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    titel: str = Field(min_length=1)
    titler: dict[Annotated[Reader, Field(strict=False)], Annotated[str, Field(min_length=1)]] = Field(
        default_factory=dict
    )
    version: str = Field(min_length=1)
    laeser: Annotated[Reader, Field(strict=False)]
    hjemmel: Words
    pladsholdere: Words
    paakraevet: Words
    bygger_paa: str | None = None


def split(text: str) -> tuple[str, str] | None:
    """Give the front matter and the body; None where the text does not begin with a front matter."""
    opening, front, body = (*text.split(f"{FENCE}\n", 2), "", "")[:3]
    return None if opening.strip() or not body else (front, body)


def front_matter(file: str, front: str, source: Source) -> FrontMatter | None:
    """Give what the front matter says, or note every fault in it."""
    try:
        return FrontMatter.model_validate(tomllib.loads(front))
    except tomllib.TOMLDecodeError as error:
        source.blame(file, "", "toml", fejl=error)
    except ValidationError as error:
        blame_all(file, error, source)
    return None


def front_of(path: Path) -> FrontMatter | None:
    """What a wording's file says of itself; None where it cannot be read, which its loader tells of."""
    source = Source()
    text = source.read(path) if path.is_file() else None
    parts = split(text) if text is not None else None
    return front_matter(path.name, parts[0], source) if parts is not None else None


def with_demands(file: str, own: FrontMatter, shipped: FrontMatter | None, source: Source) -> FrontMatter:
    """The own front matter with what the shipped one demands beside: neither a part, a rule behind it nor a title is lost."""
    if shipped is None:
        return own
    if own.laeser is not shipped.laeser:
        source.blame(file, "laeser", "anden_laeser", laeser=shipped.laeser.value)
    return own.model_copy(
        update={
            "titler": {**shipped.titler, **own.titler},
            "hjemmel": tuple(dict.fromkeys((*own.hjemmel, *shipped.hjemmel))),
            "paakraevet": tuple(dict.fromkeys((*own.paakraevet, *shipped.paakraevet))),
        }
    )


def line_of(front: str, key: str) -> int:
    """The line of the file on which the key stands; the first of the front matter where it is not there."""
    lines = front.split("\n")
    return next((number for number, line in enumerate(lines, 2) if line.lstrip().startswith(key)), 1)


def blame_all(file: str, error: ValidationError, source: Source) -> None:
    """Note each thing that a model refused."""
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"])
        reason = fault["type"] if fault["type"] in reasons() else "forkert_vaerdi"
        if reason == "string_pattern_mismatch":
            # What it should look like is not the same for a colour and a file's name.
            reason = next((row for row in (f"form_{fault['loc'][-1]}",) if row in reasons()), reason)
        source.blame(file, key, reason, fejl=fault["msg"])
