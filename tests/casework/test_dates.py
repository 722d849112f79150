"""Dates that nobody can have meant are refused, and nothing is begun with them."""

from datetime import date
from typing import Any

import pytest

from config.deadlines import Source
from config.loader import load_rulebook
from tests.builders import a_case, a_desk, in_sagsoplysning, ordered


@pytest.mark.parametrize("til_dato", [date(2090, 1, 1), date(9999, 12, 31), date(2025, 1, 1)])
def test_a_samtykke_that_ends_outside_the_calendar_or_in_the_past_is_refused(til_dato: date) -> None:
    desk = in_sagsoplysning("85")
    assert (
        desk.refused("giv_samtykke", fra="egen læge", oplysninger="helbred", til_dato=til_dato)
        == "ugyldig_dato"
    )


def test_a_promise_of_an_answer_in_another_lifetime_is_refused_before_the_letter_leaves() -> None:
    desk = a_case("85")
    desk.wait(days=50)
    assert (
        desk.refused("godkend_brev", brev="forlaenget_svarfrist", ny_dato=date(2090, 1, 1)) == "ugyldig_dato"
    )
    assert desk.letters("forlaenget_svarfrist") == ["kladde"]


@pytest.mark.parametrize("naeste", ["600 maaneder", date(2020, 1, 1)])
def test_the_next_follow_up_lies_ahead_and_within_the_calendar(naeste: Any) -> None:
    desk = ordered("85")
    desk.act("start_indsats")
    fields = {"udfald": "fortsaet", "uden_status": "Aftalt.", "naeste": naeste}
    assert desk.refused("hold_opfoelgning", **fields) == "ugyldig_dato"


def test_a_samtykke_lasts_as_long_as_the_municipalitys_rule_says() -> None:
    rules = load_rulebook(local=None, overrides=[Source("egne", {"samtykke": {"varighed": "1 maaneder"}})])
    desk = a_desk(rules)
    desk.act("modtag_henvendelse", borger={"navn": "Bo Testmand", "cpr": "7203790003"}, ansoegt=["85"])
    desk.act("giv_samtykke", fra="egen læge", oplysninger="helbred")
    desk.wait(days=40)
    assert desk.refused("indhent", fra="egen læge", oplysninger="helbred") == "G3"


def test_nobody_stands_in_for_themselves_or_for_a_day_gone_by() -> None:
    desk = a_case("85")
    away = {"medarbejder": "sb1", "til": date(2026, 3, 1)}
    assert desk.refused("fravaer", **away, stedfortraeder="sb1") == "ugyldig_vaerdi"
    assert (
        desk.refused("fravaer", **{**away, "til": date(2025, 1, 1)}, stedfortraeder="sb2") == "ugyldig_dato"
    )


def test_where_all_stand_in_for_each_other_the_next_level_is_told() -> None:
    desk = a_case("85")
    for who, instead in (("sb1", "sb2"), ("sb2", "sb1")):
        desk.act("fravaer", medarbejder=who, til=date(2026, 12, 1), stedfortraeder=instead)
    desk.wait(days=14)
    assert {line.felter["hvem"] for line in desk.timeline("paamind", "foerste_samtale")} == {"leder1"}
