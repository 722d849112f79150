"""`python -m bench [NAME ...]`: one table of everything that was measured, and the same kept in bench/results/."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import bench_bulk_letters, bench_engine, bench_letters, bench_memory, bench_steps, bench_sweep
from bench.figures import HEADINGS, Figure, markdown
from bench.machine import machine
from bench.sizes import REAL, SMALL, Sizes

BENCHES: dict[str, Callable[[Sizes], list[Figure]]] = {
    module.NAME: module.figures
    for module in (bench_letters, bench_bulk_letters, bench_steps, bench_engine, bench_memory, bench_sweep)
}
_WIDE = 160
RESULTS = Path(__file__).with_name("results")


def main() -> int:
    """Everything asked for has been measured; 1 where a goal was missed."""
    asked = _read_arguments()
    about = machine()
    figures: list[Figure] = []
    console = Console(stderr=True)
    sizes = SMALL if asked.small else REAL
    if asked.cases:
        sizes = replace(sizes, sweeps=tuple(one for one in sizes.sweeps if one.cases in asked.cases))
    stem = RESULTS / "-".join([str(about["date"]), *asked.names])
    for name in asked.names or BENCHES:
        console.print(f"bench: {name} ...")
        figures += BENCHES[name](sizes)
        if not asked.small:
            # After each, so that what took an hour is not lost with what fails after it.
            keep(stem, about, figures)
    show(figures)
    return int(any(figure.met is False for figure in figures))


def show(figures: list[Figure]) -> None:
    """The table stands on the screen."""
    table = Table(*HEADINGS)
    for figure in figures:
        table.add_row(*figure.cells())
    console = Console()
    Console(width=console.width if console.is_terminal else _WIDE).print(table)


def keep(stem: Path, about: dict[str, object], figures: list[Figure]) -> None:
    """The run lies in bench/results/: every value as JSON, and the table for docs/bench.md."""
    stem.parent.mkdir(exist_ok=True)
    content = {"machine": about, "figures": [figure.as_json() for figure in figures]}
    stem.with_suffix(".json").write_text(
        json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    facts = ", ".join(f"{name} {value}" for name, value in about.items())
    stem.with_suffix(".md").write_text(f"{facts}\n\n{markdown(figures)}", encoding="utf-8")


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--cases", type=int, nargs="+", help="of the sweep's registers, only these sizes")
    parser.add_argument("--small", action="store_true", help="tiny sizes: only to see that it works")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
