"""Steps: plain functions, and Prefect tasks where a flow run is there to show them."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext

from domain.errors import ActRefused, Conflict, EffectError, Final
from tasks.effects import surprise

log = logging.getLogger("sagsgang.trin")
P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def coded_errors() -> Iterator[None]:
    """Whatever goes wrong inside is told as a code: the engine keeps messages, and a foreign one may quote a case."""
    try:
        yield
    except (EffectError, ActRefused, Conflict):
        raise
    except Exception as error:  # noqa: BLE001 - everything foreign is told by its kind and place, and goes on as a code
        log.error("koersel_uventet", extra=surprise(error))  # noqa: TRY400 - the traceback's text is what must not be kept
        raise Final("uventet") from None


def step(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The function is a named task inside a flow run, and a plain call outside one.

    Nothing is cached and no result is kept: the register knows what is done.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def coded(*args: P.args, **kwargs: P.kwargs) -> R:
            with coded_errors():
                return function(*args, **kwargs)

        as_task = task(name=name, persist_result=False, cache_policy=NO_CACHE, log_prints=False)(coded)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            if FlowRunContext.get() is None:
                return function(*args, **kwargs)
            return as_task(*args, **kwargs)

        return call

    return wrap
