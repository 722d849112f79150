import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from config.klarsprog import load_klarsprog
from config.loader import CONFIG
from docgen.letter import Letter, compose
from docgen.plain_language import check_letter, check_text, lix, longest_sentence, prose
from docgen.text import body_text
from domain.klarsprog import Check, Klarsprog
from domain.letter_facts import LETTER_FACTS, LabelledLetterhead
from domain.letters import Facts, Reader, Recipient, Wording

ALL = sorted(LETTER_FACTS)


@pytest.fixture(scope="session")
def rules() -> Klarsprog:
    return load_klarsprog(CONFIG / "klarsprog.toml")


@pytest.mark.parametrize("slug", ALL)
def test_the_letter_is_easy_to_read(slug: str, a_letter: Callable[..., Letter], rules: Klarsprog) -> None:
    report = check_letter(a_letter(slug), rules)

    assert report.lix <= 40
    assert report.longest <= 25
    assert report.mean <= 15
    assert [(row.text, row.reason, row.better) for row in report.unexplained] == []


def readers_of(slug: str, wordings: Mapping[str, Wording]) -> list[Reader]:
    """Everybody that the wording has words of its own for, besides the one it is to."""
    asked = re.findall(r"\{%[^%]*\blaeser\b[^%]*%\}", wordings[slug].body)
    named = {Reader(name) for tag in asked for name in re.findall(r'"(\w+)"', tag) if name in set(Reader)}
    return sorted({wordings[slug].reader, *named})


@pytest.mark.parametrize("slug", ALL)
def test_the_letter_is_easy_to_read_for_each_reader_it_has_words_for(
    slug: str,
    wordings: Mapping[str, Wording],
    letterhead: LabelledLetterhead,
    samples: Mapping[str, Facts],
    rules: Klarsprog,
) -> None:
    """A citizen's own version of a note is held to what any letter to a citizen is."""
    for reader in readers_of(slug, wordings):
        wording = replace(wordings[slug], reader=reader)
        letter = compose(wording, {**samples[slug], "laeser": reader.value}, letterhead, Recipient("Anna"))
        report = check_letter(letter, rules)

        assert (report.lix <= 40, report.longest <= 25) == (True, True), reader
        assert [(row.text, row.better) for row in report.unexplained] == [], reader


@pytest.mark.parametrize("slug", ALL)
def test_no_branch_of_a_wording_is_hard_to_read(
    slug: str, wordings: Mapping[str, Wording], rules: Klarsprog
) -> None:
    """Also what the sample case has no use for; a sentence with all its branches at once is longer than any letter's."""
    lengths = {Check.LANG_SAETNING, Check.TUNG_SAETNING, Check.SAETNINGER, Check.LIX, Check.LIX_AFSNIT}
    report = check_text(wordings[slug].body, rules, wordings[slug].reader)

    found = [(row.text, row.better) for row in report.unexplained if row.check not in lengths]
    assert found == []


def test_every_explanation_is_still_needed(
    wordings: Mapping[str, Wording], a_letter: Callable[..., Letter], rules: Klarsprog
) -> None:
    used = {
        row.explained
        for slug in wordings
        for reader in readers_of(slug, wordings)
        for row in check_letter(replace(a_letter(slug, laeser=reader.value), reader=reader), rules).findings
    }

    assert [row.tekst for row in rules.forklaret if row.grund not in used] == []


def test_few_findings_are_explained_away_and_none_for_every_letter(rules: Klarsprog) -> None:
    assert len(rules.forklaret) <= 5
    assert all(len(row.breve) == 1 and "*" not in row.breve for row in rules.forklaret)


@pytest.mark.parametrize("slug", ALL)
def test_no_letter_names_the_repealed_paragraph_for_adults(
    slug: str, wordings: Mapping[str, Wording]
) -> None:
    wording = wordings[slug]
    text = " ".join((wording.body, *wording.hjemmel))

    assert not re.search(r"(SEL|servicelovens?|serviceloven)\s*§§?\s*11\b", text)


@pytest.mark.parametrize("slug", ALL)
def test_a_letter_to_a_citizen_says_du(
    slug: str, wordings: Mapping[str, Wording], a_letter: Callable[..., Letter]
) -> None:
    if wordings[slug].reader is not Reader.BORGER:
        return
    text = body_text(a_letter(slug)).lower()

    assert not re.search(r"(?<=[a-zæøå,] )(De|Dem|Deres)\b", prose(a_letter(slug)))
    assert " du " in text


@pytest.mark.parametrize("slug", ALL)
def test_every_letter_names_someone_to_call(slug: str, a_letter: Callable[..., Letter]) -> None:
    text = body_text(a_letter(slug))

    assert "Signe Sagsen" in text
    assert "00 00 10 21" in text


@pytest.mark.parametrize("slug", ALL)
def test_the_title_holds_no_fact_about_anyone(slug: str, wordings: Mapping[str, Wording]) -> None:
    assert "{" not in wordings[slug].title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Du kan ringe.", 3),
        ("Du kan klage senest tirsdag.", 5 + 100 / 5),
        ("Vi ses kl. 9.00 den 5. maj 2026.", 5),
        ("Et punkt\nEt til", 2),
        ("Skriv til navn@kommune.example.", 2),
    ],
)
def test_lix_counts_words_sentences_and_long_words(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)


def test_the_longest_sentence_is_found_across_lines() -> None:
    assert longest_sentence("Kort.\nDen her er lidt længere end den første. Ja!") == 8
