"""`sagsgang serve`: the pages, the engine, its runner and the bell, kept up until somebody stops them."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from casework.set_up import office_from
from config.settings import Settings
from domain.errors import SagsgangError
from persistence.durable_files import make_folders
from persistence.migrate import require_current
from sagsgang.prefect_settings import prefect_environment, settings_environment
from sagsgang.processes import AlreadyServedError, Running, only_one, strike_out, write_down
from sagsgang.supervisor import Part, Supervisor

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_LOOK_EVERY = 0.2
REFUSED = 3
PAGES, DEMO = "sider", "demo"


class CannotServeError(SagsgangError):
    """Nothing has been started; the text is the Danish sentence that says what to do."""


def serve(settings: Settings, *, demo: bool = False, pages: bool = True) -> int:
    """Sagsgang has been served until it was told to stop; 0 then, and REFUSED with a Danish line where it could not be.

    `pages` is False where only the engine is wanted.
    """
    try:
        _require_loopback(settings)
        with _ports_of_ours(settings, pages=pages), only_one(settings):
            if demo:
                _prepare_demo(settings)
            pages = _may_show_pages(settings) and pages
            _run(settings, parts_of(settings, demo=demo, pages=pages))
    except AlreadyServedError:
        return _refuse(f"Sagsgang kører allerede på mappen {settings.var}: stop den først med Ctrl-C.")
    except CannotServeError as error:
        return _refuse(str(error))
    return 0


def parts_of(settings: Settings, *, demo: bool, pages: bool = True) -> list[Part]:
    """The house's processes in the order they start: the pages first, so that they answer while the engine gets ready.

    The demo plays its months in simulated time before the engine begins, which knows of no other time than now.
    """
    port = str(settings.prefect_port)
    server = [*_module("prefect"), "server", "start", "--host", "127.0.0.1", "--port", port]
    first = DEMO if demo else None
    parts = [
        Part(PAGES, _module("sagsgang.web_process"), stops=1),
        Part("prefect", server, stops=1),
        Part("motor", _module("flows.deployments"), after=first),
        Part("klokke", _module("flows.bell"), after=first),
        Part(DEMO, _module("sagsgang.demo_process"), once=True),
    ]
    left_out = ({PAGES} if not pages else set()) | ({DEMO} if not demo else set())
    return [part for part in parts if part.name not in left_out]


def _module(name: str) -> list[str]:
    return [sys.executable, "-m", name]


def _prepare_demo(settings: Settings) -> None:
    from sagsgang import demo  # noqa: PLC0415 - the municipality of the demo is loaded only when it is asked for

    demo.prepare(settings)


def _require_loopback(settings: Settings) -> None:
    if settings.vaert not in _LOOPBACK:
        raise CannotServeError(
            f"Siderne kan kun vises på denne maskine, for de har endnu intet login: fjern SAGSGANG_VAERT ({settings.vaert})."
        )


@contextmanager
def _ports_of_ours(settings: Settings, *, pages: bool) -> Iterator[None]:
    """The ports are free, and no other Sagsgang of this machine gets them between now and when they are listened on."""
    wanted = [("SAGSGANG_PORT", settings.port)] if pages else []
    with ExitStack() as stack:
        for name, port in [*wanted, ("SAGSGANG_PREFECT_PORT", settings.prefect_port)]:
            claim = stack.enter_context(socket.socket(socket.AF_UNIX))
            if not _binds(claim, f"\0sagsgang-port-{port}") or not is_free(port):
                raise CannotServeError(
                    f"Port {port} er optaget, måske af en Sagsgang, der allerede kører: "
                    f"stop den, eller vælg en anden port med {name}."
                )
        yield


def is_free(port: int) -> bool:
    """True where a server could listen on the port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return _binds(probe, ("127.0.0.1", port))


def _binds(probe: socket.socket, address: str | tuple[str, int]) -> bool:
    try:
        probe.bind(address)
    except OSError:
        return False
    return True


def _may_show_pages(settings: Settings) -> bool:
    """The register opens and is of this version; True for a demo, the only one shown while there is no login."""
    try:
        register = office_from(settings).register
        require_current(register)
        shown = register.is_demo()
        register.close()
    except SagsgangError:
        raise
    except Exception as error:
        # Whatever the database says, there is one thing to do about it.
        raise CannotServeError(
            "Registret kan ikke åbnes: se, om databasen kører, og om mappen kan læses og skrives."
        ) from error
    if not shown:
        _say(
            "Siderne bliver ikke vist: registret er ikke en demo, og der er endnu intet login. Motoren kører."
        )
    return shown


def _run(settings: Settings, parts: list[Part]) -> None:
    """Every part is kept up until SIGINT or SIGTERM; then all of them are stopped."""
    for folder in ("prefect", "log"):
        make_folders(settings.var / folder)
    environment = prefect_environment(settings) | settings_environment(settings)
    supervisor = Supervisor(parts, environment, settings.var / "log")
    with _told_to_stop() as told:
        try:
            _look_after(settings, supervisor, told, pages=any(part.name == PAGES for part in parts))
            _say("Sagsgang stopper ...")
        finally:
            supervisor.stop()
            strike_out(settings)
    _say("Sagsgang er stoppet. Alt er gemt, og det, der venter, bliver taget, når den starter igen.")


def _look_after(settings: Settings, supervisor: Supervisor, told: list[int], *, pages: bool) -> None:
    started, written, ready = datetime.now(UTC), None, False
    _say(f"Sagsgang starter. Motorens egen side: http://127.0.0.1:{settings.prefect_port}")
    while not told:
        supervisor.look_after()
        if supervisor.children != written:
            written = supervisor.children
            write_down(settings, Running(os.getpid(), started, settings.port, settings.prefect_port, written))
        if pages and not ready and _answers(settings.port):
            ready = True
            _say(f"Siderne er klar: {settings.adresse} (stop med Ctrl-C, alt bliver gemt)")
        time.sleep(_LOOK_EVERY)


@contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """A list that gets the signal when somebody asks this process to stop."""
    told: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _frame: told.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _refuse(line: str) -> int:
    sys.stderr.write(f"{line}\n")
    return REFUSED
