from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from docgen.blocks import Block, BulletList, FactBox, Heading, NumberedList, Paragraph, Quote, Span, Table
from docgen.letter import Letter, compose
from docgen.text import body_text
from domain.errors import BadInput
from domain.letter_facts import LabelledLetterhead
from domain.letters import FactValue, Recipient, Wording


@pytest.mark.parametrize(
    ("body", "block"),
    [
        ("Hej **du**", Paragraph((Span("Hej "), Span("du", bold=True)))),
        ("Hej *du*", Paragraph((Span("Hej "), Span("du", italic=True)))),
        ("en\nlinje", Paragraph((Span("en linje"),))),
        ("to\\\nlinjer", Paragraph((Span("to\nlinjer"),))),
        ("## Derfor", Heading((Span("Derfor"),), 2)),
        ("- et\n- to", BulletList(((Span("et"),), (Span("to"),)))),
        ("1. et\n2. to", NumberedList(((Span("et"),), (Span("to"),)))),
        ("> Jeg vil\n>\n> Dine ord", Quote((Span("Jeg vil"),), (Span("Dine ord"),))),
        ("- et\n  1. to", BulletList(((Span("et"),),), ((NumberedList(((Span("to"),),)),),))),
        ("> Jeg vil", Quote((Span("Jeg vil"),))),
        ("| a | b |\n|---|---|\n| 1 | |", Table(((Span("a"),), (Span("b"),)), (((Span("1"),), ()),))),
        ("> [!boks] Husk\n>\n> noget", FactBox((Span("Husk"),), (Paragraph((Span("noget"),)),))),
    ],
)
def test_markdown_becomes_blocks(body: str, block: Block, written: Callable[..., Letter]) -> None:
    assert written(body).blocks == (block,)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 1, 5), "5. januar 2026"),
        (datetime(2026, 1, 5, 9, 0), "mandag den 5. januar 2026 kl. 9.00"),  # noqa: DTZ001 - Danish local time
        (datetime(2026, 7, 1, 7, 30, tzinfo=UTC), "onsdag den 1. juli 2026 kl. 9.30"),
        (14, "14"),
        ("Prøvevej", "Prøvevej"),
    ],
)
def test_a_value_is_shown_the_danish_way(
    value: FactValue, shown: str, written: Callable[..., Letter]
) -> None:
    assert body_text(written("{{ x }}", x=value)) == shown


@pytest.mark.parametrize(
    ("values", "shown"), [([], ""), (["A"], "A"), (["A", "B"], "A og B"), (["A", "B", "C"], "A, B og C")]
)
def test_a_list_is_told_as_one_sentence(
    values: list[str], shown: str, written: Callable[..., Letter]
) -> None:
    assert body_text(written("{{ x|opremsning }}.", x=values)) == f"{shown}."


def test_a_day_can_be_told_with_its_weekday(written: Callable[..., Letter]) -> None:
    assert body_text(written("{{ x|ugedag }}", x=date(2026, 1, 5))) == "mandag den 5. januar 2026"


@pytest.mark.parametrize(
    ("body", "facts", "key"),
    [
        ("{{ x }}", {"x": None}, "x"),
        ("{{ x }}", {"x": True}, "x"),
        ("{{ x }}", {"x": ["a"]}, "x"),
        ("{{ x }}", {"x": {"a": 1}}, "x"),
        ("Hej\n\n{{ x.sted }}", {"x": {}}, "x.sted"),
        ("{% if x.sted %}a{% endif %}", {"x": {}}, "if x.sted, endif"),
        ("{{ x|ugedag }}", {"x": None}, "x|ugedag"),
    ],
)
def test_a_fact_that_cannot_be_shown_stops_the_letter_and_names_its_place(
    body: str, facts: dict[str, FactValue], key: str, written: Callable[..., Letter]
) -> None:
    with pytest.raises(BadInput) as caught:
        written(body, **facts)

    (fault,) = caught.value.faults
    assert (fault.file, fault.key) == ("proeve", key)


def test_every_missing_fact_is_named_at_once(
    wordings: Mapping[str, Wording], letterhead: LabelledLetterhead, samples: Mapping[str, Any]
) -> None:
    facts = {key: value for key, value in samples["ventebrev"].items() if key not in {"gjort", "naeste_nyt"}}

    with pytest.raises(BadInput) as caught:
        compose(wordings["ventebrev"], facts, letterhead, Recipient("Anna Prøvesen"))

    assert {(fault.file, fault.key) for fault in caught.value.faults} == {
        ("ventebrev", "gjort"),
        ("ventebrev", "naeste_nyt"),
    }


@pytest.mark.parametrize("name", ["dato", "sagsnr", "borger", "sagsbehandler"])
def test_no_letter_goes_without_date_case_and_contact(
    name: str, wordings: Mapping[str, Wording], letterhead: LabelledLetterhead, samples: Mapping[str, Any]
) -> None:
    facts = {key: value for key, value in samples["afslutning"].items() if key != name}

    with pytest.raises(BadInput, match=name):
        compose(wordings["afslutning"], facts, letterhead, Recipient("Anna Prøvesen"))


def test_a_letter_remembers_which_wording_it_was_made_of(
    a_letter: Callable[..., Letter], wordings: Mapping[str, Wording]
) -> None:
    letter = a_letter("kvittering")

    assert (letter.slug, letter.version, letter.title) == (
        "kvittering",
        wordings["kvittering"].version,
        wordings["kvittering"].title,
    )
    assert letter == a_letter("kvittering")
    assert letter != replace(letter, version="en anden")
