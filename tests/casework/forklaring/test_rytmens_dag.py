"""Why a cadence is due that day where the case has an interval or a day of its own: told as it was agreed."""

from datetime import date

from casework.forklaring.forklaring import Forklarer
from config.display import load_display
from domain.calendar import local_date
from tests.builders import Desk
from tests.casework.cadences_on import with_fit

# The cadence is turned on Monday 2 February 2026.


def sentences(desk: Desk, rule_id: str = "fit") -> list[str]:
    """Why each clock of the rule is due that day, the oldest first."""
    with desk.read() as uow:
        row = uow.cases.read(desk.known[0])
        explains = Forklarer(desk.office, load_display(), uow, row, local_date(desk.now))
        return [explains.explain(clock).saetning for clock in explains.clocks if clock.rule_id == rule_id]


def test_the_cases_own_interval_is_named_with_the_day_it_is_counted_from() -> None:
    desk = with_fit(interval="3 uger")
    assert (
        "sagen har sit eget mellemrum på 3 uger, regnet fra mandag den 2. februar 2026 ("
        in (sentences(desk)[-1])
    )


def test_an_interval_put_in_order_later_is_counted_from_the_last_time_and_says_so() -> None:
    desk = with_fit()
    desk.wait(days=7)
    desk.act("hold_kadence", kadence="fit")
    desk.wait(days=4)
    desk.act("juster_kadence", kadence="fit", interval="4 uger")
    assert desk.due("fit") == date(2026, 3, 9)
    assert "mellemrum på 4 uger, regnet fra mandag den 9. februar 2026 (" in sentences(desk)[-1]


def test_an_interval_that_had_passed_when_it_was_agreed_says_so() -> None:
    desk = with_fit()
    desk.wait(days=10)
    desk.act("juster_kadence", kadence="fit", interval="1 uger")
    assert desk.due("fit") == date(2026, 2, 12)
    assert (
        "sagens eget mellemrum på 1 uge, regnet fra mandag den 2. februar 2026, var gået, da det blev aftalt"
        in sentences(desk)[-1]
    )


def test_a_day_that_was_agreed_says_when() -> None:
    desk = with_fit(foerste=date(2026, 2, 20))
    assert "fordi den dag blev aftalt i sagen mandag den 2. februar 2026 (" in sentences(desk)[-1]
    desk.wait(days=1)
    desk.act("juster_kadence", kadence="fit", naeste=date(2026, 2, 27))
    assert "fordi den dag blev aftalt i sagen tirsdag den 3. februar 2026 (" in sentences(desk)[-1]


def test_nothing_false_is_said_of_what_another_interval_once_gave() -> None:
    desk = with_fit(interval="3 uger")
    desk.act("juster_kadence", kadence="fit", interval="5 uger")
    first, second = sentences(desk)
    assert "fordi sagen dengang havde sin egen dag eller sit eget mellemrum (" in first
    assert "mellemrum på 5 uger, regnet fra mandag den 2. februar 2026 (" in second


def test_so_many_a_year_names_the_number_of_the_rule_and_the_first_of_them() -> None:
    desk = with_fit()
    desk.act("start_kadence", kadence="aaben_dialog")
    for _ in range(3):
        desk.wait(days=28)
        desk.act("hold_kadence", kadence="aaben_dialog")
    assert (
        "der skal være mindst 3 gange på 12 måneder, regnet fra mandag den 2. marts 2026, den første af de 3 seneste"
        in sentences(desk, "aaben_dialog_aar")[-1]
    )
