"""Whether a hard word is explained where it stands."""

import re
from functools import lru_cache
from typing import Any, Final

from docgen.klarsprog.forms import Forms
from docgen.klarsprog.reading import Reading
from domain.klarsprog import Klarsprog

_NEAR: Final = 120  # characters: the rest of the sentence, and the beginning of the next


def first_explained(reading: Reading, forms: Forms[Any], rules: Klarsprog, *, loosely: bool) -> int | None:
    """Where the words begin from which the reader knows it; None where nothing explains it.

    The sentence just before the explanation belongs to it: the two are read together.

    A word is named (»Det hedder X«, »(et X)«), or `loosely` told of right after (»X. Det er …«).
    """
    named, in_brackets, told = _cues(rules.forklares_foer, rules.forklares_efter)
    before = None
    for sentence in reading.ours:
        for place in forms.places(sentence, reading.masked):
            begin = max(sentence.start, place.start - _NEAR)
            bracketed = in_brackets.search(reading.masked, begin, place.start)
            if (
                named.search(reading.masked, begin, place.start)
                or (bracketed and reading.masked.startswith(")", place.end))
                or (loosely and told.match(reading.masked, place.end, place.end + _NEAR))
            ):
                together = before is not None and before.paragraph == sentence.paragraph
                return before.start if before is not None and together else sentence.start
        before = sentence
    return None


@lru_cache(maxsize=8)
def _cues(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What goes before a word that is named, before one in brackets, and after one that is told of."""
    said_before, said_after = ("|".join(map(re.escape, words)) for words in (before, after))
    one_or_two = r"(?:[^\W\d_]+\s+){0,2}"
    return (
        re.compile(rf"\b(?:{said_before})\s+{one_or_two}[\"»“]?$", re.IGNORECASE),
        re.compile(rf"\(\s*{one_or_two}$", re.IGNORECASE),
        # A paragraf in brackets explains nothing.
        re.compile(
            rf"\s*\((?![^)]*§)|[^.!?\n]*[.!?,:–]\s+(?:{said_after})\b|\s+(?:{said_after})\b", re.IGNORECASE
        ),
    )
