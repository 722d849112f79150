"""The forecast of a live register: what falls due in cases that were opened through the acts."""

from datetime import date, timedelta

from casework.deadlines.prognose import forecast
from casework.views.prognose_page import Words, prognose_page
from config.display import load_display
from domain.deadlines import Tilstand
from domain.prognose import Grundlag, Linje
from persistence.tables import Deadline
from tests.builders import Desk, a_case, a_desk, rulebook


def line(desk: Desk, rule_id: str, weeks: int = 8) -> Linje:
    (found,) = [row for row in forecast(desk.office, desk.now, weeks).linjer if row.rule_id == rule_id]
    return found


def ended(desk: Desk, rule_id: str, state: Tilstand, count: int, ago: timedelta) -> None:
    """So many deadlines of the rule have ended like that."""
    with desk.office.register.write() as uow:
        for _ in range(count):
            uow.add(
                Deadline(
                    forloeb_id=desk.known[0],
                    rule_id=rule_id,
                    rule_version="1",
                    calendar_version="1",
                    refs={},
                    started_at=desk.now - timedelta(days=400),
                    start_event="henvendelse_modtaget",
                    counted_on=date(2025, 12, 1),
                    due_on=date(2025, 12, 1),
                    state=state.value,
                    ended_at=desk.now - ago,
                )
            )


def test_a_case_shows_its_deadlines_in_the_weeks_they_fall_due() -> None:
    desk = a_case()
    talk = line(desk, "foerste_samtale")
    # Monday 2 February and ten working days.
    assert desk.due("foerste_samtale") == date(2026, 2, 16)
    assert talk.uger == (0, 0, 1, 0, 0, 0, 0, 0)
    assert line(desk, "svarfrist", 9).uger == (0, 0, 0, 0, 0, 0, 0, 0, 1)


def test_what_is_past_its_date_stands_apart_and_in_no_week() -> None:
    desk = a_case()
    desk.wait(days=21)
    talk = line(desk, "foerste_samtale")
    assert (talk.overskredet, talk.antal) == (1, 0)


def test_the_pace_looks_half_a_year_back_and_no_further() -> None:
    desk = a_case()
    ended(desk, "svarfrist", Tilstand.OVERSKREDET, 5, timedelta(weeks=25))
    ended(desk, "svarfrist", Tilstand.OVERHOLDT, 15, timedelta(days=1))
    ended(desk, "svarfrist", Tilstand.OVERSKREDET, 80, timedelta(weeks=27))
    found = line(desk, "svarfrist", 9)
    assert (found.tempo.andel, found.tempo.grundlag, found.tempo.antal) == (0.25, Grundlag.TEAM, 20)
    assert found.sene is not None
    assert sum(found.sene) == 0.25


def test_what_lies_past_its_date_and_is_never_ended_is_part_of_the_pace() -> None:
    desk = a_case()
    ended(desk, "svarfrist", Tilstand.OVERHOLDT, 9, timedelta(days=1))
    ended(desk, "svarfrist", Tilstand.AKTIV, 3, timedelta())
    found = line(desk, "svarfrist", 9)
    assert (found.overskredet, found.tempo.antal, found.tempo.andel) == (3, 12, 0.25)


def test_one_teams_forecast_rests_on_the_same_as_its_part_of_the_whole() -> None:
    desk = a_case()
    ended(desk, "svarfrist", Tilstand.AKTIV, 12, timedelta())
    team = forecast(desk.office, desk.now, team="voksen").linjer
    assert team == forecast(desk.office, desk.now).linjer
    assert forecast(desk.office, desk.now, team="andre").linjer == ()


def test_what_was_replaced_or_fell_away_says_nothing_of_the_pace() -> None:
    desk = a_case()
    for state in (Tilstand.AFLOEST, Tilstand.BORTFALDET, Tilstand.UDLOEBET):
        ended(desk, "svarfrist", state, 20, timedelta(days=1))
    assert line(desk, "svarfrist", 9).tempo.grundlag is Grundlag.FOR_LIDT


def test_the_acts_own_endings_make_the_pace() -> None:
    desk = a_case()
    for _ in range(2):
        a_case(desk=desk, cpr=None)
    # The receipt ends when it is sent, at once.
    with desk.read() as uow:
        states = [row.state for row in uow.session.query(Deadline) if row.rule_id == "kvittering"]
    assert states == [Tilstand.OVERHOLDT] * 3


def test_a_citizens_own_frist_is_nobodys_to_miss() -> None:
    desk = a_case()
    desk.act("partshoer", oplysning="Lægens skøn.")
    desk.act("godkend_brev", brev="partshoering")
    found = line(desk, "partshoering")
    assert (found.tempo.grundlag, found.antal) == (Grundlag.INGENS, 1)


def test_the_words_of_the_picture_tell_what_the_table_does() -> None:
    desk = a_case()
    ended(desk, "foerste_samtale", Tilstand.OVERSKREDET, 10, timedelta(days=1))
    page = prognose_page(
        forecast(desk.office, desk.now), rulebook().prognose, Words(load_display(), {"voksen": "Voksne"})
    )
    assert page.figur is not None
    assert page.figur.columns == ("Voksne",)
    assert page.figur.rows[0].name == "Alle frister"
    for row in page.linjer:
        if row.frist is not None and row.overskredet is not None:
            assert f"Voksne, {row.frist}: {row.antal} forfalder" in page.figur.alt
    for head, cell in zip(page.uger, page.i_alt.uger, strict=True):
        assert f"Uge {head.nummer}: {cell.antal}, heraf {cell.sene or 0} for sent." in page.figur.alt
    assert page.i_alt.uger[2].sene == "1"
    shown = {row.name: row for row in page.figur.rows}
    assert shown["Første samtale"].bars[0][2].dark == 1.0


def test_a_register_without_cases_has_no_picture() -> None:
    desk = a_desk()
    page = prognose_page(forecast(desk.office, desk.now), rulebook().prognose, Words(load_display(), {}))
    assert (page.figur, page.linjer) == (None, ())
