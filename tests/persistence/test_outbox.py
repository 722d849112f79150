"""The outbox: put in once, given to one worker at a time, oldest due first, and never lost with its worker."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from domain.errors import Retryable
from persistence.outbox import OutboxState
from persistence.register import Register
from persistence.tables import OutboxRow
from tests.persistence.house import KEYS, MONDAY, at_once

LEASE = timedelta(minutes=2)
MINUTE = timedelta(minutes=1)
ROWS, WORKERS = 200, 4


def put(register: Register, key: str, due_at: datetime = MONDAY, ready_at: datetime = MONDAY) -> None:
    with register.write() as uow:
        uow.outbox.put("send", key, {"dokument": 1}, forloeb_id=None, due_at=due_at, ready_at=ready_at)


def claim(register: Register, worker: str, now: datetime = MONDAY, limit: int = 10) -> list[str]:
    with register.write() as uow:
        return [row.key for row in uow.outbox.claim(worker, now, now, LEASE, limit)]


def test_the_same_key_is_put_in_once(register: Register) -> None:
    put(register, "send:1")
    with register.write() as uow:
        for _ in range(2):
            uow.outbox.put("send", "send:1", {"dokument": 9}, forloeb_id=7, due_at=MONDAY, ready_at=MONDAY)
    with register.read() as uow:
        (row,) = uow.outbox.in_state([OutboxState.KLAR])
        assert (row.payload, row.forloeb_id) == ({"dokument": 1}, None)


def test_the_same_key_put_in_by_all_at_once_is_put_in_once(register: Register) -> None:
    assert at_once(*(lambda: put(register, "send:1") for _ in range(8))) == [None] * 8
    with register.read() as uow:
        assert uow.outbox.counts() == {"klar": 1}


def test_a_row_that_is_done_is_not_put_in_again(register: Register) -> None:
    put(register, "send:1")
    with register.write() as uow:
        uow.outbox.done(1, MONDAY)
    put(register, "send:1")
    assert claim(register, "a") == []


def test_each_row_is_given_to_one_worker(register: Register) -> None:
    with register.write() as uow:
        for number in range(ROWS):
            uow.outbox.put("send", f"send:{number}", {}, forloeb_id=None, due_at=MONDAY, ready_at=MONDAY)

    def drain(worker: str) -> list[str]:
        mine: list[str] = []
        while batch := claim(register, worker, limit=7):
            mine += batch
        return mine

    got = at_once(*(lambda worker=f"arbejder{n}": drain(worker) for n in range(WORKERS)))
    taken = Counter(key for keys in got if isinstance(keys, list) for key in keys)
    assert [result for result in got if isinstance(result, Exception)] == []
    assert taken == Counter({f"send:{number}": 1 for number in range(ROWS)})
    with register.read() as uow:
        assert {row.attempts for row in uow.outbox.in_state([OutboxState.TAGET])} == {1}


@pytest.mark.postgres
def test_a_worker_does_not_wait_for_the_rows_of_another(postgres: Register) -> None:
    """With a lock wait of a thousandth of a second, waiting would raise."""
    for number in range(4):
        put(postgres, f"send:{number}")
    hurried = Register(postgres.url, KEYS, lock_wait_ms=1)
    with postgres.write() as first:
        mine = [row.key for row in first.outbox.claim("a", MONDAY, MONDAY, LEASE, 2)]
        try:
            others = claim(hurried, "b")
        except Retryable:
            others = ["ventede"]
    hurried.close()
    assert (mine, others) == (["send:0", "send:1"], ["send:2", "send:3"])


def test_a_dead_workers_row_is_taken_again_after_its_lease_and_not_before(register: Register) -> None:
    put(register, "send:1")
    assert claim(register, "a") == ["send:1"]
    assert claim(register, "b", MONDAY + LEASE - MINUTE) == []
    assert claim(register, "b", MONDAY + LEASE) == []
    assert claim(register, "b", MONDAY + LEASE + MINUTE) == ["send:1"]
    with register.read() as uow:
        row = uow.session.get_one(OutboxRow, 1)
        assert (row.claimed_by, row.attempts) == ("b", 2)


def test_the_longest_overdue_comes_first_whenever_it_was_put_in(register: Register) -> None:
    for key, minutes in (("c", 3), ("a", 1), ("d", 3), ("b", 2)):
        put(register, key, due_at=MONDAY + minutes * MINUTE)
    assert claim(register, "a", MONDAY + 3 * MINUTE, limit=3) == ["a", "b", "c"]
    assert claim(register, "a", MONDAY + 3 * MINUTE) == ["d"]


def test_what_is_not_due_or_not_ready_stays(register: Register) -> None:
    put(register, "forfalder senere", due_at=MONDAY + MINUTE)
    put(register, "prøves senere", ready_at=MONDAY + MINUTE)
    assert claim(register, "a") == []
    assert sorted(claim(register, "a", MONDAY + MINUTE)) == ["forfalder senere", "prøves senere"]


def test_what_failed_for_now_is_tried_again_at_its_time(register: Register) -> None:
    put(register, "send:1")
    claim(register, "a")
    with register.write() as uow:
        uow.outbox.again(1, MONDAY + MINUTE, "kanal_nede")
    assert claim(register, "a") == []
    assert claim(register, "a", MONDAY + MINUTE) == ["send:1"]


@pytest.mark.parametrize("done", [True, False])
def test_what_is_done_or_failed_for_good_is_not_tried_again(register: Register, done: bool) -> None:
    put(register, "send:1")
    claim(register, "a")
    with register.write() as uow:
        _ = uow.outbox.done(1, MONDAY) if done else uow.outbox.failed(1, "modtager_doed")
    assert claim(register, "a", MONDAY + 100 * LEASE) == []


@pytest.mark.parametrize("queue", [50, 1_000])
def test_a_claim_reads_as_many_rows_as_it_takes(queue: int, sqlite: Register) -> None:
    """Neither what was done nor what still waits behind makes it slower."""
    with sqlite.write() as uow:
        for number in range(queue):
            due_at = MONDAY - number * MINUTE
            uow.outbox.put("send", f"send:{number}", {}, forloeb_id=None, due_at=due_at, ready_at=MONDAY)
        uow.session.execute(text(f"UPDATE outbox SET state = 'faerdig' WHERE id > {queue} / 2"))
        asked: list[str] = []
        driver: Any = uow.session.connection().connection.driver_connection
        driver.set_trace_callback(asked.append)
        claimed = [row.key for row in uow.outbox.claim("a", MONDAY, MONDAY, LEASE, 3)]
        driver.set_trace_callback(None)
        plans = [str(driver.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()) for query in asked]
    assert claimed == [f"send:{queue // 2 - number}" for number in (1, 2, 3)]
    assert len(plans) == 2
    for plan in plans:
        assert "SEARCH outbox USING INDEX ix_outbox_state_due_at_id (state=? AND due_at<?)" in plan
        assert "TEMP B-TREE" not in plan
