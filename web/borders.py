"""The border of the pages: only this machine, only our own forms, and headers that keep a case where it is."""

import logging
import traceback
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.numbers import number_of

log = logging.getLogger("sagsgang.web")

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# A file on a case may fill 10 MB (config/post_ind.py); the rest is the form around it.
MOST_BYTES = 11_000_000
STATIC = "/static/"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# A letter's preview has the municipality's own PNG inside it: an image runs nothing and asks nobody for anything.
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The browser shows a PDF inside a page of its own, which it styles itself.
_PDF = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'self'"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Borders:
    """Stands outside everything else. `say` gives the plain page with a refusal's status and its reason."""

    def __init__(self, app: ASGIApp, say: Callable[[int, str], str]) -> None:
        self._app = app
        self._say = say

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        outgoing = _Outgoing(send, scope["path"])
        if refused := _refusal(scope):
            await HTMLResponse(self._say(*refused), refused[0])(scope, receive, outgoing)
            return
        try:
            await self._app(scope, receive, outgoing)
        except Exception as error:  # noqa: BLE001 - the last stop: the kind and the place are logged, never what a case is about
            place = "".join(traceback.format_tb(error.__traceback__)[-3:])
            log.error("side_fejlede", extra={"fejl": type(error).__name__, "sted": place})  # noqa: TRY400 - the message could carry personal data
            if not outgoing.started:
                await HTMLResponse(self._say(500, "uventet"), 500)(scope, receive, outgoing)


class _Outgoing:
    """Sends on, with the headers every answer carries."""

    def __init__(self, send: Send, path: str) -> None:
        self._send = send
        self._path = path
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            headers.update(_ALWAYS)
            pdf = headers.get("content-type", "").startswith("application/pdf")
            headers["content-security-policy"] = _PDF if pdf else _PAGE
            headers["cache-control"] = "no-cache" if self._path.startswith(STATIC) else "no-store"
        await self._send(message)


def _refusal(scope: Scope) -> tuple[int, str] | None:
    headers = Headers(scope=scope)
    if _host_name(headers.get("host", "")) not in LOOPBACK:
        return 421, "fremmed_vaert"
    if scope["method"] in _SAFE:
        return None
    if not _is_own_form(headers):
        return 403, "fremmed_side"
    length = number_of(headers.get("content-length", "0"))
    return (413, "for_stort") if length is None or length > MOST_BYTES else None


def _host_name(host: str) -> str:
    """The name without its port; a page elsewhere that points a name of its own here is not us (DNS rebinding)."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _is_own_form(headers: Headers) -> bool:
    """The browser says that the form came from our own page; saying nothing is not enough."""
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    return headers.get("origin") == f"http://{headers.get('host', '')}"
