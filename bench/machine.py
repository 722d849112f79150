"""What the figures were measured on."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any

from bench.runs import folder

_SYNCS = 50


def machine() -> dict[str, Any]:
    """Cores, memory, versions, how busy it was, and what one fsync costs on the register's file system."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "cores": os.cpu_count(),
        "cpu": _line("/proc/cpuinfo", "model name"),
        "memory": _line("/proc/meminfo", "MemTotal"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": round(os.getloadavg()[0], 2),
        "fsync_ms": round(fsync_ms(), 3),
    }


def fsync_ms() -> float:
    """The median time of writing 4 kB at the end of a file and having it on disk."""
    spent = []
    with folder() as place, (place / "sync").open("wb") as file:
        for _ in range(_SYNCS):
            file.write(os.urandom(4096))
            started = perf_counter()
            file.flush()
            os.fsync(file.fileno())
            spent.append((perf_counter() - started) * 1000)
    return median(spent)


def _line(path: str, start: str) -> str:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - /proc is read line by line
        return next((line.split(":", 1)[1].strip() for line in file if line.startswith(start)), "unknown")
