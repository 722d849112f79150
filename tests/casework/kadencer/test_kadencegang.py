"""The life of a cadence: its steps, its series, a new sagsbehandler, and what ends it."""

from datetime import date

from config.deadlines import Source
from config.loader import load_rulebook
from persistence.tables import Kadence
from tests.builders import Desk, decide, in_opfoelgning
from tests.casework.cadences_on import VISITS, on, states, with_fit


def without_help(desk: Desk) -> Desk:
    """The help has ended by a decision, and the forløb is still open."""
    desk.act("hold_opfoelgning", udfald="juster", uden_status="Borgeren flytter.")
    desk.act("gaa_til", fase="afgoerelse")
    decide(desk, "85", "ophoer")
    desk.act("afslut_indsats")
    return desk


def test_a_health_check_that_is_moved_takes_the_steps_that_are_left_with_it() -> None:
    desk = in_opfoelgning()
    desk.act("start_kadence", kadence="sundhedstjek", foerste=date(2026, 3, 16))
    assert (desk.due("sundhedsinterview"), desk.due("medicingennemgang")) == (
        date(2026, 2, 23),
        date(2026, 3, 12),
    )
    desk.wait(days=14)
    desk.act("hold_kadence", kadence="sundhedsinterview")
    desk.act("juster_kadence", kadence="sundhedstjek", naeste=date(2026, 3, 23))
    assert desk.due("sundhedstjek") == date(2026, 3, 23)
    assert states(desk, "sundhedsinterview") == ["overholdt"]
    assert states(desk, "medicingennemgang") == ["afloest", "aktiv"]
    assert (desk.due("medicingennemgang"), desk.due("helbredsundersoegelse")) == (date(2026, 3, 19),) * 2
    assert desk.clock_of("medicingennemgang").forgaenger_id == desk.clocks("medicingennemgang")[0].id


def test_the_plan_after_the_last_health_check_of_a_series_is_still_made() -> None:
    desk = in_opfoelgning()
    desk.act("start_kadence", kadence="sundhedstjek", foerste=date(2026, 2, 3), antal=1)
    desk.wait(days=1)
    desk.act("hold_kadence", kadence="sundhedstjek")
    assert (on(desk), states(desk, "sundhedsplan")) == ([], ["aktiv"])
    desk.wait(days=2)
    desk.act("hold_kadence", kadence="sundhedsplan", note="Planen er sendt.")
    assert states(desk, "sundhedsplan") == ["overholdt"]


def test_a_work_plan_after_the_last_team_meeting_is_not_made_for_ever() -> None:
    desk = in_opfoelgning()
    desk.act("start_kadence", kadence="teammoede", antal=1)
    desk.act("hold_kadence", kadence="teammoede")
    desk.wait(days=20)
    desk.act("hold_kadence", kadence="arbejdsplan")
    assert states(desk, "arbejdsplan") == ["overholdt"]


def test_visits_go_on_when_the_help_has_ended_and_the_rest_does_not() -> None:
    desk = with_fit()
    desk.act("start_kadence", kadence=VISITS)
    without_help(desk)
    assert on(desk) == [VISITS]
    assert states(desk, "fit") == ["bortfaldet"]


def test_a_series_of_five_visits_ends_by_itself() -> None:
    desk = in_opfoelgning()
    desk.act("start_kadence", kadence=VISITS)
    for _ in range(5):
        desk.wait(days=14)
        desk.act("hold_kadence", kadence=VISITS)
    assert (on(desk), states(desk, VISITS)) == ([], ["overholdt"] * 5)
    assert [row.stoppet_ved for row in desk.all(Kadence)] == ["serie"]


def test_a_cadence_never_keeps_a_case_open_and_ends_with_it() -> None:
    desk = with_fit()
    desk.act("start_kadence", kadence="sundhedstjek")
    desk.act("afslut_sag")
    desk.wait(days=400)
    assert on(desk) == []
    assert {row.stoppet_ved for row in desk.all(Kadence)} == {"sag"}
    assert {*states(desk, "fit"), *states(desk, "sundhedstjek"), *states(desk, "sundhedsinterview")} == {
        "bortfaldet"
    }
    assert desk.timeline("paamind", "fit") == []


def test_a_death_ends_every_cadence() -> None:
    desk = with_fit()
    desk.act("registrer_doedsfald")
    assert (on(desk), states(desk, "fit")) == ([], ["bortfaldet"])


def test_a_new_sagsbehandler_talks_sooner_only_where_the_municipality_wants_it() -> None:
    desk = in_opfoelgning()
    desk.act("start_kadence", kadence="udfoererdialog")
    desk.act("omfordel", til="sb2", by="leder1")
    assert states(desk, "udfoererdialog") == ["aktiv"]
    assert desk.due("udfoererdialog") == date(2026, 3, 16)


def test_a_dialogue_with_its_own_interval_keeps_it_when_the_sagsbehandler_is_new() -> None:
    rules = {"udfoererdialog": {"kadence": {"ny_sagsbehandler": "2 maaneder"}}}
    book = load_rulebook(local=None, overrides=[Source("proeve", rules)])
    desk = in_opfoelgning()
    object.__setattr__(desk.runtime.office, "rulebook", book)
    desk.act("start_kadence", kadence="udfoererdialog", interval="4 uger")
    desk.act("omfordel", til="sb2", by="leder1")
    assert desk.due("udfoererdialog") == date(2026, 3, 2)
    desk.act("stop_kadence", kadence="udfoererdialog", grund="Igen.")
    desk.act("start_kadence", kadence="udfoererdialog")
    desk.act("omfordel", til="sb1", by="leder1")
    assert desk.due("udfoererdialog") == date(2026, 2, 16)
