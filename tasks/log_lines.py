"""The house's log of one process: a line per event, with its ids, and never a word of any case."""

import logging
import sys

_HOUSE = "sagsgang"
# What every record has; the rest are the ids that came with it.
_COMMON = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class EventLine(logging.Formatter):
    """`2026-03-02T07:00:00 WARNING sagsgang.frister trin_udsat frist=12 fejl=Conflict`."""

    def format(self, record: logging.LogRecord) -> str:
        told = {key: value for key, value in vars(record).items() if key not in _COMMON}
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        # A message and a value stay on one line; a traceback's text is never among them.
        facts = " ".join(f"{key}={str(value)!r}" for key, value in told.items())
        return f"{moment} {record.levelname} {record.name} {record.getMessage()} {facts}".rstrip()


def log_events() -> None:
    """The house's events stand on this process's standard error; called twice, they stand there once."""
    house = logging.getLogger(_HOUSE)
    if any(isinstance(handler.formatter, EventLine) for handler in house.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(EventLine())
    house.addHandler(handler)
    house.setLevel(logging.INFO)
    house.propagate = False
