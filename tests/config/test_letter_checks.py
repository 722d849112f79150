"""What a municipality is refused for in its own parts: told of the file that it can mend."""

from collections.abc import Callable
from pathlib import Path

from config.wording import load_wordings
from tests.config.letter_folders import CONFIG, faults


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
