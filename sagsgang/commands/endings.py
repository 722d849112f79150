"""How a command ends: the number that a program reads, and the Danish line that a person reads."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from domain.errors import (
    ActRefused,
    BadInput,
    BrokenConfig,
    Conflict,
    DocumentLost,
    EffectError,
    SagsgangError,
)
from sagsgang.commands.usage import UsageError, misunderstood


class Ending(IntEnum):
    """0 done · 1 something is missing or was refused · 2 input or rules that cannot be used · 3 not now."""

    DONE = 0
    MISSING = 1
    UNUSABLE = 2
    NOT_NOW = 3


MEANING = (
    "Slutkoder: 0 gjort · 1 tjekket, og noget mangler, eller handlingen blev afvist · "
    "2 input eller regler kan ikke bruges (hver fejl på sin linje: fil: nøgle: grund) · "
    "3 kan ikke lige nu (optaget register, fuld disk, motor nede): prøv igen."
)
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def told_in_danish() -> Iterator[None]:
    """What the house refuses ends the process with its number and a line for each reason, never a traceback."""
    try:
        yield
    except SagsgangError as error:
        raise SystemExit(_tell(error)) from None
    except UsageError as error:
        raise SystemExit(_say(Ending.UNUSABLE, *misunderstood(error))) from None
    except OSError as error:
        if not is_no_room(error):
            raise
        raise SystemExit(_say(Ending.NOT_NOW, f"disk_fuld: {_sentence('disk_fuld')}")) from None


def is_no_room(error: OSError) -> bool:
    """True where the disk is full, or this process may write no more on it."""
    return error.errno in _NO_ROOM


def _tell(error: SagsgangError) -> Ending:
    match error:
        case BrokenConfig() | BadInput():
            return _say(Ending.UNUSABLE, *map(str, error.faults))
        case ActRefused():
            return _say(Ending.MISSING, f"afvist: {error.grund}: {error.tekst or _refusal(error)}")
        case EffectError():
            return _say(Ending.NOT_NOW, f"{error.code}: {_sentence(error.code)}")
        case Conflict():
            return _say(Ending.NOT_NOW, "sagen er ændret af en anden imens: se på den, og prøv igen")
        case DocumentLost():
            return _say(
                Ending.NOT_NOW, "et gemt dokument mangler eller er ændret: hent det fra sikkerhedskopien"
            )
        case _:
            return _say(Ending.UNUSABLE, str(error))


def _say(ending: Ending, *lines: str) -> Ending:
    for line in lines:
        sys.stderr.write(f"{line}\n")
    return ending


def _sentence(code: str) -> str:
    # Only now: a command that ends well reads no sentence.
    from config.loader import CONFIG  # noqa: PLC0415 - see above
    from config.messages import load_messages  # noqa: PLC0415 - see above

    try:
        return load_messages(CONFIG / "messages.toml").effekt.get(code, code)
    except BrokenConfig:
        return code


def _refusal(error: ActRefused) -> str:
    return ", ".join(f"{name} = {value}" for name, value in error.facts.items())
