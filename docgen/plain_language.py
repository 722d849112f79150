"""How plain a text is: measured by LIX, and read for what makes it hard; its parts lie in docgen/klarsprog/."""

from collections.abc import Mapping

from docgen.klarsprog.checks import Hit, hits
from docgen.klarsprog.of_letter import of_letter
from docgen.klarsprog.of_text import of_text
from docgen.klarsprog.passages import Part, Passage, Passages, tidy
from docgen.klarsprog.reading import Measure, Reading, measured, read
from docgen.letter import Letter
from domain.klarsprog import Check, Finding, Klarsprog, Report
from domain.letters import Reader

_ORDER: Mapping[Check, int] = {check: number for number, check in enumerate(Check)}


def lix(text: str) -> float:
    """Give words per sentence plus the share of words longer than six letters; 0 for no words.

    Each line is by itself: a sentence never runs on over the end of one.
    """
    return _of_lines(text).lix


def longest_sentence(text: str) -> int:
    """Give the number of words in the longest sentence."""
    return _of_lines(text).longest


def prose(letter: Letter) -> str:
    """Give what the municipality itself has to say plainly: no headings, tables, quotes, signature or small print."""
    said = of_letter(letter)
    return "\n".join(said.text[row.start : row.end] for row in said.passages if row.part is Part.PROSE)


def check_letter(letter: Letter, rules: Klarsprog) -> Report:
    """How the letter reads to whom it is for; what the rules explain about it is marked so."""
    return check(of_letter(letter), rules, letter.reader, letter.slug)


def check_text(text: str, rules: Klarsprog, reader: Reader = Reader.BORGER) -> Report:
    """How a plain text or Markdown reads."""
    return check(of_text(text, rules.regler_overskrifter), rules, reader)


def check(passages: Passages, rules: Klarsprog, reader: Reader, slug: str = "") -> Report:
    """How the passages read, with what was found in the order of the text."""
    reading = read(passages, (*rules.forkortelser, *rules.kendte), rules.slutter, rules.ved_tal)
    found = sorted(hits(reading, rules, reader), key=_place)
    whole = measured(reading.prose)
    return Report(
        text=reading.text,
        lix=whole.lix,
        band=rules.band(whole.lix),
        words=whole.words,
        sentences=whole.sentences,
        longest=whole.longest,
        rules_lix=measured(reading.rules).lix,
        findings=tuple(_finding(hit, reading, rules, slug) for hit in found),
    )


def _place(hit: Hit) -> tuple[bool, int, int]:
    """What is said of the whole text goes first."""
    return hit.sentence is not None, hit.start, _ORDER[hit.check]


def _finding(hit: Hit, reading: Reading, rules: Klarsprog, slug: str) -> Finding:
    words = rules.tekster[hit.check]
    text = reading.text[hit.start : hit.end]
    skriv = words.skriv if hit.facts or "{" not in words.skriv else words.ukendt
    return Finding(
        check=hit.check,
        start=hit.start,
        end=hit.end,
        line=reading.line(hit.start),
        paragraph=hit.sentence.paragraph if hit.sentence else 0,
        sentence=hit.sentence.number if hit.sentence else 0,
        text=text,
        reason=words.grund.format(**hit.facts),
        better=skriv.format(**hit.facts),
        explained=_explained(hit.check, text, rules, slug),
    )


def _explained(check: Check, text: str, rules: Klarsprog, slug: str) -> str:
    """Why it is meant, where the municipality has said so."""
    said = " ".join(text.lower().split())
    return next(
        (
            row.grund
            for row in rules.forklaret
            if row.tjek is check and said == row.tekst.lower() and (slug in row.breve or "*" in row.breve)
        ),
        "",
    )


def _of_lines(text: str) -> Measure:
    passages, at = [], 0
    said = tidy(text)
    for line in said.split("\n"):
        passages.append(Passage(at, at + len(line), Part.PROSE))
        at += len(line) + 1
    return measured(read(Passages(said, tuple(passages))).sentences)
