"""Hours: the one duration that is counted from the minute."""

from datetime import date, datetime

import pytest

from domain.calendar import COPENHAGEN
from domain.deadlines import count, count_from, settle
from domain.rules import Art, DeadlineRule, Ejer, Moenster, parse_varighed
from tests.builders import calendars


@pytest.mark.parametrize(
    ("started", "hours", "due"),
    [
        (datetime(2026, 3, 2, 9, tzinfo=COPENHAGEN), 72, date(2026, 3, 5)),
        (datetime(2026, 3, 2, 0, 0, tzinfo=COPENHAGEN), 72, date(2026, 3, 5)),
        # Weekend and Easter do not stop the clock of GDPR art. 33.
        (datetime(2026, 4, 2, 16, tzinfo=COPENHAGEN), 72, date(2026, 4, 5)),
        # The night of 29 March is an hour short, so 72 hours from 00:30 end at 01:30 three days later.
        (datetime(2026, 3, 27, 0, 30, tzinfo=COPENHAGEN), 72, date(2026, 3, 30)),
        # The night of 25 October is an hour long: 72 hours from 00:30 end at 23:30 on the day before.
        (datetime(2026, 10, 24, 0, 30, tzinfo=COPENHAGEN), 72, date(2026, 10, 26)),
        (datetime(2026, 3, 2, 23, tzinfo=COPENHAGEN), 1, date(2026, 3, 3)),
    ],
)
def test_hours_run_from_the_minute_through_nights_and_weekends(
    started: datetime, hours: int, due: date
) -> None:
    varighed = parse_varighed(f"{hours} timer")
    assert count_from(varighed, started, Art.LOV, calendars()) == due
    assert count(varighed, started.date(), Art.LOV, calendars()) >= due


def test_what_the_law_gives_in_hours_is_never_moved_beyond_them() -> None:
    """Opdaget skærtorsdag kl. 16: de 72 timer ender påskesøndag, og ingen dag før den er åben."""
    rule = DeadlineRule(
        id="gdpr_brud", version="1", art=Art.LOV, hjemmel="x", start=Moenster("x"), ejer=Ejer.SAGSBEHANDLER
    )
    started = datetime(2026, 4, 2, 16, tzinfo=COPENHAGEN)
    counted = count_from(parse_varighed("72 timer"), started, rule.art, calendars())
    assert settle(rule, counted, started.date(), calendars()) == date(2026, 4, 5)
