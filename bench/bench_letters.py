"""Letters per second on one core: our Word beside docxtpl, our PDF beside WeasyPrint and LibreOffice."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figures import Figure, column, skipped
from bench.letter_sources import Sources, lay_out
from bench.runs import PEERS, Result, folder, house, in_turn, on_one_core, peer, tell
from bench.sizes import Sizes
from docgen.docx import to_docx
from docgen.html import to_html
from docgen.letter import Letter
from docgen.pdf import to_pdf
from docgen.text import to_text

NAME = "letters"
_MAKE: Mapping[str, Callable[[Letter], object]] = {
    "word": to_docx,
    "pdf": to_pdf,
    "html": to_html,
    "text": to_text,
}
# (ours, the peer, how many times faster ours is to be)
_GOALS = (
    ("Word, ours", "Word, docxtpl", 4),
    ("PDF/UA, ours", "PDF, WeasyPrint", 3),
    ("PDF/UA, ours", "PDF, LibreOffice in batches", 10),
)
_NO_PEERS = "docxtpl and WeasyPrint are not installed: make bench"
_NO_OFFICE = "LibreOffice is not installed: apt-get install libreoffice-writer-nogui"


def figures(sizes: Sizes) -> list[Figure]:
    """Letters per second of each, then ours beside each peer."""
    with folder() as place:
        lay_out(place, sizes.letters)
        told = in_turn(_contestants(place, sizes), sizes.runs)
    rates = {name: column(results, "per_second") for name, results in told.items()}
    rows = [Figure(NAME, name, "letters/s", values) for name, values in rates.items()]
    rows += [_beside(rates, *goal) for goal in _GOALS if goal[1] in rates]
    if not PEERS.exists():
        rows.append(skipped(NAME, _NO_PEERS))
    if shutil.which("soffice") is None:
        rows.append(skipped(NAME, _NO_OFFICE))
    return rows


def _contestants(place: Path, sizes: Sizes) -> dict[str, Callable[[], Result]]:
    found: dict[str, Callable[[], Result]] = {
        "Word, ours": lambda: house("bench.bench_letters", "word", sizes.letters, pinned=True),
        "PDF/UA, ours": lambda: house("bench.bench_letters", "pdf", sizes.letters, pinned=True),
        "HTML, ours": lambda: house("bench.bench_letters", "html", sizes.letters, pinned=True),
        "text, ours": lambda: house("bench.bench_letters", "text", sizes.letters, pinned=True),
    }
    if PEERS.exists():
        found["Word, docxtpl"] = lambda: peer("docxtpl_letters.py", place, pinned=True)
        found["PDF, WeasyPrint"] = lambda: peer("weasyprint_letters.py", place, pinned=True)
        found["PDF/UA, WeasyPrint"] = lambda: peer("weasyprint_letters.py", place, "pdf/ua-1", pinned=True)
    if shutil.which("soffice"):
        found["PDF, LibreOffice in batches"] = lambda: convert(place, sizes.letters, at_once=sizes.letters)
        found["PDF, LibreOffice one by one"] = lambda: convert(place, sizes.letters_one_by_one, at_once=1)
    return found


def _beside(rates: Mapping[str, tuple[float, ...]], ours: str, theirs: str, times: int) -> Figure:
    ratio = median(rates[ours]) / median(rates[theirs])
    return Figure(
        NAME, ours, "letters/s", rates[ours], theirs, ratio, f"≥ {times} × {theirs}", ratio >= times
    )


def make_letters(kind: str, letters: int) -> Result:
    """Letters composed from facts and made, one after the other in one thread; one before them warms up."""
    sources, make = Sources(), _MAKE[kind]
    make(sources.letter(sources.facts(letters)))
    started = perf_counter()
    for number in range(letters):
        make(sources.letter(sources.facts(number)))
    return {"per_second": letters / (perf_counter() - started)}


def convert(place: Path, letters: int, *, at_once: int) -> Result:
    """Word letters turned into PDF by LibreOffice, on one core as the others, its start included."""
    files = sorted(place.glob("letter-*.docx"))[:letters]
    out = place / "soffice"
    shutil.rmtree(out, ignore_errors=True)
    command = ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(out)]
    if not (place / "profile").exists():
        # The first start of all makes a profile; no letter pays for it.
        subprocess.run([*command, str(files[0])], check=True, capture_output=True, preexec_fn=on_one_core)
    started = perf_counter()
    for first in range(0, len(files), at_once):
        batch = [str(file) for file in files[first : first + at_once]]
        subprocess.run([*command, *batch], check=True, capture_output=True, preexec_fn=on_one_core)
    seconds = perf_counter() - started
    assert len(list(out.glob("*.pdf"))) == len(files)
    return {"per_second": len(files) / seconds}


if __name__ == "__main__":
    tell(**make_letters(sys.argv[1], int(sys.argv[2])))
