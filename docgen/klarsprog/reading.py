"""A text as it is read: its words and sentences, with everything that only looks like one hidden, at its own place."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from docgen.klarsprog.passages import Part, Passage, Passages

LONG_WORD: Final = 7
_LETTER: Final = r"[^\W\d_]"
# A soft hyphen and an accent of its own lie inside a word.
WORD: Final = re.compile(rf"(?:{_LETTER}[\u0300-\u036f]*)+(?:[-'’\u00ad](?:{_LETTER}[\u0300-\u036f]*)+)*")
# Each pattern begins where nothing like it goes before, or is bounded, so that no text takes long to read.
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”»)]++|(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,64}(?:\.[\w-]{1,64})++"
    r"|(?<![\w.@-])[\w-]{2,64}+(?:\.[\w-]{2,64}+){0,3}?\.(?:dk|com|org|net|eu|nu)(?![\w-])(?:/[^\s<>\"”»)]*+)?",
    re.IGNORECASE,
)
# 5.678 and 01.05.2026 and 9.00: a stop inside a number ends nothing; nor does that of an ordinal before a month.
_MONTHS: Final = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_NUMBER: Final = re.compile(
    rf"(?<!\d)\d++(?:(?:[.,:/-]\d++)++|\.(?=\s{{0,3}}(?:{_MONTHS})\b))", re.IGNORECASE
)
# bl.a., f.eks., m.v.: stops between letters; and the P. of a name, though the pronoun I may end a sentence, and so may
# »gruppe A« where the next word is one that sentences begin with.
_DOTTED: Final = re.compile(rf"(?<!\w){_LETTER}{{1,4}}(?:\.{_LETTER}{{1,5}})+\.")
_BEGINS: Final = (
    "Vi|Du|Jeg|Det|Den|De|Der|Her|Han|Hun|Hvis|Når|Så|Men|Og|I|Hvad|Hvem|Ring|Dette|Denne|Din|Dit|Dine|Vores"
)
_INITIAL: Final = re.compile(rf"(?<!\w)[A-HJ-ZÆØÅ]\.(?=\s+(?!(?:{_BEGINS})\b)[A-ZÆØÅ])")
_QUOTED: Final = re.compile(
    r"[\"“„](?P<a>[^\"“”„]{1,4000})[\"”“]|»(?P<b>[^»«]{1,4000})«|«(?P<c>[^»«]{1,4000})»|”(?P<d>[^”]{1,4000})”"
    r"|‘(?P<e>[^‘’]{1,4000})’(?!\w)|(?<!\w)'(?P<f>[^'\n]{1,4000})'(?!\w)"
)
_FEWEST_WORDS_OF_A_QUOTE: Final = 4
# Three words may be a law's own (»betydelig nedsat funktionsevne«), where the law is named beside them.
_FEWEST_WORDS_OF_A_LAW: Final = 3
_LAW_NEARBY: Final = re.compile(r"§|lov(?:en)?s?\b", re.IGNORECASE)
_NEARBY: Final = 80
_MARKUP: Final = re.compile(
    r"\*\*|__|[*`]|(?<!\w)_|_(?!\w)|\]\([^)\s]{0,300}\)|</?[A-Za-z][^<>\n]{0,200}>|\[!\w{1,20}\]"
    r"|^\s{0,3}(?:>\s?|#{1,6}\s|[-*+•–]\s|\d{1,3}[.)]\s)",
    re.MULTILINE,
)
# A wording's own placeholders: a value that is not there yet, and a tag that leaves nothing.
_PLACEHOLDER: Final = re.compile(r"\{\{[^{}]{0,300}\}\}|\{[%#][^{}]{0,300}[%#]\}")
# Before a number only after a word of some length: »kl. 9« and »nr. 4« go on.
_END: Final = re.compile(
    r"(?<![.…])[.…]++[\"”»«)\]]*+(?=\s++[\"“”„»«(\[]?[A-ZÆØÅ]|\s*+$)|(?<=[^\W\d_]{4})\.(?=\s++\d)"
    r"|(?<![!?])[!?]++[\"”»«)\]]*+(?=\s|$)|(?<=[a-zæøå]{3})\.(?=[A-ZÆØÅ][a-zæøå])"
)


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str  # as it stands

    @property
    def is_long(self) -> bool:
        return self.end - self.start >= LONG_WORD and letters(self.text) >= LONG_WORD


@dataclass(frozen=True, slots=True)
class Sentence:
    """`number` counts within its passage, which is number `paragraph`; a fragment is one sentence with number 0."""

    start: int
    end: int
    paragraph: int
    number: int
    part: Part
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Measure:
    """What LIX is made of."""

    words: int
    sentences: int
    long_words: int
    longest: int

    @property
    def lix(self) -> float:
        """Words per sentence plus the share of long words; 0 for no words."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long_words / self.words


@dataclass(frozen=True)
class Reading:
    """A text read once; every check looks here."""

    passages: Passages
    masked: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return self.passages.text

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sentences that are counted."""
        return tuple(sentence for sentence in self.sentences if sentence.part is Part.PROSE)

    @cached_property
    def ours(self) -> tuple[Sentence, ...]:
        """What is read word by word: also headings, cells and the words of a list."""
        return tuple(row for row in self.sentences if row.part in {Part.PROSE, Part.FRAGMENT})

    @cached_property
    def rules(self) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.part is Part.RULES)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line(self, at: int) -> int:
        """The number of the line that the character stands on."""
        return bisect_left(self._line_starts, at + 1)


def read(
    passages: Passages,
    abbreviations: Iterable[str] = (),
    may_end: frozenset[str] = frozenset(),
    by_numbers: frozenset[str] = frozenset(),
) -> Reading:
    """The text with its words and sentences; the abbreviations are one word each, and end a sentence only if they may.

    Those `by_numbers` are words of their own where no number stands beside them.
    """
    pattern = _pattern(frozenset(abbreviations), by_numbers)
    sentences: list[Sentence] = []
    masked: list[str] = []
    at = 0
    for number, passage in enumerate(passages.passages, 1):
        masked.append(" " * (passage.start - at))
        hidden = " " * (passage.end - passage.start)
        if passage.part not in {Part.QUOTED, Part.ADDRESS}:
            hidden = _masked(passages.text[passage.start : passage.end], pattern, may_end)
            sentences.extend(_sentences(hidden, passages.text, passage, number))
        masked.append(hidden)
        at = passage.end
    masked.append(" " * (len(passages.text) - at))
    return Reading(passages, "".join(masked), tuple(sentences))


def measured(sentences: Iterable[Sentence]) -> Measure:
    """The numbers of these sentences."""
    lengths, long_words = [], 0
    for sentence in sentences:
        if sentence.words:
            lengths.append(len(sentence.words))
            long_words += sum(word.is_long for word in sentence.words)
    return Measure(sum(lengths), len(lengths), long_words, max(lengths, default=0))


def letters(word: str) -> int:
    """How many letters a reader sees."""
    return sum(char.isalpha() for char in word)


@lru_cache(maxsize=8)
def _pattern(abbreviations: frozenset[str], by_numbers: frozenset[str]) -> re.Pattern[str] | None:
    stopped = short_words((word for word in abbreviations if word.endswith(".")), by_numbers)
    return re.compile(rf"(?<![\w.])(?:{stopped})", re.IGNORECASE) if stopped else None


def short_words(abbreviations: Iterable[str], by_numbers: frozenset[str]) -> str:
    """A pattern for any of them, the longest first."""
    rows = sorted(abbreviations, key=lambda word: (-len(word), word))
    return "|".join(
        rf"(?<=\d\s){word}|{word}(?=\s?\d)" if row.lower() in by_numbers else word
        for row in rows
        for word in [re.escape(row)]
    )


def _masked(text: str, abbreviations: re.Pattern[str] | None, may_end: frozenset[str]) -> str:
    """The same length, with nothing left that is neither a word nor the end of a sentence."""
    text = _PLACEHOLDER.sub(lambda found: ("0" if found[0][1] == "{" else " ") * len(found[0]), text)
    text = _MARKUP.sub(lambda found: " " * len(found[0]), text).replace("\n", " ")
    text = _QUOTED.sub(_without_quote, text)
    text = _ADDRESS.sub(lambda found: _filled(found[0]), text)
    text = _NUMBER.sub(lambda found: "0" * len(found[0]), text)

    def one_word(found: re.Match[str]) -> str:
        last = "." if found[0].lower() in may_end else "0"
        return found[0][:-1].replace(".", "x") + last

    if abbreviations is not None:
        text = abbreviations.sub(one_word, text)
    text = _DOTTED.sub(one_word, text)
    return _INITIAL.sub(lambda found: found[0][0] + "0", text)


def _without_quote(found: re.Match[str]) -> str:
    """Other people's words are not counted; a term of a word or two is ours, whatever marks stand round it."""
    inner = next(group for group in found.groups() if group is not None)
    around = found.string[max(found.start() - _NEARBY, 0) : found.end() + _NEARBY]
    fewest = _FEWEST_WORDS_OF_A_LAW if _LAW_NEARBY.search(around) else _FEWEST_WORDS_OF_A_QUOTE
    if len(inner.split()) < fewest:
        return found[0]
    stop = inner.rstrip()[-1:]
    closing = (stop if stop in ".!?" else " ") + " "
    return " " * (len(found[0]) - 2) + closing


def _filled(address: str) -> str:
    bare = address.rstrip(".,!?:;")
    return "0" * len(bare) + address[len(bare) :]


def _sentences(masked: str, text: str, passage: Passage, paragraph: int) -> Iterator[Sentence]:
    places = ((passage.start + found.start(), passage.start + found.end()) for found in WORD.finditer(masked))
    words = [Word(start, end, text[start:end]) for start, end in places]
    ends = [found.end() for found in _END.finditer(masked)] if passage.part is not Part.FRAGMENT else []
    taken, begin, number = 0, 0, 0
    for end in [*ends, len(masked)]:
        first = taken
        while taken < len(words) and words[taken].end <= passage.start + end:
            taken += 1
        if taken > first:
            number += 1
            yield _sentence(masked, passage, begin, end, (paragraph, number), tuple(words[first:taken]))
            begin = end


def _sentence(
    masked: str, passage: Passage, begin: int, end: int, place: tuple[int, int], words: tuple[Word, ...]
) -> Sentence:
    """From its first sign to its last, without the spaces round it."""
    piece = masked[begin:end]
    start = passage.start + begin + len(piece) - len(piece.lstrip())
    paragraph, number = place
    return Sentence(
        start,
        passage.start + begin + len(piece.rstrip()),
        paragraph,
        0 if passage.part is Part.FRAGMENT else number,
        passage.part,
        words,
    )
