"""Claiming effects off the outbox, trying each, and saying what became of it."""

import logging
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from casework.sending.delivery import mark_again, mark_failed
from domain.errors import AlreadySent, BadInput, BrokenConfig, Final, Retryable
from persistence.tables import OutboxRow
from tasks.runtime import Runtime, current

log = logging.getLogger("sagsgang.effekter")
BATCH = 200
# Half a minute first, then longer and longer: a mail server that is restarted is back within the first three,
# one that is down over a weekend is tried hourly. After the last a person has to look.
_WAITS = (30, 120, 600, 1800, *(3600,) * 72)


@dataclass(frozen=True)
class Effect:
    """One claimed row of the outbox: ids only."""

    row_id: int
    kind: str
    key: str
    payload: dict[str, Any]
    forloeb_id: int | None
    due_at: datetime
    attempts: int

    @property
    def dokument_id(self) -> int:
        return int(self.payload["dokument"])


def claim(until: datetime | None = None) -> list[Effect]:
    """The effects that this worker alone may try now, longest overdue first."""
    runtime = current()
    now = runtime.now()
    with runtime.office.register.write() as uow:
        rows = uow.outbox.claim(runtime.worker, now, until or now, runtime.lease, BATCH)
        return [_effect(row) for row in rows]


def taken(row_ids: list[int]) -> list[Effect]:
    """The claimed effects of these rows; those that are done already are left out."""
    with current().office.register.read() as uow:
        return [_effect(row) for row in uow.outbox.taken(row_ids)]


def _effect(row: OutboxRow) -> Effect:
    return Effect(row.id, row.kind, row.key, dict(row.payload), row.forloeb_id, row.due_at, row.attempts)


def attempt_each(effects: Iterable[Effect], act: Callable[[Runtime, Effect], None]) -> list[Effect]:
    """Each effect has happened, waits to be tried again, or is shown to a person; gives those that happened."""
    runtime = current()
    happened = []
    for effect in effects:
        failure = _failure_of_trying(runtime, effect, act)
        if failure is None:
            happened.append(effect)
            continue
        log.warning(
            "effekt_fejlede", extra={"effekt": effect.row_id, "slags": effect.kind, "kode": failure.code}
        )
        _set_aside(runtime, effect, failure)
    return happened


@dataclass(frozen=True)
class _Failure:
    code: str
    final: bool


def _failure_of_trying(
    runtime: Runtime, effect: Effect, act: Callable[[Runtime, Effect], None]
) -> _Failure | None:
    try:
        act(runtime, effect)
    except AlreadySent:
        return None
    except Retryable as error:
        return _Failure(error.code, final=False)
    except Final as error:
        return _Failure(error.code, final=True)
    except (BadInput, BrokenConfig):
        return _Failure("brev_mangler_fakta", final=True)
    except Exception as error:  # noqa: BLE001 - one case's surprise must not stop the batch; it is logged and tried again
        log.warning("effekt_uventet", extra={"effekt": effect.row_id, **surprise(error)})
        return _Failure("uventet", final=False)
    return None


def surprise(error: Exception) -> dict[str, str]:
    """The kind and the place of an error, never its message: that could carry what a case is about."""
    return {"fejl": type(error).__name__, "sted": "".join(traceback.format_tb(error.__traceback__)[-3:])}


def _set_aside(runtime: Runtime, effect: Effect, failure: _Failure) -> None:
    """The row waits for its next try, or for a person; where even that cannot be written, its lease runs out."""
    now = runtime.now()
    try:
        if failure.final:
            mark_failed(runtime.office, effect.row_id, failure.code, now)
        elif effect.attempts > len(_WAITS):
            mark_failed(runtime.office, effect.row_id, "opgivet", now)
        else:
            wait = timedelta(seconds=_WAITS[effect.attempts - 1])
            mark_again(runtime.office, effect.row_id, now + wait, failure.code)
    except Retryable as error:
        log.warning("effekt_ikke_noteret", extra={"effekt": effect.row_id, "kode": error.code})
