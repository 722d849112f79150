"""Afgørelse: what the municipality does by itself when the phase starts."""

from prefect import flow

from flows.story import coded, named_after_entries
from tasks.afgoerelse import finish, lay_out_checklist
from tasks.effects import taken


@flow(name="afgørelse", flow_run_name=named_after_entries, persist_result=False)
@coded
async def afgoerelse(entries: list[int]) -> None:
    """The case is about to be decided: the checklist is laid out."""
    work = taken(entries)
    work = lay_out_checklist(work)
    finish(work)
