"""The way of a case as a whole: closed, opened again, a gate lifted, a death."""

import pytest

from persistence.tables import Dokument, PortTilsidesaettelse
from tests.builders import (
    Desk,
    a_case,
    decided,
    in_afgoerelse,
    in_opfoelgning,
    in_sagsoplysning,
    in_sagsvurdering,
    ordered,
)


def test_a_case_goes_one_phase_at_a_time() -> None:
    desk = in_sagsvurdering()
    for fase in ("sagsaabning", "sagsoplysning", "sagsvurdering", "bestilling", "opfoelgning"):
        assert desk.refused("gaa_til", fase=fase) == "forkert_fase"


def test_a_gate_is_named_before_the_order_of_the_phases() -> None:
    desk = a_case("")
    assert desk.refused("gaa_til", fase="sagsvurdering") == "G2"
    assert desk.refused("gaa_til", fase="afgoerelse") == "G5"
    assert desk.refused("gaa_til", fase="bestilling") == "forkert_fase"


@pytest.mark.parametrize("fase", ["sagsoplysning", "sagsvurdering"])
def test_from_opfoelgning_a_case_may_go_back_and_look_again(fase: str) -> None:
    desk = in_opfoelgning()
    desk.act("gaa_til", fase=fase)
    assert desk.forloeb().fase == fase
    assert desk.clock_of("tavshed").state == "aktiv"


@pytest.mark.parametrize("fase", ["sagsaabning", "afgoerelse", "bestilling"])
def test_from_opfoelgning_a_case_goes_back_to_no_other_phase(fase: str) -> None:
    assert in_opfoelgning().refused("gaa_til", fase=fase) == "forkert_fase"


def test_reaching_bestilling_ends_the_silence_and_leaving_a_phase_its_time() -> None:
    desk = decided()
    desk.act("gaa_til", fase="bestilling")
    assert desk.clock_of("tavshed").state == "overholdt"
    assert [clock.state for clock in desk.clocks("fase_tid")] == ["overholdt"] * 4 + ["aktiv"]
    desk.act("registrer_kontakt")
    assert desk.clock_of("tavshed").state == "overholdt"


def test_g11_keeps_a_case_open_until_every_application_has_its_own_answer() -> None:
    desk = in_afgoerelse("85", "83")
    assert desk.refused("afslut_sag") == "G11"
    desk.act("traek_ansoegning", paragraf="83")
    assert desk.refused("afslut_sag") == "G11"
    desk.act("traek_ansoegning", paragraf="85")
    desk.act("afslut_sag", grund="Trukket.")


def test_closing_ends_every_clock_but_the_citizens_rights() -> None:
    desk = decided("85", "afslag")
    desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin")
    desk.act("anmod_aktindsigt")
    desk.act("afslut_sag")
    running = {
        clock.rule_id
        for rule in desk.office.rulebook.deadlines
        for clock in desk.clocks(rule)
        if clock.state == "aktiv"
    }
    assert running == {"klage", "aktindsigt"}
    assert desk.letters("afslutning") == ["kladde"]
    assert desk.timeline("fase")[-1].noegle == "afsluttet"
    assert desk.refused("afslut_sag") == "forkert_fase"


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("gennemgaa_care", {}),
        ("registrer_oenske", {"tekst": "x"}),
        ("afklar_sagsaabning", {}),
        ("partshoer", {"oplysning": "x"}),
        ("anmod_aktindsigt", None),
        ("registrer_kontakt", None),
        ("omfordel", None),
    ],
)
def test_a_closed_case_takes_only_what_a_closed_case_can(act: str, fields: dict[str, str] | None) -> None:
    desk = a_case("")
    desk.act("afslut_sag")
    if fields is None:
        desk.act(act, **({"til": "sb2"} if act == "omfordel" else {}))
    else:
        assert desk.refused(act, **fields) == "forkert_fase"


def test_a_case_opened_again_stands_where_it_was_closed_and_waits_in_no_silence() -> None:
    desk = a_case("")
    assert desk.refused("genaabn") == "forkert_fase"
    desk.act("afslut_sag")
    desk.wait(days=30)
    desk.act("genaabn", grund="Ringede igen.")
    assert (desk.forloeb().fase, desk.forloeb().tilstand) == ("sagsaabning", "aabent")
    assert desk.due("tavshed").isoformat() == "2026-03-18"
    assert desk.letters("afslutning") == ["bortfaldet"]
    assert desk.refused("genaabn") == "forkert_fase"


def test_a_death_closes_every_forloeb_and_stops_every_letter_to_the_citizen() -> None:
    desk = in_opfoelgning()
    desk.act("modtag_ansoegning", paragraf="104")
    desk.engine("nede")
    desk.act("godkend_brev", brev="indkaldelse", forloeb=2)
    desk.act("registrer_doedsfald")
    desk.engine("oppe")
    assert {desk.forloeb(nr).tilstand for nr in (1, 2)} == {"afsluttet"}
    assert desk.letters("indkaldelse") == ["bortfaldet", "bortfaldet"]
    assert [letter.brev for letter in desk.all(Dokument) if letter.tilstand in {"kladde", "godkendt"}] == []
    assert desk.refused("genaabn") == "forkert_fase"
    desk.act("registrer_doedsfald")
    desk.wait(days=400)
    assert desk.told("sendt", "ventebrev") == []


def test_a_leader_lifts_a_gate_once_with_a_reason() -> None:
    desk = in_sagsvurdering()
    desk.act("tilsidesaet_port", port="g5", grund="Uden mening her.", by="leder1")
    assert desk.refused("gaa_til", fase="bestilling") == "forkert_fase"
    assert desk.all(PortTilsidesaettelse)[0].brugt is None
    desk.act("gaa_til", fase="afgoerelse")
    assert desk.all(PortTilsidesaettelse)[0].brugt is not None
    assert "port_tilsidesat" in desk.events()


@pytest.mark.parametrize("port", ["G1", "G2", "G3", "G4", "G7", "G10", "G11"])
def test_nobody_lifts_a_gate_of_the_law(port: str) -> None:
    desk = a_case()
    assert desk.refused("tilsidesaet_port", port=port, grund="Hast", by="chef1") == "mangler_ret"


def test_only_a_leader_lifts_a_gate_and_only_one_that_there_is() -> None:
    desk = a_case()
    assert desk.refused("tilsidesaet_port", port="G5", grund="Hast", by="sb1") == "mangler_ret"
    assert desk.refused("tilsidesaet_port", port="G12", grund="Hast", by="leder1") == "ukendt"


def test_a_lifted_gate_lets_nothing_of_the_law_through() -> None:
    """G6 can be lifted, but not that the citizen never said yes (SEL § 141)."""
    desk = in_sagsvurdering()
    desk.act("tilsidesaet_port", port="G6", grund="Hast", by="leder1")
    assert desk.refused("aktiver_handleplan") == "G6"


def test_somebody_unknown_does_nothing() -> None:
    assert a_case().refused("registrer_kontakt", by="fremmed") == "ukendt"
    assert a_case().refused("registrer_kontakt", forloeb=2) == "ukendt"


def active(desk: Desk, *rules: str) -> list[str]:
    return [desk.clock_of(rule).state for rule in rules]


def test_the_follow_up_of_the_old_runs_on_when_a_new_forloeb_is_closed() -> None:
    desk = in_opfoelgning()
    desk.act("modtag_ansoegning", paragraf="104")
    desk.act("traek_ansoegning", paragraf="104", forloeb=2)
    desk.act("afslut_sag", forloeb=2)
    assert active(desk, "opfoelgning", "status", "indsatsplan") == ["aktiv"] * 3
    assert ordered().forloeb().fase == "bestilling"


def test_a_letter_to_a_source_that_has_not_left_is_dropped_when_the_case_is_closed() -> None:
    desk = in_sagsoplysning()
    desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin")
    desk.act("indhent", fra="egen læge", oplysninger="medicin")
    desk.act("indkald_moede", art="foerste_samtale", tidspunkt="2026-02-12T10:00:00")
    desk.engine("nede")
    desk.act("godkend_brev", brev="indhentning")
    desk.act("godkend_brev", brev="indkaldelse")
    desk.act("traek_ansoegning", paragraf="85")
    desk.act("afslut_sag")
    desk.engine("oppe")
    assert desk.letters("indhentning") == ["bortfaldet"]
    assert desk.clocks("oplysninger") == []
    # What a person promised the citizen goes even so.
    assert desk.letters("indkaldelse")[-1] == "modtaget"


@pytest.mark.parametrize(("closing", "started"), [("afslut_sag", 1), ("registrer_doedsfald", 0)])
def test_the_time_to_complain_begins_after_closing_but_not_after_a_death(closing: str, started: int) -> None:
    desk = decided("85", "afslag", digital_post=False)
    desk.act(closing)
    desk.wait(days=14)
    assert desk.letters("afgoerelse_afslag") == ["modtaget"]
    assert len(desk.clocks("klage")) == started


def test_a_hearing_that_is_received_after_closing_starts_no_clock_and_no_task() -> None:
    desk = in_sagsvurdering(digital_post=False)
    desk.act("partshoer", oplysning="Støtten bliver ikke brugt.")
    desk.act("godkend_brev", brev="partshoering")
    desk.act("traek_ansoegning", paragraf="85")
    desk.act("afslut_sag")
    desk.wait(days=60)
    assert desk.letters("partshoering") == ["modtaget"]
    assert desk.clocks("partshoering") == []
    assert desk.timeline("opgave", "vurder_partshoering") == []


def test_an_order_whose_letter_never_left_can_be_sent_when_the_case_is_opened_again() -> None:
    desk = decided()
    desk.act("gaa_til", fase="bestilling")
    desk.act("opret_bestilling", udfoerer="birken", paragraf="85", koordinator="sb1")
    desk.engine("nede")
    desk.act("send_bestilling")
    desk.act("afslut_sag")
    desk.engine("oppe")
    assert desk.letters("bestilling") == ["bortfaldet"]
    desk.act("genaabn")
    desk.act("send_bestilling")
    assert desk.letters("bestilling") == ["bortfaldet", "modtaget"]


def test_help_that_runs_is_followed_up_again_when_the_case_is_opened_again() -> None:
    desk = in_opfoelgning()
    desk.act("afslut_sag")
    desk.wait(days=6)
    desk.act("genaabn")
    followed, status = desk.clock_of("opfoelgning"), desk.clock_of("status")
    assert (followed.state, followed.due_on.isoformat()) == ("aktiv", "2027-02-08")
    assert status.state == "aktiv"


def test_help_under_82_b_ends_when_it_would_have_though_the_case_was_closed_meanwhile() -> None:
    desk = in_opfoelgning("82 b")
    before = desk.due("p82b_slut")
    desk.act("afslut_sag")
    desk.wait(days=30)
    desk.act("genaabn")
    assert [clock.state for clock in desk.clocks("p82b_slut")] == ["bortfaldet", "aktiv"]
    assert desk.due("p82b_slut") == before


def test_what_was_dropped_when_the_case_closed_can_be_begun_again() -> None:
    desk = in_sagsoplysning()
    desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin")
    desk.act("indhent", fra="egen læge", oplysninger="medicin")
    desk.act("partshoer", oplysning="Du bor hos en ven.")
    desk.act("traek_ansoegning", paragraf="85")
    desk.act("afslut_sag")
    desk.act("genaabn")
    desk.act("giv_samtykke", fra="egen læge", oplysninger="medicin")
    desk.act("indhent", fra="egen læge", oplysninger="medicin")
    desk.act("partshoer", oplysning="Du bor hos en ven.")
    assert desk.letters("indhentning") == desk.letters("partshoering") == ["bortfaldet", "kladde"]


def test_after_a_death_what_the_citizen_had_asked_for_can_be_ended_without_a_letter() -> None:
    desk = decided("85", "afslag")
    desk.act("modtag_klage")
    desk.act("anmod_aktindsigt")
    desk.act("registrer_doedsfald")
    desk.act("giv_aktindsigt")
    desk.act("send_genvurdering", resultat="fastholdt")
    assert desk.clock_of("aktindsigt").state == desk.clock_of("genvurdering").state == "overholdt"
    assert desk.letters("aktindsigt") == desk.letters("genvurdering") == []
