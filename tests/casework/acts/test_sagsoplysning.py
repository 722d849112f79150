"""The citizen's own words, samtykker, and the sources that are asked."""

from datetime import datetime

import pytest

from domain.calendar import COPENHAGEN
from domain.errors import BadInput
from persistence.tables import Forespoergsel, Oenske, Samtykke, TemaVurdering
from tests.builders import Desk, a_case, in_opfoelgning, in_sagsoplysning

LAEGE = {"fra": "egen læge", "oplysninger": "medicin"}


def asked() -> Desk:
    desk = in_sagsoplysning()
    desk.act("giv_samtykke", **LAEGE)
    desk.act("indhent", **LAEGE)
    return desk


def test_a_wish_stands_verbatim_with_who_says_it() -> None:
    desk = a_case()
    words = "  Jeg vil «bare» hjem – nu!\n"
    desk.act("registrer_oenske", tekst=words, perspektiv=2, hvem_siger="søsteren")
    desk.act("registrer_oenske", tekst=words)
    rows = desk.all(Oenske)
    assert [(row.nr, row.tekst, row.perspektiv, row.hvem_siger) for row in rows] == [
        (1, words, 2, "søsteren"),
        (2, words, 1, None),
    ]


def test_neither_words_nor_that_there_can_be_none_is_bad_input() -> None:
    with pytest.raises(BadInput, match="skal have en tekst"):
        a_case().act("registrer_oenske", tekst="  ")


def test_g2_wants_to_know_who_spoke_where_the_citizen_could_not() -> None:
    desk = a_case()
    desk.act("luk_alle_punkter")
    desk.act("gaa_til", fase="sagsoplysning")
    desk.act("registrer_oenske", kan_ikke=True)
    assert desk.refused("gaa_til", fase="sagsvurdering") == "G2"
    desk.act("registrer_oenske", kan_ikke=True, hvem_siger="moderen")
    desk.act("gaa_til", fase="sagsvurdering")


def test_entering_sagsoplysning_drafts_the_letter_that_asks_for_samtykke_once() -> None:
    desk = in_sagsoplysning()
    assert desk.letters("samtykke") == ["kladde"]
    desk.act("gaa_til", fase="sagsvurdering")
    assert desk.letters("samtykke") == ["bortfaldet"]


def test_a_samtykke_runs_for_a_year_or_to_its_own_day() -> None:
    desk = a_case()
    desk.act("giv_samtykke", **LAEGE)
    desk.act("giv_samtykke", fra="jobcenteret", oplysninger="praktik", til_dato="2026-03-13")
    assert [clock.due_on.isoformat() for clock in desk.clocks("samtykke")] == ["2027-02-02", "2026-03-13"]


def test_the_same_samtykke_again_takes_the_olds_place() -> None:
    desk = a_case()
    desk.act("giv_samtykke", **LAEGE)
    desk.wait(days=7)
    desk.act("giv_samtykke", **LAEGE)
    assert [clock.state for clock in desk.clocks("samtykke")] == ["afloest", "aktiv"]


def test_a_withdrawn_samtykke_ends_every_one_with_that_source_however_it_was_written() -> None:
    desk = in_opfoelgning()
    desk.act("modtag_ansoegning", paragraf="104")
    desk.act("giv_samtykke", fra="Egen læge", oplysninger="medicin")
    desk.act("giv_samtykke", fra="egen læge", oplysninger="bolig", forloeb=2)
    desk.act("giv_samtykke", fra="jobcenteret", oplysninger="praktik")
    desk.act("traek_samtykke_tilbage", fra="EGEN LÆGE")
    assert [clock.state for clock in desk.clocks("samtykke")] == ["overholdt", "overholdt", "aktiv"]
    assert [row.trukket is not None for row in desk.all(Samtykke)] == [True, True, False]
    assert desk.refused("traek_samtykke_tilbage", fra="egen læge") == "ukendt"


def test_nobody_is_asked_without_a_samtykke_for_just_that() -> None:
    desk = in_sagsoplysning()
    assert desk.refused("indhent", **LAEGE) == "G3"
    desk.act("giv_samtykke", **LAEGE)
    assert desk.refused("indhent", fra="egen læge", oplysninger="bolig") == "G3"
    assert desk.refused("indhent", fra="psykiatrien", oplysninger="medicin") == "G3"
    assert desk.refused("indhent", fra="egen læge") == "G3"
    desk.act("indhent", **LAEGE)
    assert desk.letters("indhentning") == ["kladde"]


def test_asking_twice_about_the_same_is_refused_but_not_about_more() -> None:
    desk = asked()
    assert desk.refused("indhent", **LAEGE) == "findes_allerede"
    desk.act("giv_samtykke", fra="egen læge", oplysninger="bolig")
    desk.act("indhent", fra="egen læge", oplysninger="bolig")
    assert len(desk.all(Forespoergsel)) == 2


def test_the_gate_is_named_before_that_it_was_asked_already() -> None:
    desk = asked()
    desk.act("traek_samtykke_tilbage", fra="egen læge")
    assert desk.refused("indhent", **LAEGE) == "G3"


def test_g3_is_asked_again_when_the_letter_is_approved() -> None:
    desk = asked()
    desk.act("traek_samtykke_tilbage", fra="egen læge")
    assert desk.refused("godkend_brev", brev="indhentning") == "G3"
    desk.act("giv_samtykke", **LAEGE)
    desk.act("godkend_brev", brev="indhentning")
    assert desk.due("oplysninger").isoformat() == "2026-02-16"


@pytest.mark.parametrize("answer", ["modtag_oplysninger", "opgiv_oplysninger"])
def test_a_source_is_missing_until_it_answers_or_is_given_up(answer: str) -> None:
    desk = asked()
    desk.act("godkend_brev", brev="indhentning")
    assert desk.refused("gaa_til", fase="sagsvurdering") == "G2"
    desk.wait(days=20)
    assert desk.letters("rykker_oplysninger") == ["kladde"]
    desk.act(answer, fra="Egen Læge")
    assert desk.clock_of("oplysninger").state == "overskredet"
    assert desk.letters("rykker_oplysninger") == ["bortfaldet"]
    assert desk.refused(answer, fra="egen læge") == "ukendt"
    desk.act("gaa_til", fase="sagsvurdering")


def test_a_letter_that_left_after_its_answer_starts_no_clock() -> None:
    desk = asked()
    desk.engine("nede")
    desk.act("godkend_brev", brev="indhentning")
    desk.act("modtag_oplysninger", fra="egen læge")
    desk.engine("oppe")
    assert desk.letters("indhentning") == ["modtaget"]
    assert desk.clocks("oplysninger") == []


def test_a_theme_is_assessed_as_often_as_somebody_has_something_to_say() -> None:
    desk = a_case()
    for perspektiv in (1, 3):
        desk.act("vurder_tema", tema="mobilitet", niveau=2, perspektiv=perspektiv)
    assert [row.perspektiv for row in desk.all(TemaVurdering)] == [1, 3]
    with pytest.raises(BadInput, match="højst være 4"):
        desk.act("vurder_tema", tema="mobilitet", niveau=5)


def test_a_letter_that_was_approved_does_not_leave_for_a_source_whose_samtykke_was_withdrawn() -> None:
    desk = in_sagsoplysning()
    desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin")
    desk.act("indhent", fra="egen læge", oplysninger="medicin")
    desk.engine("nede")
    desk.act("godkend_brev", brev="indhentning")
    desk.act("traek_samtykke_tilbage", fra="Egen læge")
    desk.engine("oppe")
    assert desk.letters("indhentning") == ["bortfaldet", "kladde"]
    assert desk.refused("godkend_brev", brev="indhentning") == "G3"
    desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin")
    desk.act("godkend_brev", brev="indhentning")
    assert desk.letters("indhentning") == ["bortfaldet", "modtaget"]


def test_a_samtykke_whose_clock_has_ended_it_lets_nobody_be_asked() -> None:
    desk = in_sagsoplysning()
    desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin", til_dato="2026-02-14")
    desk.wait_until(datetime(2026, 2, 14, 9, tzinfo=COPENHAGEN))
    assert desk.clock_of("samtykke").state == "udloebet"
    assert desk.refused("indhent", fra="egen læge", oplysninger="medicin") == "G3"
