"""Asking a gate: the pure rule decides, a leader's leave lifts what is not the law's."""

from collections.abc import Sequence

from casework.forloeb import OpenForloeb
from domain.gates import Stop, refuse_first
from persistence.tables import PortTilsidesaettelse


def ask(forloeb: OpenForloeb, found: Sequence[Stop]) -> None:
    """Return where the gates are open; a leader's leave that opened one is used up. Raises ActRefused."""
    if not found:
        return
    refuse_first(stop for stop in found if stop.lovbundet or _leave(forloeb, stop.port) is None)
    for port in sorted({stop.port for stop in found}):
        leave = _leave(forloeb, port)
        assert leave is not None
        leave.brugt = forloeb.now


def _leave(forloeb: OpenForloeb, port: str) -> PortTilsidesaettelse | None:
    return forloeb.uow.cases.override(forloeb.id, port)
