"""Reminders: the clocks of udførere and sources."""

from datetime import datetime

from prefect import flow

from flows.story import coded
from flows.sweep import sweep
from tasks.sweeps import Kind


@flow(name="påmindelser", persist_result=False)
@coded
async def reminders(until: datetime | None = None) -> None:
    """Whoever owes the municipality an answer has been reminded, or somebody asked to step in."""
    await sweep(Kind.REMINDERS, until)
