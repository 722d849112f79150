"""Another municipality takes over: applications go with the citizen, and nothing is left lying."""

from persistence.tables import Ansoegning, HandlekommuneSkift
from tests.builders import a_case, decided, in_opfoelgning


def test_the_application_goes_over_and_the_case_is_closed_with_its_clocks() -> None:
    desk = a_case("85")
    desk.act("skift_handlekommune", kommune="Nabokommunen")
    assert desk.all(Ansoegning)[0].tilstand == "oversendt"
    assert desk.clock_of("svarfrist").state == "bortfaldet"
    assert desk.forloeb().tilstand == "afsluttet"
    assert desk.letters("afslutning") == ["kladde"]
    assert desk.all(HandlekommuneSkift)[0].kommune == "Nabokommunen"


def test_somebody_sends_what_is_needed_or_the_leader_asks() -> None:
    desk = a_case("85")
    desk.act("skift_handlekommune", kommune="Nabokommunen")
    assert desk.due("oversendelse").isoformat() == "2026-02-09"
    assert desk.told("opgave", "oversend_sag") == ["2026-02-02"]
    desk.wait(days=8)
    assert desk.told("eskaler", "oversendelse") == ["2026-02-09"]
    desk.act("luk_opgave", opgave="oversend_sag", note="Sendt, og borgeren ved det.")
    assert desk.clock_of("oversendelse").state == "overskredet"


def test_what_is_about_our_own_decision_stays_with_us() -> None:
    desk = decided("85", "afslag")
    desk.act("modtag_klage")
    desk.act("anmod_aktindsigt")
    desk.act("skift_handlekommune", kommune="Nabokommunen")
    assert desk.clock_of("genvurdering").state == desk.clock_of("aktindsigt").state == "aktiv"


def test_an_udfoerer_who_gives_help_is_told() -> None:
    desk = in_opfoelgning()
    desk.act("skift_handlekommune", kommune="Nabokommunen")
    assert desk.told("opgave", "stop_bestilling") == ["2026-02-02"]


def test_whoever_lives_in_a_botilbud_keeps_the_municipality_unless_it_is_said_why_not() -> None:
    desk = in_opfoelgning("108")
    assert desk.refused("skift_handlekommune", kommune="Nabokommunen") == "ugyldig_vaerdi"
    desk.act("skift_handlekommune", kommune="Nabokommunen", grund="Kommunerne har aftalt det.")
    assert desk.forloeb().tilstand == "afsluttet"


def test_until_the_day_it_takes_over_we_are_the_ones_who_act() -> None:
    refused = a_case().refused("skift_handlekommune", kommune="Nabokommunen", dato="2026-02-03")
    assert refused == "ugyldig_dato"
