"""Telling a story with or without the engine: a subflow inside a run, a plain call outside one."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from prefect import Flow
from prefect.context import FlowRunContext
from prefect.runtime import flow_run


async def tell(story: Flow[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The story has been told; outside a flow run nothing of the engine is touched."""
    if FlowRunContext.get() is None:
        plain = cast("Callable[..., Awaitable[Any]]", story.fn)
        return await plain(*args, **kwargs)
    return await story(*args, **kwargs)


def named_after_entries() -> str:
    """The run's name: the phase and how many cases, never which."""
    return f"{flow_run.flow_name} ({len(flow_run.parameters['entries'])})"
