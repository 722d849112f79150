"""Cadences: turned on by a case or an udfører, held, adjusted, missed, and over."""

from datetime import date

import pytest

from casework.perform import read_act
from config.deadlines import Source
from config.loader import load_rulebook
from domain.calendar import COPENHAGEN
from domain.errors import BadInput
from persistence.tables import Deadline, Kadence, KadenceGang, Opgave
from tests.builders import a_case, in_opfoelgning
from tests.casework.cadences_on import VISITS, on, states, with_fit

HER_NO = "Borgeren siger nej tak."


def test_nothing_runs_before_somebody_turns_it_on() -> None:
    desk = in_opfoelgning()
    cadences = {rule_id for rule_id, found in desk.office.rulebook.deadlines.items() if found[-1].kadence}
    assert len(cadences) == 13
    assert cadences & {clock.rule_id for clock in desk.all(Deadline)} == set()


def test_the_contact_person_is_reminded_first_and_then_the_sagsbehandler_every_four_weeks() -> None:
    desk = with_fit()
    desk.wait(days=100)
    told = [
        (line.felter["til"], line.felter["hvem"], line.tid.astimezone(COPENHAGEN).date())
        for line in desk.timeline("paamind", "fit")
    ]
    assert told == [
        ("udfoerer", "birken", date(2026, 2, 16)),
        ("udfoerer", "birken", date(2026, 2, 23)),
        ("sagsbehandler", "sb1", date(2026, 3, 2)),
        ("sagsbehandler", "sb1", date(2026, 3, 30)),
        ("sagsbehandler", "sb1", date(2026, 4, 27)),
    ]


def test_the_next_one_is_counted_from_the_day_it_was_held_and_not_from_its_date() -> None:
    desk = with_fit()
    desk.wait(days=18)
    desk.act("hold_kadence", kadence="fit", dato=date(2026, 2, 19), note="Vi talte om søvn.")
    assert states(desk, "fit") == ["overskredet", "aktiv"]
    assert desk.due("fit") == date(2026, 3, 5)
    assert [(row.dato, row.note) for row in desk.all(KadenceGang)] == [
        (date(2026, 2, 19), "Vi talte om søvn.")
    ]


def test_what_was_told_weeks_late_reminds_of_the_next_one_at_once() -> None:
    desk = with_fit()
    desk.wait(days=25)
    desk.act("hold_kadence", kadence="fit", dato=date(2026, 2, 10))
    assert desk.due("fit") == date(2026, 2, 24)
    assert states(desk, "fit") == ["overholdt", "aktiv"]
    assert desk.told("paamind", "fit")[-1] == "2026-02-27"


def test_the_citizens_no_ends_it_and_nobody_is_reminded_any_more() -> None:
    desk = with_fit()
    desk.wait(days=3)
    desk.act("stop_kadence", kadence="fit", grund=HER_NO)
    desk.wait(days=60)
    assert (states(desk, "fit"), on(desk)) == (["bortfaldet"], [])
    assert desk.timeline("paamind", "fit") == []
    assert [(row.stoppet_ved, row.grund) for row in desk.all(Kadence)] == [("person", HER_NO)]
    assert desk.timeline("kadence", "fit")[-1].felter == {"tilstand": "stoppet", "udfoerer": "birken"}


def test_a_case_can_have_its_own_interval_and_first_date() -> None:
    desk = with_fit(interval="3 uger", foerste=date(2026, 2, 9))
    assert desk.due("fit") == date(2026, 2, 9)
    desk.wait(days=7)
    desk.act("hold_kadence", kadence="fit")
    assert desk.due("fit") == date(2026, 3, 2)


def test_a_new_interval_counts_from_the_last_time_and_is_never_due_before_today() -> None:
    desk = with_fit()
    desk.wait(days=10)
    desk.act("juster_kadence", kadence="fit", interval="1 uger")
    assert desk.due("fit") == date(2026, 2, 12)
    assert states(desk, "fit") == ["afloest", "aktiv"]
    desk.act("juster_kadence", kadence="fit", naeste=date(2026, 2, 20))
    assert desk.due("fit") == date(2026, 2, 20)


def test_a_date_by_the_case_is_agreed_on_and_one_by_the_rule_follows_the_rule() -> None:
    desk = with_fit()
    assert not desk.clock_of("fit").aftalt
    desk.act("juster_kadence", kadence="fit", interval="1 uger")
    assert desk.clock_of("fit").aftalt


def test_an_ors_that_is_written_down_is_a_talk_that_was_held() -> None:
    desk = with_fit()
    desk.wait(days=14)
    desk.act("registrer_maaling", instrument="ors", vaerdi=[4.0, 5.0, 6.0, 5.0])
    desk.act("registrer_maaling", instrument="ors", vaerdi=[4.0, 5.0, 6.0, 5.5])
    desk.act("registrer_maaling", instrument="brief_inspire_o", vaerdi=[1, 2, 3, 2, 1])
    assert [row.dato for row in desk.all(KadenceGang)] == [date(2026, 2, 16)]
    assert states(desk, "fit") == ["overholdt", "aktiv"]


def test_a_meeting_in_a_case_without_the_cadence_starts_none() -> None:
    desk = in_opfoelgning()
    desk.act("afhold_moede", art="netvaerksmoede")
    desk.act("registrer_maaling", instrument="ors", vaerdi=[4.0, 5.0, 6.0, 5.0])
    assert (desk.all(Kadence), desk.clocks("netvaerksmoede"), desk.clocks("fit")) == ([], [], [])


def test_a_network_meeting_needs_no_udfoerer() -> None:
    desk = a_case()
    desk.act("start_kadence", kadence="netvaerksmoede", interval="1 maaneder")
    assert desk.due("netvaerksmoede") == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "fields", "grund"),
    [
        ("start_kadence", {"kadence": "fit"}, "findes_allerede"),
        ("start_kadence", {"kadence": "hver_dag"}, "ukendt"),
        ("start_kadence", {"kadence": "arbejdsplan"}, "ukendt"),
        ("start_kadence", {"kadence": "svarfrist"}, "ukendt"),
        ("start_kadence", {"kadence": "teammoede", "udfoerer": "egen"}, "ukendt"),
        ("start_kadence", {"kadence": "teammoede", "foerste": date(2026, 2, 1)}, "ugyldig_dato"),
        ("start_kadence", {"kadence": "teammoede", "foerste": date(2999, 2, 1)}, "ugyldig_dato"),
        ("hold_kadence", {"kadence": "teammoede"}, "ukendt"),
        ("hold_kadence", {"kadence": "sundhedsplan"}, "ukendt"),
        ("hold_kadence", {"kadence": "aaben_dialog_aar"}, "ukendt"),
        ("hold_kadence", {"kadence": "fit", "dato": date(2026, 2, 3)}, "ugyldig_dato"),
        ("hold_kadence", {"kadence": "fit", "dato": date(2026, 2, 1)}, "ugyldig_dato"),
        ("hold_kadence", {"kadence": "fit", "udfoerer": "egen"}, "ukendt"),
        ("juster_kadence", {"kadence": "fit", "naeste": date(2026, 2, 1)}, "ugyldig_dato"),
        ("juster_kadence", {"kadence": "teammoede", "interval": "14 dage"}, "ukendt"),
        ("stop_kadence", {"kadence": "teammoede", "grund": "Nej."}, "ukendt"),
        ("start_kadence_for_udfoerer", {"udfoerer": "ingen", "kadence": "fit"}, "ukendt"),
        ("start_kadence_for_udfoerer", {"udfoerer": "birken", "kadence": "arbejdsplan"}, "ukendt"),
        ("stop_kadence_for_udfoerer", {"udfoerer": "birken", "kadence": "fit"}, "ukendt"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    name: str, fields: dict[str, object], grund: str
) -> None:
    assert with_fit().refused(name, **fields) == grund


def test_the_same_day_is_held_once() -> None:
    desk = with_fit()
    desk.act("hold_kadence", kadence="fit")
    assert desk.refused("hold_kadence", kadence="fit") == "findes_allerede"


def test_without_running_help_the_udfoerer_must_be_named() -> None:
    desk = a_case()
    assert desk.refused("start_kadence", kadence="fit") == "ukendt"
    assert desk.refused("start_kadence", kadence="fit", udfoerer="birken") == "ukendt"


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        ("hver anden uge", "er ikke en varighed"),
        ("0 dage", "mindst en dag"),
        ("48 timer", "mindst en dag"),
    ],
)
def test_an_interval_that_is_none_is_told_in_danish(interval: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_act("start_kadence", {"kadence": "fit", "interval": interval})


def test_an_adjustment_that_changes_nothing_is_told_in_danish() -> None:
    with pytest.raises(BadInput, match="nyt mellemrum eller en ny dato"):
        read_act("juster_kadence", {"kadence": "fit"})


def test_two_udfoerere_keep_their_own() -> None:
    desk = with_fit()
    desk.act("hold_opfoelgning", udfald="juster", uden_status="Mere hjælp.")
    desk.act("gaa_til", fase="afgoerelse")
    desk.act("gaa_til", fase="bestilling")
    desk.act("opret_bestilling", udfoerer="egen", paragraf="85", koordinator="sb1")
    desk.act("send_bestilling")
    desk.act("start_indsats", udfoerer="egen")
    assert desk.refused("start_kadence", kadence="teammoede") == "ukendt"
    desk.act("start_kadence", kadence="fit", udfoerer="egen", interval="3 uger")
    assert desk.refused("hold_kadence", kadence="fit") == "ukendt"
    desk.wait(days=1)
    desk.act("hold_kadence", kadence="fit", udfoerer="egen")
    due = {clock.refs["udfoerer"]: clock.due_on for clock in desk.clocks("fit") if clock.state == "aktiv"}
    assert due == {"birken": date(2026, 2, 16), "egen": date(2026, 2, 24)}


def test_a_municipalitys_own_number_and_a_teams_own_hold() -> None:
    rules = {
        "fit": {"varighed": "21 dage", "saerlige": [{"team": "voksen", "varighed": "4 uger"}]},
        VISITS: {"kadence": {"antal": 2}},
    }
    desk = in_opfoelgning()
    object.__setattr__(
        desk.runtime.office, "rulebook", load_rulebook(local=None, overrides=[Source("proeve", rules)])
    )
    desk.act("start_kadence", kadence="fit")
    desk.act("start_kadence", kadence=VISITS)
    assert desk.due("fit") == date(2026, 3, 2)
    assert {row.slug: row.antal for row in desk.all(Kadence)} == {"fit": None, VISITS: 2}


def test_every_running_cadence_has_a_next_moment_however_long_it_is_missed() -> None:
    desk = in_opfoelgning()
    for slug in ("fit", "teammoede", "aaben_dialog", "sundhedstjek", VISITS, "udfoererdialog"):
        desk.act("start_kadence", kadence=slug)
    desk.act("start_kadence", kadence="netvaerksmoede")
    desk.wait(days=500)
    cadences = {rule_id for rule_id, found in desk.office.rulebook.deadlines.items() if found[-1].kadence}
    asleep = [
        clock.rule_id
        for clock in desk.all(Deadline)
        if clock.rule_id in cadences and clock.state == "aktiv" and clock.next_at is None
    ]
    assert asleep == []
    assert {line.noegle for line in desk.timeline("eskaler")} >= {"sundhedstjek", "udfoererdialog"}


def test_a_cadence_gives_nobody_a_task() -> None:
    desk = with_fit()
    desk.wait(days=90)
    assert "fit" not in {task.slug for task in desk.all(Opgave)}


@pytest.mark.parametrize(
    ("written", "kept"),
    [("3 måneder", "3 maaneder"), ("1 uge", "1 uger"), (" 1 måned ", "1 maaneder"), ("14 dage", "14 dage")],
)
def test_an_interval_is_written_as_people_write(written: str, kept: str) -> None:
    act = read_act("start_kadence", {"kadence": "fit", "interval": written})
    assert act.model_dump()["interval"] == kept


def test_a_case_can_go_back_to_the_rules_own_interval() -> None:
    desk = with_fit()
    by_the_rule = desk.due("fit")
    desk.act("juster_kadence", kadence="fit", interval="1 uger")
    desk.act("juster_kadence", kadence="fit", som_reglen=True)
    assert desk.all(Kadence)[0].interval is None
    assert desk.due("fit") == by_the_rule
    assert not desk.clock_of("fit").aftalt
