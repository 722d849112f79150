"""What was typed and cannot be understood, said in Danish: the word, and where to read what can be typed."""

import re
from collections.abc import Iterable
from typing import Any

import typer

# The parser's own name for it is no part of typer's public face; what it raises there is.
UsageError: Any = typer.BadParameter.__base__
_QUOTED = re.compile(r"'(?P<word>.*?)'", re.DOTALL)
_IN_BRACKETS = re.compile(r" \((?P<word>.*)\)$", re.DOTALL)
_NUMBER = "integer"


def misunderstood(error: Any) -> tuple[str, ...]:
    """The lines for whoever typed it; a command that needs a word more shows its help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return (error.format_message(),)
    command = error.ctx.command_path if error.ctx else "sagsgang"
    return (f"{command}: {_reason(error)}", f"Se '{command} --help'.")


def _reason(error: Any) -> str:
    match type(error).__name__:
        case "NoSuchOption":
            return f"kender ikke valget '{error.option_name}'{_near(error.option_name, _options(error))}"
        case "MissingParameter":
            return f"{_hint(error)}: mangler"
        case "BadOptionUsage":
            takes_none = "not take a value" in error.message
            return f"{error.option_name}: {'har ingen værdi' if takes_none else 'værdien mangler'}"
        case "BadParameter":
            wanted = "skal være et helt tal" if _NUMBER in error.message else "værdien kan ikke bruges"
            return f"{_hint(error)}: {wanted}"
        case _:
            return _of_words(error)


def _of_words(error: Any) -> str:
    if error.message.startswith("No such command"):
        word = _within(_QUOTED, error.message)
        return f"kender ikke '{word}'{_near(word, getattr(error.ctx.command, 'commands', ()))}"
    if error.message.startswith("Got unexpected extra argument"):
        return f"kan ikke bruge '{_within(_IN_BRACKETS, error.message)}' her"
    if error.message.startswith("Missing command"):
        return "skriv, hvad der skal gøres"
    return f"kan ikke forstås ({error.message})"


def _within(pattern: re.Pattern[str], message: str) -> str:
    found = pattern.search(message)
    return found["word"] if found else message


def _hint(error: Any) -> str:
    """The argument or option as its help writes it."""
    if error.param is None:
        return str(error.param_hint or "")
    named = getattr(error.param, "opts", ())
    if named and named[0].startswith("-"):
        return str(named[0])
    return str(getattr(error.param, "metavar", None) or error.param.name).rstrip(".")


def _options(error: Any) -> Iterable[str]:
    params = error.ctx.command.params if error.ctx else ()
    return [word for param in params for word in param.opts if word.startswith("-")]


def _near(word: str, known: Iterable[str]) -> str:
    # Only now: a command that is understood reads no sentence.
    from config.faults import nearest  # noqa: PLC0415 - see above

    return nearest(word, known)
