"""Three readers: what each letter says to whom, and what no letter to anybody outside may hold."""

import pytest

from casework.letters.letter_order import letter_order
from docgen.letter import compose
from docgen.text import to_text
from domain.rules import Rolle
from persistence.tables import Dokument
from tests.builders import Desk, in_opfoelgning, ordered, rulebook

STREET, PHONE = "Hemmelig Sti 17", "00 00 33 33"
PROTECTED = {"adresse": f"{STREET}\n9990 Prøvestrup", "adressebeskyttet": True, "telefon": PHONE}
WRITTEN = sorted(rulebook().skrevne_breve)
OUTSIDE = [
    (slug, til) for slug in WRITTEN for til in rulebook().skrevne_breve[slug].til if til is not Rolle.BORGER
]


def text_of(desk: Desk, letter: Dokument) -> str:
    order = letter_order(desk.office, letter.id, desk.now)
    letter_text = compose(order.wording, order.facts, desk.office.rulebook.letterhead, order.recipient)
    return to_text(letter_text)


def words_of(slug: str) -> dict[str, str]:
    """Something in every field of the letter; each choice is one that can be made."""
    return {
        felt.navn: next(iter(felt.valg), None) or "; ".join(felt.kolonner or ("Det aftalte vi",))
        for felt in rulebook().skrevne_breve[slug].felter
    }


def written(desk: Desk, slug: str, til: Rolle, words: dict[str, str]) -> Dokument:
    to = {Rolle.UDFOERER: "birken", Rolle.KILDE: "Søs Prøvesen"}.get(til)
    desk.act("skriv_brev", brev=slug, til=til.value, ord=words, **({"modtager": to} if to else {}))
    return next(row for row in reversed(desk.all(Dokument)) if (row.brev, row.til) == (slug, til.value))


@pytest.fixture(scope="module")
def protected() -> Desk:
    """Help runs for a citizen whose address is protected; every test writes another letter."""
    desk = in_opfoelgning()
    desk.act("ret_borger", **PROTECTED)
    return desk


@pytest.fixture(scope="module")
def running() -> Desk:
    return in_opfoelgning()


@pytest.mark.parametrize(("slug", "til"), OUTSIDE)
def test_a_letter_to_anybody_but_the_citizen_never_holds_a_protected_address(
    slug: str, til: Rolle, protected: Desk
) -> None:
    assert STREET not in text_of(protected, written(protected, slug, til, words_of(slug)))


def test_an_order_holds_no_protected_address_and_one_that_is_open_it_does() -> None:
    desk = ordered()
    letter = next(row for row in desk.all(Dokument) if row.brev == "bestilling")
    desk.act("ret_borger", **{**PROTECTED, "adressebeskyttet": False})
    assert STREET in text_of(desk, letter)
    desk.act("ret_borger", adressebeskyttet=True)
    assert STREET not in text_of(desk, letter)


def test_a_request_for_status_holds_no_protected_address() -> None:
    desk = in_opfoelgning()
    desk.act("ret_borger", **PROTECTED)
    desk.wait(days=80)
    letter = next(row for row in desk.all(Dokument) if row.brev == "statusanmodning")
    assert STREET not in text_of(desk, letter)


@pytest.mark.parametrize("slug", WRITTEN)
def test_a_letter_is_whole_for_each_of_its_readers_and_with_as_little_as_may_be_written(
    slug: str, running: Desk
) -> None:
    needed = {felt.navn for felt in rulebook().skrevne_breve[slug].felter if felt.paakraevet}
    for words in (words_of(slug), {k: v for k, v in words_of(slug).items() if k in needed}):
        for til in rulebook().skrevne_breve[slug].til:
            text = text_of(running, written(running, slug, til, words))
            assert "None" not in text
            assert "{{" not in text


@pytest.mark.parametrize("line", ["a; b", "a", "a; b; c; d; e; f; g", ";;;;;;"])
def test_a_row_with_too_few_or_too_many_cells_loses_nothing(line: str) -> None:
    desk = in_opfoelgning()
    words = {**words_of("aftaleliste"), "aftaler": f"hvem; hvad; inden\n{line}"}
    text = text_of(desk, written(desk, "aftaleliste", Rolle.BORGER, words))
    assert all(cell.strip() in text for cell in line.split(";"))
