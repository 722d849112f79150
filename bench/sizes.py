"""How much each bench does: the real sizes, and tiny ones that only show that it works."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sweep:
    """So many steps due in a register of so many open cases, taken by so many workers at once; its goals."""

    cases: int
    due: int
    database: str = "SQLite"
    workers: int = 1
    beside: "Sweep | None" = None
    most_seconds: int | None = None
    most_ratio: float | None = None

    @property
    def name(self) -> str:
        workers = "one worker" if self.workers == 1 else f"{self.workers} workers"
        return f"{self.due:,} steps due of {self.cases:,} cases, {self.database}, {workers}"


_MUNICIPALITY = Sweep(30_000, 300)
_LARGE = Sweep(100_000, 1_000, most_seconds=10)
_HOST = Sweep(1_000_000, 10_000, most_seconds=300)
_HOST_ON_SERVER = Sweep(1_000_000, 10_000, "PostgreSQL", beside=_HOST, most_seconds=300)
_SMALL = Sweep(400, 20, "PostgreSQL")


@dataclass(frozen=True)
class Sizes:
    runs: int = 5
    sweep_runs: int = 3
    sweeps: tuple[Sweep, ...] = (
        _MUNICIPALITY,
        Sweep(30_000, 300, "PostgreSQL", beside=_MUNICIPALITY),
        _LARGE,
        Sweep(1_000_000, 1_000, beside=_LARGE, most_ratio=1.5),
        _HOST,
        _HOST_ON_SERVER,
        Sweep(1_000_000, 10_000, "PostgreSQL", 2, beside=_HOST_ON_SERVER),
    )
    steps: int = 500
    letters: int = 50
    letters_one_by_one: int = 5
    bulk_letters: int = 10_000
    engine_cases: int = 500
    memory_wait_s: int = 900


REAL = Sizes()
SMALL = Sizes(
    runs=2,
    sweep_runs=2,
    sweeps=(Sweep(200, 10), _SMALL, Sweep(400, 20, "PostgreSQL", 2, beside=_SMALL)),
    steps=20,
    letters=4,
    letters_one_by_one=1,
    bulk_letters=40,
    engine_cases=10,
    memory_wait_s=120,
)
