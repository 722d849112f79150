"""Sentences in which nobody does anything: verbs on -s, and »blive« with a participle."""

from collections.abc import Iterator
from typing import Final

from docgen.klarsprog.reading import Sentence, Word
from domain.klarsprog import Passives

_BECOME: Final = frozenset({"blive", "bliver", "blev", "blevet"})
_ON_S: Final = "es"
_SHORTEST: Final = 5
_WORDS_BETWEEN: Final = 3


def passives(sentence: Sentence, rules: Passives) -> Iterator[tuple[int, int]]:
    """Where each begins and ends."""
    for number, word in enumerate(sentence.words):
        lower = word.text.lower()
        if lower in _BECOME:
            last = _participle(sentence.words[number + 1 : number + 2 + _WORDS_BETWEEN], rules)
            if last is not None:
                yield word.start, last.end
        elif _is_on_s(sentence.words, number, lower, rules):
            yield word.start, word.end


def _is_on_s(words: tuple[Word, ...], number: int, lower: str, rules: Passives) -> bool:
    if lower in rules.kortformer:
        # »Vi ses« is no passive; »det ses af« is.
        return not (number and words[number - 1].text.lower() in {"vi", "i"})
    if not lower.endswith(_ON_S) or len(lower) < _SHORTEST or lower in rules.ikke_verber:
        return False
    if lower.endswith(rules.ikke_verber_paa):
        return False
    # Annes, Jens' and Vestegnens are names; a verb begins a sentence only where it is asked or conditioned.
    if words[number].text[0].isupper():
        return False
    return not (number and words[number - 1].text.lower() in rules.foran_navneord)


def _participle(words: tuple[Word, ...], rules: Passives) -> Word | None:
    """The participle behind »blive«, with at most a few small words between."""
    for number, word in enumerate(words):
        lower = word.text.lower()
        if lower in rules.ikke_tillaegsformer:
            return None
        if lower.endswith(rules.tillaegsformer_paa):
            return word
        if number >= _WORDS_BETWEEN:
            return None
    return None
