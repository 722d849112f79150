"""What holds for every text, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.klarsprog import load_klarsprog
from config.loader import CONFIG
from docgen.plain_language import check_text, lix, longest_sentence

RULES = load_klarsprog(CONFIG / "klarsprog.toml")
PIECES = st.sampled_from(
    [
        "Du får hjælp. ", "man ", "såfremt ", "bl.a. ", "§ 141", "bliver ikke behandlet ", "\n\n", "\n", "> ", "- ", "# ",
        "| a | b |\n", "»", "«", '"', "**", "5.678", "VUM ", "{{ x }}", "{% if %}", "```", "kl. ", "(", ")", "Det hedder ",
        "en handleplan", ". ", "\u00ad", "\u030a", "\u202e", "🙂", "\x00", "Stk. 2. ", "Reglerne\n", "[!boks] ", "Deres ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
LAW = "\n\n> Kommunalbestyrelsen skal iværksætte foranstaltninger, såfremt man er omfattet af loven.\n>\n> § 141\n"


@given(TEXTS)
def test_every_finding_points_at_the_text_it_names(text: str) -> None:
    report = check_text(text, RULES)

    for row in report.findings:
        assert report.text[row.start : row.end] == row.text
        assert 1 <= row.line <= report.text.count("\n") + 1
    assert report.longest <= report.words
    assert lix(text) >= 0
    assert longest_sentence(text) >= 0


@given(
    st.lists(
        st.sampled_from(["Du får hjælp.", "Man kan klage, jf. § 5.", "Vi bevilger ydelser."]), max_size=5
    )
)
def test_a_law_quote_changes_nothing(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    with_law, without = check_text(text + LAW, RULES), check_text(text, RULES)

    assert with_law.lix == without.lix
    assert with_law.findings == without.findings


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "1" * 200_000,
        "." * 200_000,
        " " * 100_000 + "x" + " " * 100_000,
        "»" * 100_000,
        '"' * 100_001,
        "](" * 100_000,
        "<a" * 100_000,
        "a@" * 100_000,
        "partshøring " * 10_000,
        "blev " * 40_000,
        "a.b. " * 20_000,
        "'" * 100_001,
        "bliver " * 20_000,
        "- " * 100_000,
        "|" * 100_000 + "x",
        "Du får hjælp. " * 10_000,
        "{{" * 100_000,
        "a.b." * 50_000,
        "A. " * 60_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_text_that_would_be_read_in_squared_time_is_read_to_its_end(text: str) -> None:
    report = check_text(text, RULES)

    # Read once through: nothing is asserted of seconds, but what is quadratic here would stop the whole run.
    assert len(report.text) == len(text)
    assert all(row.end <= len(text) for row in report.findings)
