"""Opfølgning: what the municipality does by itself when the phase starts."""

from prefect import flow

from flows.story import coded, named_after_entries
from tasks.effects import taken
from tasks.opfoelgning import finish, lay_out_checklist


@flow(name="opfølgning", flow_run_name=named_after_entries, persist_result=False)
@coded
async def opfoelgning(entries: list[int]) -> None:
    """Help is running: the checklist is laid out; the ladders ask for status and call to the follow-up."""
    work = taken(entries)
    work = lay_out_checklist(work)
    finish(work)
