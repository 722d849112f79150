"""Sentences in which nobody does anything: verbs on -s, and »blive« with a participle."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from docgen.klarsprog.reading import Sentence, Word
from domain.klarsprog import Passives

_BECOME: Final = frozenset({"blive", "bliver", "blev", "blevet"})
_ON_S: Final = "es"
_SHORTEST: Final = 5
_WORDS_BETWEEN: Final = 6
_MANY: Final = frozenset({"vi", "i", "de"})
# »Behandles sagen ikke, …«: what a condition asks about stands in the definite form, which no name on -s goes before.
_DEFINITE: Final = ("en", "et", "erne", "ene")


def passives(sentence: Sentence, text: str, rules: Passives) -> Iterator[tuple[int, int]]:
    """Where each begins and ends."""
    for number, word in enumerate(sentence.words):
        lower = word.text.lower()
        if lower in _BECOME:
            last = _participle(sentence.words[number : number + 2 + _WORDS_BETWEEN], text, rules)
            if last is not None:
                yield word.start, last.end
        elif _is_on_s(sentence.words, number, lower, rules):
            yield word.start, word.end


def _is_on_s(words: tuple[Word, ...], number: int, lower: str, rules: Passives) -> bool:
    before = words[number - 1].text.lower() if number else ""
    # Annes, Jens' and Vestegnens are names; a verb begins a sentence only where it is asked or conditioned.
    if words[number].text[0].isupper() and (number or not _asks(words, rules)):
        return False
    if lower in rules.kortformer:
        # »Vi ses« is no passive; »det ses af« is.
        return before not in _MANY
    if not lower.endswith(_ON_S) or len(lower) < _SHORTEST or lower in rules.ikke_verber:
        return False
    return not lower.endswith(rules.ikke_verber_paa) and before not in rules.foran_navneord


def _asks(words: tuple[Word, ...], rules: Passives) -> bool:
    """True where the first word of the sentence is asked or conditioned of what the second one names."""
    if len(words) == 1:
        return False
    lower = words[1].text.lower()
    return lower in rules.spoerges_der_om or (
        words[1].text[0].islower() and lower.endswith(_DEFINITE) and lower not in rules.foran_navneord
    )


def _participle(words: tuple[Word, ...], text: str, rules: Passives) -> Word | None:
    """The participle behind »blive«, the first of the words: those that may stand between it and its participle."""
    for before, word in pairwise(words):
        lower = word.text.lower()
        # What comes after a stop or a new verb belongs to that.
        if lower in rules.ikke_tillaegsformer or "," in text[before.end : word.start]:
            return None
        # »i landet« and »et glasset« name things.
        if lower.endswith(rules.tillaegsformer_paa) and before.text.lower() not in rules.foran_ting:
            return word
    return None
