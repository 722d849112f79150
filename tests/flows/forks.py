"""The same register twice: what happens to one of them is not known to the other."""

from dataclasses import replace
from itertools import count

from casework.office import Office
from persistence.register import Register
from tasks.channels.memory import MemoryChannel, MemoryNotifier
from tests.builders import Desk


def fork(desk: Desk) -> Desk:
    """Another desk at the same moment, on a copy of the register in memory."""
    office = desk.office
    copy = Register("sqlite://", office.register.keys)
    with office.register.engine.connect() as ours, copy.engine.connect() as theirs:
        source, target = ours.connection.driver_connection, theirs.connection.driver_connection
        assert source is not None
        source.backup(target)
    numbers, clock = count(1), [desk.now]
    runtime = replace(
        desk.runtime,
        office=Office(copy, office.rulebook, lambda: f"f{next(numbers):031x}"),
        letters=MemoryChannel(),
        notices=MemoryNotifier(),
        now=lambda: clock[0],
    )
    return Desk(runtime, clock, known=list(desk.known))
