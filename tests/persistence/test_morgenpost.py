"""The lines of the morning's post: each told once, and none left behind, however many put them in at the same time."""

from collections import Counter
from threading import Event

from casework.office import Office
from casework.staff import morgenpost
from casework.staff.morgenpost import KIND, Line
from persistence.outbox import OutboxState
from persistence.register import Register
from persistence.tables import Morgenpost
from tests.persistence.house import MONDAY, an_office, at_once

WRITERS, EACH = 4, 15


def tell_once(office: Office) -> list[int]:
    """Every message that is on the way has been told; gives the lines that were in them."""
    with office.register.read() as uow:
        waiting = [(row.id, row.payload["til"]) for row in uow.outbox.in_state([OutboxState.KLAR])]
    told: list[int] = []
    for row_id, til in waiting:
        post = morgenpost.post_for(office, til, MONDAY)
        line_ids = post.line_ids if post else ()
        told += line_ids
        morgenpost.mark_told(office, row_id, til, line_ids, MONDAY)
    return told


def test_every_line_is_told_once_while_others_are_being_put_in(register: Register) -> None:
    office, done = an_office(register), Event()
    told: list[int] = []

    def write(writer: int) -> None:
        for number in range(EACH):
            line = Line(f"proeve:{writer}:{number}", "paamind", "svarfrist", sagsnr="S-2026-00001")
            with register.write() as uow:
                morgenpost.put(uow, "leder1", line, MONDAY)

    def write_all() -> None:
        try:
            failed = [
                given for given in at_once(*(lambda nr=nr: write(nr) for nr in range(WRITERS))) if given
            ]
            assert failed == []
        finally:
            done.set()

    def tell() -> None:
        while not done.is_set():
            told.extend(tell_once(office))

    assert at_once(write_all, tell) == [None, None]
    told += tell_once(office)
    assert Counter(told) == dict.fromkeys(told, 1)
    with register.read() as uow:
        rows = uow.session.query(Morgenpost).all()
        assert len(rows) == len(told) == WRITERS * EACH
        assert all(row.sent_at == MONDAY for row in rows)
        assert [row.kind for row in uow.outbox.in_state([OutboxState.KLAR])] == []


def test_one_message_is_on_the_way_for_a_person_until_it_is_told(register: Register) -> None:
    office = an_office(register)
    for number in range(3):
        with register.write() as uow:
            morgenpost.put(uow, "leder1", Line(f"proeve:{number}", "paamind", "svarfrist"), MONDAY)
    with register.read() as uow:
        assert [row.key for row in uow.outbox.in_state([OutboxState.KLAR])] == [f"{KIND}:leder1:1"]
    assert tell_once(office) == [1, 2, 3]
    assert tell_once(office) == []
