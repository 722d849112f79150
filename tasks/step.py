"""Steps: plain functions, and Prefect tasks where a flow run is there to show them."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext

P = ParamSpec("P")
R = TypeVar("R")


def step(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The function is a named task inside a flow run, and a plain call outside one.

    Nothing is cached and no result is kept: the register knows what is done.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        as_task = task(name=name, persist_result=False, cache_policy=NO_CACHE, log_prints=False)(function)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            if FlowRunContext.get() is None:
                return function(*args, **kwargs)
            return as_task(*args, **kwargs)

        return call

    return wrap
