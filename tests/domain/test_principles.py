"""Which points stand on whose list."""

from domain.case import FASER, Fase
from domain.principles import Celle, Princip, PrincipleBook, Prioritet, Punkt
from domain.rules import Rolle


def a_punkt(
    punkt_id: str, fase: Fase | None = None, hoerer_til: Rolle = Rolle.SAGSBEHANDLER, **more: object
) -> Punkt:
    facts: dict[str, object] = {
        "tekst": "Gør noget.",
        "dokumentation": "Det er gjort.",
        "obligatorisk": False,
        "prioritet": Prioritet.SHOULD,
        "kilde": "prøve",
        **more,
    }
    return Punkt(id=punkt_id, fase=fase, hoerer_til=hoerer_til, **facts)  # type: ignore[arg-type]  # a test's free facts


def a_book(*rows: tuple[Punkt, ...], ledelse: tuple[Punkt, ...] = ()) -> PrincipleBook:
    celler = dict.fromkeys(FASER, Celle(med=True, saerlig_rolle=False, kilde="tekst"))
    principper = tuple(
        Princip(nr, f"nr{nr}", f"Princip {nr}", "Derfor.", celler, punkter)
        for nr, punkter in enumerate(rows, 1)
    )
    return PrincipleBook(principper, ledelse)


def ids(book: PrincipleBook, fase: Fase, hoerer_til: Rolle = Rolle.SAGSBEHANDLER) -> list[str]:
    return [punkt.id for punkt in book.punkter(fase, hoerer_til)]


def test_a_phase_shows_its_own_points_only() -> None:
    book = a_book((a_punkt("a", Fase.SAGSAABNING), a_punkt("b", Fase.AFGOERELSE)))
    assert ids(book, Fase.SAGSAABNING) == ["a"]


def test_a_point_is_also_shown_in_its_other_phases() -> None:
    book = a_book((a_punkt("a", Fase.SAGSAABNING, ogsaa_i=(Fase.OPFOELGNING,)),))
    assert ids(book, Fase.SAGSAABNING) == ids(book, Fase.OPFOELGNING) == ["a"]
    assert ids(book, Fase.AFGOERELSE) == []


def test_a_point_of_all_phases_is_shown_in_each() -> None:
    book = a_book((a_punkt("a", alle_faser=True),))
    assert [ids(book, fase) for fase in FASER] == [["a"]] * 6


def test_each_role_has_its_own_list() -> None:
    book = a_book((a_punkt("a", Fase.BESTILLING), a_punkt("b", Fase.BESTILLING, Rolle.UDFOERER)))
    assert ids(book, Fase.BESTILLING) == ["a"]
    assert ids(book, Fase.BESTILLING, Rolle.UDFOERER) == ["b"]


def test_a_leaders_own_points_stand_in_no_phase() -> None:
    own, across = a_punkt("a", hoerer_til=Rolle.LEDER), a_punkt("b", hoerer_til=Rolle.LEDER)
    book = a_book((own,), ledelse=(across,))
    assert [ids(book, fase, Rolle.LEDER) for fase in FASER] == [[]] * 6
    assert list(book) == [own, across]


def test_the_list_keeps_the_order_of_principles() -> None:
    book = a_book((a_punkt("b", alle_faser=True),), (a_punkt("a", Fase.SAGSAABNING),))
    assert ids(book, Fase.SAGSAABNING) == ["b", "a"]


def test_a_point_is_found_by_its_id() -> None:
    punkt, across = a_punkt("a", Fase.SAGSAABNING), a_punkt("b")
    book = a_book((punkt,), ledelse=(across,))
    assert book.find("a") is punkt
    assert book.find("b") is across
    assert book.find("c") is None
