"""Catching up: after downtime everything overdue is handled once, in the order of who waited longest."""

from prefect import flow

from flows.outbox import outbox
from flows.story import coded, tell
from flows.sweep import sweep
from tasks.receipts import read_receipts
from tasks.sweeps import Kind, next_due


@flow(name="indhentning", persist_result=False)
@coded
async def catch_up() -> None:
    """Nothing is overdue any more: effects and steps were taken hour by hour, the longest waiting first."""
    read_receipts()
    passed = None
    while (due := next_due(passed)) is not None:
        await sweep(Kind.ALL, due)
        await tell(outbox, due)
        if next_due(passed) == due:
            # Something of that hour could not be taken; it must not hold up what came after it.
            passed = due
