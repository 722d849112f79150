"""Two engines on one register: whatever they do in between each other, each step of a ladder is done once."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.deadlines.ladder import climb
from casework.office import Office
from domain.errors import Conflict, Retryable
from domain.events import Event
from persistence.migrate import migrate
from persistence.register import Register
from persistence.tables import Deadline
from tests.persistence.conftest import ON_BOTH, database
from tests.persistence.house import KEYS, MONDAY, an_office, at_once, henvend

LATER = MONDAY + timedelta(weeks=9)
STEPS = {Event.PAAMINDET, Event.ESKALERET}


@pytest.fixture(params=ON_BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'register.sqlite3'}"
        return
    with database(request.getfixturevalue("postgres_url")) as own:
        yield own


@contextmanager
def engines(url: str) -> Iterator[tuple[Office, Office]]:
    """Two processes' view of one register in which three citizens wait."""
    migrate(url)
    one = an_office(Register(url, KEYS))
    # Keys of its own: two processes never give two letters the same one.
    numbers = count(1)
    other = Office(Register(url, KEYS), one.rulebook, lambda: f"b{next(numbers):031x}")
    for days in range(3):
        henvend(one, MONDAY + timedelta(days=days), navn=f"Anna Prøvesen {days}")
    try:
        yield one, other
    finally:
        one.register.close()
        other.register.close()


def due(office: Office) -> list[int]:
    with office.register.read() as uow:
        return list(uow.deadlines.due(LATER, None, 500))


def climbed(office: Office, deadline_id: int) -> bool:
    """True where something was done; False also where the other engine was at it."""
    try:
        return climb(office, deadline_id, until=LATER, now=LATER)
    except (Conflict, Retryable):
        return False


def sweep(office: Office) -> int:
    """How many times a ladder was climbed until nothing was due any more."""
    times = 0
    while found := [deadline_id for deadline_id in due(office) if climbed(office, deadline_id)]:
        times += len(found)
    return times


def told(office: Office) -> Counter[tuple[int | None, str, str | None, str | None, datetime]]:
    """How often each step stands in the journals."""
    with office.register.read() as uow:
        entries = [entry for sag in uow.journal.sags_after(0) for entry in uow.journal.entries(sag)]
        assert [uow.journal.verify(sag) for sag in uow.journal.sags_after(0)] == [None, None, None]
    return Counter(
        (entry.forloeb_id, entry.event, entry.about, entry.detail.get("til"), entry.due_at)
        for entry in entries
        if entry.event in STEPS
    )


def alone(url_of: Callable[[], str]) -> Counter[tuple[int | None, str, str | None, str | None, datetime]]:
    with engines(url_of()) as (one, _):
        sweep(one)
        return told(one)


def test_two_at_the_same_moment_do_each_step_once(url: str) -> None:
    with engines(url) as (one, other):
        times = at_once(lambda: sweep(one), lambda: sweep(other))
        assert all(isinstance(found, int) for found in times), times
        sweep(one)
        assert due(one) == []
        assert set(told(one).values()) == {1}
        with one.register.read() as uow:
            for clock in uow.session.scalars(select(Deadline)):
                assert len(clock.done) == len(set(clock.done))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=60))
def test_any_order_of_two_engines_ends_as_one_engine_alone_would(
    order: list[tuple[bool, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    def fresh() -> str:
        return f"sqlite:///{tmp_path_factory.mktemp('motor') / 'register.sqlite3'}"

    with engines(fresh()) as pair:
        seen_before = due(pair[0])
        for which, place in order:
            climbed(pair[which], seen_before[place % len(seen_before)])
        sweep(pair[0])
        assert told(pair[1]) == alone(fresh)
