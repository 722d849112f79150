"""A house that is served for real: `python -m tests.engine.served <var> <port> <prefect_port>` is its process."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from config.settings import Settings
from sagsgang.processes import Running, is_alive, running
from sagsgang.serve import serve
from tests.house.tree import ROOT

Found = TypeVar("Found")
# The first start of Prefect makes its database; on a machine that runs other tests beside this one it takes its time.
START = 150.0


def until(what: Callable[[], Found | None], limit: float, sentence: str) -> Found:
    """What was waited for, as soon as it is there."""
    end = time.monotonic() + limit
    while not (found := what()):
        assert time.monotonic() < end, f"not within {limit:.0f} s: {sentence}"
        time.sleep(0.05)
    return found


def free_ports(many: int) -> list[int]:
    """Ports of this machine that nobody listens on now."""
    probes = [socket.socket() for _ in range(many)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


class Served:
    """`sagsgang serve` without its pages, in a process group of its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        command = [sys.executable, "-m", "tests.engine.served", str(settings.var)]
        ports = [str(settings.port), str(settings.prefect_port)]
        self.output = settings.var / "serve.log"
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [*command, *ports],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def now(self) -> Running:
        return until(lambda: running(self.settings), START, "var/serve.json is written")

    def pid_of(self, name: str) -> int:
        """The pid of the child now."""
        return until(
            lambda: next(
                (child.pid for child in self.now.children if child.name == name and child.is_up), None
            ),
            START,
            f"{name} is up",
        )

    def flow_processes(self) -> list[int]:
        """The pids of the processes that the runner has started for flow runs."""
        group = self.pid_of("motor")
        return [pid for pid in members(group) if b"prefect.engine" in _command(pid)]

    def ask(self, path: str, **question: Any) -> Any:
        """What Prefect's own interface answers."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.settings.prefect_port}/api/{path}",
            data=json.dumps(question).encode(),
            headers={"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def runs(self, flow: str, state: str) -> list[dict[str, Any]]:
        """The flow's runs in a state; none while Prefect does not answer."""
        try:
            found = self.ask(
                "flow_runs/filter",
                flows={"name": {"any_": [flow]}},
                flow_runs={"state": {"name": {"any_": [state]}}},
            )
        except OSError:
            return []
        return list(found)

    def kill(self) -> None:
        """The supervisor is dead by SIGKILL, and nothing it started is left."""
        groups = [child.pid for child in self.now.children]
        self.process.kill()
        self.process.wait()
        until(lambda: not any(map(members, groups)), 10, "nothing outlives a killed supervisor")

    def stop(self) -> tuple[int, float]:
        """How it ended when somebody pressed Ctrl-C, and after how many seconds."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30), time.monotonic() - begun


def members(group: int) -> list[int]:
    """The living processes of a process group."""
    return [pid for pid in _pids() if is_alive(pid) and _group(pid) == group]


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


@contextmanager
def a_served(settings: Settings) -> Iterator[Served]:
    """The house is served inside the block, and whatever happens nothing of it is left after."""
    served = Served(settings)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.process.terminate()
            try:
                served.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                served.process.kill()
                served.process.wait()


if __name__ == "__main__":
    var, port, prefect_port = sys.argv[1:]
    house = Settings(
        var=Path(var), lokal=Path(var).parent / "lokal", port=int(port), prefect_port=int(prefect_port)
    )
    sys.exit(serve(house, pages=False))
