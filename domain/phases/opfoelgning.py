"""Opfølgning: the udfører is heard first (G9), help never lapses by itself (G10), nothing is closed unanswered (G11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.case import AnsoegningTilstand
from domain.gates import Stop, stops


@dataclass(frozen=True)
class StatusFacts:
    """What is known of one udfører's status before this follow-up."""

    modtaget: bool
    forfald: date
    paamindet: bool


@dataclass(frozen=True)
class HjaelpFacts:
    """One running bevilling; `udloeber` is True where the law itself ends it (§ 82 b) and that end is near.

    `varslet_til` is the earliest day on which a sent ophør takes effect (SEL § 3 a); None where none is sent.
    """

    paragraf: str
    udloeber: bool = False
    varslet_til: date | None = None


def g9(statusser: Sequence[StatusFacts], uden_status: str | None, day: date) -> tuple[Stop, ...]:
    """Every status is received, or its date passed after a reminder, or it is written why it was done without."""
    if uden_status and uden_status.strip():
        return ()
    waiting = [
        status
        for status in statusser
        if not status.modtaget and not (status.paamindet and day > status.forfald)
    ]
    return stops(Stop("G9", "G9.status", lovbundet=False) if waiting else None)


def g10(loebende: Sequence[HjaelpFacts], day: date) -> tuple[Stop, ...]:
    """No bevilling is running that only a new afgørelse may stop, or that its notice still protects."""
    undecided = any(not hjaelp.udloeber and hjaelp.varslet_til is None for hjaelp in loebende)
    noticed = any(hjaelp.varslet_til is not None and day < hjaelp.varslet_til for hjaelp in loebende)
    return stops(
        Stop("G10", "G10") if undecided else None,
        Stop("G10", "G10.varsling") if noticed else None,
    )


def g11(ansoegninger: Sequence[str]) -> tuple[Stop, ...]:
    """Every application has its own sent afgørelse, or the citizen withdrew it."""
    return stops(Stop("G11", "G11") if AnsoegningTilstand.AABEN in ansoegninger else None)
