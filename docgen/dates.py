from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.letter_facts import LetterLabels

_HERE = ZoneInfo("Europe/Copenhagen")


def day_text(day: date, labels: LetterLabels) -> str:
    return f"{day.day}. {labels.maaneder[day.month - 1]} {day.year}"


def weekday_text(day: date, labels: LetterLabels) -> str:
    return f"{labels.ugedage[day.weekday()]} {labels.den} {day_text(day, labels)}"


def moment_text(moment: datetime, labels: LetterLabels) -> str:
    """Tell a moment with a zone in Danish time; one without is Danish time already."""
    local = moment.astimezone(_HERE) if moment.tzinfo else moment
    return f"{weekday_text(local.date(), labels)} {labels.kl} {local.hour}.{local.minute:02d}"
