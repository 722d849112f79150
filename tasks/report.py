"""What a sweep leaves on the engine's page: ids and hours, never a word of any case."""

from datetime import datetime

from prefect.artifacts import create_table_artifact
from prefect.context import FlowRunContext

from casework.nightly import BrokenChain, Standstill
from tasks.runtime import current

SHOWN = 500


def leave_table(kind: str, climbed: list[int], until: datetime) -> None:
    """A table of the deadlines climbed stands on the flow run; outside one, and for an empty sweep, nothing does."""
    if FlowRunContext.get() is None or not climbed:
        return
    with current().office.register.read() as uow:
        rows = uow.deadlines.told_of(climbed[:SHOWN])
    table = [
        {"frist": row.id, "forløb": row.forloeb_id, "regel": row.rule_id, "trin": len(row.done)}
        for row in rows
    ]
    create_table_artifact(
        table,
        key=f"fejning-{kind.replace('_', '-')}",
        description=f"{len(climbed)} · {until.isoformat()}",
        _sync=True,  # type: ignore[call-arg]  # Prefect's own switch; without it an async flow gets a coroutine that nobody awaits
    )


def leave_status(broken: list[BrokenChain], swept: int, stock: Standstill) -> None:
    """A table of the night's numbers stands on the flow run; outside one, nothing does."""
    if FlowRunContext.get() is None:
        return
    rows: list[dict[str, str | int]] = [
        {"hvad": state, "antal": count} for state, count in stock.effects.items()
    ]
    rows += [
        {"hvad": "trin over et døgn for sent", "antal": stock.overdue_steps},
        {"hvad": "dokumenter fjernet", "antal": swept},
        {"hvad": "brudte journaler", "antal": len(broken)},
    ]
    rows += [
        {"hvad": "brudt journal, sag og nr.", "antal": f"{chain.sag_id}: {chain.nr}"} for chain in broken
    ]
    create_table_artifact(rows, key="nat", _sync=True)  # type: ignore[call-arg]  # as above
