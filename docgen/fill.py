"""Facts into wording: every value stands behind a token, so nothing in it is ever parsed."""

import re
import traceback
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from docgen.dates import day_text, moment_text, weekday_text
from domain.errors import BadInput, Fault
from domain.letter_facts import LetterLabels
from domain.letters import Facts, Wording

FIRST_TOKEN: Final = 0xF0000  # supplementary private use: one character per value, letters to Markdown
LAST_TOKEN: Final = 0x10FFFD
_VALUES: Final = "_values"
# A tag alone on its line leaves no line behind; one in running text takes nothing with it.
_LONE_TAG: Final = re.compile(r"^[ \t]*(\{%-?(?:(?!%\}).)*%\})[ \t]*\n", re.MULTILINE)
_TAG: Final = re.compile(r"\{[{%]-?\s*(.*?)\s*-?[}%]\}")
_LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")
# Controls (the newline stays), surrogates, byte order marks that pasting leaves, what is no character at all, and
# bidi embeddings and overrides, which could turn the rest of a line round; the words themselves stay.
_STEERS: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)


def fill(wording: Wording, facts: Facts, labels: LetterLabels) -> tuple[str, tuple[str, ...]]:
    """Give the body with a token for each value, and the values in the order of their tokens."""
    missing = [name for name in wording.placeholders if name not in facts]
    if missing:
        raise BadInput([Fault(wording.slug, name, labels.mangler) for name in missing])
    values: list[str] = []
    body = _LONE_TAG.sub(r"\1", wording.body)
    try:
        text = _template(body, labels).render({**facts, _VALUES: values})
    except _Unshowable as error:
        raise BadInput([Fault(wording.slug, _place(error, body), labels.kan_ikke_vises)]) from error
    except (TemplateError, AttributeError, TypeError, ValueError) as error:
        raise BadInput([Fault(wording.slug, _place(error, body), labels.mangler)]) from error
    return clean(text), tuple(values)


def clean(value: str) -> str:
    """Keep the words, drop characters that steer a device instead of being read."""
    return _STEERS.sub("", _LINE_ENDS.sub("\n", value).replace("\t", " "))


class _Unshowable(Exception):
    """A value that has no words: nothing, a yes or no, a list, a table."""


def _shown(value: object, labels: LetterLabels) -> str:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime):
        return moment_text(value, labels)
    if isinstance(value, date):
        return day_text(value, labels)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _Unshowable


def _listed(labels: LetterLabels, values: Sequence[object]) -> str:
    words = [_shown(value, labels) for value in values]
    if len(words) < 2:  # noqa: PLR2004 - one alone needs no "and"
        return "".join(words)
    return f"{', '.join(words[:-1])} {labels.og} {words[-1]}"


def _weekday(labels: LetterLabels, day: date) -> str:
    return weekday_text(day, labels)


def _finalizer(labels: LetterLabels) -> Callable[[Context, object], str]:
    # With the context asked for, Jinja cannot fold constants past the tokens at compile time.
    @pass_context
    def finalize(context: Context, value: object) -> str:
        if isinstance(value, StrictUndefined):
            str(value)
        values: list[str] = context[_VALUES]
        values.append(_shown(value, labels))
        return chr(FIRST_TOKEN + len(values) - 1)

    return finalize


@lru_cache(maxsize=4)
def _environment(labels: LetterLabels) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_finalizer(labels),
        autoescape=False,  # no HTML is made here: each format escapes for itself
    )
    environment.filters["opremsning"] = partial(_listed, labels)
    environment.filters["ugedag"] = partial(_weekday, labels)
    return environment


@lru_cache(maxsize=256)
def _template(body: str, labels: LetterLabels) -> Template:
    return _environment(labels).from_string(body)


def _place(error: BaseException, body: str) -> str:
    """Tell what the wording asked for on the line where it went wrong."""
    frames = traceback.extract_tb(error.__traceback__)
    numbers = [frame.lineno for frame in frames if frame.filename == "<template>" and frame.lineno]
    lines = body.splitlines()
    if not numbers or numbers[-1] > len(lines):
        return ""
    return ", ".join(_TAG.findall(lines[numbers[-1] - 1]))
