"""What runs when: the only file that knows schedules, limits and entrypoints.

`python -m flows.deployments` is the runner: it serves the deployments until it is stopped. From `serve` to a work pool
is a change here alone.
"""

import asyncio
import ctypes
import logging
import os
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.flow_runs import arun_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.catch_up import catch_up
from flows.engine import heal_what_a_dead_runner_left, install_automation, wait_for_engine
from flows.followups import followups
from flows.nightly import nightly
from flows.outbox import outbox
from flows.receipts import receipts
from flows.reminders import reminders
from flows.waiting_time import waiting_time
from tasks.leases import release_dead_workers
from tasks.log_lines import log_events

log = logging.getLogger("sagsgang.motor")
NAME = "sagsgang"
TIME_ZONE = "Europe/Copenhagen"
# Without a limit every tick that was missed would start a process at once.
AT_ONCE = 3
_PR_SET_PDEATHSIG = 1
# A second run of a sweep is cancelled: the one that runs does its work.
ALONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


@dataclass(frozen=True)
class Plan:
    """A flow and its hours in Danish time; two that must not run beside themselves are `alone`."""

    flow: Flow[Any, Any]
    module: str
    cron: str | None
    alone: bool = True

    @property
    def path(self) -> str:
        return f"{self.flow.name}/{NAME}"

    @property
    def entrypoint(self) -> str:
        """Found by module, from the checkout's root."""
        return f"{self.module}.{self.flow.fn.__name__}"


CATCH_UP = Plan(catch_up, "flows.catch_up", None)
PLANS: Sequence[Plan] = (
    # The bell rings at once; this is the guarantee. Claims keep two runs apart, so that a dead one holds up nobody.
    Plan(outbox, "flows.outbox", "*/10 * * * *", alone=False),
    # Steps fall due at 07:00; the hours after it find what waited for somebody, and cost one read when nothing did.
    Plan(waiting_time, "flows.waiting_time", "0 7-16 * * *"),
    Plan(reminders, "flows.reminders", "0 7-16 * * *"),
    Plan(followups, "flows.followups", "0 7-16 * * *"),
    # The post answers within minutes or days; one read of an empty folder costs nothing.
    Plan(receipts, "flows.receipts", "5-55/10 * * * *"),
    Plan(nightly, "flows.nightly", "30 3 * * *"),
    CATCH_UP,
)


def deployment_of(plan: Plan) -> RunnerDeployment:
    """The plan as Prefect knows it."""
    return RunnerDeployment(
        name=NAME,
        flow_name=plan.flow.name,
        entrypoint=plan.entrypoint,
        entrypoint_type=EntrypointType.MODULE_PATH,
        schedules=[Cron(plan.cron, timezone=TIME_ZONE)] if plan.cron else [],
        concurrency_limit=ALONE.limit if plan.alone else None,
        concurrency_options={"collision_strategy": ALONE.collision_strategy} if plan.alone else None,
    )


async def serve_deployments() -> None:
    """The deployments are served; what was missed is caught up on, and what a killed runner left is free again."""
    await wait_for_engine()
    # Schedules are not paused at a stop: a runner that is killed could not do so either.
    runner = Runner(name=NAME, limit=AT_ONCE, pause_on_shutdown=False)
    deployment_ids: list[UUID] = [await runner.aadd_deployment(deployment_of(plan)) for plan in PLANS]
    await install_automation()
    await heal_what_a_dead_runner_left(deployment_ids)
    release_dead_workers()
    await arun_deployment(CATCH_UP.path, timeout=0, as_subflow=False)
    await runner.start()


def main() -> None:
    """The runner's process: it ends when it is told to, or when its parent is gone."""
    log_events()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    # From here on the thread sees to it; killed by the system this process would leave its flow processes behind.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, 0)
    asyncio.run(serve_deployments())


def _end_with(parent: int) -> None:
    """The flow processes are in this process's group, and none of them outlives a killed supervisor."""
    while os.getppid() == parent:
        time.sleep(0.2)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
