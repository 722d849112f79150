"""A form is received once, however often its button is pressed."""

from collections import OrderedDict
from threading import Lock

FIELD = "_engang"
_MOST = 10_000


class Once:
    """Remembers the newest forms by the token that each page gave them."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def first(self, token: str) -> bool:
        """True the first time; a form without a token is always new."""
        if not token:
            return True
        with self._lock:
            if token in self._seen:
                return False
            self._seen[token] = None
            if len(self._seen) > _MOST:
                self._seen.popitem(last=False)
            return True

    def again(self, token: str) -> None:
        """The form was refused, and may be sent again."""
        with self._lock:
            self._seen.pop(token, None)
