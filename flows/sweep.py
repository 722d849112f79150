"""What every sweep does: letters that count as received, then the steps that are due."""

from datetime import datetime

from tasks.letters import receive_letters
from tasks.report import leave_table
from tasks.sweeps import Kind, climb_ladders, moment, rules_of


async def sweep(kind: Kind, until: datetime | None) -> None:
    """Everything due at or before `until` (now, when None) in the kind's rules is done."""
    due = until or moment()
    receive_letters(due)
    climbed = climb_ladders(rules_of(kind), due)
    leave_table(kind.value, climbed, due)
