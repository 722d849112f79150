"""The checklist of a phase: visible, dated, and never a stop."""

from domain.case import Fase
from persistence.tables import Punkt
from tests.builders import Desk, a_case, in_opfoelgning, in_sagsvurdering


def punkter(desk: Desk, fase: str) -> list[Punkt]:
    return [row for row in desk.all(Punkt) if row.fase == fase]


def test_entering_a_phase_lays_out_every_item_of_it_open() -> None:
    desk = a_case()
    book = desk.office.rulebook.principles
    rows = desk.all(Punkt)
    assert {row.fase for row in rows} == {"sagsaabning"}
    assert [row.punkt_id for row in rows] == [punkt.id for punkt in book.punkter(Fase.SAGSAABNING)]
    assert {row.tilstand for row in rows} == {"aabent"}


def test_an_item_is_closed_or_set_aside_with_who_and_why() -> None:
    desk = a_case()
    desk.act("luk_punkt", punkt="P1-SA-01", note="Aftalt.")
    desk.act("fravaelg_punkt", punkt="P1-SA-02", grund="Ikke ønsket.", by="sb2")
    first, second = desk.all(Punkt)[:2]
    assert (first.tilstand, first.note, first.af) == ("lukket", "Aftalt.", "sb1")
    assert (second.tilstand, second.note, second.af) == ("fravalgt", "Ikke ønsket.", "sb2")


def test_closing_an_item_twice_keeps_the_newest_note() -> None:
    desk = a_case()
    for note in ("Et", "To"):
        desk.act("luk_punkt", punkt="P1-SA-01", note=note)
    assert desk.all(Punkt)[0].note == "To"


def test_an_item_nobody_knows_is_refused() -> None:
    assert a_case().refused("luk_punkt", punkt="P9-XX-99") == "ukendt"
    assert a_case().refused("fravaelg_punkt", punkt="P9-XX-99", grund="x") == "ukendt"


def test_an_item_of_a_later_phase_stands_closed_when_the_phase_starts() -> None:
    desk = a_case()
    desk.act("luk_punkt", punkt="P1-SV-01")
    later = in_sagsvurdering()
    whole = {row.punkt_id for row in punkter(later, "sagsvurdering")}
    desk.act("registrer_oenske", tekst="x")
    desk.act("luk_alle_punkter")
    desk.act("gaa_til", fase="sagsoplysning")
    desk.act("gaa_til", fase="sagsvurdering")
    rows = {row.punkt_id: row.tilstand for row in punkter(desk, "sagsvurdering")}
    assert set(rows) == whole
    assert [punkt for punkt, tilstand in rows.items() if tilstand != "aabent"] == ["P1-SV-01"]


def test_a_phase_entered_again_has_a_fresh_list() -> None:
    desk = in_opfoelgning()
    desk.act("hold_opfoelgning", udfald="juster", uden_status="x")
    assert {row.runde for row in punkter(desk, "sagsvurdering")} == {1, 2}


def test_closing_every_item_leaves_what_was_set_aside_and_answers_g1() -> None:
    desk = a_case()
    desk.act("fravaelg_punkt", punkt="P1-SA-02", grund="Ikke ønsket.")
    for _ in range(2):
        desk.act("luk_alle_punkter")
    states = [row.tilstand for row in desk.all(Punkt)]
    assert states.count("fravalgt") == 1
    assert set(states) == {"fravalgt", "lukket"}
    desk.act("gaa_til", fase="sagsoplysning")
