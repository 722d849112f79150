"""Follow-ups: the clocks of help that runs."""

from datetime import datetime

from prefect import flow

from flows.story import coded
from flows.sweep import sweep
from tasks.sweeps import Kind


@flow(name="opfølgninger", persist_result=False)
@coded
async def followups(until: datetime | None = None) -> None:
    """Status is asked for, the citizen is called, and help that ends by law is looked at in time."""
    await sweep(Kind.FOLLOWUPS, until)
