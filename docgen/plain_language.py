"""How hard a text is to read: LIX and its longest sentence."""

import re
from collections.abc import Iterator
from typing import Final

from docgen.blocks import SMALL_PRINT, Block, BulletList, FactBox, Heading, NumberedList, Paragraph, plain
from docgen.letter import Letter

_LONG_WORD: Final = 7
_ADDRESS: Final = re.compile(r"\S+@\S+|www\.\S+|https?://\S+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
# A stop inside a line ends a sentence only before a capital: "kl. 9", "5. januar" and "bl.a. om" go on.
_SENTENCE_END: Final = re.compile(r"[.!?]+[\"”»)]*(?=\s+[\"“”«(]?[A-ZÆØÅ])|[.!?:]*\s*\n")


def lix(text: str) -> float:
    """Give words per sentence plus the share of words longer than six letters; 0 for no words."""
    words = _WORD.findall(_ADDRESS.sub("", text))
    if not words:
        return 0.0
    long_words = sum(len(word) >= _LONG_WORD for word in words)
    return len(words) / len(_sentences(text)) + 100 * long_words / len(words)


def longest_sentence(text: str) -> int:
    """Give the number of words in the longest sentence."""
    return max((len(_WORD.findall(sentence)) for sentence in _sentences(text)), default=0)


def prose(letter: Letter) -> str:
    """Give what the municipality itself has to say plainly: no headings, tables, quotes or small print."""
    return "\n".join(_lines(letter.blocks))


def _sentences(text: str) -> list[str]:
    pieces = _SENTENCE_END.split(_ADDRESS.sub("", text) + "\n")
    return [piece for piece in pieces if _WORD.search(piece)]


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level=level) if level == SMALL_PRINT:
                return
            case Paragraph():
                yield plain(block.text)
            case BulletList() | NumberedList():
                yield from (plain(item) for item in block.items)
            case FactBox():
                yield plain(block.title)
                yield from _lines(block.blocks)
            case _:
                continue
