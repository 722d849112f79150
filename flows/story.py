"""Telling a story with or without the engine: a subflow inside a run, a plain call outside one."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, ParamSpec, cast

from prefect import Flow
from prefect.context import FlowRunContext
from prefect.runtime import flow_run

from tasks.log_lines import log_events
from tasks.step import coded_errors

P = ParamSpec("P")


def coded(body: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    """The story, told under the engine with codes where it goes wrong, and with its events in the process's log."""

    @wraps(body)
    async def told(*args: P.args, **kwargs: P.kwargs) -> None:
        if FlowRunContext.get() is None:
            return await body(*args, **kwargs)
        log_events()
        with coded_errors():
            return await body(*args, **kwargs)

    return told


async def tell(story: Flow[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The story has been told; outside a flow run nothing of the engine is touched."""
    if FlowRunContext.get() is None:
        plain = cast("Callable[..., Awaitable[Any]]", story.fn)
        return await plain(*args, **kwargs)
    return await story(*args, **kwargs)


def named_after_entries() -> str:
    """The run's name: the phase and how many cases, never which."""
    return f"{flow_run.flow_name} ({len(flow_run.parameters['entries'])})"
