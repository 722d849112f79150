"""Memory of everything that `make run` starts, once the demo has been played and nothing waits any more."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure, skipped
from bench.free_port import free_port
from bench.runs import HOUSE, ROOT, folder
from bench.sizes import Sizes
from casework.set_up import keys_of
from config.settings import Settings
from domain.errors import SagsgangError
from persistence.register import Register

NAME = "memory"
_LOOK_EVERY_S = 1.0
# The runner and the bell start when the demo is done, and their first runs end within this.
_QUIET_S = 30
_STOPS_WITHIN_S = 60
_DEMO = "sagsgang.demo_process"


class NotReadyError(Exception):
    """The demo ended, or was not done in time."""


def figures(sizes: Sizes) -> list[Figure]:
    """Proportional and resident memory of each process and of all of them; shared pages count once in the first."""
    with folder() as place:
        settings = Settings(var=place / "var", port=free_port(), prefect_port=free_port())
        try:
            with served(settings) as process:
                _wait_until_quiet(settings, process, sizes.memory_wait_s)
                found = {pid: (name_of(pid), memory_of(pid)) for pid in family(process.pid)}
        except NotReadyError as error:
            return [skipped(NAME, str(error))]
    rows = [
        Figure(NAME, f"{name}: PSS", "MB", (memory["Pss"],))
        for name, memory in sorted(found.values(), key=str)
    ]
    pss, rss = (sum(memory[kind] for _, memory in found.values()) for kind in ("Pss", "Rss"))
    whole = f"all {len(found)} processes of make run"
    return [*rows, Figure(NAME, f"{whole}: PSS", "MB", (pss,)), Figure(NAME, f"{whole}: RSS", "MB", (rss,))]


@contextmanager
def served(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """`make run` in a folder and on ports of its own; stopped afterwards as Ctrl-C stops it."""
    prefix = "SAGSGANG_"
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", prefix))},
        f"{prefix}VAR": str(settings.var),
        f"{prefix}PORT": str(settings.port),
        f"{prefix}PREFECT_PORT": str(settings.prefect_port),
    }
    process = subprocess.Popen(
        [str(HOUSE.parent / "sagsgang"), "serve", "--demo"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_quiet(settings: Settings, process: subprocess.Popen[bytes], most_s: int) -> None:
    """The demo's process has come and gone, and nothing has waited in the outbox for a while."""
    give_up = time.monotonic() + most_s
    seen, quiet_since = False, None
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise NotReadyError(f"sagsgang serve --demo ended with {process.returncode}")
        playing = any(_DEMO in _command(pid) for pid in family(process.pid))
        seen = seen or playing
        if seen and not playing and _nothing_waits(settings):
            quiet_since = quiet_since or time.monotonic()
            if time.monotonic() - quiet_since >= _QUIET_S:
                return
        else:
            quiet_since = None
        time.sleep(_LOOK_EVERY_S)
    raise NotReadyError(f"the demo was not done after {most_s} s")


def _nothing_waits(settings: Settings) -> bool:
    try:
        register = Register(settings.database_url, keys_of(settings))
        with register.read() as uow:
            waiting = set(uow.outbox.counts()) & {"klar", "taget"}
        register.engine.dispose()
    except SagsgangError:
        return False
    return not waiting


def family(pid: int) -> list[int]:
    """The process and everything it started, and what those started."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            children.setdefault(_parent(int(entry.name)), []).append(int(entry.name))
    found, new = [pid], [pid]
    while new:
        new = [child for parent in new for child in children.get(parent, [])]
        found += new
    return found


def memory_of(pid: int) -> Mapping[str, float]:
    """Megabytes of the process by kind (Rss, Pss); nothing where it has ended."""
    found = {"Rss": 0.0, "Pss": 0.0}
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return found
    for line in lines:
        kind, _, rest = line.partition(":")
        if kind in found:
            found[kind] = int(rest.split()[0]) / 1024
    return found


def name_of(pid: int) -> str:
    """What the process is, in few words: the module it runs."""
    words = _command(pid).split()
    if "-m" in words:
        return " ".join(words[words.index("-m") + 1 :][:3])
    return " ".join(Path(word).name for word in words[:3])


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def _parent(pid: int) -> int:
    try:
        # The name may hold blanks and brackets; what follows the last bracket is the state and the parent.
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0
