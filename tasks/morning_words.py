"""The morning's message in words: one line for each thing with its link, under a heading that says how much it hurts."""

from collections.abc import Callable, Iterator
from itertools import groupby

from casework.staff.morgenpost import Post, Told

# A longer message is not read; the rest is found on the page that the last line leads to.
_MOST = 50
Words = Callable[[str], str]


def title_of(post: Post, words: Words) -> str:
    """How many things wait."""
    key = "morgenpost.en" if post.antal == 1 else "morgenpost.flere"
    return words(key).format(antal=post.antal)


def body_of(post: Post, words: Words, link: Callable[[str], str]) -> str:
    """Everything that waits, in its order: what kind, which case, and the way to it."""
    return "\n".join(_lines(post, words, link))


def _lines(post: Post, words: Words, link: Callable[[str], str]) -> Iterator[str]:
    for gruppe, lines in groupby(post.lines[:_MOST], key=lambda line: line.gruppe):
        yield words(f"morgenpost.gruppe.{gruppe}")
        for line in lines:
            yield _line(line, words, link)
        yield ""
    left = sum(line.antal for line in post.lines[_MOST:])
    if left:
        yield words("morgenpost.rest").format(antal=left)
    yield link("")


def _line(line: Told, words: Words, link: Callable[[str], str]) -> str:
    said = words(f"morgenpost.{line.art}").format(sag=line.sagsnr or "", **line.facts)
    times = f" {words('morgenpost.gange').format(antal=line.antal)}" if line.antal > 1 else ""
    way = f"\n  {link(line.sagsnr)}" if line.sagsnr else ""
    return f"- {said}{times}{way}"
