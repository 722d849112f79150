"""What a date rests on, as values: nothing is claimed that does not lead to the date there is."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import COPENHAGEN, Calendars
from domain.deadlines import count_from, days_for, settle
from domain.forklaring import Fri, Fridag, Grundlag, Rykning, Slags, explain, free_day
from domain.rules import Art, DeadlineRule, Ejer, Enhed, Moenster, Varighed
from tests.builders import calendars

NINE = datetime(2026, 3, 30, 9, tzinfo=COPENHAGEN)


def rule(varighed: Varighed, *, art: Art = Art.LOKAL, ejer: Ejer = Ejer.SAGSBEHANDLER) -> DeadlineRule:
    return DeadlineRule(
        id="proeve",
        version="1",
        art=art,
        hjemmel="prøve",
        start=Moenster("henvendelse_modtaget"),
        ejer=ejer,
        varighed={"standard": varighed},
    )


def basis(of: DeadlineRule, started: datetime = NINE, days: Calendars | None = None) -> Grundlag:
    """The deadline as the clock of the rule sets it."""
    known = days or calendars()
    assert isinstance(of.varighed, dict)
    counted = count_from(of.varighed["standard"], started, of.art, days_for(of, known))
    due = settle(of, counted, started.date(), known)
    return Grundlag(of, started, counted, due, known)


@pytest.mark.parametrize(
    ("day", "fri", "navn"),
    [
        (date(2026, 4, 2), Fri.HELLIGDAG, "Skærtorsdag"),
        (date(2026, 4, 5), Fri.HELLIGDAG, "Påskedag"),  # a Sunday, and more than that
        (date(2026, 4, 4), Fri.WEEKEND, ""),
        (date(2026, 6, 5), Fri.SAERLIG, "Grundlovsdag"),
        (date(2026, 12, 26), Fri.HELLIGDAG, "Anden juledag"),
        (date(2023, 5, 5), Fri.HELLIGDAG, "Store bededag"),
    ],
)
def test_a_free_day_has_its_danish_name(day: date, fri: Fri, navn: str) -> None:
    assert free_day(day, calendars()) == Fridag(day, fri, navn)


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 4, 1), date(2026, 5, 15)])
def test_a_working_day_is_not_free(day: date) -> None:
    assert free_day(day, calendars()) is None


def test_the_names_are_no_part_of_what_the_calendars_are() -> None:
    bare = replace(calendars(), navne={})
    assert bare == calendars()
    assert hash(bare) == hash(calendars())


def test_calendars_that_were_kept_explain_the_day_as_those_of_then() -> None:
    closed = date(2026, 4, 1)
    then = replace(calendars(), version="da", lukkedage=frozenset({closed}), navne={closed: "Kursusdag"})
    again = Calendars.from_content("da", then.content, calendars().navne)
    assert again == then
    found = explain(
        basis(rule(Varighed(1, Enhed.ARBEJDSDAGE)), datetime(2026, 3, 31, 9, tzinfo=COPENHAGEN), again)
    )
    assert [day.navn for day in found.sprunget][:2] == ["Kursusdag", "Skærtorsdag"]


def test_days_of_other_calendars_are_not_named() -> None:
    counted = basis(rule(Varighed(3, Enhed.ARBEJDSDAGE)))
    elsewhere = replace(counted, counted_on=date(2026, 4, 13), due_on=date(2026, 4, 13), kept=False)
    found = explain(elsewhere)
    assert (found.slags, found.kalender_kendt, found.sprunget) == (Slags.REGNET, False, ())
    assert explain(replace(elsewhere, kept=True)).slags is Slags.FLYTTET
    assert explain(replace(elsewhere, flyttet=True)).slags is Slags.FLYTTET


def test_a_date_that_no_calendar_moves_there_says_no_more_than_that() -> None:
    counted = basis(rule(Varighed(14, Enhed.DAGE)))
    found = explain(replace(counted, due_on=date(2026, 4, 10)))
    assert (found.rykning, found.lukket) == (Rykning.UKENDT, ())


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(Enhed),
    st.integers(0, 90),
    st.sampled_from(Art),
    st.sampled_from(Ejer),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)),  # noqa: DTZ001 - made Danish below
)
def test_the_days_that_are_named_lead_from_the_start_to_the_date(
    enhed: Enhed, antal: int, art: Art, ejer: Ejer, local: datetime
) -> None:
    """Weekdays that are skipped and days that are counted make up the span; closed days fill the way of a move."""
    of = rule(Varighed(antal, enhed), art=art, ejer=ejer)
    started = local.replace(tzinfo=COPENHAGEN)
    grundlag = basis(of, started)
    found = explain(grundlag)
    assert (found.slags, found.forfald) == (Slags.REGNET, grundlag.due_on)
    assert found.rykning is not Rykning.UKENDT
    if enhed is Enhed.ARBEJDSDAGE:
        span = range(1, (found.regnet - grundlag.start).days + 1)
        weekdays = sum(1 for n in span if date.fromordinal(grundlag.start.toordinal() + n).weekday() < 5)
        assert weekdays == antal + len(found.sprunget)
    if found.rykning in {Rykning.TILBAGE, Rykning.FREM, Rykning.FREM_FOR_BORGER}:
        assert len(found.lukket) == abs((found.forfald - found.regnet).days)
        assert found.lukket[0].dag == found.regnet
    if found.rykning is None:
        assert found.regnet == found.forfald
