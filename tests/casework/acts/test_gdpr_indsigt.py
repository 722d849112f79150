"""Access to one's own data: a month, put off once and for a reason, and the citizen is told in time."""

from datetime import datetime

from domain.calendar import COPENHAGEN
from persistence.tables import GdprIndsigt
from tests.builders import a_case, a_desk


def test_a_request_runs_for_a_month() -> None:
    desk = a_case()
    desk.act("anmod_indsigt")
    assert desk.due("gdpr_indsigt").isoformat() == "2026-03-02"  # fra 2. februar


def test_a_request_on_the_last_of_a_long_month_ends_on_the_last_of_a_short_one() -> None:
    desk = a_case(desk=a_desk(at=datetime(2028, 1, 31, 9, tzinfo=COPENHAGEN)))
    desk.act("anmod_indsigt")
    assert desk.due("gdpr_indsigt").isoformat() == "2028-02-29"  # en tirsdag i et skudår


def test_it_is_put_off_once_to_three_months_from_the_request_and_the_date_tells_why() -> None:
    desk = a_case()
    desk.act("anmod_indsigt")
    desk.wait(days=20)
    desk.act("forlaeng_indsigt", grund="Der er meget i arkivet.")
    clock = desk.clock_of("gdpr_indsigt")
    assert clock.due_on.isoformat() == "2026-05-01"  # 2. maj er en lørdag
    assert [(move["fra"], move["til"], move["hvorfor"]) for move in clock.flytninger] == [
        ("2026-03-02", "2026-05-01", "forlaenget")
    ]
    assert desk.told("frist_flyttet", "gdpr_indsigt") == ["2026-02-22"]
    assert desk.refused("forlaeng_indsigt", grund="Endnu en gang.") == "findes_allerede"


def test_the_steps_before_the_new_date_are_climbed_again() -> None:
    desk = a_case()
    desk.act("anmod_indsigt")
    desk.wait(days=26)
    assert desk.told("eskaler", "gdpr_indsigt") == ["2026-02-23"]  # 5 arbejdsdage før 2. marts
    desk.act("forlaeng_indsigt", grund="Der er meget i arkivet.")
    desk.wait(days=70)
    # Halvvejs var 16. februar; den længere tids halve er 18. marts (44 af 89 dage).
    assert desk.told("paamind", "gdpr_indsigt") == ["2026-02-16", "2026-03-18"]
    assert desk.told("eskaler", "gdpr_indsigt") == ["2026-02-23", "2026-04-24", "2026-05-01", "2026-05-08"]


def test_the_citizen_has_to_be_told_before_the_first_month_is_over() -> None:
    desk = a_case()
    desk.act("anmod_indsigt")
    desk.wait(days=20)
    desk.act("forlaeng_indsigt", grund="Der er meget i arkivet.")
    assert desk.due("gdpr_besked").isoformat() == "2026-03-02"
    assert desk.told("opgave", "fortael_om_laengere_indsigt") == ["2026-02-22"]
    desk.wait(days=8)
    assert desk.told("eskaler", "gdpr_besked") == ["2026-02-27", "2026-03-02"]
    desk.act("luk_opgave", opgave="fortael_om_laengere_indsigt", note="Brevet er sendt.")
    assert desk.clock_of("gdpr_besked").state == "overholdt"


def test_what_is_too_late_cannot_be_put_off() -> None:
    desk = a_case()
    assert desk.refused("forlaeng_indsigt", grund="Travlt.") == "ukendt"
    desk.act("anmod_indsigt")
    desk.wait(days=29)
    assert desk.refused("forlaeng_indsigt", grund="Travlt.") == "ugyldig_dato"


def test_the_oldest_request_is_answered_first_and_both_outlive_the_case() -> None:
    desk = a_case("")
    desk.act("anmod_indsigt")
    desk.wait(days=3)
    desk.act("anmod_indsigt")
    desk.act("afslut_sag")
    desk.act("giv_indsigt", note="Sendt i Digital Post.")
    assert [clock.state for clock in desk.clocks("gdpr_indsigt")] == ["overholdt", "aktiv"]
    desk.act("giv_indsigt")
    assert desk.refused("giv_indsigt") == "ukendt"
    assert all(row.givet for row in desk.all(GdprIndsigt))


def test_the_month_runs_from_the_day_the_request_came() -> None:
    desk = a_case()
    desk.wait(days=3)
    desk.act("anmod_indsigt", modtaget="2026-02-02T15:00:00")
    assert desk.due("gdpr_indsigt").isoformat() == "2026-03-02"
    assert desk.refused("anmod_indsigt", modtaget="2026-02-06T15:00:00") == "ugyldig_dato"
