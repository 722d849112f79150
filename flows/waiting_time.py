"""Waiting time: the clocks on which a citizen waits for the municipality."""

from datetime import datetime

from prefect import flow

from flows.story import coded
from flows.sweep import sweep
from tasks.sweeps import Kind


@flow(name="ventetid", persist_result=False)
@coded
async def waiting_time(until: datetime | None = None) -> None:
    """Every step due in svarfrist, tavshed, fase_tid and the like is done: nobody waits unseen."""
    await sweep(Kind.WAITING_TIME, until)
