"""The morning's post: one message for each person, what hurts most on top, each line once."""

from datetime import date, datetime, timedelta

import pytest

from casework.staff import morgenpost
from casework.staff.morgenpost import Line
from domain.calendar import COPENHAGEN
from domain.errors import Final
from persistence.outbox import OutboxState
from persistence.tables import Morgenpost, OutboxRow
from tasks.channels.notification import Notification
from tasks.morning_words import body_of, title_of
from tests.builders import MONDAY, Desk, a_case, a_desk, in_opfoelgning, rulebook

SEVEN = datetime(2026, 2, 16, 7, tzinfo=COPENHAGEN)
TODAY = SEVEN.date()


def told(desk: Desk, til: str) -> list[Notification]:
    """The morning's messages to the person."""
    every: tuple[Notification, ...] = desk.runtime.notices.told  # type: ignore[attr-defined]  # the desk's notifier remembers
    return [notice for notice in every if notice.key.startswith(f"morgenpost:{til}:")]


def put(desk: Desk, til: str, *lines: Line) -> None:
    with desk.office.register.write() as uow:
        for line in lines:
            morgenpost.put(uow, til, line, desk.now)


def a_line(nr: int, art: str = "paamind", *, lov: bool = False, forfald: date | None = TODAY) -> Line:
    return Line(f"proeve:{nr}", art, "svarfrist", sagsnr=f"S-2026-{nr:05d}", lov=lov, forfald=forfald)


def test_one_morning_is_one_message_to_each_person_however_many_cases() -> None:
    desk = a_case("")
    for nr in range(5):
        a_case("", desk=desk, navn=f"Prøve {nr}", cpr=f"65018500{10 + nr}")
    desk.wait_until(SEVEN)
    by_day = [(notice.key.split(":")[1], notice.title) for notice in told(desk, "leder1")]
    assert by_day == [("leder1", "Sagsgang: 6 ting venter på dig")]
    assert len(told(desk, "sb1")) == len(set(desk.told("paamind", "foerste_samtale")) | {"2026-02-16"})
    assert len(desk.timeline("eskaler", "foerste_samtale")) == 6


def test_the_message_says_kind_and_case_and_the_way_there_and_nothing_else() -> None:
    desk = a_case("")
    desk.wait_until(SEVEN)
    (notice,) = told(desk, "leder1")
    assert notice.sagsnr == ""
    assert notice.body.splitlines() == [
        "Kommunens egne frister, der nærmer sig eller er i dag:",
        "- Sag S-2026-00001: løftet til dig",
        "  /sager/S-2026-00001",
        "",
        "/sager/",
    ]


def test_what_happens_at_the_event_itself_is_told_at_once() -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", borger={"navn": "Anna Prøvesen"}, akut=True)
    arts = {row.payload["art"] for row in desk.all(OutboxRow) if row.kind == "besked"}
    assert arts == {"ny_sag", "paamind"}
    desk.act("omfordel", til="sb2")
    assert "omfordelt" in {row.payload["art"] for row in desk.all(OutboxRow) if row.kind == "besked"}
    assert desk.all(Morgenpost) == []


def test_an_udfoerer_has_one_message_a_morning_too() -> None:
    desk = in_opfoelgning(opfoelgning="2026-04-01")
    desk.wait(days=60)
    mornings = [notice.key for notice in told(desk, "birken")]
    assert mornings
    assert len(mornings) == len(set(mornings))
    days = {line.tid.date() for line in desk.timeline() if line.felter.get("hvem") == "birken"}
    assert len(mornings) == len(days)


def test_what_hurts_most_stands_on_top() -> None:
    late, later, coming = date(2026, 2, 2), date(2026, 2, 9), date(2026, 3, 2)
    in_order = [
        a_line(1, "eskaler", lov=True, forfald=late),
        a_line(2, "eskaler", lov=True, forfald=later),
        a_line(3, "opgave", lov=True, forfald=late),
        a_line(4, "paamind", lov=True, forfald=late),
        a_line(5, "paamind", lov=True, forfald=coming),
        a_line(6, "eskaler", forfald=late),
        a_line(7, "paamind", forfald=late),
        a_line(8, "eskaler", forfald=coming),
        a_line(9, "ny_sag", forfald=None),
    ]
    desk = a_desk(at=SEVEN)
    put(desk, "leder1", *reversed(in_order))
    post = morgenpost.post_for(desk.office, "leder1", desk.now)
    assert post is not None
    assert [line.sagsnr for line in post.lines] == [line.sagsnr for line in in_order]
    assert [line.gruppe for line in post.lines] == [
        *["lov_sen"] * 4, "lov_kommer", *["lokal_sen"] * 2, "lokal_kommer", "andet",
    ]  # fmt: skip


def test_a_long_message_ends_with_how_much_more_there_is() -> None:
    desk = a_desk(at=SEVEN)
    put(desk, "leder1", *(a_line(nr) for nr in range(1, 71)))
    desk.turn()
    (notice,) = told(desk, "leder1")
    assert notice.title == "Sagsgang: 70 ting venter på dig"
    assert notice.body.count("påmindelse") == 50
    assert notice.body.splitlines()[-2:] == ["Og 20 mere. Se dem alle her:", "/sager/"]


def test_the_same_thing_put_in_again_is_told_once() -> None:
    desk = a_desk(at=SEVEN)
    for _ in range(2):
        put(desk, "leder1", a_line(1))
        desk.turn()
    assert len(told(desk, "leder1")) == len(desk.all(Morgenpost)) == 1


def test_what_is_put_in_while_the_message_leaves_is_told_in_the_next_one() -> None:
    desk = a_desk(at=SEVEN)
    put(desk, "leder1", a_line(1))
    post = morgenpost.post_for(desk.office, "leder1", desk.now)
    assert post is not None
    put(desk, "leder1", a_line(2))
    (row,) = desk.all(OutboxRow)
    morgenpost.mark_told(desk.office, row.id, "leder1", post.line_ids, desk.now)
    desk.turn()
    (notice,) = told(desk, "leder1")
    assert "S-2026-00002" in notice.body
    assert "S-2026-00001" not in notice.body
    assert [line.sent_at is not None for line in desk.all(Morgenpost)] == [True, True]


def test_a_message_that_cannot_arrive_is_shown_told_of_and_tried_again_with_the_next_mornings() -> None:
    desk = a_desk(at=SEVEN, sb1="sagsbehandler", leder1="leder", drift1="administrator")
    closed = {"leder1"}
    notices = desk.runtime.notices
    real = notices.send

    def send(notification: Notification) -> None:
        if notification.key.split(":")[1] in closed:
            raise Final("notifikation_adresse")
        real(notification)

    notices.send = send  # type: ignore[method-assign]  # a way out that is shut
    put(desk, "leder1", a_line(1))
    desk.turn()
    with desk.read() as uow:
        assert [row.error for row in uow.outbox.in_state([OutboxState.FEJLET])] == ["notifikation_adresse"]
    (warned,) = told(desk, "drift1")
    assert "Beskeder til leder1 når ikke frem" in warned.body
    closed.clear()
    desk.clock[0] += timedelta(days=1)
    put(desk, "leder1", a_line(2))
    desk.turn()
    (notice,) = told(desk, "leder1")
    assert {"S-2026-00001", "S-2026-00002"} <= set(notice.body.replace(":", " ").split())
    with desk.read() as uow:
        assert uow.outbox.in_state([OutboxState.FEJLET]) == []


@pytest.mark.parametrize("days", [1, 21])
def test_after_downtime_everybody_has_one_message(days: int) -> None:
    desk = a_case()
    desk.wait(days=1)
    desk.engine("nede")
    a_case(desk=desk, navn="Bo Prøvesen", cpr="6501850003")
    desk.wait(days=days)
    before = len(desk.runtime.notices.told)  # type: ignore[attr-defined]  # the desk's notifier remembers
    desk.engine("oppe")
    new = desk.runtime.notices.told[before:]  # type: ignore[attr-defined]  # the desk's notifier remembers
    people = [notice.key.split(":")[1] for notice in new]
    assert people
    assert len(people) == len(set(people))
    assert {notice.kind for notice in new} == {"morgenpost"}


@pytest.mark.parametrize("days_before", [1, 4])
def test_a_line_from_an_earlier_day_does_not_send_the_message_off_ahead_of_this_mornings(
    days_before: int,
) -> None:
    desk = a_case("")
    desk.engine("nede")
    desk.wait_until(SEVEN - timedelta(days=days_before))
    with desk.office.register.write() as uow:
        # Put in for this very morning, or left over from one whose message did not arrive.
        ready = SEVEN if days_before == 1 else desk.now
        morgenpost.put(uow, "leder1", a_line(1), desk.now, ready)
    desk.wait_until(SEVEN)
    assert morgenpost.must_wait(desk.office, "leder1", desk.now) is (days_before == 1)
    put(desk, "leder1", a_line(2))
    assert morgenpost.must_wait(desk.office, "leder1", desk.now)
    desk.wait_until(SEVEN + timedelta(minutes=30))
    assert not morgenpost.must_wait(desk.office, "leder1", desk.now)


def test_every_kind_of_line_and_group_has_its_words() -> None:
    words = rulebook().notice_words
    facts = {"rolle": "leder", "team": "voksen", "hvem": "sb1", "dag": "2. marts 2026"}
    facts |= {"kadence": "FIT-samtale", "udfoerer": "birken", "antal": "3"}
    arts = (
        "eskaler",
        "opgave",
        "paamind",
        "ny_sag",
        "omfordelt",
        "udskudt",
        "haandteret",
        "ikke_besat",
        "ikke_leveret",
        "udfoererkadence_til",
        "udfoererkadence_fra",
    )
    desk = a_desk(at=SEVEN)
    lines = [
        Line(f"proeve:{art}:{lov}:{day}", art, "om", sagsnr="S-2026-00001", lov=lov, forfald=day, facts=facts)
        for art in arts
        for lov in (True, False)
        for day in (MONDAY.date(), SEVEN.date(), None)
    ]
    put(desk, "leder1", *lines)
    post = morgenpost.post_for(desk.office, "leder1", desk.now)
    assert post is not None
    assert post.antal == len(lines)
    body = body_of(post, words, lambda number: f"/sager/{number}")
    assert "{" not in body + title_of(post, words)
