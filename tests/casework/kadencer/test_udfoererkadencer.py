"""What is on for a whole udfører, and the cases that follow."""

from datetime import date

from persistence.tables import Kadence, Morgenpost, OutboxRow
from tests.builders import Desk, a_desk, decide, in_opfoelgning

HER_NO = "Borgeren siger nej tak."


def with_fit(**fields: object) -> Desk:
    desk = in_opfoelgning()
    desk.act("start_kadence", kadence="fit", **fields)
    return desk


def on(desk: Desk, forloeb: int = 1) -> list[str]:
    with desk.read() as uow:
        return [row.slug for row in uow.kadencer.running(desk.known[forloeb - 1])]


def turned_on_for_birken(desk: Desk) -> Desk:
    desk.act("start_kadence_for_udfoerer", udfoerer="birken", kadence="fit", interval="3 uger", by="leder1")
    return desk


def test_what_is_on_for_an_udfoerer_comes_to_the_cases_that_run_and_to_those_that_begin() -> None:
    running = turned_on_for_birken(in_opfoelgning())
    assert running.due("fit") == date(2026, 2, 23)
    assert [row.fra_udfoerer for row in running.all(Kadence)] == [True]
    beginning = turned_on_for_birken(a_desk())
    assert beginning.all(Kadence) == []
    assert on_after_start(beginning) == ["fit"]


def on_after_start(desk: Desk) -> list[str]:
    desk.act("modtag_henvendelse", borger={"navn": "Bo Prøvesen"}, ansoegt=["85"])
    desk.act("registrer_oenske", tekst="Jeg vil sove.")
    desk.act("luk_alle_punkter")
    for fase in ("sagsoplysning", "sagsvurdering"):
        desk.act("gaa_til", fase=fase)
    desk.act("gennemgaa_care")
    desk.act("saet_maal", maal="Jeg sover.", oenske=1)
    desk.act("gaa_til", fase="afgoerelse")
    decide(desk, "85", "bevilling")
    desk.act("gaa_til", fase="bestilling")
    desk.act("opret_bestilling", udfoerer="birken", paragraf="85", koordinator="sb1")
    desk.act("send_bestilling")
    desk.act("start_indsats")
    return on(desk)


def test_a_case_that_said_no_does_not_get_it_back_by_itself() -> None:
    desk = turned_on_for_birken(in_opfoelgning())
    desk.act("stop_kadence", kadence="fit", grund=HER_NO)
    desk.act("stop_kadence_for_udfoerer", udfoerer="birken", kadence="fit", by="leder1")
    turned_on_for_birken(desk)
    assert on(desk) == []
    desk.act("start_kadence", kadence="fit")
    assert on(desk) == ["fit"]


def test_what_a_case_turned_on_itself_stays_when_the_udfoerer_stops() -> None:
    desk = with_fit()
    turned_on_for_birken(desk)
    desk.act("stop_kadence_for_udfoerer", udfoerer="birken", kadence="fit", by="leder1")
    assert on(desk) == ["fit"]
    assert [row.fra_udfoerer for row in desk.all(Kadence)] == [False]


def test_what_an_udfoerer_has_is_journalled_in_the_house_and_done_by_the_engine_once() -> None:
    desk = in_opfoelgning()
    desk.engine("nede")
    turned_on_for_birken(desk)
    assert on(desk) == []
    desk.engine("oppe")
    desk.turn()
    assert on(desk) == ["fit"]
    asked = [row for row in desk.all(OutboxRow) if row.kind == "kadence"]
    assert [(row.state, row.payload) for row in asked] == [("faerdig", {"udfoererkadence": 1})]
    with desk.read() as uow:
        house = [(entry.event, entry.about, entry.actor) for entry in uow.journal.entries(None)]
        assert uow.journal.verify(None) is None
    assert house == [("udfoererkadence_startet", "fit", "leder1")]


def test_the_leaders_read_the_next_morning_that_a_whole_udfoerer_has_it_or_no_longer_has_it() -> None:
    desk = in_opfoelgning()
    desk.act("start_kadence_for_udfoerer", udfoerer="birken", kadence="fit")
    desk.act("stop_kadence_for_udfoerer", by="leder1", udfoerer="birken", kadence="fit")
    desk.wait(days=1)
    lines = [row for row in desk.all(Morgenpost) if row.art.startswith("udfoererkadence")]
    # Whoever did it needs no line.
    assert [(row.til, row.art, row.facts["antal"]) for row in lines] == [
        ("leder1", "udfoererkadence_til", "1")
    ]
    (notice,) = [
        note for note in desk.runtime.notices.told if ":leder1:" in note.key and note.kind == "morgenpost"
    ]  # type: ignore[attr-defined]  # the desk's notifier remembers
    assert "FIT-samtale er slået til hos Bostøtten Birken; sager, det gælder nu: 1" in notice.body


def test_what_was_stopped_before_the_engine_came_to_it_is_not_begun() -> None:
    desk = in_opfoelgning()
    desk.engine("nede")
    turned_on_for_birken(desk)
    desk.act("stop_kadence_for_udfoerer", udfoerer="birken", kadence="fit", by="leder1")
    desk.engine("oppe")
    assert (on(desk), desk.all(Kadence)) == ([], [])


def test_a_case_that_is_opened_again_gets_back_what_its_udfoerer_has() -> None:
    desk = turned_on_for_birken(in_opfoelgning())
    desk.act("start_kadence", kadence="sundhedstjek")
    desk.act("afslut_sag")
    desk.wait(days=3)
    desk.act("genaabn")
    assert on(desk) == ["fit"]
    assert desk.due("fit") == date(2026, 2, 26)
