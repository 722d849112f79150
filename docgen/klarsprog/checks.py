"""What a text is read for, one function for each; all see the same reading, and none touches anybody's quoted words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from docgen.klarsprog.forms import Forms, Place
from docgen.klarsprog.passives import passives
from docgen.klarsprog.reading import Reading, Sentence, letters, measured, short_words
from docgen.klarsprog.terms import first_explained
from domain.klarsprog import Check, Jargon, Klarsprog, Slags
from domain.letters import Reader

_LAW: Final = re.compile(
    r"§|\b[^\W\d_]{4,}lov(?:en)?s?\b(?=\s*§|\s+siger|\s+stk)|\bbekendtgørelse", re.IGNORECASE
)
# A law by its name alone stands before the answer only where a sentence begins with it.
_LAW_BY_NAME: Final = re.compile(r"\b[^\W\d_]{4,}(?<!\bor)(?<!sor)lovens?\b|\blov om\b", re.IGNORECASE)
_WORDS_BEFORE_THE_LAW: Final = 4
# Also the first half of a word: »VUM-skema«.
_CAPITALS: Final = re.compile(r"(?<![\w.-])[A-ZÆØÅ]{2,6}(?!\w)")
# m.fl. and p.b.a., whoever has made them up; A.P. is somebody's name.
_DOTTED: Final = re.compile(r"(?<![\w.@/-])[a-zæøå]{1,5}(?:\.[a-zæøå]{1,5})+\.?(?![\w@/-])")
_MEANS: Final = re.compile(r"\s*\(|,?\s+(?:der |som )?(?:står for|betyder|er en forkortelse)\b")
_ROMAN: Final = re.compile(r"[IVX]+$")
_MAN: Final = re.compile(r"\bman\b", re.IGNORECASE)


@dataclass(frozen=True)
class Hit:
    """A place, what is wrong there and the facts that the sentence about it is filled with."""

    check: Check
    start: int
    end: int
    sentence: Sentence | None
    facts: Mapping[str, object] = field(default_factory=dict)


def hits(reading: Reading, rules: Klarsprog, reader: Reader) -> Iterator[Hit]:
    """Everything that somebody should look at, in no order."""
    hard = list(_jargon(reading, rules, reader))
    yield from hard
    # Of a hard word that is long as well, the better word says it all.
    told = {hit.start for hit in hard}
    yield from (
        hit for hit in _lengths(reading, rules) if hit.check is not Check.LANGT_ORD or hit.start not in told
    )
    yield from _terms(reading, rules)
    yield from _abbreviations(reading, rules)
    yield from _law_first(reading)
    for sentence in reading.ours:
        piece = reading.masked[sentence.start : sentence.end]
        for found in _MAN.finditer(piece):
            yield Hit(Check.MAN, sentence.start + found.start(), sentence.start + found.end(), sentence)
        for start, end in passives(sentence, reading.masked, rules.passiver):
            yield Hit(Check.PASSIV, start, end, sentence)


def _lengths(reading: Reading, rules: Klarsprog) -> Iterator[Hit]:
    limits = rules.graenser
    for sentence in reading.prose:
        if (count := len(sentence.words)) > limits.lang_saetning:
            yield Hit(
                Check.LANG_SAETNING,
                sentence.start,
                sentence.end,
                sentence,
                {"antal": count, "mest": limits.lang_saetning},
            )
        elif count >= limits.mindst_ord_saetning and measured([sentence]).lix > limits.lix_saetning:
            # Told of each sentence too: the whole text's number does not say where to begin.
            facts = {"antal": count, "lange": sum(word.is_long for word in sentence.words)}
            yield Hit(Check.TUNG_SAETNING, sentence.start, sentence.end, sentence, facts)
    known = _index(rules).known_long
    for sentence in reading.ours:
        known_here = {place.start for place in known.places(sentence, reading.text)}
        for word in sentence.words:
            # A name is long by nature; only a sentence's first word has its capital from the sentence.
            is_name = word.text[0].isupper() and word is not sentence.words[0]
            length = letters(word.text)
            if length > limits.langt_ord and word.start not in known_here and not is_name:
                yield Hit(Check.LANGT_ORD, word.start, word.end, sentence, {"antal": length})
    yield from _whole(reading, rules)


def _whole(reading: Reading, rules: Klarsprog) -> Iterator[Hit]:
    """What is said of the text as one, and of a heavy paragraph."""
    limits = rules.graenser
    whole = measured(reading.prose)
    if whole.words < limits.mindst_ord:
        return
    if whole.lix > limits.lix:
        facts = {"lix": round(whole.lix), "trin": rules.band(whole.lix), "mest": limits.lix}
        yield Hit(Check.LIX, 0, 0, None, facts)
    if whole.words > limits.ord_pr_saetning * whole.sentences:
        facts = {"antal": round(whole.words / whole.sentences), "mest": limits.ord_pr_saetning}
        yield Hit(Check.SAETNINGER, 0, 0, None, facts)
    for number in sorted({sentence.paragraph for sentence in reading.prose}):
        mine = [sentence for sentence in reading.prose if sentence.paragraph == number]
        part = measured(mine)
        if part.words >= limits.mindst_ord and part.lix > limits.lix_afsnit:
            facts = {"lix": round(part.lix), "trin": rules.band(part.lix)}
            yield Hit(Check.LIX_AFSNIT, mine[0].start, mine[-1].end, mine[0], facts)


def _jargon(reading: Reading, rules: Klarsprog, reader: Reader) -> Iterator[Hit]:
    index = _index(rules)
    explained: dict[Jargon, int | None] = {}
    for sentence in reading.ours:
        free = [(place.start, place.end) for place in index.exceptions.places(sentence, reading.masked)]
        for place in index.places(sentence, reading.masked):
            row = place.of
            if reader is not Reader.BORGER and row.slags is not Slags.KANCELLI:
                continue
            if any(start <= place.start and place.end <= end for start, end in free):
                continue
            if row.som_skrevet and place.start == sentence.words[0].start:
                continue
            if row.slags is not Slags.KANCELLI:
                if row not in explained:
                    loosely = row.slags is Slags.JURIDISK
                    explained[row] = first_explained(reading, index.one(row), rules, loosely=loosely)
                at = explained[row]
                if at is not None and at <= place.start:
                    continue
            facts = {"grund": row.grund, "skriv": row.skriv}
            yield Hit(Check.ORD, place.start, place.end, sentence, facts)


def _terms(reading: Reading, rules: Klarsprog) -> Iterator[Hit]:
    """The first word is the text's own; each other word for the same is told once."""
    first: dict[int, tuple[str, str]] = {}
    told: set[str] = set()
    for sentence in reading.ours:
        for place in _index(rules).concepts.places(sentence, reading.masked):
            number, form = place.of
            said = reading.text[place.start : place.end]
            chosen, as_said = first.setdefault(number, (form, said))
            if form != chosen and form not in told:
                told.add(form)
                yield Hit(Check.BEGREB, place.start, place.end, sentence, {"andet": as_said.lower()})


def _abbreviations(reading: Reading, rules: Klarsprog) -> Iterator[Hit]:
    """Those that can be written out, and capitals that nobody has said what stand for; each once."""
    index, told = _index(rules), set[str]()
    for sentence in reading.ours:
        piece = reading.text[sentence.start : sentence.end]
        for start, end, word in index.short_words(piece, reading.masked[sentence.start : sentence.end]):
            if word in told:
                continue
            told.add(word)
            facts = {"skriv": rules.forkortelser[word]} if word in rules.forkortelser else {}
            yield Hit(Check.FORKORTELSE, sentence.start + start, sentence.start + end, sentence, facts)
        if piece.isupper():
            continue
        for found in _CAPITALS.finditer(reading.masked[sentence.start : sentence.end]):
            word, at = found[0], sentence.start + found.start()
            if word in rules.kendte or word in told or _ROMAN.match(word):
                continue
            told.add(word)
            if not _is_defined(reading.masked, at, at + len(word)):
                yield Hit(Check.FORKORTELSE, at, at + len(word), sentence)


def _is_defined(masked: str, start: int, end: int) -> bool:
    """»Voksenudredningsmetoden (VUM)«, »VUM (…)« or »VUM betyder …«."""
    in_brackets = masked[max(start - 1, 0) : start] == "(" and masked[end : end + 1] == ")"
    return in_brackets or _MEANS.match(masked, end) is not None


def _law_first(reading: Reading) -> Iterator[Hit]:
    """A law in the text's first sentence, or at the beginning of any other."""
    for number, sentence in enumerate(reading.prose):
        piece = reading.masked[sentence.start : sentence.end]
        law, name = _LAW.search(piece), _LAW_BY_NAME.search(piece)
        for found in (law, name):
            if found is None:
                continue
            start, end = sentence.start + found.start(), sentence.start + found.end()
            before = sum(word.end <= start for word in sentence.words)
            begins = before < _WORDS_BEFORE_THE_LAW <= len(sentence.words) - before
            if begins or (number == 0 and found is law):
                yield Hit(Check.LOV_FOERST, start, end, sentence)
                break


class _Index:
    """The rules made ready to look with: built once for as long as they hold."""

    def __init__(self, rules: Klarsprog) -> None:
        self._loose = Forms((form, row) for row in rules.ord if not row.som_skrevet for form in row.former)
        self._strict = Forms(
            ((form, row) for row in rules.ord if row.som_skrevet for form in row.former), as_written=True
        )
        self.exceptions = Forms((form, None) for row in rules.ord for form in row.undtagen)
        self.known_long = Forms((form, None) for form in rules.kendte_lange_ord)
        self.concepts = Forms(
            (form, (number, form)) for number, forms in enumerate(rules.begreber) for form in forms
        )
        known = short_words(rules.forkortelser, rules.ved_tal)
        self._abbreviations = (
            re.compile(rf"(?<![\w.-])(?:{known})(?![\w-])", re.IGNORECASE) if known else None
        )
        self._known = frozenset(word.lower() for word in rules.kendte)
        self._single: dict[Jargon, Forms[Jargon]] = {}

    def places(self, sentence: Sentence, text: str) -> Iterator[Place[Jargon]]:
        yield from self._loose.places(sentence, text)
        yield from self._strict.places(sentence, text)

    def short_words(self, piece: str, masked: str) -> Iterator[tuple[int, int, str]]:
        """Where each abbreviation of small letters begins and ends in the sentence, and how it is known."""
        after = 0
        listed = self._abbreviations.finditer(piece) if self._abbreviations else ()
        for found in sorted((*listed, *_DOTTED.finditer(piece)), key=lambda row: (row.start(), -row.end())):
            word = found[0].lower()
            if found.start() < after or not masked[found.start()].isalpha() or word in self._known:
                continue
            after = found.end()
            yield found.start(), found.end(), word

    def one(self, row: Jargon) -> Forms[Jargon]:
        """The forms of one word alone."""
        if row not in self._single:
            self._single[row] = Forms((form, row) for form in row.former)
        return self._single[row]


@lru_cache(maxsize=8)
def _index(rules: Klarsprog) -> _Index:
    return _Index(rules)
