"""Who holds what of the outbox: what waits, and what a dead worker still holds."""

import os
import socket

from casework.sending.delivery import release
from tasks.runtime import current


def highest_ready() -> int | None:
    """The highest id among the effects that may be tried now; None when the outbox is quiet."""
    runtime = current()
    with runtime.office.register.read() as uow:
        return uow.outbox.anything_ready(runtime.now())


def release_dead_workers() -> int:
    """Effects held by processes of this machine that are no more may be tried again; says how many.

    Only on SQLite, where every worker is on this machine; elsewhere, and where in doubt, the lease runs out.
    """
    runtime = current()
    if not runtime.office.register.url.startswith("sqlite"):
        return 0
    with runtime.office.register.read() as uow:
        dead = [worker for worker in uow.outbox.workers() if _is_dead(worker)]
    return release(runtime.office, dead) if dead else 0


def _is_dead(worker: str) -> bool:
    """True where the worker was a process of this machine and that process is gone."""
    host, _, pid = worker.rpartition(":")
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
