"""Bestilling: what the municipality does by itself when the phase starts."""

from prefect import flow

from flows.story import coded, named_after_entries
from tasks.bestilling import finish, lay_out_checklist
from tasks.effects import taken


@flow(name="bestilling", flow_run_name=named_after_entries, persist_result=False)
@coded
async def bestilling(entries: list[int]) -> None:
    """Help is about to be ordered: the checklist is laid out."""
    work = taken(entries)
    work = lay_out_checklist(work)
    finish(work)
