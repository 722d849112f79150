"""The house looks itself over: whether the journals hold, and what stands still."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.forloeb import open_forloeb
from casework.office import SYSTEM, Office
from casework.staff import opgaver
from casework.staff.administrators import tell_administrators
from domain.rules import Rolle
from persistence.outbox import OutboxState
from persistence.sleeping import sleeping
from persistence.tables import Sag

# What the register remembers of the last time: the newest entry whose chain was verified.
VERIFIED = "journal_efterset"
BROKEN, BROKEN_HOUSE = "journal_brudt", "kommunens_journal_brudt"
_STILL_AFTER = timedelta(days=1)
_COUNTED = 500


@dataclass(frozen=True)
class BrokenChain:
    """The first entry of a sag, or of the house's own chain, that does not follow from the one before it."""

    sag_id: int | None
    nr: int


@dataclass(frozen=True)
class Standstill:
    """How many effects are in which state, and how many steps have been due for more than a day."""

    effects: dict[str, int]
    overdue_steps: int


def verify_journals(office: Office) -> list[BrokenChain]:
    """Every sag written to since last time, and the house's own journal, has been verified; where a chain is broken the administrators will be told."""
    with office.register.read() as uow:
        newest = uow.journal.last_id()
        sags = uow.journal.sags_after(int(uow.mark(VERIFIED) or 0))
    broken = [found for sag_id in (*sags, None) if (found := _verify(office, sag_id)) is not None]
    office.register.mark(VERIFIED, str(newest))
    return broken


def tell_of_broken(office: Office, broken: list[BrokenChain], now: datetime) -> None:
    """Whoever runs the house will be told of each broken chain once."""
    with office.register.write() as uow:
        for chain in broken:
            art = BROKEN if chain.sag_id is not None else BROKEN_HOUSE
            sag = uow.session.get_one(Sag, chain.sag_id).nummer if chain.sag_id is not None else None
            key = f"{art}:{chain.sag_id}:{chain.nr}"
            tell_administrators(uow, art, str(chain.nr), now, key=key, sag=sag)


def wake_sleeping(office: Office, now: datetime) -> int:
    """Each open forløb that nothing will ever happen in again is a task of its sagsbehandler; says how many."""
    with office.register.read() as uow:
        found = sleeping(uow.session)
    return sum(_wake(office, forloeb_id, now) for forloeb_id in found)


def standstill(office: Office, now: datetime) -> Standstill:
    """What a person should look at in the morning."""
    with office.register.read() as uow:
        counts = uow.outbox.counts()
        waiting = (OutboxState.KLAR, OutboxState.TAGET, OutboxState.FEJLET)
        return Standstill(
            effects={state.value: counts.get(state.value, 0) for state in waiting},
            overdue_steps=len(uow.deadlines.due(now - _STILL_AFTER, None, _COUNTED)),
        )


def _wake(office: Office, forloeb_id: int, now: datetime) -> bool:
    with office.register.write() as uow:
        forloeb = open_forloeb(office, uow, forloeb_id, actor=SYSTEM, now=now)
        # Asked again under the lock: somebody may have acted since the list was read.
        if not sleeping(uow.session, forloeb_id):
            return False
        opgaver.give(forloeb, "luk_eller_planlaeg", Rolle.SAGSBEHANDLER)
        return True


def _verify(office: Office, sag_id: int | None) -> BrokenChain | None:
    # One sag at a time: a long read would hold back the register's own tidying.
    with office.register.read() as uow:
        nr = uow.journal.verify(sag_id)
    return BrokenChain(sag_id, nr) if nr is not None else None
