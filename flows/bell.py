"""The bell: rings for the outbox as soon as something waits in the register, and no run is on its way to take it.

`python -m flows.bell` asks the register twice a second, on PostgreSQL too: one indexed read costs next to nothing,
and listening would need a connection and a trigger of its own. The engine may be down: the bell goes on asking, and nothing is lost.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.deployments.flow_runs import arun_deployment

from flows.engine import ENDED, UNDER_WAY, is_due, runs_of
from tasks.leases import highest_ready, release_dead_workers
from tasks.log_lines import log_events

log = logging.getLogger("sagsgang.klokke")
DEPLOYMENT = "outbox/sagsgang"
EVERY = 0.5
# A run reads again before it ends, so a young one takes what waits. An old one may be dead: another is called beside it.
_YOUNG = timedelta(seconds=60)
_BESIDE_EACH_OTHER = 2
_LONGEST_PAUSE = 60.0


@dataclass
class Bell:
    """What the bell remembers between two looks; all of it may be forgotten."""

    deployment_id: UUID | None = None
    waiting: int | None = None
    rung: int = 0
    rung_at: float = 0.0

    async def look(self) -> bool:
        """A run has been called where one was needed; True then."""
        waiting = highest_ready()
        if waiting != self.waiting:
            self.waiting, self.rung = waiting, 0
        if waiting is None or self._rang_just_now():
            return False
        key = await self._key(waiting)
        if key is None:
            return False
        await arun_deployment(DEPLOYMENT, timeout=0, as_subflow=False, idempotency_key=key)
        self.rung, self.rung_at = self.rung + 1, _seconds()
        return True

    def _rang_just_now(self) -> bool:
        """Runs that end without taking the row are called less and less often, never given up."""
        pause = min(2.0**self.rung, _LONGEST_PAUSE) if self.rung else 0.0
        return _seconds() < self.rung_at + pause

    async def _key(self, waiting: int) -> str | None:
        """A key that two bells would share, and that no earlier run has used; None where a run is on its way."""
        async with get_client() as client:
            if self.deployment_id is None:
                self.deployment_id = (await client.read_deployment_by_name(DEPLOYMENT)).id
            mine = [self.deployment_id]
            now = datetime.now(UTC)
            runs = await runs_of(client, mine, (*UNDER_WAY, StateType.SCHEDULED))
            coming = [run for run in runs if run.state_type != StateType.SCHEDULED or is_due(run, now)]
            if any(_is_young(run, now) for run in coming) or len(coming) >= _BESIDE_EACH_OTHER:
                return None
            ended = await runs_of(client, mine, ENDED, sort=FlowRunSort.END_TIME_DESC, limit=1)
        last = ended[0].id if ended else "ingen"
        return f"{waiting}-{last}-{len(coming)}"


def _is_young(run: FlowRun, now: datetime) -> bool:
    return run.start_time is None or now - run.start_time < _YOUNG


def _seconds() -> float:
    return asyncio.get_running_loop().time()


async def ring_for_ever() -> None:
    """The bell hangs until its process ends; it says once when the engine goes, and once when it is back."""
    log_events()
    bell, answers = Bell(), True
    while True:
        try:
            release_dead_workers()
            await bell.look()
            if not answers:
                log.warning("motor_svarer_igen")
            answers = True
        except Exception as error:  # noqa: BLE001 - whatever keeps it from ringing now, it tries again at once
            bell.deployment_id = None
            if answers:
                log.warning("klokken_kan_ikke_ringe", extra={"fejl": type(error).__name__})
            answers = False
        await asyncio.sleep(EVERY)


if __name__ == "__main__":
    asyncio.run(ring_for_ever())
