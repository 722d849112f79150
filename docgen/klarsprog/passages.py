"""A text with the parts it is made of: what is read as sentences, what only as words, and what is left alone."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# What stands alone and is no sentence is a line in an address, a heading or a word in a list.
_MOST_WORDS_IN_A_FRAGMENT: Final = 12
_SENTENCE_LIKE: Final = re.compile(r"[.!?…:][\"”»«)\]*_]*\s*$")
_SALUTATION: Final = re.compile(r"^(kære|hej|til|goddag)\b", re.IGNORECASE)
_LABEL: Final = re.compile(r"^[^\W\d_][^.!?:]{0,30}:\s")
_LONGEST_LABEL_LINE: Final = 60


class Part(StrEnum):
    """How a passage is read."""

    PROSE = "prose"  # its sentences are counted, its words are read
    FRAGMENT = "fragment"  # a heading, a cell, a word in a list: only its words are read
    QUOTED = "quoted"  # a law's or a person's own words: nobody's to mend
    ADDRESS = "address"  # who writes and to whom
    RULES = "rules"  # the small print: measured apart


@dataclass(frozen=True, slots=True)
class Passage:
    start: int
    end: int
    part: Part


@dataclass(frozen=True)
class Passages:
    """The text, and its passages in their order; what lies between them is nothing but spacing."""

    text: str
    passages: tuple[Passage, ...]


def passages_of(pieces: Iterable[tuple[Part, str]]) -> Passages:
    """The pieces as one text, each on lines of its own."""
    texts: list[str] = []
    passages: list[Passage] = []
    at = 0
    for part, raw in pieces:
        text = tidy(raw)
        if text.strip():
            passages.append(Passage(at, at + len(text), part))
            texts.append(text)
            at += len(text) + 1
    return Passages("\n".join(texts), tuple(passages))


def tidy(text: str) -> str:
    """The same words in one way of writing: one sign for å, one for the end of a line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", text)


def part_of_paragraph(text: str) -> Part:
    """Prose, or a line that is no sentence: a salutation, a heading, an address, a signature."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and not any(map(_SENTENCE_LIKE.search, lines)):
        short = all(len(line.strip()) <= _LONGEST_LABEL_LINE for line in lines)
        return Part.ADDRESS if short else Part.PROSE
    if len(lines) > 1 and all(_LABEL.match(line) and not line.rstrip().endswith(".") for line in lines):
        return Part.ADDRESS
    if is_sentence(text):
        return Part.PROSE
    if _SALUTATION.match(text.strip()):
        return Part.ADDRESS
    return Part.FRAGMENT


def is_sentence(text: str) -> bool:
    """True where it ends as a sentence does, or is too long to be anything else."""
    return bool(_SENTENCE_LIKE.search(text)) or len(text.split()) > _MOST_WORDS_IN_A_FRAGMENT


def part_of_item(text: str) -> Part:
    """A whole sentence in a list is read as one; a word or two are not."""
    return Part.PROSE if is_sentence(text) else Part.FRAGMENT
