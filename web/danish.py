"""Dates and times as a Dane writes them."""

from datetime import date, datetime

from docgen.dates import day_text, weekday_text
from domain.calendar import COPENHAGEN, local_date
from domain.letter_facts import LetterLabels

_SHORT = 3


class Dates:
    """The filters of the templates."""

    def __init__(self, labels: LetterLabels) -> None:
        self._labels = labels

    def dato(self, value: date | datetime) -> str:
        """5. jan. 2026"""  # noqa: D400, D415 - the docstring is the example
        day = _day(value)
        name = self._labels.maaneder[day.month - 1]
        month = name if len(name) <= _SHORT else f"{name[:_SHORT]}."
        return f"{day.day}. {month} {day.year}"

    def dato_lang(self, value: date | datetime) -> str:
        return day_text(_day(value), self._labels)

    def ugedag(self, value: date | datetime) -> str:
        text = weekday_text(_day(value), self._labels)
        return text[:1].upper() + text[1:]

    def kl(self, value: datetime) -> str:
        local = value.astimezone(COPENHAGEN)
        return f"{local.hour:02d}.{local.minute:02d}"


def _day(value: date | datetime) -> date:
    return local_date(value) if isinstance(value, datetime) else value
