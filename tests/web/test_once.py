"""A form that comes twice: the second waits for the first, and both come to the same end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import NoReturn

import pytest

from domain.errors import ActRefused
from tests.web.conftest import House
from web.once import Once, StillRunning

LIMIT = 30


def held_by(go_on: Event, begun: Event, end: Callable[[], str]) -> Callable[[], str]:
    """An act that has begun, and ends when it may."""

    def act() -> str:
        begun.set()
        assert go_on.wait(LIMIT)
        return end()

    return act


def refused() -> str:
    raise ActRefused("G1")


def test_the_second_press_gets_what_the_first_gave_once_it_is_through() -> None:
    once, begun, go_on = Once(LIMIT), Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once.do, "t", "x", held_by(go_on, begun, lambda: "S-1"))
        assert begun.wait(LIMIT)
        second = pool.submit(once.do, "t", "x", refused)
        assert not second.done()
        go_on.set()
        assert (first.result(LIMIT), second.result(LIMIT)) == ("S-1", "S-1")


def test_the_second_press_is_refused_where_the_first_was_and_the_form_may_be_sent_again() -> None:
    once, begun, go_on = Once(LIMIT), Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once.do, "t", "x", held_by(go_on, begun, refused))
        assert begun.wait(LIMIT)
        # Waiting, or begun anew after the first: neither may say that it is done.
        second = pool.submit(once.do, "t", "x", refused)
        go_on.set()
        assert isinstance(first.exception(LIMIT), ActRefused)
        assert isinstance(second.exception(LIMIT), ActRefused)
    assert once.do("t", "x", lambda: "S-1") == "S-1"


def test_nobody_is_told_that_it_is_done_while_it_still_runs() -> None:
    once, begun, go_on = Once(patience=0), Event(), Event()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(once.do, "t", "x", held_by(go_on, begun, lambda: "S-1"))
        assert begun.wait(LIMIT)
        with pytest.raises(StillRunning):
            once.do("t", "x", lambda: "S-2")
        go_on.set()
        assert first.result(LIMIT) == "S-1"
    assert once.do("t", "x", lambda: "S-2") == "S-1"


def test_a_form_without_a_mark_and_one_that_says_otherwise_are_forms_of_their_own() -> None:
    once, done = Once(), []
    for token, content in (("", "x"), ("", "x"), ("t", "x"), ("t", "y"), ("u", "x"), ("t", "x")):
        once.do(token, content, lambda: done.append(1))
    assert len(done) == 5


class Slow(Once):
    """One where somebody else was always first and has not ended."""

    def do(self, token: str, content: str, act: Callable[[], object]) -> NoReturn:
        raise StillRunning


def test_a_form_that_still_runs_says_so_without_another_form_to_send(house: House) -> None:
    number = house.receive()
    client = house.client()
    desk = client.app.state.desk  # type: ignore[attr-defined]  # the client hides whose app it is
    client.app.state.desk = replace(desk, once=Slow())  # type: ignore[attr-defined]  # see above
    answer = client.post(f"/sager/{number}/kontakt", data={"notat": "Ringet."})
    assert answer.status_code == 503
    assert "modtaget, men ikke færdig endnu" in answer.text
    assert "_engang" not in answer.text
