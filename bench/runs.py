"""Measured processes: each run in a process of its own, and contestants in turn, A B A B."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ROOT / ".venv" / "bin" / "python"
PEERS = ROOT / ".venv-bench" / "bin" / "python"
# On the same file system as a real register's, and never in memory only.
VAR = ROOT / "var" / "bench"
_LONGEST_S = 7_200

Result = dict[str, Any]


class CannotCompare(Exception):
    """The contestants did not run under the same conditions."""


def house(
    module: str, *arguments: object, env: Mapping[str, str] | None = None, pinned: bool = False
) -> Result:
    """What `module` told when it ran in a process of its own, with the house's environment; on one core, if pinned."""
    return _told([str(HOUSE), "-m", module, *map(str, arguments)], env or {}, pinned)


def peer(script: str, *arguments: object, pinned: bool = False) -> Result:
    """What a script of bench/peers told, with the peers' own environment."""
    return _told([str(PEERS), str(ROOT / "bench" / "peers" / script), *map(str, arguments)], {}, pinned)


def on_one_core() -> None:
    """The process, and whatever it starts, runs on one core."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def in_turn(contestants: Mapping[str, Callable[[], Result]], runs: int) -> dict[str, list[Result]]:
    """Every contestant's results, after `runs` rounds in which each had its turn."""
    told: dict[str, list[Result]] = {name: [] for name in contestants}
    for _ in range(runs):
        for name, run in contestants.items():
            told[name].append(run())
    return told


def tell(**result: Any) -> None:
    """A measured process says what it found, on the last line of its output."""
    sys.stdout.flush()
    print(json.dumps(result), flush=True)


def peak_mb() -> float:
    """The most memory that this process has held at once.

    Not from getrusage: that begins with what the process had which started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]  # every Linux has the line


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder on the register's file system, gone afterwards."""
    VAR.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=VAR) as place:
        yield Path(place)


def _told(command: Sequence[str], env: Mapping[str, str], pinned: bool) -> Result:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PREFECT_LOGGING_LEVEL": "ERROR", **env},
        capture_output=True,
        text=True,
        timeout=_LONGEST_S,
        check=False,
        preexec_fn=on_one_core if pinned else None,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr[-2_000:]}")
    found: Result = json.loads(done.stdout.strip().splitlines()[-1])
    return found
