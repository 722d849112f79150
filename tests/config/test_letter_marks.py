"""What a letter would show as it was typed is refused before any letter can go out with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.wording import load_wordings
from tests.config.letter_folders import BODY, faults, written


@pytest.mark.parametrize(
    ("said", "key", "reason"),
    [
        ("Ring nu.\n\n**Husk det\n\nRing.", "**", "linje 13: fed skrift"),
        ("+++", "+++", "linje 11: +++ hører kun til øverst i et brev"),
        ("> [!bokse] Husk\n>\n> Ring.", "[!bokse]", "linje 11: en boks begynder med > [!boks]"),
        ("[!boks] Husk at ringe.", "[!boks]", "linje 11: en boks"),
        ("[!bilag] Et ark", "[!bilag]", "linje 11: en boks"),
        ("<script>alert(1)</script>", "<script>", "linje 11: HTML"),
        ("Linje<br>skift", "<br>", "linje 11: HTML"),
        ("![logo](http://ond.example/x.png)", "![logo](http://ond.example/x.png)", "linje 11: et link"),
        ("[klik](javascript:alert)", "[klik](javascript:alert)", "linje 11: et link"),
        ("~~~\nkode\n~~~", "~~~", "linje 11: tegnet"),
        ("Skriv `det` her.", "`", "linje 11: tegnet"),
        ("##Kontakt", "##Kontakt", "linje 11: der skal være mellemrum efter #"),
        ("Før.\n\n---\n\nEfter.", "---", "linje 13: en streg på tværs"),
        ("Det er ~~ikke~~ sandt.", "~~ikke~~", "linje 11: overstreget"),
        ("| a | b |\n| 1 | 2 |", "|", "linje 11: under tabellens første række"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "|", "linje 13: rækken har ikke lige så mange felter"),
    ],
)
def test_a_mark_that_every_reader_would_see_is_refused_with_its_line(
    local: Callable[..., list[Path]], said: str, key: str, reason: str
) -> None:
    found = faults(local(ventebrev=written(body=f"{BODY}\n{said}\n")))

    assert {(file, fault_key) for file, fault_key, _ in found} == {("ventebrev.md", key)}
    assert found[0][2].startswith(reason)


def test_a_mark_in_an_own_part_is_told_of_the_part(local: Callable[..., list[Path]]) -> None:
    assert faults(local(dele__kontakt="Ring.\n\n**Husk det\n")) == [
        (
            "dele/kontakt.md",
            "**",
            "linje 3: fed skrift er begyndt med to stjerner, men ikke sluttet i samme afsnit",
        )
    ]


def test_marks_that_a_letter_can_set_are_left_alone(local: Callable[..., list[Path]]) -> None:
    said = """
> [!boks] **Svar** nu
>
> Ring, _før_ du skriver. 5 < 7 og a > b. Det koster 2 * 3 kr. [se bilag 1] \\`her\\`

| a | b |
|---|---|
{% if borger.cpr %}
| {{ borger.fornavn }} | {% if borger.cpr %}x | y{% endif %} |
{% endif %}
| 1 | 2 |

### Reglerne

## [!bilag] Et ark til dig

- **En
  to**
1. Ring
"""

    assert load_wordings(local(ventebrev=written(body=BODY + said)))["ventebrev"]
