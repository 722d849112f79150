"""Sagsåbning, as steps: who is told, and what is laid out."""

from casework.forloeb import OpenForloeb
from casework.staff import notices
from tasks.effects import Effect
from tasks.phase_entries import finish, for_each_forloeb, lay_out_checklist
from tasks.step import step

__all__ = ["finish", "lay_out_checklist", "tell_sagsbehandler"]


@step("sig det til sagsbehandleren")
def tell_sagsbehandler(entries: list[Effect]) -> list[Effect]:
    """The sagsbehandler of each new case has a notice on the way."""
    return for_each_forloeb(entries, _tell)


def _tell(forloeb: OpenForloeb) -> None:
    notices.notify(forloeb, forloeb.sag.sagsbehandler_id, "ny_sag", "sag", key=f"ny_sag:{forloeb.id}")
