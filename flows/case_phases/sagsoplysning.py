"""Sagsoplysning: what the municipality does by itself when the phase starts."""

from prefect import flow

from flows.story import coded, named_after_entries
from tasks.effects import taken
from tasks.sagsoplysning import draft_samtykke, finish, lay_out_checklist


@flow(name="sagsoplysning", flow_run_name=named_after_entries, persist_result=False)
@coded
async def sagsoplysning(entries: list[int]) -> None:
    """The case is being informed: the checklist is laid out, and the letter about samtykke is ready."""
    work = taken(entries)
    work = lay_out_checklist(work)
    work = draft_samtykke(work)
    finish(work)
