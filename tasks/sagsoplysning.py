"""Sagsoplysning, as steps: the checklist, and the samtykke that asking others needs."""

from casework.drafts import draft
from casework.forloeb import OpenForloeb
from domain.rules import Rolle
from persistence.tables import Samtykke
from tasks.effects import Effect
from tasks.phase_entries import finish, for_each_forloeb, lay_out_checklist
from tasks.step import step

__all__ = ["draft_samtykke", "finish", "lay_out_checklist"]


@step("gør samtykket klar")
def draft_samtykke(entries: list[Effect]) -> list[Effect]:
    """Where the citizen has given no samtykke yet, the letter that asks for it waits for approval."""
    return for_each_forloeb(entries, _draft)


def _draft(forloeb: OpenForloeb) -> None:
    if not forloeb.uow.of_sag(Samtykke, forloeb.sag.id):
        draft(forloeb, "samtykke", Rolle.BORGER, {})
