"""The municipality's own rules that are off until it turns them on, and what they do then."""

from datetime import date
from functools import cache
from typing import Any

from config.deadlines import Source
from config.loader import load_rulebook
from domain.rulebook import Rulebook
from tests.builders import Desk, a_case, a_desk, decide, decided, in_opfoelgning

ON = date(2026, 1, 1)
RULES = ("vejen_videre", "nedtrapning", "p82_opfoelgning", "opstartsmoede")


@cache
def turned_on() -> Rulebook:
    own: dict[str, Any] = {rule_id: {"gyldig_fra": ON} for rule_id in RULES}
    return load_rulebook(local=None, overrides=[Source("egne", own)])


def in_afgoerelse_with_them(paragraf: str) -> Desk:
    desk = a_case(paragraf, desk=a_desk(turned_on()))
    desk.act("registrer_oenske", tekst="Ro.")
    desk.act("luk_alle_punkter")
    for fase in ("sagsoplysning", "sagsvurdering"):
        desk.act("gaa_til", fase=fase)
    desk.act("gennemgaa_care")
    desk.act("saet_maal", maal="Ro.", oenske=1)
    desk.act("gaa_til", fase="afgoerelse")
    return desk


def with_help(paragraf: str) -> Desk:
    desk = decide(in_afgoerelse_with_them(paragraf), paragraf, "bevilling")
    desk.act("gaa_til", fase="bestilling")
    desk.act("opret_bestilling", udfoerer="birken", paragraf=paragraf, koordinator="sb1")
    desk.act("send_bestilling")
    desk.act("start_indsats")
    return desk


def cut(desk: Desk, paragraf: str, udfald: str = "nedsaettelse") -> Desk:
    desk.act("hold_opfoelgning", udfald="juster", uden_status="Ikke nødvendig.")
    desk.act("gaa_til", fase="afgoerelse")
    return decide(desk, paragraf, udfald)


def test_none_of_them_starts_by_itself() -> None:
    desk = cut(in_opfoelgning("82 b"), "82 b")
    assert [rule_id for rule_id in RULES if desk.clocks(rule_id)] == []
    assert desk.refused("kontakt_efter_nedtrapning", note="Det går.") == "ukendt"
    assert decided("85", "afslag").clocks("vejen_videre") == []


def test_the_citizen_is_asked_four_and_twelve_weeks_after_the_day_it_took_effect() -> None:
    desk = cut(with_help("85"), "85")
    assert desk.due("nedtrapning").isoformat() == "2026-03-02"
    desk.wait(days=30)
    assert desk.told("opgave", "ring_efter_nedtrapning") == ["2026-03-02"]
    desk.act("kontakt_efter_nedtrapning", note="Det går.")
    assert desk.due("nedtrapning").isoformat() == "2026-04-27"
    assert "opgave_lukket" in desk.events()
    desk.act("kontakt_efter_nedtrapning", note="Det går stadig.")
    assert [clock.state for clock in desk.clocks("nedtrapning")] == ["overskredet", "overholdt"]
    assert desk.refused("kontakt_efter_nedtrapning", note="En gang til.") == "ukendt"


def test_under_96_the_weeks_count_from_when_the_notice_is_over() -> None:
    desk = cut(with_help("96"), "96")
    # Varslet er 14 uger fra 2. februar: 11. maj. Fire uger efter er 8. juni.
    assert desk.due("nedtrapning").isoformat() == "2026-06-08"


def test_a_refusal_is_talked_over_within_ten_working_days() -> None:
    desk = decide(in_afgoerelse_with_them("85"), "85", "afslag")
    assert desk.due("vejen_videre").isoformat() == "2026-02-16"
    desk.act("registrer_kontakt", med=["egen læge"])
    assert desk.clock_of("vejen_videre").state == "aktiv"
    desk.act("registrer_kontakt")
    assert desk.clock_of("vejen_videre").state == "overholdt"


def test_help_under_82_b_is_followed_up_after_six_weeks_and_met_over_after_two() -> None:
    desk = with_help("82 b")
    assert desk.due("p82_opfoelgning").isoformat() == "2026-03-16"
    assert desk.due("opstartsmoede").isoformat() == "2026-02-16"
    desk.act("afhold_moede", art="faelles_moede")
    desk.act("hold_opfoelgning", udfald="fortsaet", uden_status="Ikke nødvendig.")
    assert desk.clock_of("opstartsmoede").state == desk.clock_of("p82_opfoelgning").state == "overholdt"


def test_help_under_85_is_not_followed_up_by_the_rule_for_82() -> None:
    assert with_help("85").clocks("p82_opfoelgning") == []
