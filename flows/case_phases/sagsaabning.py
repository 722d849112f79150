"""Sagsåbning: what the municipality does by itself when the phase starts."""

from prefect import flow

from flows.story import coded, named_after_entries
from tasks.effects import taken
from tasks.sagsaabning import finish, lay_out_checklist, tell_sagsbehandler


@flow(name="sagsåbning", flow_run_name=named_after_entries, persist_result=False)
@coded
async def sagsaabning(entries: list[int]) -> None:
    """A henvendelse has become a case: the checklist is laid out and its sagsbehandler is told."""
    work = taken(entries)
    work = lay_out_checklist(work)
    work = tell_sagsbehandler(work)
    finish(work)
