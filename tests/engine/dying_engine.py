"""Engines that kill themselves: `python -m tests.engine.dying_engine <now>`, with a line of JSON for each on its input.

Each line is [folder, "before" or "after", "module:name", times]: a process of its own tells `catch_up` as plain
calls, and sends itself SIGKILL right before or after the named function of the house is called that many times.
Prints how each process ended, one number a line.
"""

import asyncio
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from flows.catch_up import catch_up
from flows.story import tell
from tasks.runtime import runtime_from, use
from tests.engine.house import settings_in


def arm(when: str, place: str, times: int) -> None:
    """The named function is the last thing this process does."""
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for part in owners:
        owner = getattr(owner, part)
    real: Callable[..., Any] = getattr(owner, name)
    calls = count(1)

    def deadly(*args: Any, **more: Any) -> Any:
        last = next(calls) == times
        if last and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        given = real(*args, **more)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return given

    setattr(owner, name, deadly)


def live_and_die(folder: Path, now: datetime, when: str, place: str, times: int) -> None:
    """The engine has caught up, unless it was killed."""
    runtime = replace(runtime_from(settings_in(folder)), now=lambda: now)
    arm(when, place, times)
    with use(runtime):
        asyncio.run(tell(catch_up))


def main() -> None:
    now = datetime.fromisoformat(sys.argv[1])
    for line in sys.stdin:
        folder, when, place, times = json.loads(line)
        child = os.fork()
        if child == 0:
            live_and_die(Path(folder), now, when, place, times)
            os._exit(0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")


if __name__ == "__main__":
    main()
