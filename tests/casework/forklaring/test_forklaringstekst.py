"""Why a deadline is that day, as a lawyer can read it: each row of forklaringer.toml is worked out by hand."""

import tomllib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from casework.forklaring.forklaringsord import Ordbog, ordbog
from casework.forklaring.forklaringstekst import Frist, sentence
from config.display import load_display
from config.forklaringer import load_forklaringer
from domain.calendar import COPENHAGEN, Calendars, local_date
from domain.deadlines import choose, count_from, days_for, due_relative, settle
from domain.forklaring import Grundlag, explain
from domain.rules import Aftalt, DeadlineRule, parse_varighed
from tests.builders import calendars, rulebook

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("forklaringer.toml").read_text("utf-8"))[
    "frist"
]


def words() -> Ordbog:
    return ordbog(load_forklaringer(), load_display(), rulebook())


def rule_of(row: dict[str, Any]) -> DeadlineRule:
    """The shipped rule, with another time where the row gives one."""
    rule = rulebook().rule(row["regel"], row["begyndt"].date())
    assert rule is not None
    return replace(rule, varighed={"standard": parse_varighed(row["tid"])}) if "tid" in row else rule


def days_of(row: dict[str, Any]) -> Calendars:
    closed: dict[date, str] = {row["lukkedag"]: row["lukkedag_navn"]} if "lukkedag" in row else {}
    shipped = calendars()
    return replace(shipped, lukkedage=frozenset(closed), navne={**shipped.navne, **closed})


def counted(row: dict[str, Any], rule: DeadlineRule, started: datetime, days: Calendars) -> date:
    """The day as the clock of the rule counts it."""
    if "aftalt" in row:
        return row["aftalt"]  # type: ignore[no-any-return]  # the table's own dates
    if rule.forfald is not None:
        return due_relative(rule.forfald, row["anden"], days)
    assert rule.varighed is not None
    assert not isinstance(rule.varighed, Aftalt)
    varighed = choose(rule.varighed, row.get("noegle"))
    assert varighed is not None
    return count_from(varighed, started, rule.art, days_for(rule, days))


def told(row: dict[str, Any]) -> str:
    rule, days = rule_of(row), days_of(row)
    started = row["begyndt"].replace(tzinfo=COPENHAGEN)
    day = counted(row, rule, started, days)
    basis = Grundlag(
        rule=rule,
        started=started,
        counted_on=day,
        due_on=settle(rule, day, local_date(started), days),
        calendars=days,
        noegler=(row["noegle"],) if "noegle" in row else (),
        aftalt="aftalt" in row,
        other_due=row.get("anden"),
    )
    frist = Frist(
        rule=rule,
        started=started,
        event=row.get("haendelse", rule.start.event),
        start_om=row.get("om"),
        hvad=row.get("hvad", ""),
        om=row.get("sagen"),
        posted=row.get("med_posten"),
        team=row.get("team"),
    )
    return sentence(words(), frist, explain(basis))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['regel']}-{row['begyndt']:%Y-%m-%d}" for row in ROWS])
def test_one_sentence_says_why_it_is_that_day(row: dict[str, Any]) -> None:
    assert told(row) == row["svar"]
