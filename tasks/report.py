"""What a sweep leaves on the engine's page: ids and hours, never a word of any case."""

from datetime import datetime

from prefect.artifacts import create_table_artifact
from prefect.context import FlowRunContext

from tasks.runtime import current

SHOWN = 500


def leave_table(kind: str, climbed: list[int], until: datetime) -> None:
    """A table of the deadlines climbed stands on the flow run; outside one, and for an empty sweep, nothing does."""
    if FlowRunContext.get() is None or not climbed:
        return
    with current().office.register.read() as uow:
        rows = uow.deadlines.told_of(climbed[:SHOWN])
    table = [
        {"frist": row.id, "forløb": row.forloeb_id, "regel": row.rule_id, "trin": row.position}
        for row in rows
    ]
    create_table_artifact(
        table,
        key=f"fejning-{kind.replace('_', '-')}",
        description=f"{len(climbed)} · {until.isoformat()}",
    )
