"""What was measured, as rows of one table: medians, spread, ratio to the alternative, goal."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

HEADINGS = ("bench", "what", "median", "min–max", "unit", "beside", "ratio", "goal", "met")


@dataclass(frozen=True)
class Figure:
    """`values` are the runs; `ratio` is to `beside`, which was measured in the same run of the bench."""

    bench: str
    what: str
    unit: str
    values: tuple[float, ...]
    beside: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None

    @property
    def middle(self) -> float:
        return median(self.values)

    def cells(self) -> tuple[str, ...]:
        if not self.values:
            return (self.bench, self.what, "–", "", self.unit, "", "", self.goal, "")
        spread = f"{_short(min(self.values))}–{_short(max(self.values))}" if len(self.values) > 1 else ""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        met = {None: "", True: "yes", False: "NO"}[self.met]
        return (
            self.bench,
            self.what,
            _short(self.middle),
            spread,
            self.unit,
            self.beside,
            ratio,
            self.goal,
            met,
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"median": self.middle if self.values else None}


def skipped(bench: str, reason: str) -> Figure:
    """A row that says why there is no figure."""
    return Figure(bench, f"skipped: {reason}", "", ())


def column(results: Sequence[dict[str, Any]], name: str) -> tuple[float, ...]:
    """One figure of every run."""
    return tuple(float(result[name]) for result in results)


def markdown(figures: Sequence[Figure]) -> str:
    """The table for docs/bench.md."""
    lines = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    lines += ["| " + " | ".join(cell.replace("|", "/") for cell in row.cells()) + " |" for row in figures]
    return "\n".join(lines) + "\n"


def _short(value: float) -> str:
    if value >= 100:  # noqa: PLR2004 - three digits say enough
        return f"{value:,.0f}"
    return f"{value:.3g}"
