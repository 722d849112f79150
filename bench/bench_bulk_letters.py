"""A municipality's largest mail-out: letters with their MeMo on two cores, and what many letters do to memory."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from uuid import UUID

from bench.figures import Figure, column
from bench.letter_sources import Sources
from bench.runs import Result, house, tell
from bench.sizes import Sizes
from docgen.docx import to_docx
from docgen.html import to_html
from docgen.memo import MemoMessage, Party, to_memo
from docgen.pdf import to_pdf
from docgen.text import to_text

NAME = "bulk_letters"
_MODULE = "bench.bench_bulk_letters"
_CORES = 2
_MOST_S = 240
_MOST_GROWTH = 1.1
_SENDER = Party("00000099", "Prøvestrup Kommune")
_RECIPIENT = Party("6101909999", "Anna Prøvesen")


def figures(sizes: Sizes) -> list[Figure]:
    """Seconds for all of them with Word, PDF and MeMo, and the memory held after a tenth and after all."""
    letters = sizes.bulk_letters
    started = perf_counter()
    with ThreadPoolExecutor(_CORES) as pool:
        # Each in a process of its own, as two workers are.
        done = list(pool.map(lambda worker: house(_MODULE, "send", worker, letters), range(_CORES)))
    seconds = perf_counter() - started
    held = house(_MODULE, "hold", 0, letters)
    growth = held["rss_after_all"] / held["rss_after_a_tenth"]
    whole = letters >= Sizes.bulk_letters
    return [
        Figure(
            NAME,
            f"{letters:,} letters as Word, PDF/UA and MeMo, {_CORES} processes",
            "s",
            (seconds,),
            goal=f"< {_MOST_S} s for {Sizes.bulk_letters:,}",
            met=seconds < _MOST_S if whole else None,
        ),
        Figure(NAME, "… one letter's MeMo", "kB", tuple(size / 1000 for size in column(done, "memo_bytes"))),
        Figure(
            NAME,
            f"memory after {letters // 10:,} letters in every format",
            "MB",
            (held["rss_after_a_tenth"],),
        ),
        Figure(
            NAME,
            f"… after {letters:,}",
            "MB",
            (held["rss_after_all"],),
            f"after {letters // 10:,}",
            growth,
            f"≤ {_MOST_GROWTH}",
            growth <= _MOST_GROWTH if whole else None,
        ),
    ]


def send_many(worker: int, letters: int) -> Result:
    """The worker's share of the letters is made, each with its MeMo around the PDF."""
    sources, sizes = Sources(), 0
    mine = range(worker, letters, _CORES)
    for number in mine:
        letter = sources.letter(sources.facts(number))
        to_docx(letter)
        sizes += len(to_memo(_message(number, to_pdf(letter), letter.case_no)))
    return {"memo_bytes": sizes / len(mine)}


def hold_many(letters: int) -> Result:
    """The process's own memory in the middle of making letters in every format, and at the end."""
    sources = Sources()
    after_a_tenth = 0.0
    for number in range(1, letters + 1):
        letter = sources.letter(sources.facts(number))
        for make in (to_docx, to_pdf, to_html, to_text):
            make(letter)
        if number == letters // 10:
            after_a_tenth = _resident_mb()
    return {"rss_after_a_tenth": after_a_tenth, "rss_after_all": _resident_mb()}


def _message(number: int, pdf: bytes, case_no: str) -> MemoMessage:
    return MemoMessage(
        version="1.1",
        uuid=str(UUID(int=number)),
        label="Brev fra Prøvestrup Kommune",
        notification="Du har fået et brev",
        filename="brev.pdf",
        made_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
        sender=_SENDER,
        recipient=_RECIPIENT,
        case_no=case_no,
        case_system="Sagsgang",
        pdf=pdf,
        post_type="MYNDIGHEDSPOST",
    )


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]  # every Linux has the line


if __name__ == "__main__":
    what, worker, letters = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    tell(**(send_many(worker, letters) if what == "send" else hold_many(letters)))
