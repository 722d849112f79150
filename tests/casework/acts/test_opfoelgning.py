"""The udfører's status, the follow-up with the citizen, and what comes of it."""

import pytest

from domain.errors import BadInput
from persistence.tables import AendretBehov, Bestilling, Maaling, Opfoelgning, Status
from tests.builders import Desk, a_case, in_opfoelgning

UDEN = {"uden_status": "Udføreren er lukket."}


def two_udfoerere() -> Desk:
    desk = in_opfoelgning()
    desk.act("hold_opfoelgning", udfald="juster", **UDEN)
    desk.act("gaa_til", fase="afgoerelse")
    desk.act("gaa_til", fase="bestilling")
    desk.act("opret_bestilling", udfoerer="egen", paragraf="99", koordinator="sb1")
    desk.act("send_bestilling")
    desk.act("start_indsats")
    return desk


def test_a_status_ends_the_wait_for_that_udfoerer_only() -> None:
    desk = two_udfoerere()
    desk.act("modtag_status", fra="birken", tekst="Det går.")
    states = {clock.refs["udfoerer"]: clock.state for clock in desk.clocks("status")}
    assert states == {"birken": "overholdt", "egen": "aktiv"}
    assert desk.refused("hold_opfoelgning", udfald="fortsaet") == "G9"
    assert desk.refused("modtag_status", fra="fremmed") == "ukendt"


def test_a_second_status_is_one_more_report_and_ends_nothing_twice() -> None:
    desk = in_opfoelgning()
    desk.act("modtag_status", fra="birken")
    desk.act("modtag_status", fra="birken", tekst="Rettet.")
    assert len(desk.all(Status)) == 2
    assert desk.told("frist_slut", "status") == ["2026-02-02"]


def test_g9_waits_for_the_status_or_its_day_after_a_reminder() -> None:
    desk = in_opfoelgning(opfoelgning="2026-03-20")  # status fredag 6. marts
    desk.wait(days=32, hours=2)
    assert desk.told("paamind", "status") == ["2026-03-06"]
    assert desk.refused("hold_opfoelgning", udfald="fortsaet") == "G9"
    desk.wait(days=1)
    desk.act("hold_opfoelgning", udfald="fortsaet")
    assert desk.clock_of("opfoelgning").state == "aktiv"


def test_g9_is_not_open_where_the_engine_was_down_and_nobody_was_reminded() -> None:
    desk = in_opfoelgning(opfoelgning="2026-03-20")
    desk.engine("nede")
    desk.wait(days=40)
    assert desk.refused("hold_opfoelgning", udfald="fortsaet") == "G9"


def test_the_next_follow_up_counts_from_the_day_this_was_held() -> None:
    desk = in_opfoelgning()
    desk.wait(days=3)
    desk.act("hold_opfoelgning", udfald="fortsaet", **UDEN)
    assert [clock.state for clock in desk.clocks("opfoelgning")] == ["overholdt", "aktiv"]
    assert desk.due("opfoelgning").isoformat() == "2027-02-05"
    assert desk.due("status").isoformat() == "2027-01-22"
    assert desk.all(Opfoelgning)[0].borgerens_vurdering == "spurgt, intet svar"


@pytest.mark.parametrize(
    ("naeste", "due"),
    [
        ("2026-04-04", "2026-04-01"),
        ("taet", "2026-07-31"),
        ("naeste", "2027-02-02"),
        ("2 uger", "2026-02-16"),
    ],
)
def test_the_next_follow_up_may_be_agreed_or_closer(naeste: str, due: str) -> None:
    desk = in_opfoelgning()
    desk.act("hold_opfoelgning", udfald="fortsaet", naeste=naeste, **UDEN)
    assert desk.due("opfoelgning").isoformat() == due


@pytest.mark.parametrize(("udfald", "fase"), [("juster", "sagsvurdering"), ("ny_udredning", "sagsoplysning")])
def test_a_case_that_goes_back_waits_in_no_silence_while_its_follow_up_runs_on(
    udfald: str, fase: str
) -> None:
    desk = in_opfoelgning()
    desk.wait(days=7)
    desk.act("hold_opfoelgning", udfald=udfald, **UDEN)
    assert desk.forloeb().fase == fase
    assert desk.due("tavshed").isoformat() == "2026-02-23"
    assert desk.clock_of("fase_tid").refs["fase"] == fase
    assert desk.clock_of("opfoelgning").state == "aktiv"


def test_help_does_not_end_at_a_follow_up_without_a_decision() -> None:
    desk = in_opfoelgning()
    assert desk.refused("hold_opfoelgning", udfald="afslut") == "G9"
    assert desk.refused("hold_opfoelgning", udfald="afslut", **UDEN) == "G10"


def test_an_ended_follow_up_ends_every_order_and_plans_no_next() -> None:
    desk = in_opfoelgning("82 b")
    desk.wait(weeks=24)
    desk.act("hold_opfoelgning", udfald="afslut", **UDEN)
    assert desk.all(Bestilling)[0].tilstand == "afsluttet"
    assert {clock.state for clock in desk.clocks("opfoelgning")} == {"overskredet"}
    assert desk.clock_of("p82b_slut").state == "overholdt"


def test_the_call_to_the_follow_up_is_needless_once_it_is_held() -> None:
    desk = in_opfoelgning(opfoelgning="2026-02-20")
    assert desk.letters("indkaldelse_opfoelgning") == ["kladde"]
    desk.act("hold_opfoelgning", udfald="fortsaet", **UDEN)
    assert desk.letters("indkaldelse_opfoelgning") == ["bortfaldet"]


@pytest.mark.parametrize("fra", ["borger", "udfoerer"])
def test_a_changed_need_is_somebodys_task_each_time_it_is_told(fra: str) -> None:
    desk = in_opfoelgning()
    for tekst in ("Jeg er flyttet.", "Jeg er flyttet igen."):
        desk.act("meld_aendret_behov", fra=fra, tekst=tekst)
    assert len(desk.all(AendretBehov)) == len(desk.told("opgave", "vurder_aendret_behov")) == 2


def test_a_measure_stands_with_its_numbers_and_decides_nothing() -> None:
    desk = a_case()
    name, instrument = next(iter(desk.office.rulebook.instruments.items()))
    assert desk.refused("registrer_maaling", instrument="findes ikke", vaerdi=1) == "ukendt"
    assert desk.refused("registrer_maaling", instrument=name.upper(), vaerdi=-10_000) == "ugyldig_vaerdi"
    assert desk.all(Maaling) == []
    assert instrument.id == name


def test_a_time_that_cannot_be_read_is_bad_input() -> None:
    with pytest.raises(BadInput, match="er ikke en varighed"):
        in_opfoelgning().act("hold_opfoelgning", udfald="fortsaet", naeste="snart", **UDEN)


def test_a_status_whose_day_had_passed_is_asked_for_at_once_and_reminded_of_by_where_that_day_lay() -> None:
    """Opfølgning tirsdag 10. februar: status var 27. januar, før hjælpen begyndte den 2."""
    desk = in_opfoelgning(opfoelgning="2026-02-10")
    assert desk.due("status").isoformat() == "2026-02-02"
    assert desk.letters("statusanmodning") == ["modtaget"]
    assert desk.told("paamind", "status") == []
    assert desk.refused("hold_opfoelgning", udfald="fortsaet") == "G9"
    desk.wait(days=1)
    assert desk.told("paamind", "status") == ["2026-02-03"]  # 7 dage efter den 27.
