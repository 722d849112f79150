"""One page where one page will do, and no page with next to nothing on it."""

import io
import shutil
import subprocess
from collections.abc import Callable

import pikepdf
import pytest

from docgen.letter import Letter
from docgen.page_room import is_set_close
from docgen.pdf import to_pdf
from domain.letter_facts import LETTER_FACTS

_FEW_LINES = 5  # the footer's one among them
_CLOSING = "\n\n## Ring eller skriv til mig\n\nRing.\n\nVenlig hilsen\n\n### Reglerne\n\nEfter loven."
_TABLE = "\n\n| Hvad | Hvornår |\n|---|---|\n| en | i dag |\n| to | i morgen |\n| tre | senere |\n"


def of_length(lines: int, written: Callable[..., Letter], more: str = _CLOSING) -> Letter:
    return written("\n\n".join(f"Linje {number}" for number in range(lines)) + more)


def pages(letter: Letter) -> list[str]:
    """The words on each page, as a reader's program finds them."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=to_pdf(letter), capture_output=True, check=True
    )
    return done.stdout.decode().split("\f")[:-1]


def test_a_few_lines_too_many_are_set_closer_and_a_whole_page_is_not(written: Callable[..., Letter]) -> None:
    closer = [lines for lines in range(60) if is_set_close(of_length(lines, written))]

    assert closer == list(range(closer[0], closer[-1] + 1))
    assert 2 <= len(closer) <= 6
    for lines in (0, closer[0] - 1, *closer):
        with pikepdf.open(io.BytesIO(to_pdf(of_length(lines, written)))) as file:
            assert len(file.pages) == 1, lines
    with pikepdf.open(io.BytesIO(to_pdf(of_length(closer[-1] + 4, written)))) as file:
        assert len(file.pages) == 2


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the pages with poppler")
@pytest.mark.parametrize("slug", sorted(LETTER_FACTS))
def test_no_page_of_a_shipped_letter_has_next_to_nothing_on_it(
    slug: str, a_letter: Callable[..., Letter]
) -> None:
    for page in pages(a_letter(slug)):
        assert len([line for line in page.splitlines() if line.strip()]) > _FEW_LINES


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the pages with poppler")
@pytest.mark.parametrize("lines", range(24, 40, 2))
def test_a_short_table_is_never_parted_nor_the_small_print_from_the_last_lines(
    lines: int, written: Callable[..., Letter]
) -> None:
    found = pages(
        of_length(lines, written, f"\n\n## Til sidst{_TABLE}\nVenlig hilsen\n\n### Reglerne\n\nEfter loven.")
    )

    with_table = next(page for page in found if "Hvornår" in page)
    assert all(cell in with_table for cell in ("Til sidst", "i dag", "i morgen", "senere"))
    assert any("Venlig hilsen" in page and "Efter loven." in page for page in found)
