"""The lines around a letter's text, the same in every format."""

from collections.abc import Sequence
from typing import Final

from docgen.blocks import SMALL_PRINT, Block, Heading, Paragraph, Table, plain
from docgen.letter import Letter
from domain.letter_facts import LabelledLetterhead

_NARROW: Final = 18  # letters
_KEPT_TOGETHER: Final = 10  # blocks


def sender_lines(sender: LabelledLetterhead) -> list[str]:
    return [line for line in (sender.afdeling, *sender.adresse, sender.telefon, sender.web) if line]


def meta_lines(letter: Letter) -> list[tuple[str, str]]:
    labels = letter.labels
    contact = letter.contact
    lines = [
        (labels.dato, letter.date_text),
        (labels.sagsnr, letter.case_no),
        (labels.kontakt, contact.name),
        (labels.telefon, contact.phone),
    ]
    return [(label, text) for label, text in lines if text]


def footer_text(sender: LabelledLetterhead) -> str:
    labels = sender.etiketter
    return f"{sender.kommune} · {labels.cvr} {sender.cvr} · {labels.privatliv}: {sender.privatliv}"


def column_letters(table: Table) -> list[int]:
    """Count the letters of each column's longest cell."""
    columns = zip(table.header, *table.rows, strict=True)
    return [max(len(plain(cell)) for cell in column) for column in columns]


def narrow_columns(table: Table) -> list[bool]:
    """Tell which columns need no more than their words; fields to fill in share the width."""
    if not all(cell for row in table.rows for cell in row):
        return [False] * len(table.header)
    widest = column_letters(table)
    return [width <= _NARROW and width < max(widest) for width in widest]


def kept_from(blocks: Sequence[Block]) -> int:
    """Where the last section begins, with whom to call and who signs; the length where it is too long to keep whole."""
    sections = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level < SMALL_PRINT
    ]
    last = sections[-1] if sections else len(blocks)
    small = any(isinstance(block, Heading) and block.level == SMALL_PRINT for block in blocks[last:])
    whole = all(isinstance(block, Heading | Paragraph) for block in blocks[last:])
    return last if small and whole and len(blocks) - last <= _KEPT_TOGETHER else len(blocks)
