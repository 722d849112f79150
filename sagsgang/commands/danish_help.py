"""The help of the command in Danish: the parser's own words put as a Dane reads them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from typer.core import TyperCommand

# The parser keeps its formatter to itself; the class it takes another from is the public place to say so.
_CONTEXT: Any = TyperCommand.context_class
_Formatter: Any = _CONTEXT.formatter_class

_HEADINGS = {"Options": "Valg", "Arguments": "Det, der skrives", "Commands": "Kommandoer"}
_USAGE = (
    (re.compile(r"\[OPTIONS\]"), "[VALG]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "KOMMANDO ..."),
    # A name in brackets of its own is put in brackets once more, and so are dots.
    (re.compile(r"\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\[\[([^\[\]]*)\]\]"), r"[\1]"),
    (re.compile(r"\.\.\.(\]?)\.\.\."), r"...\1"),
)
_KINDS = {"<int>": "TAL", "<path>": "FIL"}
_KIND = re.compile(r" (<\S+>)$")
_TEXTS = (
    (re.compile(r"^Show this message and exit\.$"), "Vis denne hjælp."),
    (re.compile(r"\[required\]$"), "[skal med]"),
    (re.compile(r"\[default: (.*)\]$"), r"[ellers \1]"),
)


class DanishHelp(_Formatter):  # type: ignore[misc]  # the parser's own class, see above
    """Writes what the parser's formatter does, in Danish."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How it is written, on one line."""
        for pattern, danish in _USAGE:
            args = pattern.sub(danish, args)
        super().write_usage(prog, args, prefix or "Skriv: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Options, arguments or commands under their heading."""
        with super().section(_HEADINGS.get(name, name)):
            yield

    def write_dl(self, rows: Sequence[tuple[str, str]], *widths: int, **spacing: int) -> None:
        """One line for each, without the parser's names of types."""
        super().write_dl([(_term(term), _said(text)) for term, text in rows], *widths, **spacing)


def speak_danish() -> None:
    """Every help that is shown from now on is in Danish."""
    _CONTEXT.formatter_class = DanishHelp


def _term(term: str) -> str:
    """An option says what it takes; an argument's own name already does."""
    kind = _KIND.search(term)
    if kind is None:
        return term
    bare = term[: kind.start()]
    return f"{bare} {_KINDS.get(kind[1], 'TEKST')}" if term.startswith("-") else bare


def _said(text: str) -> str:
    for pattern, danish in _TEXTS:
        text = pattern.sub(danish, text)
    return text
