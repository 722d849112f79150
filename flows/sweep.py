"""What every sweep does: letters that count as received, then the steps that are due."""

from datetime import datetime

from prefect.context import FlowRunContext
from prefect.runtime import flow_run

from tasks.letters import receive_letters
from tasks.report import leave_table
from tasks.sweeps import Kind, climb_ladders, moment, rules_of


async def sweep(kind: Kind, until: datetime | None) -> None:
    """Everything due at or before `until` (now, when None) in the kind's rules is done."""
    due = until or _now_or_planned()
    receive_letters(due)
    climbed = climb_ladders(rules_of(kind), due)
    leave_table(kind.value, climbed, due)


def _now_or_planned() -> datetime:
    """Now, or the hour that the run was planned for: the runner starts it up to a second too early."""
    now = moment()
    return max(now, flow_run.scheduled_start_time) if FlowRunContext.get() else now
