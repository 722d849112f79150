"""How much each bench does: the real sizes, and tiny ones that only show that it works."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    runs: int = 5
    sweep_cases: tuple[int, ...] = (100_000, 1_000_000)
    sweep_due: int = 1_000
    steps: int = 500
    letters: int = 50
    letters_one_by_one: int = 5
    engine_cases: int = 500
    memory_wait_s: int = 900


REAL = Sizes()
SMALL = Sizes(
    runs=2,
    sweep_cases=(200, 400),
    sweep_due=10,
    steps=20,
    letters=4,
    letters_one_by_one=1,
    engine_cases=10,
    memory_wait_s=120,
)
