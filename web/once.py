"""A form is received once, however often its button is pressed, and every press comes to the same end."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Lock
from typing import Any, TypeVar

FIELD = "_engang"
_MOST = 10_000
# Longer than the register itself waits for a lock: whoever came first has been answered by then.
_PATIENCE_SECONDS = 40.0
Result = TypeVar("Result")


class StillRunning(Exception):
    """The same form was received before, and nobody knows yet how that ends."""


class Once:
    """Remembers how the newest forms ended, by the token that each page gave them and what they said."""

    def __init__(self, patience: float = _PATIENCE_SECONDS) -> None:
        self._kept: OrderedDict[str, Future[Any]] = OrderedDict()
        self._lock = Lock()
        self._patience = patience

    def do(self, token: str, content: str, act: Callable[[], Result]) -> Result:
        """What the act gave, done now or when the same form first came; raises what stopped it.

        A form without a token is always new, and one that was stopped may be sent again. Raises StillRunning
        where the first has not ended in good time.
        """
        if not token:
            return act()
        key = hashlib.sha256(f"{token}|{content}".encode()).hexdigest()
        own: Future[Result] = Future()
        with self._lock:
            first: Future[Result] = self._kept.setdefault(key, own)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        if first is not own:
            return self._end_of(first)
        try:
            result = act()
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            own.set_exception(error)
            raise
        own.set_result(result)
        return result

    def _end_of(self, first: Future[Result]) -> Result:
        if not wait([first], self._patience).done:
            raise StillRunning
        return first.result()
