"""LIX by hand: words, sentences and long words (seven letters or more) were counted for each row."""

import pytest

from docgen.klarsprog.of_text import of_text
from docgen.klarsprog.reading import measured, read
from docgen.plain_language import check_text
from domain.klarsprog import Klarsprog


@pytest.mark.parametrize(
    ("text", "words", "sentences", "long_words"),
    [
        ("Du kan ringe til os.", 5, 1, 0),
        ("Du kan klage. Vi svarer dig senest tirsdag!", 8, 2, 1),
        # An abbreviation is one word, and its stop ends nothing, also before a capital.
        ("Du kan få hjælp, bl.a. Ankestyrelsen siger det.", 8, 1, 1),
        ("Det er dyrt, dvs. Kommunen betaler, jf. loven og ca. halvdelen.", 11, 1, 3),
        ("Se stk. Nr. er nævnt, f.eks. Anna.", 7, 1, 0),
        # Some do end a sentence.
        ("Vi hjælper med mad, tøj osv. Du kan ringe.", 9, 2, 1),
        # Numbers, dates and paragraphs are no words, and a stop inside them ends nothing.
        ("Du får 5.678 kr. den 01.05.2026 kl. 9.30.", 5, 1, 0),
        ("Vi ses den 5. maj 2026. Kom godt hjem.", 7, 2, 0),
        ("Det står i § 141, stk. 2, og §§ 85-87.", 5, 1, 0),
        ("Møde den 3. Maj er en person.", 6, 1, 0),
        # Nor does an address.
        ("Skriv til post.kasse@kommune.example.dk. Vi svarer.", 4, 2, 0),
        ("Læs på www.kommune.example/hjaelp/a.b?c=1. Ring så.", 4, 2, 0),
        ("Se https://kommune.example/a.html i dag.", 3, 1, 0),
        # The initial of a name.
        ("Jens P. Hansen ringer. Det kan I. Vi venter.", 9, 3, 0),
        # A hyphen makes one word; a soft one is not seen; an accent of its own belongs to its letter.
        ("Vi giver gruppe-tilbud.", 3, 1, 1),
        ("Vi be\u00adhand\u00adler den.", 3, 1, 1),
        ("Du ma\u030a ga\u030a.", 3, 1, 0),
        # Dots in a row, a question, an exclamation.
        ("Tja ... Det ved vi ikke. Hvad mener du? Sig det!", 10, 4, 0),
        # Headings, salutation, address and the words of a list are not sentences.
        ("# Din afgørelse om støtte\n\nKære Anna\n\nDu får hjælp.", 3, 1, 0),
        ("Anna Øvelse\nPrøvevej 12\n9990 Prøvestrup\n\nDu får hjælp.", 3, 1, 0),
        ("Telefon: 00 00 10 21\nE-mail: a@b.example\n\nDu får hjælp.", 3, 1, 0),
        ("Medbring:\n\n- sygesikringsbevis\n- legitimation\n\nDu får hjælp.", 4, 2, 1),
        # But a whole sentence in a list is read as one.
        ("- Du kan ringe.\n- Du kan skrive.", 6, 2, 0),
        # A line that is broken by hand goes on.
        ("Du kan altid ringe\ntil os igen.", 7, 1, 0),
        # What others have said is not ours to count.
        ("Du får hjælp.\n\n> Kommunalbestyrelsen skal tilbyde hjælp.", 3, 1, 0),
        ("§ 141. Kommunalbestyrelsen skal skønne.\n\nDu får hjælp.", 3, 1, 0),
        ("Du siger: »Jeg har brug for ro.« Det forstår vi.", 5, 2, 1),
        ("Det hedder »varsel« hos os.", 5, 1, 0),
        # A table's cells, a rule across the page, a box in our own words.
        ("| Dato | Papir |\n|---|---|\n| 1. maj | Ansøgning |\n\n---\n\nDu får hjælp.", 3, 1, 0),
        ("> [!boks] Svar nu\n>\n> Du kan ringe.", 3, 1, 0),
        ("**Du får hjælp.** _Altså_ nu.", 5, 2, 0),
        # A letter alone names a group or a place, unless a name goes on after it.
        ("Du er i gruppe A. Du møder i Aarhus C. Vi ses.", 12, 3, 0),
        # A title ends nothing, nor does an abbreviation that looks like a word where a number stands by it.
        ("Dr. Hansen ringer. Hr. Jensen skriver til ph.d. Per.", 9, 2, 1),
        ("Det tager 30 min. Planen er min. Den er god.", 9, 2, 0),
        # An address without www; a space that was forgotten; a whole sentence in brackets.
        ("Se borger.dk/klage. Ring til os.", 4, 2, 0),
        ("Vi svarer snart.Du hører fra os.", 7, 2, 0),
        ("Det er dyrt (se side 4). Vi hjælper dig (det lover vi.) Ring nu.", 13, 3, 1),
        # What a law calls a thing is the law's, between whichever marks.
        ("Loven siger »betydelig nedsat funktionsevne« i § 85.", 3, 1, 0),
        ("Du sagde 'jeg vil gerne hjem nu'. Det hører vi.", 5, 2, 0),
        ("Du sagde ‘jeg vil gerne hjem nu’. Det hører vi.", 5, 2, 0),
        ("", 0, 0, 0),
        ("123 § 5.", 0, 0, 0),
    ],
)
def test_words_and_sentences_are_counted_as_a_person_does(
    rules: Klarsprog, text: str, words: int, sentences: int, long_words: int
) -> None:
    reading = read(
        of_text(text, frozenset()), (*rules.forkortelser, *rules.kendte), rules.slutter, rules.ved_tal
    )
    found = measured(reading.prose)

    assert (found.words, found.sentences, found.long_words) == (words, sentences, long_words)
    assert found.lix == pytest.approx(words / sentences + 100 * long_words / words if words else 0)


def test_the_small_print_is_measured_apart(rules: Klarsprog) -> None:
    report = check_text("Du får hjælp.\n\n### Reglerne\n\nForvaltningsloven gælder.", rules)

    assert (report.words, report.lix, report.rules_lix) == (3, 3, 2 + 100 / 2)


@pytest.mark.parametrize(
    ("lix", "band"),
    [(0, "meget let"), (24.4, "meget let"), (25, "let"), (44, "middel"), (54, "svær"), (55, "meget svær")],
)
def test_a_lix_has_a_word(rules: Klarsprog, lix: float, band: str) -> None:
    assert rules.band(lix) == band
