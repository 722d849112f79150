"""CPR numbers: what one can look like. Numbers with the day + 60 are fictive and only for tests and demonstration."""

import re
from datetime import date

_SHAPE = re.compile(r"^(\d{2})(\d{2})(\d{2})-?(\d{4})$")
_FICTIVE = 60
_CENTURY_2000 = 36
_CENTURY_1858 = 57


def normalise_cpr(text: str) -> str | None:
    """The ten digits of a CPR number that can exist (or its fictive twin); None of one that cannot.

    No modulus 11 check: it has not held for all numbers since 2007.
    """
    found = _SHAPE.match(text.strip())
    if found is None:
        return None
    day, month, year, serial = (int(part) for part in found.groups())
    if day > _FICTIVE:
        day -= _FICTIVE
    try:
        date(_full_year(year, serial // 1000), month, day)
    except ValueError:
        return None
    return "".join(found.groups())


def is_fictive(cpr: str) -> bool:
    return int(cpr[:2]) > _FICTIVE


def _full_year(year: int, seventh: int) -> int:
    """The year of birth, from the two digits of the year and the seventh digit (the CPR register's own table)."""
    if seventh <= 3:  # noqa: PLR2004 - the CPR register's table
        return 1900 + year
    if seventh in {4, 9}:
        return (2000 if year <= _CENTURY_2000 else 1900) + year
    return (2000 if year <= _CENTURY_1858 else 1800) + year
