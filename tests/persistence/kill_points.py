"""Kill an act before each of its file-system steps in turn, each time in a folder of its own.

`python -m tests.persistence.kill_points <module>:<act> <base>` calls `act(<base>/<n>)` in a forked process
that kills itself before step n, for n = 1, 2, ... until the act runs to its end.
"""

import importlib
import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STEPS = ("open", "write", "fsync", "replace", "mkdir", "utime", "unlink", "ftruncate")


def folders_left_by_every_kill(act: str, base: Path) -> list[Path]:
    """Give the folders in which the act was killed, one for each of its steps."""
    command = [sys.executable, "-m", "tests.persistence.kill_points", act, str(base)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
    return [base / str(number) for number in range(1, int(done.stdout))]


def _arm(fatal: int) -> None:
    """Let this process die before its `fatal` step; a write dies half done."""
    steps = itertools.count(1)

    def deadly(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **more: object) -> object:
            if next(steps) == fatal:
                if name == "write":
                    descriptor, content = args
                    real(descriptor, bytes(content)[: len(bytes(content)) // 2])  # type: ignore[call-overload]  # a memoryview
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)

        return step

    for name in STEPS:
        setattr(os, name, deadly(name, getattr(os, name)))


def _dies(act: Callable[[Path], None], folder: Path, fatal: int) -> bool:
    if child := os.fork():
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            return True
        if os.waitstatus_to_exitcode(status):
            sys.exit(f"the act failed by itself before step {fatal}")
        return False
    _arm(fatal)
    act(folder)
    os._exit(0)


def main() -> None:
    module, _, name = sys.argv[1].partition(":")
    act = getattr(importlib.import_module(module), name)
    base = Path(sys.argv[2])
    for fatal in itertools.count(1):
        folder = base / str(fatal)
        folder.mkdir()
        if not _dies(act, folder, fatal):
            sys.stdout.write(str(fatal))
            return


if __name__ == "__main__":
    main()
