"""The engine as plain calls, on a register in memory and in simulated time, with ways out that can be shut."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from prefect import Flow

from casework.office import Office
from domain.errors import EffectError
from flows.story import tell
from persistence.documents import MemoryStore
from persistence.outbox import OutboxState
from persistence.register import Register
from persistence.tables import OutboxRow
from sagsgang.clockwork import Clock
from tasks.channels.memory import MemoryChannel, MemoryNotifier
from tasks.channels.port import Envelope, Receipt
from tasks.runtime import Runtime, use
from tests.persistence.house import KEYS, MONDAY, an_office


class Gate(MemoryChannel):
    """A way out that refuses with `reason` while it has one, and counts how often it was tried."""

    def __init__(self) -> None:
        super().__init__()
        self.reason: EffectError | None = None
        self.tried = 0

    def send(self, envelope: Envelope) -> Receipt:
        self.tried += 1
        if self.reason is not None:
            raise self.reason
        return super().send(envelope)


@dataclass
class Stage:
    """The house, its clock and its ways out."""

    runtime: Runtime
    clock: Clock
    gate: Gate
    store: MemoryStore
    notices: MemoryNotifier

    @property
    def office(self) -> Office:
        return self.runtime.office

    def run(self, story: Flow[..., Any], *arguments: Any) -> None:
        """The story has been told as a plain call."""
        asyncio.run(tell(story, *arguments))

    def letters(self) -> list[str]:
        """The slugs of what has left, in order."""
        return [envelope.slug for envelope in self.gate.sent]

    def rows(self, *states: OutboxState) -> list[OutboxRow]:
        """The outbox's rows in these states."""
        with self.office.register.read() as uow:
            return list(uow.outbox.in_state(states))

    def journal(self, after: int = 0) -> list[tuple[str, datetime]]:
        """What the engine has done since, and when each thing was due."""
        with self.office.register.read() as uow:
            entries = [
                entry
                for sag_id in uow.journal.sags_after(after)
                for entry in uow.journal.entries(sag_id, after)
                if entry.actor == "system"
            ]
        return [(entry.event, entry.due_at) for entry in sorted(entries, key=lambda entry: entry.id)]

    def newest(self) -> int:
        with self.office.register.read() as uow:
            return uow.journal.last_id()


@contextmanager
def a_stage() -> Iterator[Stage]:
    """It is Monday, nothing has happened yet, and the engine is this process."""
    register = Register("sqlite://", KEYS)
    register.create_tables()
    clock, gate, notices = Clock(MONDAY), Gate(), MemoryNotifier()
    store = MemoryStore(clock.read)
    runtime = Runtime(
        office=an_office(register),
        store=store,
        letters=gate,
        notices=notices,
        worker="proeve:1",
        link=lambda sagsnummer: f"/sager/{sagsnummer}",
        address_of=lambda _: None,
        now=clock.read,
        lease=timedelta(minutes=2),
    )
    with use(runtime):
        yield Stage(runtime, clock, gate, store, notices)
