"""Sweeps: the deadlines that have something due, longest overdue first, each in a transaction of its own."""

import logging
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from casework.clock import LADDER
from casework.deadlines.ladder import climb
from casework.sending.delivery import mark_done
from domain.case import Fase
from domain.errors import Conflict, Retryable
from domain.rules import Rolle
from tasks.effects import Effect, attempt_each, surprise
from tasks.runtime import Runtime, current
from tasks.step import step

log = logging.getLogger("sagsgang.frister")
BATCH = 500
_OUTSIDE = frozenset({Rolle.UDFOERER, Rolle.KILDE})


class Kind(StrEnum):
    """Which clocks a sweep climbs."""

    ALL = "alle"
    WAITING_TIME = "ventetid"
    REMINDERS = "paamindelser"
    FOLLOWUPS = "opfoelgninger"


def rules_of(kind: Kind) -> frozenset[str] | None:
    """The rules of the kind: follow-ups by their phase, reminders by whom they remind, waiting time the rest."""
    rulebook = current().office.rulebook
    followups = frozenset(rulebook.phases[Fase.OPFOELGNING].frister)
    reminders = frozenset(
        rule_id
        for rule_id, versions in rulebook.deadlines.items()
        if any(trin.til in _OUTSIDE for rule in versions for trin in rule.stige)
    )
    match kind:
        case Kind.ALL:
            return None
        case Kind.FOLLOWUPS:
            return followups
        case Kind.REMINDERS:
            return reminders - followups
        case Kind.WAITING_TIME:
            return frozenset(rulebook.deadlines) - reminders - followups


def moment() -> datetime:
    """Now, by the runtime's clock."""
    return current().now()


@step("tag de trin, der er forfaldne")
def climb_ladders(rule_ids: Collection[str] | None, until: datetime) -> list[int]:
    """Every deadline of these rules (all, when None) has done what was due at or before `until`; their ids."""
    runtime = current()
    climbed: list[int] = []
    left: set[int] = set()
    while True:
        with runtime.office.register.read() as uow:
            found = uow.deadlines.due(until, rule_ids, BATCH + len(left))
        due = [deadline_id for deadline_id in found if deadline_id not in left]
        if not due:
            return climbed
        for deadline_id in due:
            if _climb_one(runtime, deadline_id, until):
                climbed.append(deadline_id)
            else:
                left.add(deadline_id)


def _climb_one(runtime: Runtime, deadline_id: int, until: datetime) -> bool:
    """True where the deadline did what was due; False where the next sweep must take it."""
    try:
        return climb(runtime.office, deadline_id, until=until, now=runtime.now())
    except (Conflict, Retryable) as error:
        # Somebody has the case open, or the register was busy.
        log.warning("trin_udsat", extra={"frist": deadline_id, "fejl": type(error).__name__})
    except Exception as error:  # noqa: BLE001 - one case's surprise must not stop the sweep; it is logged by kind and place
        log.warning("trin_uventet", extra={"frist": deadline_id, **surprise(error)})
    return False


@step("tag de første trin")
def take_first_steps(effects: list[Effect]) -> None:
    """Ladders that begin with the event itself have done so."""
    attempt_each((effect for effect in effects if effect.kind == LADDER), _first_steps)


def _first_steps(runtime: Runtime, effect: Effect) -> None:
    climb(runtime.office, int(effect.payload["frist"]), until=effect.due_at, now=runtime.now())
    mark_done(runtime.office, effect.row_id, runtime.now())


def next_due(after: datetime | None = None) -> datetime | None:
    """When the longest waiting effect, step or receipt was due (later than `after`), of those to handle now."""
    runtime = current()
    now = runtime.now()
    with runtime.office.register.read() as uow:
        found = (
            uow.outbox.first_due(now, after),
            uow.deadlines.first_due(after),
            uow.documents.first_receipt(after),
        )
    waiting = [moment for moment in found if moment is not None and moment <= now]
    return min(waiting, default=None)


def next_future() -> datetime | None:
    """When something will next be due; None when nothing is waiting at all."""
    with current().office.register.read() as uow:
        found = (uow.outbox.next_ready(), uow.deadlines.first_due(), uow.documents.first_receipt())
    return min((moment for moment in found if moment is not None), default=None)
