"""Words in all their forms: `word+` inflects, `word*` goes on, `word?` may be absent, any other is just that word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from docgen.klarsprog.reading import Sentence

T = TypeVar("T")
# The endings a Danish noun, verb or adjective can get, and no more: »ydelse« is not found in »ydelseskontor«.
_ENDINGS: Final = "e|en|er|et|ene|erne|ers|ernes|enes|ens|ets|s|es|ed|ede|edes|t|te|tes|n|ns|r|rs|rne|rnes|ne|nes|nde|ende|else|elsen|elser"
_KEY: Final = 3


@dataclass(frozen=True)
class Place(Generic[T]):
    """Where a form stands, and what it is a form of."""

    start: int
    end: int
    of: T


class Forms(Generic[T]):
    """Finds every form of many words in one pass: each word of the text is only held up against those like it."""

    def __init__(self, forms: Iterable[tuple[str, T]], *, as_written: bool = False) -> None:
        flags = re.NOFLAG if as_written else re.IGNORECASE
        self._as_written = as_written
        self._by_beginning: dict[str, list[tuple[re.Pattern[str], T]]] = {}
        for form, of in forms:
            tokens = form.split()
            row = (re.compile(_pattern(tokens), flags), of)
            for beginning in {self._key(token.rstrip("+*?")) for token in _first(tokens)}:
                self._by_beginning.setdefault(beginning, []).append(row)

    def places(self, sentence: Sentence, text: str) -> Iterator[Place[T]]:
        """The forms in the sentence, the longest at each place; none goes past its end."""
        after = sentence.start
        for word in sentence.words:
            rows = self._by_beginning.get(self._key(word.text))
            if rows is None or word.start < after:
                continue
            found = [
                (match.end(), of)
                for pattern, of in rows
                if (match := pattern.match(text, word.start, sentence.end))
            ]
            if found:
                after, of = max(found, key=lambda row: row[0])
                yield Place(word.start, after, of)

    def _key(self, word: str) -> str:
        return (word if self._as_written else word.lower())[:_KEY]


def _first(tokens: Sequence[str]) -> Iterator[str]:
    """The words a form may begin with."""
    for token in tokens:
        yield token
        if not token.endswith("?"):
            return


def _pattern(tokens: Sequence[str]) -> str:
    pattern = ""
    for number, token in enumerate(tokens):
        gap = r"[\s]+" if number else ""
        word = re.escape(token.rstrip("+*?"))
        if token.endswith("+"):
            pattern += f"{gap}{word}(?:{_ENDINGS})?"
        elif token.endswith("*"):
            pattern += rf"{gap}{word}[^\W\d_]*"
        elif token.endswith("?"):
            # The gap belongs to the word that may be absent; the next brings its own.
            pattern += f"(?:{gap}{word})?"
        else:
            pattern += f"{gap}{word}"
    return pattern + r"(?![\w\u0300-\u036f-])"
