"""Sagsvurdering, as steps: the checklist, and a desk cleared of what nobody needs any more."""

from casework.drafts import drop_drafts
from casework.forloeb import OpenForloeb
from tasks.effects import Effect
from tasks.phase_entries import finish, for_each_forloeb, lay_out_checklist
from tasks.step import step

__all__ = ["drop_old_drafts", "finish", "lay_out_checklist"]


@step("ryd gamle kladder op")
def drop_old_drafts(entries: list[Effect]) -> list[Effect]:
    """A samtykke that was never sent is no longer in the way."""
    return for_each_forloeb(entries, _drop)


def _drop(forloeb: OpenForloeb) -> None:
    drop_drafts(forloeb, "samtykke")
