"""What a gate answers: nothing, or the reasons why it stays shut."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.errors import ActRefused


@dataclass(frozen=True)
class Stop:
    """One reason a gate stays shut; a leader can lift it unless the law demands it."""

    port: str
    key: str
    lovbundet: bool = True


def stops(*found: Stop | None) -> tuple[Stop, ...]:
    """Those that apply, in the order given."""
    return tuple(stop for stop in found if stop is not None)


def refuse_first(found: Iterable[Stop]) -> None:
    """Return where nothing stops; raise ActRefused for the lowest gate otherwise, the law's reasons first."""
    ordered = sorted(found, key=lambda stop: (int(stop.port.removeprefix("G")), not stop.lovbundet))
    if ordered:
        raise ActRefused(ordered[0].port, key=ordered[0].key)
