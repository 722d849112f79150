"""The engine's own affairs: is it there, what did a dead runner leave, and who notices a dead run."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect.automations import Automation
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

log = logging.getLogger("sagsgang.motor")
AUTOMATION = "sagsgang: kørsel uden livstegn"
# Three missed heartbeats (PREFECT_FLOWS_HEARTBEAT_FREQUENCY is 60 s).
SILENT_FOR = timedelta(seconds=180)
_PAGE = 200
_TRY_EVERY = 0.5
_HEARTBEAT = "prefect.flow-run.heartbeat"
_ENDINGS = ("Completed", "Failed", "Cancelled", "Crashed")
UNDER_WAY = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
ENDED = (StateType.COMPLETED, StateType.FAILED, StateType.CANCELLED, StateType.CRASHED)


async def wait_for_engine() -> None:
    """The engine answers."""
    while True:
        try:
            async with get_client() as client:
                if await client.api_healthcheck() is None:
                    return
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a server that starts, it is asked again
            log.debug("motor_svarer_ikke", extra={"fejl": type(error).__name__})
        await asyncio.sleep(_TRY_EVERY)


async def runs_of(
    client: PrefectClient,
    deployment_ids: Sequence[UUID],
    states: Sequence[StateType],
    *,
    sort: FlowRunSort = FlowRunSort.EXPECTED_START_TIME_ASC,
    limit: int = _PAGE,
) -> list[FlowRun]:
    """The deployments' runs in these states."""
    return list(
        await client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=list(deployment_ids))),
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states)))
            ),
            sort=sort,
            limit=limit,
        )
    )


def is_due(run: FlowRun, now: datetime) -> bool:
    """True for a run that should have started; those that the scheduler has laid out ahead are not."""
    return run.next_scheduled_start_time is None or run.next_scheduled_start_time <= now


async def heal_what_a_dead_runner_left(deployment_ids: Sequence[UUID]) -> None:
    """No run counts as running, no place is held by one, and no missed tick is made up for one by one.

    There is one runner, and it has not started yet: whatever is under way has no process. What such runs had
    not done still waits in the register, and is caught up on once.
    """
    now = datetime.now(UTC)
    async with get_client() as client:
        for run in await runs_of(client, deployment_ids, UNDER_WAY):
            await client.set_flow_run_state(run.id, State(type=StateType.CRASHED), force=True)
        while missed := [
            run for run in await runs_of(client, deployment_ids, (StateType.SCHEDULED,)) if is_due(run, now)
        ]:
            for run in missed:
                await client.set_flow_run_state(run.id, State(type=StateType.CANCELLED), force=True)
        for deployment_id in deployment_ids:
            limit = (await client.read_deployment(deployment_id)).global_concurrency_limit
            if limit is not None and limit.active_slots:
                await client.update_global_concurrency_limit(
                    limit.name, GlobalConcurrencyLimitUpdate(active_slots=0)
                )


async def install_automation() -> None:
    """A run that has been silent counts as crashed, so that it holds up no other; installed twice, it is there once."""
    async with get_client() as client:
        for known in await client.read_automations_by_name(AUTOMATION):
            await client.delete_automation(known.id)
    trigger = EventTrigger(
        after={_HEARTBEAT},
        expect={_HEARTBEAT, *(f"prefect.flow-run.{ending}" for ending in _ENDINGS)},
        match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=SILENT_FOR,
    )
    await Automation(
        name=AUTOMATION, trigger=trigger, actions=[ChangeFlowRunState(state=StateType.CRASHED)]
    ).acreate()
