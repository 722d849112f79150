"""Simulated time: it jumps from what is due to what is due, so that months pass in seconds."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from tasks.sweeps import next_future

# What cannot be taken is tried so often before time goes on without it.
_TURNS = 3


@dataclass
class Clock:
    """Simulated time, which moves only when somebody moves it."""

    now: datetime

    def read(self) -> datetime:
        return self.now


async def run_to(clock: Clock, until: datetime, turn: Callable[[], Awaitable[None]]) -> None:
    """It is `until`, and the engine had its turn on every hour on the way at which something was due."""
    before, turns = None, 0
    while (due := next_future()) is not None and due <= until:
        turns = turns + 1 if due == before else 1
        if turns > _TURNS:
            break
        clock.now, before = max(due, clock.now), due
        await turn()
    clock.now = until
