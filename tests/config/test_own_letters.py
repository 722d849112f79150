"""What a municipality is refused for in its own parts, marks and colour: told of the file that it can mend."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.wording import load_letterhead, load_wordings
from domain.errors import BrokenConfig
from tests.config.letter_folders import BODY, CONFIG, faults, written


@pytest.mark.parametrize(
    ("colour", "better"), [("#ffcc00", "#876c00"), ("#ffffff", "#6e6e6e"), ("#777777", "#6f6f6f")]
)
def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(
    colour: str, better: str, tmp_path: Path
) -> None:
    path = tmp_path / "letterhead.toml"
    shipped = (CONFIG / "letterhead.toml").read_text("utf-8")
    path.write_text(shipped.replace("#1f4e5f", colour), "utf-8")

    with pytest.raises(BrokenConfig) as caught:
        load_letterhead(path)

    [fault] = caught.value.faults
    assert (fault.file, fault.key) == ("letterhead.toml", "farve")
    assert f"{better} er samme farve, bare mørkere" in fault.reason
    path.write_text(shipped.replace("#1f4e5f", better), "utf-8")
    assert load_letterhead(path).farve == better


def test_an_own_part_cannot_empty_a_letter_of_what_it_must_say(local: Callable[..., list[Path]]) -> None:
    found = faults(local(dele__klagevejledning="Ring til os.\n"))

    # It is told of the part, which the municipality can mend, and not of the five letters that fetch it.
    assert {file for file, _, _ in found} == {"dele/klagevejledning.md"}
    [reason] = [reason for _, key, reason in found if key == "Sådan klager du"]
    assert "mangler: det kræver afgoerelse_afslag, afgoerelse_bevilling, " in reason
    assert reason.endswith("og 1 til")


def test_an_own_part_may_leave_a_fact_out_and_ask_for_another_that_its_letters_are_given(
    local: Callable[..., list[Path]],
) -> None:
    shipped = load_wordings([CONFIG / "letters"])["ventebrev"]
    wording = load_wordings(local(dele__kontakt="Ring, {{ borger.fornavn }}.\n"))["ventebrev"]

    assert "Ring, {{ borger.fornavn }}." in wording.body
    assert "borger" in wording.placeholders
    assert "sagsbehandler" in set(shipped.placeholders) - set(wording.placeholders)


def test_an_own_part_that_asks_for_what_its_letters_are_not_given_is_told_of_once_with_them(
    local: Callable[..., list[Path]],
) -> None:
    found = faults(local(dele__kontakt="Ring.\n\n{{ gaeld }}\n"))

    [(file, key, reason)] = found
    assert (file, key) == ("dele/kontakt.md", "gaeld")
    assert reason.startswith("linje 3: denne oplysning får ikke ")
    assert reason.endswith(" til")


@pytest.mark.parametrize(
    ("said", "key", "reason"),
    [
        ("Ring nu.\n\n**Husk det\n\nRing.", "**", "linje 13: fed skrift"),
        ("+++", "+++", "linje 11: +++ hører kun til øverst i et brev"),
        ("> [!bokse] Husk\n>\n> Ring.", "[!bokse]", "linje 11: en boks begynder med > [!boks]"),
        ("[!boks] Husk at ringe.", "[!boks]", "linje 11: en boks"),
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

- **En
  to**
1. Ring
"""

    assert load_wordings(local(ventebrev=written(body=BODY + said)))["ventebrev"]
