"""The night's round: what was left behind is tidied away, and what is wrong is seen before morning."""

from prefect import flow

from domain.errors import Final
from flows.story import coded
from tasks.nightly import (
    look_at_calendars,
    look_at_letters,
    sweep_orphans,
    take_stock,
    verify_journals,
    wake_sleeping,
)
from tasks.report import leave_status


@flow(name="nattekørsel", persist_result=False)
@coded
async def nightly() -> None:
    """The journals hold, no document is without a case, and the numbers of what stands still are on the run."""
    broken = verify_journals()
    swept = sweep_orphans()
    wake_sleeping()
    look_at_calendars()
    look_at_letters()
    leave_status(broken, swept, take_stock())
    if broken:
        raise Final("journal_brudt")
