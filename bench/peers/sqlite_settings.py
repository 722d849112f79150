"""The SQLite settings of the house's register (persistence/engine.py), for peers to be measured under."""

import json
from typing import Any

PRAGMAS = ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY")


def in_force(execute: Any) -> dict[str, str]:
    """What the connection says of itself; the bench refuses to compare where two differ."""
    names = [pragma.split("=", maxsplit=1)[0] for pragma in PRAGMAS]
    return {name: str(execute(f"PRAGMA {name}").fetchone()[0]) for name in names}


def tell(**result: Any) -> None:
    """What was measured, on the last line of the output."""
    print(json.dumps(result), flush=True)
