"""Sagsvurdering: what the municipality does by itself when the phase starts."""

from prefect import flow

from flows.story import coded, named_after_entries
from tasks.effects import taken
from tasks.sagsvurdering import drop_old_drafts, finish, lay_out_checklist


@flow(name="sagsvurdering", flow_run_name=named_after_entries, persist_result=False)
@coded
async def sagsvurdering(entries: list[int]) -> None:
    """The case is being assessed: the checklist is laid out, and old drafts are out of the way."""
    work = taken(entries)
    work = lay_out_checklist(work)
    work = drop_old_drafts(work)
    finish(work)
