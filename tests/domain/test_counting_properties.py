"""What holds of every deadline, whatever the day and the rule."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.calendar import COPENHAGEN, Calendars, local_date
from domain.deadlines import add_months, count, schedule, settle
from domain.rules import Anker, Art, DeadlineRule, Ejer, Enhed, Goer, Moenster, Naar, Rolle, Trin, Varighed
from tests.builders import calendars

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
SPANS = st.builds(Varighed, st.integers(0, 90), st.sampled_from(Enhed))
STEPS = st.one_of(
    st.builds(lambda share: Naar(Anker.PROCENT, share, tekst=f"{share} %"), st.integers(0, 200)),
    st.builds(
        lambda offset, enhed: Naar(Anker.FORFALD, offset, enhed, f"{offset} {enhed}"),
        st.integers(-40, 40),
        st.sampled_from([Enhed.DAGE, Enhed.ARBEJDSDAGE]),
    ),
    st.just(Naar(Anker.START, tekst="start")),
)


@st.composite
def rules(draw: st.DrawFn) -> DeadlineRule:
    return DeadlineRule(
        id="proeve",
        version="1",
        art=draw(st.sampled_from(Art)),
        hjemmel="prøve",
        start=Moenster("henvendelse_modtaget"),
        ejer=draw(st.sampled_from(Ejer)),
        tidligst=draw(st.booleans()),
        stige=tuple(
            Trin(naar, Goer.PAAMIND, Rolle.SAGSBEHANDLER, straks_hvis_sen=draw(st.booleans()))
            for naar in draw(st.lists(STEPS, max_size=5))
        ),
    )


@given(rules(), SPANS, DAYS)
def test_no_deadline_is_due_before_its_start(rule: DeadlineRule, span: Varighed, start: date) -> None:
    counted = count(span, start, rule.art, calendars())
    assert counted >= start
    assert settle(rule, counted, start, calendars()) >= start


@given(SPANS, DAYS, st.sets(DAYS, max_size=4))
def test_one_more_holiday_never_makes_a_citizens_frist_shorter(
    span: Varighed, start: date, more: set[date]
) -> None:
    rule = DeadlineRule(
        id="klage", version="1", art=Art.LOV, hjemmel="x", start=Moenster("x"), ejer=Ejer.BORGER
    )

    def ends(known: Calendars) -> date:
        return settle(rule, count(span, start, rule.art, known), start, known)

    richer = replace(calendars(), helligdage=calendars().helligdage | more)
    assert ends(richer) >= ends(calendars())


@given(rules(), SPANS, DAYS, st.times())
def test_the_ladder_is_in_order_on_opening_days_and_never_before_the_start(
    rule: DeadlineRule, span: Varighed, start: date, hour: time
) -> None:
    known = calendars()
    started = datetime.combine(start, hour.replace(fold=0), COPENHAGEN)
    counted = count(span, start, rule.art, known)
    due = settle(rule, counted, start, known)
    steps = schedule(rule, started, counted, due, known)
    assert [(step.at, step.index) for step in steps] == sorted((step.at, step.index) for step in steps)
    for step in steps:
        assert local_date(step.at) >= start
        if step.trin is not None and step.at != started:
            assert known.is_opening_day(local_date(step.at))
            assert step.at.astimezone(COPENHAGEN).time() == time(7)


@given(rules(), SPANS, DAYS)
def test_a_share_within_the_span_never_comes_after_the_due_date(
    rule: DeadlineRule, span: Varighed, start: date
) -> None:
    known = calendars()
    counted = count(span, start, rule.art, known)
    due = settle(rule, counted, start, known)
    assume(due >= counted)
    for step in schedule(rule, datetime.combine(start, time(6), COPENHAGEN), counted, due, known):
        if step.trin is not None and step.trin.naar.anker is Anker.PROCENT and step.trin.naar.antal <= 100:
            assert local_date(step.at) <= due


@given(DAYS, st.integers(0, 48))
def test_months_keep_the_day_or_take_the_months_last(start: date, months: int) -> None:
    there = add_months(start, months)
    assert (there.year * 12 + there.month) - (start.year * 12 + start.month) == months
    assert there.day == start.day or (there + timedelta(days=1)).day == 1


@given(DAYS, st.integers(0, 24), st.integers(0, 24))
def test_more_months_are_never_earlier(start: date, one: int, more: int) -> None:
    assert add_months(start, one + more) >= add_months(start, one)
